/// One step of an `ElementwiseProgram` on one block of elements.
struct ElementBlock {
  let x: BlockOperand
  let y: BlockOperand
  let z: BlockOperand
  let w: BlockOperand
  let out: UnsafeMutableRawPointer
  /// Where the result of the next step lies.
  let next: UnsafeMutableRawPointer
  let count: Int
  let scratch: BlockScratch

  /// Computes the block.
  ///
  /// - Parameters:
  ///   - function: what is computed.
  ///   - source: the element type of x.
  ///   - chosen: the element type of y.
  ///   - target: the element type of the result.
  /// - Returns: the first failure, nil where there is none.
  func run(
    _ function: ElementwiseProgram.Function, from source: ElementType, of chosen: ElementType,
    to target: ElementType
  ) -> LoopFault? {
    switch function {
    case .unary(let f): return unary(f, source)
    case .binary(let f): return binary(f, source)
    case .compare(let c): compare(c, source)
    case .select: select(chosen)
    case .convert: return convert(source, to: target)
    case .pair(let f, let g, let isRight):
      if source == .f32 { joinedFloats(f, g, isRight) } else { joinedDoubles(f, g, isRight) }
    case .products(let isDifference):
      if source == .f32 { productsOfFloats(isDifference) } else { productsOfDoubles(isDifference) }
    case .logistics: logistics()
    case .second: break
    }
    return nil
  }

  private func logistics() {
    VectorMath.logistics(
      contiguous(x, scratch.first, Float.self), into: result(Float.self),
      and: next.assumingMemoryBound(to: Float.self), count: count)
  }

  /// An operand of a loop over elements.
  @inline(__always)
  func operand<A>(_ operand: BlockOperand, _: A.Type) -> LoopOperand<A> {
    LoopOperand(
      pointer: UnsafePointer(operand.bytes.assumingMemoryBound(to: A.self)),
      step: operand.moves ? 1 : 0)
  }

  /// The result as elements.
  @inline(__always)
  func result<R>(_: R.Type) -> UnsafeMutablePointer<R> { out.assumingMemoryBound(to: R.self) }

  /// The operand as consecutive elements: one that stands is written out.
  func contiguous<A>(
    _ operand: BlockOperand, _ room: UnsafeMutableRawPointer, _: A.Type
  ) -> UnsafePointer<A> {
    let elements = operand.bytes.assumingMemoryBound(to: A.self)
    if operand.moves { return UnsafePointer(elements) }
    let copy = room.assumingMemoryBound(to: A.self)
    copy.update(repeating: elements.pointee, count: count)
    return UnsafePointer(copy)
  }

  /// out = f(x), element by element.
  @inline(__always)
  func map<A, R>(_ f: (A) -> R) {
    let input = contiguous(x, scratch.first, A.self), out = result(R.self)
    for i in 0..<count { out[i] = f(input[i]) }
  }

  /// out = f(x), up to the first failure.
  @inline(__always)
  func checkedMap<A, R>(_ f: (A) throws(TensorError) -> R) -> LoopFault? {
    let input = contiguous(x, scratch.first, A.self), out = result(R.self)
    for i in 0..<count {
      do throws(TensorError) { out[i] = try f(input[i]) } catch {
        return LoopFault(position: i, error: error)
      }
    }
    return nil
  }

  /// out = f(x, y), element by element.
  @inline(__always)
  func pairs<A, R>(_ f: (A, A) -> R) {
    if x.moves || y.moves {
      pairLoop(operand(x, A.self), operand(y, A.self), result(R.self), count, f)
    } else {
      let value = f(operand(x, A.self).pointer[0], operand(y, A.self).pointer[0])
      result(R.self).update(repeating: value, count: count)
    }
  }

  private func select(_ type: ElementType) {
    ChoiceLoop.run(
      contiguous(x, scratch.first, Bool.self),
      ChoiceLoop.Operand(bytes: y.bytes, moves: y.moves),
      ChoiceLoop.Operand(bytes: z.bytes, moves: z.moves), out, size: type.size, count: count)
  }

  private func compare(_ c: Comparison, _ type: ElementType) {
    switch type {
    case .bool: compareBooleans(c)
    case .i64: compareOrdered(c, Int.self)
    case .f32: compareOrdered(c, Float.self)
    case .f64: compareOrdered(c, Double.self)
    case .c128: preconditionFailure("complex numbers are not fused")
    }
  }

  private func compareBooleans(_ c: Comparison) {
    switch c {
    case .equal: pairs { (a: Bool, b: Bool) in a == b }
    case .notEqual: pairs { (a: Bool, b: Bool) in a != b }
    case .less: pairs { (a: Bool, b: Bool) in !a && b }
    case .lessOrEqual: pairs { (a: Bool, b: Bool) in !a || b }
    case .greater: pairs { (a: Bool, b: Bool) in a && !b }
    case .greaterOrEqual: pairs { (a: Bool, b: Bool) in a || !b }
    }
  }

  private func compareOrdered<A: Comparable>(_ c: Comparison, _: A.Type) {
    switch c {
    case .equal: pairs { (a: A, b: A) in a == b }
    case .notEqual: pairs { (a: A, b: A) in a != b }
    case .less: pairs { (a: A, b: A) in a < b }
    case .lessOrEqual: pairs { (a: A, b: A) in a <= b }
    case .greater: pairs { (a: A, b: A) in a > b }
    case .greaterOrEqual: pairs { (a: A, b: A) in a >= b }
    }
  }
}

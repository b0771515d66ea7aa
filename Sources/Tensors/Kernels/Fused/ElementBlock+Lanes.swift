/// Arithmetic of f64 and f32, a vector at a time.
///
/// Written out because a result may lie where an operand does: a loop over elements would then run one
/// by one.
extension ElementBlock {
  /// Computes a sum, difference, product or quotient; false for other functions.
  @inline(__always)
  func lanes<V: SIMD>(_ f: BinaryFunction, _: V.Type) -> Bool
  where V.Scalar: BinaryFloatingPoint & BitwiseCopyable {
    switch f {
    case .add: pairs { (a: V, b: V) in a + b }
    case .subtract: pairs { (a: V, b: V) in a - b }
    case .multiply: pairs { (a: V, b: V) in a * b }
    case .divide: pairs { (a: V, b: V) in a / b }
    case .power, .minimum, .maximum, .remainder, .quotient, .atan2, .and, .or: return false
    }
    return true
  }

  /// −x, which is x·(−1) up to the sign of a nan.
  @inline(__always)
  func negateLanes<V: SIMD>(_: V.Type) where V.Scalar: BinaryFloatingPoint & BitwiseCopyable {
    let minus = V(repeating: -1)
    let (whole, size) = (count / V.scalarCount, MemoryLayout<V>.size)
    if !x.moves {
      let value = -x.bytes.loadUnaligned(as: V.Scalar.self)
      return out.assumingMemoryBound(to: V.Scalar.self).update(repeating: value, count: count)
    }
    for i in 0..<whole { store(load(x.bytes + i &* size, V.self) * minus, i &* size) }
    let rest = count &- whole &* V.scalarCount
    if rest > 0 { storePart(part(x, whole &* size, rest, V.self) * minus, whole &* size, rest) }
  }

  @inline(__always)
  private func pairs<V: SIMD>(_ f: (V, V) -> V)
  where V.Scalar: BinaryFloatingPoint & BitwiseCopyable {
    let (whole, size) = (count / V.scalarCount, MemoryLayout<V>.size)
    let rest = count &- whole &* V.scalarCount
    let a = x.bytes, b = y.bytes
    if x.moves && y.moves {
      for i in 0..<whole {
        store(f(load(a + i &* size, V.self), load(b + i &* size, V.self)), i &* size)
      }
    } else if x.moves {
      let right = V(repeating: b.loadUnaligned(as: V.Scalar.self))
      for i in 0..<whole { store(f(load(a + i &* size, V.self), right), i &* size) }
    } else {
      let left = V(repeating: a.loadUnaligned(as: V.Scalar.self))
      if !y.moves {
        let value = f(left, V(repeating: b.loadUnaligned(as: V.Scalar.self)))[0]
        return out.assumingMemoryBound(to: V.Scalar.self).update(repeating: value, count: count)
      }
      for i in 0..<whole { store(f(left, load(b + i &* size, V.self)), i &* size) }
    }
    if rest > 0 {
      let last = whole &* size
      storePart(f(part(x, last, rest, V.self), part(y, last, rest, V.self)), last, rest)
    }
  }

  /// Computes g(f(x, y), z), or g(z, f(x, y)), of arithmetic functions in f32.
  @inline(never)
  func joinedFloats(_ f: BinaryFunction, _ g: BinaryFunction, _ isRight: Bool) {
    joined(f, g, isRight, SIMD16<Float>.self)
  }

  /// The same in f64.
  @inline(never)
  func joinedDoubles(_ f: BinaryFunction, _ g: BinaryFunction, _ isRight: Bool) {
    joined(f, g, isRight, SIMD8<Double>.self)
  }

  @inline(__always)
  private func joined<V: SIMD>(_ f: BinaryFunction, _ g: BinaryFunction, _ isRight: Bool, _: V.Type)
  where V.Scalar: BinaryFloatingPoint & BitwiseCopyable {
    switch f {
    case .add: outer(g, isRight) { (a: V, b: V) in a + b }
    case .subtract: outer(g, isRight) { (a: V, b: V) in a - b }
    case .multiply: outer(g, isRight) { (a: V, b: V) in a * b }
    case .divide: outer(g, isRight) { (a: V, b: V) in a / b }
    case .power, .minimum, .maximum, .remainder, .quotient, .atan2, .and, .or:
      preconditionFailure("\(f.name) is not joined with others")
    }
  }

  @inline(__always)
  private func outer<V: SIMD>(_ g: BinaryFunction, _ isRight: Bool, _ f: (V, V) -> V)
  where V.Scalar: BinaryFloatingPoint & BitwiseCopyable {
    switch (g, isRight) {
    case (.add, false): triples { (a, b, c) in f(a, b) + c }
    case (.add, true): triples { (a, b, c) in c + f(a, b) }
    case (.subtract, false): triples { (a, b, c) in f(a, b) - c }
    case (.subtract, true): triples { (a, b, c) in c - f(a, b) }
    case (.multiply, false): triples { (a, b, c) in f(a, b) * c }
    case (.multiply, true): triples { (a, b, c) in c * f(a, b) }
    case (.divide, false): triples { (a, b, c) in f(a, b) / c }
    case (.divide, true): triples { (a, b, c) in c / f(a, b) }
    case (.power, _), (.minimum, _), (.maximum, _), (.remainder, _), (.quotient, _), (.atan2, _),
      (.and, _), (.or, _):
      preconditionFailure("\(g.name) is not joined with others")
    }
  }

  /// A loop for all ways in which operands move or stand: one that stands is a vector that is read
  /// again and again.
  @inline(__always)
  private func triples<V: SIMD>(_ f: (V, V, V) -> V)
  where V.Scalar: BinaryFloatingPoint & BitwiseCopyable {
    let (whole, size) = (count / V.scalarCount, MemoryLayout<V>.size)
    let rest = count &- whole &* V.scalarCount
    withUnsafeTemporaryAllocation(of: V.self, capacity: 3) { room in
      guard let still = room.baseAddress else { return }
      let a = line(x, still), b = line(y, still + 1), c = line(z, still + 2)
      let aStep = x.moves ? size : 0, bStep = y.moves ? size : 0, cStep = z.moves ? size : 0
      for i in 0..<whole {
        let value = f(
          load(a + i &* aStep, V.self), load(b + i &* bStep, V.self), load(c + i &* cStep, V.self))
        store(value, i &* size)
      }
    }
    if rest > 0 {
      let last = whole &* size
      storePart(
        f(part(x, last, rest, V.self), part(y, last, rest, V.self), part(z, last, rest, V.self)),
        last, rest)
    }
  }

  /// Computes x y + z w, or x y − z w, in f32.
  @inline(never)
  func productsOfFloats(_ isDifference: Bool) { products(isDifference, SIMD16<Float>.self) }

  /// The same in f64.
  @inline(never)
  func productsOfDoubles(_ isDifference: Bool) { products(isDifference, SIMD8<Double>.self) }

  @inline(__always)
  private func products<V: SIMD>(_ isDifference: Bool, _: V.Type)
  where V.Scalar: BinaryFloatingPoint & BitwiseCopyable {
    if isDifference {
      quadruples { (a: V, b: V, c: V, d: V) in a * b - c * d }
    } else {
      quadruples { (a: V, b: V, c: V, d: V) in a * b + c * d }
    }
  }

  @inline(__always)
  private func quadruples<V: SIMD>(_ f: (V, V, V, V) -> V)
  where V.Scalar: BinaryFloatingPoint & BitwiseCopyable {
    let (whole, size) = (count / V.scalarCount, MemoryLayout<V>.size)
    let rest = count &- whole &* V.scalarCount
    withUnsafeTemporaryAllocation(of: V.self, capacity: 4) { room in
      guard let still = room.baseAddress else { return }
      let a = line(x, still), b = line(y, still + 1), c = line(z, still + 2), d = line(w, still + 3)
      let aStep = x.moves ? size : 0, bStep = y.moves ? size : 0
      let cStep = z.moves ? size : 0, dStep = w.moves ? size : 0
      for i in 0..<whole {
        let value = f(
          load(a + i &* aStep, V.self), load(b + i &* bStep, V.self),
          load(c + i &* cStep, V.self), load(d + i &* dStep, V.self))
        store(value, i &* size)
      }
    }
    if rest > 0 {
      let last = whole &* size
      storePart(
        f(
          part(x, last, rest, V.self), part(y, last, rest, V.self), part(z, last, rest, V.self),
          part(w, last, rest, V.self)), last, rest)
    }
  }

  /// Where an operand starts: one that stands is written out as a vector.
  @inline(__always)
  private func line<V: SIMD>(
    _ operand: BlockOperand, _ room: UnsafeMutablePointer<V>
  ) -> UnsafeMutableRawPointer where V.Scalar: BitwiseCopyable {
    if operand.moves { return operand.bytes }
    room.initialize(to: V(repeating: operand.bytes.loadUnaligned(as: V.Scalar.self)))
    return UnsafeMutableRawPointer(room)
  }

  @inline(__always)
  private func load<V: SIMD>(_ bytes: UnsafeMutableRawPointer, _: V.Type) -> V
  where V.Scalar: BitwiseCopyable {
    UnsafeRawPointer(bytes).loadUnaligned(as: V.self)
  }

  @inline(__always)
  private func store<V: SIMD>(_ value: V, _ offset: Int) where V.Scalar: BitwiseCopyable {
    (out + offset).storeBytes(of: value, as: V.self)
  }

  /// The last elements of an operand, fewer than a vector has; ones after them.
  @inline(__always)
  private func part<V: SIMD>(_ operand: BlockOperand, _ offset: Int, _ rest: Int, _: V.Type) -> V
  where V.Scalar: BinaryFloatingPoint & BitwiseCopyable {
    if !operand.moves { return V(repeating: operand.bytes.loadUnaligned(as: V.Scalar.self)) }
    var value = V(repeating: 1)
    withUnsafeMutableBytes(of: &value) { lanes in
      lanes.baseAddress?.copyMemory(
        from: operand.bytes + offset, byteCount: rest &* MemoryLayout<V.Scalar>.size)
    }
    return value
  }

  @inline(__always)
  private func storePart<V: SIMD>(_ value: V, _ offset: Int, _ rest: Int) {
    var value = value
    withUnsafeMutableBytes(of: &value) { lanes in
      guard let base = lanes.baseAddress else { return }
      (out + offset).copyMemory(from: base, byteCount: rest &* MemoryLayout<V.Scalar>.size)
    }
  }
}

extension ElementwiseProgram.Step {
  /// Whether its loop is as quick where the result lies in the place of an operand.
  func runsInPlace(on type: ElementType) -> Bool {
    guard type == .f64 || type == .f32 else { return false }
    switch function {
    case .binary(.add), .binary(.subtract), .binary(.multiply), .binary(.divide),
      .unary(.negate), .unary(.sqrt), .unary(.exp), .unary(.log), .unary(.tanh),
      .unary(.logistic), .unary(.softplus), .logistics, .second, .pair, .products:
      return true
    case .unary, .binary, .compare, .select, .convert: return false
    }
  }
}

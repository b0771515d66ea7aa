extension Tensor {
  /// Adds slices at the given positions along an axis, in place where nobody else holds this tensor's
  /// memory.
  ///
  /// Positions are i64 of rank 1, base 0; where one repeats, its slices are added in order. The
  /// updates have this tensor's shape with as many slices as positions.
  public mutating func accumulate(
    axis: Int, at positions: Tensor, _ updates: Tensor
  ) throws(TensorError) {
    try checkAxis(axis)
    try checkPositions(positions, axis: axis)
    try checkUpdate(updates.type)
    var extents = shape.extents
    extents[axis] = positions.count
    guard updates.shape == Shape(extents) else { throw .broadcast(updates.shape, Shape(extents)) }
    try makeUnique()
    switch type {
    case .bool: throw .type(operation: "scatterAdd", got: type, expected: "numbers")
    case .i64: try addIntegers(axis, positions, updates)
    case .f32: try add(axis, positions, updates) { (x: Float, y: Float) in x + y }
    case .f64: try add(axis, positions, updates) { (x: Double, y: Double) in x + y }
    case .c128: try add(axis, positions, updates) { (x: Complex128, y) in x + y }
    }
  }

  private func addIntegers(
    _ axis: Int, _ positions: Tensor, _ updates: Tensor
  ) throws(TensorError) {
    var overflow: TensorError?
    try add(axis, positions, updates) { (x: Int, y: Int) in
      do throws(TensorError) { return try IntegerArithmetic.add(x, y) } catch {
        overflow = overflow ?? error
        return x
      }
    }
    if let overflow { throw overflow }
  }

  /// Adds slice after slice: the order of the sums is that of the positions.
  @inline(__always)
  private func add<E: Element>(
    _ axis: Int, _ positions: Tensor, _ updates: Tensor, _ sum: (E, E) -> E
  ) throws(TensorError) {
    guard updates.count > 0 else { return }
    let inner = Shape(Array(shape.extents[(axis &+ 1)...])).count
    let extent = shape[axis], count = positions.count
    let places = positions.pointer(as: Int.self)
    let own = mutablePointer(as: E.self), other = updates.pointer(as: E.self)
    for slice in 0..<(updates.count / inner) {
      let (row, k) = slice.quotientAndRemainder(dividingBy: count)
      let target = own + (row &* extent &+ places[k]) &* inner, source = other + slice &* inner
      if slice & 0xFFF == 0 { try Interruption.check() }
      for i in 0..<inner { target[i] = sum(target[i], source[i]) }
    }
  }

  /// Zeros of a shape with this tensor at every `steps[k]`-th position along axis `k` from
  /// `starts[k]` on; steps may be negative, and all positions lie within the shape.
  public func padded(
    to target: Shape, starts: [Int], steps: [Int]
  ) throws(TensorError) -> Tensor {
    guard target.rank == shape.rank, starts.count == shape.rank, steps.count == shape.rank else {
      throw .shape(operation: "pad", got: shape, expected: "\(target.rank) axes")
    }
    let result = try Tensor(uninitialized: target, type: type)
    let own = target.strides
    var offset = 0, strides: [Int] = []
    for axis in 0..<shape.rank {
      strides.append(own[axis] &* steps[axis])
      if shape[axis] == 0 { continue }
      try result.checkIndex(starts[axis], axis: axis)
      try result.checkIndex(
        Tensor.last(starts[axis], shape[axis], steps[axis]), axis: axis)
      offset &+= starts[axis] &* own[axis]
    }
    let bytes = result.storage.bytes
    try forEachSpan(result.storage.byteCount) { range in
      (bytes + range.lowerBound).initializeMemory(as: UInt8.self, repeating: 0, count: range.count)
    }
    let view = StridedView(offset: offset, extents: shape.extents, strides: strides)
    switch type {
    case .bool: try place(view, UInt8.self, bytes)
    case .f32: try place(view, UInt32.self, bytes)
    case .i64, .f64: try place(view, UInt64.self, bytes)
    case .c128: try place(view, SIMD2<UInt64>.self, bytes)
    }
    return result
  }

  /// Writes the elements to the places of a view.
  private func place<Word: BitwiseCopyable>(
    _ view: StridedView, _: Word.Type, _ target: UnsafeMutableRawPointer
  ) throws(TensorError) {
    guard view.count > 0 else { return }
    let input = storage.bytes.assumingMemoryBound(to: Word.self)
    let output = target.assumingMemoryBound(to: Word.self) + view.offset
    let inner = view.axes.first ?? StridedView.Axis(extent: 1, stride: 1)
    var odometer = Odometer(Array(view.axes.dropFirst()), at: 0)
    for row in 0..<(view.count / inner.extent) {
      if row & 0xFFF == 0 { try Interruption.check() }
      let source = input + row &* inner.extent, places = output + odometer.offset
      for i in 0..<inner.extent { places[i &* inner.stride] = source[i] }
      odometer.advance()
    }
  }
}

extension Tensor {
  /// The slices at the given positions along an axis: i64, rank 1, base 0.
  public func gathered(axis: Int, at positions: Tensor) throws(TensorError) -> Tensor {
    try checkAxis(axis)
    try checkPositions(positions, axis: axis)
    var extents = shape.extents
    extents[axis] = positions.count
    let result = try Tensor(uninitialized: Shape(extents), type: type)
    try moveSlices(axis: axis, positions, result) { place, update, bytes in
      update.copyMemory(from: place, byteCount: bytes)
    }
    return result
  }

  /// A copy with the slices at the given positions along an axis replaced; of equal positions the
  /// last one wins.
  ///
  /// The updates have this tensor's shape with as many slices as positions, or broadcast to it.
  public func scattered(
    axis: Int, at positions: Tensor, _ updates: Tensor
  ) throws(TensorError) -> Tensor {
    var result = self
    try result.scatter(axis: axis, at: positions, updates)
    return result
  }

  /// Replaces the slices at the given positions along an axis, in place where nobody else holds this
  /// tensor's memory.
  public mutating func scatter(
    axis: Int, at positions: Tensor, _ updates: Tensor
  ) throws(TensorError) {
    try checkAxis(axis)
    try checkPositions(positions, axis: axis)
    try checkUpdate(updates.type)
    var extents = shape.extents
    extents[axis] = positions.count
    let updates = try updates.broadcast(to: Shape(extents))
    try makeUnique()
    try moveSlices(axis: axis, positions, updates) { place, update, bytes in
      place.copyMemory(from: update, byteCount: bytes)
    }
  }

  /// Replaces blocks of elements that lie side by side, in place: block k has the row-major
  /// positions from `block` * k on, base 0.
  ///
  /// Of equal positions the last one wins; a single update serves all positions.
  public mutating func store(
    _ updates: Tensor, at positions: Tensor, block: Int = 1
  ) throws(TensorError) {
    guard positions.type == .i64 else {
      throw .type(operation: "index", got: positions.type, expected: "i64")
    }
    try checkUpdate(updates.type)
    guard updates.count == positions.count &* block || updates.count == block else {
      throw .broadcast(updates.shape, positions.shape)
    }
    guard updates.count > 0 else { return }
    let places = positions.pointer(as: Int.self), blocks = count / block
    if let k = try firstOutside(places, positions.count, blocks) {
      throw .index(axis: 1, index: oneBased(places[k]), extent: blocks)
    }
    try makeUnique()
    let size = type.size &* block, step = updates.count == block ? 0 : size
    for k in 0..<positions.count {
      if k & 0xFFFF == 0 { try Interruption.check() }
      (storage.bytes + places[k] &* size).copyMemory(
        from: updates.storage.bytes + k &* step, byteCount: size)
    }
  }

  /// Replaces the element at a row-major position, base 0, in place.
  public mutating func store(_ scalar: Scalar, at position: Int) throws(TensorError) {
    try checkUpdate(scalar.type)
    guard position >= 0, position < count else {
      throw .index(axis: 1, index: oneBased(position), extent: count)
    }
    try makeUnique()
    switch scalar {
    case .bool(let x): mutablePointer(as: Bool.self)[position] = x
    case .int(let x): mutablePointer(as: Int.self)[position] = x
    case .float32(let x): mutablePointer(as: Float.self)[position] = x
    case .float(let x): mutablePointer(as: Double.self)[position] = x
    case .complex(let x): mutablePointer(as: Complex128.self)[position] = x
    }
  }

  /// The row-major positions, base 0, at which a bool tensor is true.
  public func nonzeroPositions() throws(TensorError) -> Tensor {
    guard type == .bool else { throw .type(operation: "find", got: type, expected: "bool") }
    let mask = pointer(as: Bool.self)
    var total = 0
    try forEachSpan(count) { range in
      for i in range { total &+= mask[i] ? 1 : 0 }
    }
    let result = try Tensor(uninitialized: Shape([total]), type: .i64)
    let out = result.mutablePointer(as: Int.self)
    var k = 0
    try forEachSpan(count) { range in
      for i in range where mask[i] {
        out[k] = i
        k &+= 1
      }
    }
    return result
  }

  /// Calls `move` for each pair of a slice of this tensor and its counterpart in `updates`, in
  /// order of positions.
  private func moveSlices(
    axis: Int, _ positions: Tensor, _ updates: Tensor,
    _ move: (UnsafeMutableRawPointer, UnsafeMutableRawPointer, Int) -> Void
  ) throws(TensorError) {
    guard updates.count > 0 else { return }
    let outer = Shape(Array(shape.extents[..<axis])).count
    let bytes = Shape(Array(shape.extents[(axis &+ 1)...])).count &* type.size
    let places = positions.pointer(as: Int.self)
    let own = storage.bytes, other = updates.storage.bytes
    let extent = shape[axis], count = positions.count
    if outer == 1 {
      // In order, as of equal positions the last one wins.
      return try forEachSpan(count) { range in
        for k in range { move(own + places[k] &* bytes, other + k &* bytes, bytes) }
      }
    }
    let rows = max(1, elementwiseBlock &* type.size / (bytes &* count))
    try forEachBlock(outer, size: rows) { range in
      for row in range {
        for k in 0..<count {
          let place = own + (row &* extent &+ places[k]) &* bytes
          move(place, other + (row &* count &+ k) &* bytes, bytes)
        }
      }
    }
  }

  func checkPositions(_ positions: Tensor, axis: Int) throws(TensorError) {
    guard positions.type == .i64 else {
      throw .type(operation: "index", got: positions.type, expected: "i64")
    }
    guard positions.shape.rank == 1 else {
      throw .shape(operation: "index", got: positions.shape, expected: "a vector of positions")
    }
    let places = positions.pointer(as: Int.self)
    let extent = shape[axis]
    if let k = try firstOutside(places, positions.count, extent) {
      try checkIndex(places[k], axis: axis)
    }
  }

  /// Which of some positions is the first that is not in `0..<extent`.
  private func firstOutside(
    _ places: UnsafePointer<Int>, _ count: Int, _ extent: Int
  ) throws(TensorError) -> Int? {
    try firstSpanResult(count) { range in
      range.first { places[$0] < 0 || places[$0] >= extent }
    }
  }

  func checkUpdate(_ update: ElementType) throws(TensorError) {
    guard update == type else { throw .type(operation: "store", got: update, expected: type.name) }
  }
}

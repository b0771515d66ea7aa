/// The slices along the first axis, for loops that read and write one a turn.
extension Tensor {
  /// Zeros for `rows` slices of a shape.
  public init(rows: Int, of shape: Shape, _ type: ElementType) throws(TensorError) {
    try self.init(uninitialized: Shape([rows] + shape.extents), type: type)
    storage.bytes.initializeMemory(as: UInt8.self, repeating: 0, count: storage.byteCount)
  }

  /// The slice at a position, base 0.
  public func firstAxisRow(_ position: Int) throws(TensorError) -> Tensor {
    try checkAxis(0)
    try checkIndex(position, axis: 0)
    let row = try Tensor(uninitialized: Shape(Array(shape.extents.dropFirst())), type: type)
    let bytes = row.storage.byteCount
    row.storage.bytes.copyMemory(from: storage.bytes + position &* bytes, byteCount: bytes)
    return row
  }

  /// Replaces the slice at a position, base 0.
  ///
  /// - Precondition: the row has this tensor's type and its shape without the first axis.
  public mutating func setRow(_ position: Int, to row: Tensor) throws(TensorError) {
    try checkAxis(0)
    try checkIndex(position, axis: 0)
    precondition(row.type == type && row.count &* shape[0] == count)
    try makeUnique()
    let bytes = row.storage.byteCount
    (storage.bytes + position &* bytes).copyMemory(from: row.storage.bytes, byteCount: bytes)
  }
}

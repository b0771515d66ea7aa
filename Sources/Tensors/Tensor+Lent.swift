/// Tensors in memory that belongs to somebody else, such as the mapping of a file.
extension Tensor {
  /// A tensor whose elements lie in row-major order at `bytes`, which `owner` keeps alive.
  ///
  /// The memory is used as it is, without a copy, and counts nothing in the memory budget; it must be
  /// writable, aligned for its elements, and nobody else may write to it. Truth values are 0 or 1.
  ///
  /// - Precondition: `bytes` is a multiple of the element's alignment.
  public init(
    _ shape: Shape, _ type: ElementType, at bytes: UnsafeMutableRawPointer, of owner: AnyObject
  ) {
    precondition(Int(bitPattern: bytes).isMultiple(of: min(type.size, 8)))
    self.init(
      shape: shape, type: type,
      storage: Storage(lent: bytes, byteCount: shape.count * type.size, owner: owner))
  }

  /// The elements' bytes in row-major order, as long as `body` runs.
  public func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R
  {
    try body(UnsafeRawBufferPointer(start: storage.bytes, count: storage.byteCount))
  }

  /// A tensor of a given shape and type whose bytes, zeros at first, `fill` writes.
  public init(
    _ shape: Shape, _ type: ElementType,
    fill: (UnsafeMutableRawBufferPointer) throws(TensorError) -> Void
  ) throws(TensorError) {
    try self.init(uninitialized: shape, type: type)
    let bytes = UnsafeMutableRawBufferPointer(start: storage.bytes, count: storage.byteCount)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    try fill(bytes)
  }
}

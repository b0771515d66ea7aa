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

  /// Who keeps the memory alive where it is not the tensor's own.
  public var lender: AnyObject? { storage.owner }

  /// The elements' bytes in row-major order, as long as `body` runs.
  public func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R
  {
    try body(UnsafeRawBufferPointer(start: storage.bytes, count: storage.byteCount))
  }

  /// The elements' bytes in row-major order, as long as `body` runs.
  public func withSpan(_ body: (RawSpan) throws -> Void) throws {
    let bytes = UnsafeRawBufferPointer(start: storage.bytes, count: storage.byteCount)
    try body(bytes.bytes)
  }

  /// A tensor of a given shape and type from its bytes in row-major order, which `parts` hands over in as
  /// many pieces as it likes; those that it does not are zeros.
  ///
  /// - Parameters:
  ///   - shape: The extents.
  ///   - type: The type of the elements.
  ///   - parts: Called with a function that takes the next bytes, and drops those that are too many.
  /// - Throws: `TensorError.memory` beyond the memory budget.
  public init(
    _ shape: Shape, _ type: ElementType, parts: ((RawSpan) -> Void) -> Void
  ) throws(TensorError) {
    try self.init(uninitialized: shape, type: type)
    let start = storage.bytes, size = storage.byteCount
    var filled = 0
    parts { part in
      let count = min(part.byteCount, size - filled)
      part.withUnsafeBytes { bytes in
        if let from = bytes.baseAddress {
          (start + filled).copyMemory(from: from, byteCount: count)
        }
      }
      filled += count
    }
    (start + filled).initializeMemory(as: UInt8.self, repeating: 0, count: size - filled)
  }

  /// A tensor of a given shape and type whose elements `fill` writes, all of them, in row-major order.
  ///
  /// - Throws: what the memory budget or `fill` refuses.
  public init(
    _ shape: Shape, _ type: ElementType,
    filling fill: (UnsafeMutableRawPointer) throws(TensorError) -> Void
  ) throws(TensorError) {
    try self.init(uninitialized: shape, type: type)
    try fill(storage.bytes)
  }

  /// Whether all bytes are 0 or 1, as those of truth values are.
  public var hasOnlyTruthBytes: Bool {
    UnsafeRawBufferPointer(start: storage.bytes, count: storage.byteCount).allSatisfy { $0 < 2 }
  }
}

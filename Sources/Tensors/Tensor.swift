/// An array of numbers with a shape and an element type: a value, copied only when written to.
///
/// Elements are contiguous in row-major order.
public struct Tensor: Sendable {
  /// The extents.
  public let shape: Shape
  /// The type of every element.
  public let type: ElementType
  var storage: Storage

  init(shape: Shape, type: ElementType, storage: Storage) {
    self.shape = shape
    self.type = type
    self.storage = storage
  }

  /// A tensor whose elements are not yet set; only kernels that write them all may make one.
  init(uninitialized shape: Shape, type: ElementType) throws(TensorError) {
    let (bytes, overflow) = shape.count.multipliedReportingOverflow(by: type.size)
    if overflow { throw .memory(bytes: Int.max, available: MemoryBudget.bytesAllowed) }
    if let spare = Storage.takeSpare(byteCount: bytes) {
      self.init(shape: shape, type: type, storage: spare)
    } else {
      self.init(shape: shape, type: type, storage: try Storage(byteCount: bytes))
    }
  }

  /// The number of elements.
  public var count: Int { storage.byteCount / type.size }

  /// A tensor of the given shape from its elements in row-major order.
  ///
  /// - Precondition: there are `shape.count` of them.
  public init<E: Element>(_ shape: Shape, _ elements: [E]) throws(TensorError) {
    precondition(elements.count == shape.count)
    try self.init(uninitialized: shape, type: E.elementType)
    let target = storage.bytes.assumingMemoryBound(to: E.self)
    try elements.withUnsafeBufferPointer { (source) throws(TensorError) in
      guard let base = source.baseAddress else { return }
      // A few numbers are made whatever happens: those of a run that was paused, for one.
      if source.count <= 1 << 20 { return target.update(from: base, count: source.count) }
      try forEachSpan(source.count) { range in
        (target + range.lowerBound).update(from: base + range.lowerBound, count: range.count)
      }
    }
  }

  /// A rank-0 tensor.
  public init<E: Element>(_ element: E) throws(TensorError) {
    try self.init(uninitialized: .scalar, type: E.elementType)
    storage.bytes.storeBytes(of: element, as: E.self)
  }

  /// A tensor with every element equal to `scalar`.
  public init(repeating scalar: Scalar, _ shape: Shape) throws(TensorError) {
    switch scalar {
    case .bool(let x): try self.init(filling: shape, with: x)
    case .int(let x): try self.init(filling: shape, with: x)
    case .float32(let x): try self.init(filling: shape, with: x)
    case .float(let x): try self.init(filling: shape, with: x)
    case .complex(let x): try self.init(filling: shape, with: x)
    }
  }

  private init<E: Element>(filling shape: Shape, with element: E) throws(TensorError) {
    try self.init(uninitialized: shape, type: E.elementType)
    let elements = storage.bytes.assumingMemoryBound(to: E.self)
    try forEachBlock(count) { range in
      (elements + range.lowerBound).update(repeating: element, count: range.count)
    }
  }

  /// The elements in row-major order.
  ///
  /// - Precondition: `E` is the tensor's element type.
  public func elements<E: Element>(as: E.Type = E.self) -> [E] {
    precondition(E.elementType == type)
    return Array(UnsafeBufferPointer(start: pointer(as: E.self), count: count))
  }

  /// The element at a row-major position.
  ///
  /// - Precondition: `position` is in `0..<count`.
  public subscript(flat position: Int) -> Scalar {
    precondition(position >= 0 && position < count)
    return switch type {
    case .bool: .bool(pointer(as: Bool.self)[position])
    case .i64: .int(pointer(as: Int.self)[position])
    case .f32: .float32(pointer(as: Float.self)[position])
    case .f64: .float(pointer(as: Double.self)[position])
    case .c128: .complex(pointer(as: Complex128.self)[position])
    }
  }

  /// The one element of a tensor with one element.
  public var scalar: Scalar { self[flat: 0] }

  /// Whether both tensors have the same shape, type and bits (nan equals nan, 0 differs from -0).
  public func hasSameBits(as other: Tensor) -> Bool {
    guard shape == other.shape, type == other.type else { return false }
    let a = UnsafeRawBufferPointer(start: storage.bytes, count: storage.byteCount)
    let b = UnsafeRawBufferPointer(start: other.storage.bytes, count: other.storage.byteCount)
    return a.elementsEqual(b)
  }

  func pointer<E: Element>(as: E.Type = E.self) -> UnsafePointer<E> {
    assert(E.elementType == type)
    return UnsafePointer(storage.bytes.assumingMemoryBound(to: E.self))
  }

  /// For a kernel that fills a tensor it has just made.
  func mutablePointer<E: Element>(as: E.Type = E.self) -> UnsafeMutablePointer<E> {
    assert(E.elementType == type)
    return storage.bytes.assumingMemoryBound(to: E.self)
  }

  /// Makes the storage this tensor's own, for indexed assignment.
  mutating func makeUnique() throws(TensorError) {
    if isKnownUniquelyReferenced(&storage) { return }
    let copy = try Storage(byteCount: storage.byteCount)
    let from = storage.bytes, to = copy.bytes
    try forEachSpan(storage.byteCount) { range in
      (to + range.lowerBound).copyMemory(from: from + range.lowerBound, byteCount: range.count)
    }
    storage = copy
  }
}

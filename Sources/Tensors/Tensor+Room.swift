import CKernels

/// Memory that is used again: a plan of kernels keeps its tensors from run to run.
extension Tensor {
  /// Puts a tensor not yet set into a slot, in the memory of the one there where that has its size and
  /// nobody else holds it.
  ///
  /// - Returns: the tensor that was replaced.
  static func makeRoom(
    in slot: inout Tensor?, _ shape: Shape, _ type: ElementType
  ) throws(TensorError) -> Tensor? {
    let (bytes, overflow) = shape.count.multipliedReportingOverflow(by: type.size)
    if !overflow, Tensor.isSpare(&slot, byteCount: bytes) {
      if slot?.type == type, slot?.shape == shape { return nil }
      guard let storage = slot?.storage else { return nil }
      slot = Tensor(shape: shape, type: type, storage: storage)
      return nil
    }
    let old = slot
    slot = try Tensor(uninitialized: shape, type: type)
    return old
  }

  /// Puts a number into a slot, in the memory there where nobody else holds it.
  public static func store(_ number: Scalar, in slot: inout Tensor?) throws(TensorError) {
    _ = try makeRoom(in: &slot, .scalar, number.type)
    guard let bytes = slot?.storage.bytes else { return }
    switch number {
    case .bool(let x): bytes.storeBytes(of: x, as: Bool.self)
    case .int(let x): bytes.storeBytes(of: x, as: Int.self)
    case .float32(let x): bytes.storeBytes(of: x, as: Float.self)
    case .float(let x): bytes.storeBytes(of: x, as: Double.self)
    case .complex(let x): bytes.storeBytes(of: x, as: Complex128.self)
    }
  }

  /// Where the elements of the tensor in a slot lie.
  static func bytes(in slot: inout Tensor?) -> UnsafeMutableRawPointer? { slot?.storage.bytes }

  /// Whether a slot holds a tensor of so many bytes that nobody else holds.
  public static func isSpare(_ slot: inout Tensor?, byteCount: Int) -> Bool {
    slot?.storage.byteCount == byteCount && slot?.isUnshared == true
  }

  /// Whether somebody else holds the tensor of a slot.
  public static func isShared(_ slot: inout Tensor?) -> Bool {
    slot?.isUnshared == false
  }

  /// How often this thread allocated memory for a tensor so far.
  public static var allocationsOnThisThread: Int { Int(truncatingIfNeeded: gm_allocations()) }

  /// Whether nobody else holds the memory.
  private var isUnshared: Bool { mutating get { isKnownUniquelyReferenced(&storage) } }

  /// The bytes of the elements.
  public var byteCount: Int { storage.byteCount }

  /// What `body` gives; the first tensor of the spare one's size that it makes on this thread takes
  /// that one's memory, where nobody else holds it.
  public static func reusing<R>(
    _ spare: inout Tensor?, _ body: () throws(TensorError) -> R
  ) throws(TensorError) -> R {
    guard spare?.isUnshared == true, let storage = spare?.storage else {
      spare = nil
      return try body()
    }
    spare = nil
    let outer = gm_spare_storage()
    gm_set_spare_storage(Unmanaged.passRetained(storage).toOpaque())
    defer {
      // Where nobody took it, it is freed.
      if let left = gm_spare_storage() { Unmanaged<Storage>.fromOpaque(left).release() }
      gm_set_spare_storage(outer)
    }
    return try body()
  }
}

extension Storage {
  /// The spare storage of this thread, where it has this size.
  static func takeSpare(byteCount: Int) -> Storage? {
    guard let spare = gm_spare_storage() else { return nil }
    let storage = Unmanaged<Storage>.fromOpaque(spare)
    guard storage._withUnsafeGuaranteedRef({ $0.byteCount == byteCount }) else { return nil }
    gm_set_spare_storage(nil)
    return storage.takeRetainedValue()
  }
}

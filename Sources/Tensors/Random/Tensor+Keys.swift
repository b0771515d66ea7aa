extension Tensor {
  /// The key one step further for each pair of a key and an index, i64 of one shape: bits, that
  /// wrap and never overflow.
  ///
  /// - Throws: `type` for elements that are not i64, `broadcast` for different shapes.
  public static func fold(_ keys: Tensor, _ indices: Tensor) throws(TensorError) -> Tensor {
    let result = try keyed("fold", keys, indices)
    let a = keys.pointer(as: UInt64.self, of: .i64), b = indices.pointer(as: UInt64.self, of: .i64)
    let out = result.storage.bytes.assumingMemoryBound(to: UInt64.self)
    try forEachBlock(keys.count) { range in foldLoop(a, b, out, range) }
    return result
  }

  private static func foldLoop(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>,
    _ range: Range<Int>
  ) {
    typealias Lanes = SIMD8<UInt64>
    var i = range.lowerBound
    while range.upperBound - i >= 8 {
      let key = UnsafeRawPointer(a + i).loadUnaligned(as: Lanes.self)
      let index = UnsafeRawPointer(b + i).loadUnaligned(as: Lanes.self)
      UnsafeMutableRawPointer(out + i).storeBytes(of: RandomKey.fold(key, index), as: Lanes.self)
      i += 8
    }
    while i < range.upperBound {
      out[i] = RandomKey.fold(a[i], b[i])
      i += 1
    }
  }

  /// For each key the place of `index mod size` in a permutation of 0..<size that the key chooses.
  ///
  /// - Throws: `type`, `broadcast` as `fold`; `domain` unless 1 ≤ size ≤ 2³¹.
  public static func stratum(
    _ keys: Tensor, _ indices: Tensor, size: Int
  ) throws(TensorError) -> Tensor {
    try checkStrata(size)
    let result = try keyed("stratum", keys, indices)
    let a = keys.pointer(as: Int.self), b = indices.pointer(as: Int.self)
    let out = result.mutablePointer(as: Int.self)
    try forEachBlock(keys.count) { range in
      for i in range { out[i] = KeyedPermutation(key: a[i], size: size)(b[i]) }
    }
    return result
  }

  /// Throws `domain` unless there are at least 1 and at most 2³¹ strata.
  public static func checkStrata(_ size: Int) throws(TensorError) {
    guard size >= 1, size <= 1 << 31 else {
      throw .domain(operation: "stratum", reason: "a size of \(size), outside 1 to 2^31")
    }
  }

  /// A result not yet set for keys and indices of one shape.
  private static func keyed(
    _ operation: String, _ keys: Tensor, _ indices: Tensor
  ) throws(TensorError) -> Tensor {
    for tensor in [keys, indices] where tensor.type != .i64 {
      throw .type(operation: operation, got: tensor.type, expected: "i64")
    }
    guard keys.shape == indices.shape else { throw .broadcast(keys.shape, indices.shape) }
    return try Tensor(uninitialized: keys.shape, type: .i64)
  }

  private func pointer<T>(as: T.Type, of element: ElementType) -> UnsafePointer<T> {
    assert(element == type && MemoryLayout<T>.size == type.size)
    return UnsafePointer(storage.bytes.assumingMemoryBound(to: T.self))
  }
}

/// A permutation of 0..<size that a key chooses: i ↦ (F(i) + c) mod size.
///
/// F is a Feistel network of four rounds on the next even number of bits, walked until it comes back
/// below the size (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002). The offset c
/// makes every place of an index equally likely, whatever F is.
struct KeyedPermutation {
  private let key: UInt64
  private let size: UInt64
  private let offset: UInt64
  /// Bits of each half.
  private let half: UInt64

  init(key: Int, size: Int) {
    self.key = UInt64(bitPattern: Int64(key))
    self.size = UInt64(size)
    offset = RandomKey.fold(self.key, 4) % self.size
    let bits = UInt64(64 - UInt64(size - 1).leadingZeroBitCount)
    half = max(1, (bits + 1) / 2)
  }

  /// The place of an index, which may be any integer.
  func callAsFunction(_ index: Int) -> Int {
    let remainder = index % Int(size)
    var place = UInt64(remainder < 0 ? remainder + Int(size) : remainder)
    repeat { place = network(place) } while place >= size
    return Int((place + offset) % size)
  }

  /// One-to-one on the numbers of two halves.
  private func network(_ number: UInt64) -> UInt64 {
    let mask = (1 << half) - 1 as UInt64
    var left = number >> half, right = number & mask
    for round in 0..<4 as Range<UInt64> {
      let mixed = RandomKey.fold(RandomKey.fold(key, round), right) & mask
      (left, right) = (right, left ^ mixed)
    }
    return left << half | right
  }
}

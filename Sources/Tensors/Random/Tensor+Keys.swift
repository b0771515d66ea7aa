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

  /// For each key the place of `index mod size` in a permutation of 0..<size that the key chooses:
  /// π(i) = (a·i + c) mod size with a coprime to size.
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
      var known = a[range.lowerBound]
      var permutation = AffinePermutation(key: known, size: size)
      for i in range {
        // Keys are most often all the same.
        if a[i] != known {
          known = a[i]
          permutation = AffinePermutation(key: known, size: size)
        }
        out[i] = permutation(b[i])
      }
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

/// i -> (a·i + c) mod size, one-to-one on 0..<size.
struct AffinePermutation {
  private let size: UInt64
  private let factor: UInt64
  private let offset: UInt64

  /// The permutation that a key chooses; products stay below 2⁶² for sizes up to 2³¹.
  init(key: Int, size: Int) {
    let key = UInt64(bitPattern: Int64(key)), size = UInt64(size)
    self.size = size
    offset = RandomKey.fold(key, 1) % size
    var factor = RandomKey.fold(key, 0) % size
    while AffinePermutation.divisor(factor, size) != 1 { factor = (factor + 1) % size }
    self.factor = factor
  }

  /// The place of an index, which may be any integer.
  func callAsFunction(_ index: Int) -> Int {
    let remainder = index % Int(size)
    let place = UInt64(remainder < 0 ? remainder + Int(size) : remainder)
    return Int((factor * place + offset) % size)
  }

  /// The greatest common divisor (Euclid).
  private static func divisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

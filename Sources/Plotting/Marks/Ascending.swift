/// Sorts many numbers.
enum Ascending {
  /// Numbers that are not nan in ascending order: by eleven bits at a time where they are many, which
  /// takes time in proportion to their number.
  static func sorted(_ values: [Double]) -> [Double] {
    guard values.count > 50_000 else { return values.sorted() }
    var keys = values.map(key), other = keys
    for shift in stride(from: UInt64(0), to: 64, by: 11) {
      sort(keys, by: shift, into: &other)
      swap(&keys, &other)
    }
    return keys.map(value)
  }

  /// Sorts by eleven bits; keys with the same ones stay in their order.
  private static func sort(_ keys: [UInt64], by shift: UInt64, into sorted: inout [UInt64]) {
    var places = [Int](repeating: 0, count: 2049)
    keys.withUnsafeBufferPointer { keys in
      sorted.withUnsafeMutableBufferPointer { sorted in
        places.withUnsafeMutableBufferPointer { places in
          for key in keys { places[Int(key &>> shift & 2047) + 1] += 1 }
          for digit in 1...2048 { places[digit] += places[digit - 1] }
          for key in keys {
            let digit = Int(key &>> shift & 2047)
            sorted[places[digit]] = key
            places[digit] += 1
          }
        }
      }
    }
  }

  /// Bits that ascend with the number: those of a negative one are turned around.
  private static func key(_ value: Double) -> UInt64 {
    let bits = value.bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  private static func value(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }
}

import Testing

@testable import Tensors

/// Pins the bits: the values hash the same on every CPU level and for every vector width.
@Suite struct MathBitsTests {
  /// 512 arguments of every size, by a linear congruence.
  static func spread(_ scale: Double) -> [Double] {
    var state: UInt64 = 1
    return (0..<512).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let unit = Double(Int64(bitPattern: state) >> 11) * 0x1p-52
      return unit * unit * unit * scale
    }
  }

  /// A hash of the bits of the values (FNV-1a by words).
  static func fingerprint(_ values: [Double]) -> UInt64 {
    values.reduce(0xcbf2_9ce4_8422_2325) { hash, value in
      (hash ^ (value.isNaN ? 0 : value.bitPattern)) &* 0x100_0000_01b3
    }
  }

  /// Hashes of the values on arguments up to 1.5, 60 and 10¹².
  static let hashes: [(UnaryFunction, [UInt64])] = [
    (.exp, [0xb1657cc771fc06a0, 0xd3154427792c8d03, 0x2cf144b97d054b25]),
    (.expm1, [0x13746b0076e79c73, 0xd9d13aa884d656dd, 0x58e144b97d054b25]),
    (.log, [0xe7e47eb88d2fdb3a, 0x20530f2dc6d0df18, 0x5cde66cf11ae35c7]),
    (.log1p, [0x87ae159d91488a9, 0xccd94a480e0d227c, 0x99cbb8dec2ffdda6]),
    (.sin, [0x5a70c8153d69d7d2, 0xfbd35caff4cdd0ee, 0x7cbbb4e990329713]),
    (.cos, [0x91dc29331cbd4c93, 0x64851dac7f905639, 0x599ffc36a27adb81]),
    (.tan, [0xdb595d34cc898eb6, 0x25c42ad824b4ed8d, 0xb9f638642885620e]),
    (.asin, [0xec0f6cab0dca6844, 0x1940d7b334bb52c6, 0x7da144b97d054b25]),
    (.acos, [0x5e752b9e2a26dc5, 0x30956d10cee7f349, 0x7da144b97d054b25]),
    (.atan, [0xea5feecafeab757b, 0x2333bfe5f93578cc, 0x21d34f7fbc1b4e66]),
    (.sinh, [0x3e6908c3e771cbe5, 0x47db56b6a9c1ff3b, 0x98e144b97d054b25]),
    (.cosh, [0x9fe2c45083c421d, 0x12d81f237baffac1, 0x18e144b97d054b25]),
    (.tanh, [0xd8f655c82aa38664, 0xb0b263f46e923adf, 0x18e144b97d054b25]),
    (.asinh, [0xdfcd452ce83c29c6, 0x1782cfe0235779df, 0x6e594e585294ba6f]),
    (.acosh, [0x5c7e40d3d2f50300, 0x9723759d4a6c809b, 0x88fc977b1ce2ad98]),
    (.atanh, [0x5b4909fd0fa7825b, 0x7799c743b75550d7, 0x7da144b97d054b25]),
    (.logistic, [0x1e34aafb4765be2c, 0x8ee2442d7dc971da, 0xecf144b97d054b25]),
    (.softplus, [0x86d6aa22581fcb8a, 0x7184a4a49a3031cf, 0xdd2e6573974faf0b]),
    (.erf, [0xe81286f7f6b89e55, 0x48ea0599bd0393e3, 0x18e144b97d054b25]),
    (.erfc, [0x24eb7909b31e99db, 0x5e98c5f63dc6ee40, 0xbda144b97d054b25]),
    (.erfinv, [0x8fc50db8630a2735, 0xf533cbaa085843e0, 0x7da144b97d054b25]),
    (.lgamma, [0xfb0db20609bfb8e2, 0x71fc3eb20dfc6198, 0x6025492c7d23228e]),
    (.polygamma(0), [0x39e82646f6e2b081, 0xc3749a4b19055964, 0x9dea897787811f2d]),
    (.polygamma(1), [0xcf6e16bb3c8fba06, 0xf9d1bed5ad746f, 0xafeea942a2114811]),
    (.polygamma(5), [0xcf924633fd2f1e7d, 0x89ca8dff1032996e, 0x7b3cf15123199b72]),
    (.besseli(0), [0x5e8a12a6f6bdc51b, 0x8c9355735c6d3e04, 0x18e144b97d054b25]),
    (.besseli(4), [0x104be15d47f41d43, 0x98a5ba384461e09d, 0x18e144b97d054b25]),
  ]

  @Test(arguments: hashes)
  func bitsStay(_ f: UnaryFunction, _ expected: [UInt64]) {
    for (scale, hash) in zip([1.5, 60, 1e12], expected) {
      let got = Self.fingerprint(vector(f, Self.spread(scale)))
      #expect(got == hash, "\(f.name) to \(scale): 0x\(String(got, radix: 16))")
    }
  }

  @Test func bitsOfPairsStay() {
    let small = Self.spread(1.5), large = Self.spread(60)
    let expected: [(x: [Double], y: [Double], power: UInt64, angle: UInt64)] = [
      (small, large.reversed(), 0x1991a74ab130fca7, 0x9b2f53c3f061d047),
      (large, small.reversed(), 0xde9787647819feb, 0x1f4530fc7bbc6f8f),
    ]
    for (x, y, power, angle) in expected {
      var z = x
      VectorMath.power(x.map(\.magnitude), y, into: &z, count: x.count)
      #expect(Self.fingerprint(z) == power)
      VectorMath.atan2(x, y, into: &z, count: x.count)
      #expect(Self.fingerprint(z) == angle)
    }
  }
}

import Testing

@testable import Tensors

/// The generator against the published answers of the Random123 library.
@Suite struct ThreefryTests {
  /// Counter, key and result of Threefry-2x32-20, from `kat_vectors` of Random123.
  static let answers: [(counter: (UInt32, UInt32), key: (UInt32, UInt32), (UInt32, UInt32))] = [
    ((0, 0), (0, 0), (0x6b20_0159, 0x99ba_4efe)),
    ((.max, .max), (.max, .max), (0x1cb9_96fc, 0xbb00_2be7)),
    ((0x243f_6a88, 0x85a3_08d3), (0x1319_8a2e, 0x0370_7344), (0xc492_3a9c, 0x483d_f7a0)),
  ]

  @Test func knownAnswers() {
    for (counter, key, expected) in Self.answers {
      let (x, y) = Threefry.block(key: key.0, key.1, counter: counter.0, counter.1)
      #expect(x == expected.0 && y == expected.1)
    }
  }

  @Test func lanesAreTheSameFunction() {
    typealias Words = SIMD16<UInt32>
    var words: [Words] = []
    for k in 0..<4 {
      words.append(
        Words((0..<16).map { UInt32(truncatingIfNeeded: RandomKey.mix(UInt64(16 * k + $0))) }))
    }
    let (x, y) = Threefry.block(key: words[0], words[1], counter: words[2], words[3])
    for lane in 0..<16 {
      let (a, b) = Threefry.block(
        key: words[0][lane], words[1][lane], counter: words[2][lane], words[3][lane])
      #expect(x[lane] == a && y[lane] == b)
    }
  }

  /// SplitMix64 from the state 0: its first numbers, as published with the Java library.
  @Test func foldingIsSplitMix() {
    let expected: [UInt64] = [
      0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f,
    ]
    for (index, word) in expected.enumerated() {
      #expect(RandomKey(word: 0).folded(UInt64(index)).word == word)
    }
  }
}

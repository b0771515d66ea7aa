import Files
import Tensors
import TestSupport

@testable import ArrayFiles

/// Contents of files at random, the hard ones among them.
struct RandomContent {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let floats: [UInt64] = [
    0, 1 << 63, 1, 0x7ff0_0000_0000_0000, 0xfff0_0000_0000_0000, 0x7ff8_0000_0000_0001,
    0xfff4_dead_beef_0001, 0x000f_ffff_ffff_ffff, 0x7fef_ffff_ffff_ffff, 0x3ff0_0000_0000_0001,
  ]

  mutating func shape(rank: Int? = nil) -> Shape {
    let rank = rank ?? generator.below(5)
    return Shape((0..<rank).map { _ in generator.below(8) == 0 ? 0 : 1 + generator.below(5) })
  }

  mutating func tensor(_ type: ElementType, _ shape: Shape) throws -> Tensor {
    let count = shape.count
    switch type {
    case .bool: return try Tensor(shape, (0..<count).map { _ in generator.below(2) == 0 })
    case .i64: return try Tensor(shape, (0..<count).map { _ in integer() })
    case .f32:
      return try Tensor(
        shape,
        (0..<count).map { _ in Float(bitPattern: UInt32(truncatingIfNeeded: generator.next())) })
    case .f64: return try Tensor(shape, (0..<count).map { _ in number() })
    case .c128: return try Tensor(shape, (0..<count).map { _ in Complex128(number(), number()) })
    }
  }

  mutating func integer() -> Int {
    switch generator.below(4) {
    case 0: generator.pick([Int.min, Int.max, 0, -1, 1 << 53, -(1 << 62)])
    case 1: generator.below(256)
    default: Int(truncatingIfNeeded: generator.next())
    }
  }

  mutating func number() -> Double {
    switch generator.below(4) {
    case 0: Double(bitPattern: generator.pick(RandomContent.floats))
    case 1: Double(generator.below(2000) - 1000) / 8
    default: Double(bitPattern: generator.next())
    }
  }

  mutating func name() -> String {
    generator.pick([
      "a", "x", "weights.0", "μ", "日本", "with blank", "q\"uote", "", "c,d", "tab\tbed",
    ])
  }

  mutating func text() -> String {
    generator.pick([
      "", "a", "3", "-1.5e3", "nan", "NA", "true", "b,\"c\"", "line\nbreak", "cr\rlf\r\n", "日本",
      " blank ",
      "#", "\"", "inf", "0x10", "e", ".", "-", "1_000", "\u{feff}x",
    ])
  }
}

extension ArrayFiles {
  /// The bytes of the file that would be written.
  static func bytes(
    of content: ArrayContent, ending: String, _ options: ArrayOptions = ArrayOptions()
  ) throws -> [UInt8] {
    guard let format = formats.first(where: { $0.endings.contains(ending) }) else { return [] }
    var bytes: [UInt8] = []
    for part in try format.parts(of: content, options) { part.withBytes { bytes += $0 } }
    return bytes
  }

  static func read(_ bytes: [UInt8], _ options: ArrayOptions = ArrayOptions()) throws
    -> ArrayContent
  {
    try read(FileBytes(bytes, named: "test"), options)
  }
}

extension ArrayContent {
  /// Whether both are the same, bit by bit.
  func hasSameBits(as other: ArrayContent) -> Bool {
    switch (self, other) {
    case (.tensor(let a), .tensor(let b)): a.hasSameBits(as: b)
    case (.texts(let a), .texts(let b)): a.texts == b.texts
    case (.named(let a), .named(let b)):
      a.count == b.count
        && a.allSatisfy { part in
          b.contains { $0.name == part.name && $0.content.hasSameBits(as: part.content) }
        }
    case (.tensor, _), (.texts, _), (.named, _): false
    }
  }
}

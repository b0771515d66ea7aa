import Tensors

/// Contents of files at random, the hard ones among them.
public struct RandomContent {
  /// The bits that everything is made from.
  public var generator: SeededGenerator

  /// The contents of a seed.
  public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let floats: [UInt64] = [
    0, 1 << 63, 1, 0x7ff0_0000_0000_0000, 0xfff0_0000_0000_0000, 0x7ff8_0000_0000_0001,
    0xfff4_dead_beef_0001, 0x000f_ffff_ffff_ffff, 0x7fef_ffff_ffff_ffff, 0x3ff0_0000_0000_0001,
  ]

  /// Few elements, zero extents among them.
  public mutating func shape(rank: Int? = nil) -> Shape {
    let rank = rank ?? generator.below(5)
    return Shape((0..<rank).map { _ in generator.below(8) == 0 ? 0 : 1 + generator.below(5) })
  }

  /// Numbers of a type, of all bits: nan payloads, infinities, the smallest and the largest.
  public mutating func tensor(_ type: ElementType, _ shape: Shape) throws -> Tensor {
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

  /// Any integer, extremes often.
  public mutating func integer() -> Int {
    switch generator.below(4) {
    case 0: generator.pick([Int.min, Int.max, 0, -1, 1 << 53, -(1 << 62)])
    case 1: generator.below(256)
    default: Int(truncatingIfNeeded: generator.next())
    }
  }

  /// Any number, of all bits.
  public mutating func number() -> Double {
    switch generator.below(4) {
    case 0: Double(bitPattern: generator.pick(RandomContent.floats))
    case 1: Double(generator.below(2000) - 1000) / 8
    default: Double(bitPattern: generator.next())
    }
  }

  /// A name that is hard for a format.
  public mutating func name() -> String {
    generator.pick([
      "a", "x", "weights.0", "μ", "日本", "with blank", "q\"uote", "", "c,d", "tab\tbed", "3", "nan",
      " ", "1 2", "true", "#",
    ])
  }

  /// A text that is hard for a format.
  public mutating func text() -> String {
    generator.pick([
      "", "a", " ", "\t", "3", "1 2", "-1.5e3", "nan", "NA", "true", "b,\"c\"", "line\nbreak",
      "cr\rlf\r\n", "日本",
      " blank ",
      "#", "\"", "inf", "0x10", "e", ".", "-", "1_000", "\u{feff}x",
    ])
  }
}

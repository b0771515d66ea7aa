import Glibc
import Language

/// A number that is short to write, with the bits that it takes.
struct ShortConstant {
  /// Its magnitude as written above a line, and the number below it, 1 where there is no line.
  let above: Expression
  let below: Double
  /// Its value.
  let value: Double
  /// The bits of its digits: log2 p + log2 q of p/q, more for π and logarithms, and for a sign.
  let bits: Double
  /// Whether it is only a list of digits, with no form found.
  let isLearned: Bool

  /// The bits of a number without a form.
  static let learnedBits = 14.0

  private init(
    _ above: Expression, over below: Double = 1, _ value: Double, bits: Double,
    isLearned: Bool = false
  ) {
    self.above = above
    self.below = below
    self.value = value
    self.bits = bits + (value < 0 ? 0.5 : 0)
    self.isLearned = isLearned
  }

  /// How it is written.
  var expression: Expression {
    let size = below == 1 ? above : above / .number(below)
    return value < 0 ? size.negated : size
  }

  /// The shortest number within a tolerance of a value.
  ///
  /// Tried are p/q with p ≤ 32 and q ≤ 16, such multiples of π, log 2π, log 2, √2, √3 and √2π with p ≤ 4 and q in
  /// 1, 2, 4, the integers, three decimals; the last resort is the value itself, where it is known well.
  ///
  /// - Parameters:
  ///   - value: The number seen.
  ///   - tolerance: How far it may be off, relative to |value|.
  init?(_ value: Double, tolerance: Double) {
    guard value.isFinite, value != 0, abs(value) < 1e9, tolerance < 0.02 else { return nil }
    let size = abs(value), within = tolerance * size
    let sign = value < 0 ? -1.0 : 1.0
    if let found = ShortConstant.fraction(size, within, top: 32, bottom: 1...16) {
      self.init(found.above, over: found.below, sign * found.value, bits: found.bits)
      return
    }
    for (base, number, extra) in ShortConstant.bases {
      guard
        let found = ShortConstant.fraction(
          size / number, within / number, top: 4, bottom: 1...4)
      else { continue }
      let form = (found.above * base).tidied
      self.init(form, over: found.below, sign * found.value * number, bits: found.bits + extra)
      return
    }
    if abs(size - size.rounded()) <= within {
      self.init(.number(size.rounded()), sign * size.rounded(), bits: log2(size.rounded()))
      return
    }
    let decimals = (1000 * size).rounded() / 1000
    if decimals > 0, abs(size - decimals) <= within {
      self.init(.number(decimals), sign * decimals, bits: 4 + log2(1 + 1000 * decimals))
      return
    }
    guard tolerance < 1e-5 else { return nil }
    self.init(.number(size), value, bits: ShortConstant.learnedBits, isLearned: true)
  }

  /// The numbers of which small multiples are short, with the bits of their names.
  private static let bases: [(Expression, Double, Double)] = {
    let two = Expression.number(2), pi = Expression.named("π")
    return [
      (pi, .pi, 2), (.applying("log", two * pi), log(2 * .pi), 3),
      (.applying("log", two), log(2), 2.5), (.applying("sqrt", two), sqrt(2), 2.5),
      (.applying("sqrt", .number(3)), sqrt(3), 3),
      (.applying("sqrt", two * pi), sqrt(2 * .pi), 3), (pi.raised(2), .pi * .pi, 3),
    ]
  }()

  /// The p/q with the fewest bits within a distance.
  private static func fraction(
    _ value: Double, _ within: Double, top: Double, bottom: ClosedRange<Int>
  ) -> ShortConstant? {
    var best: ShortConstant?
    for q in bottom {
      let p = (value * Double(q)).rounded()
      guard p >= 1, p <= top, abs(value - p / Double(q)) <= within else { continue }
      let bits = log2(p) + log2(Double(q))
      if let best, best.bits <= bits { continue }
      best = ShortConstant(.number(p), over: Double(q), p / Double(q), bits: bits)
    }
    return best
  }
}

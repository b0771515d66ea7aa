import Language

/// What may be constant on the boundary of the part of a domain where a link holds.
struct BoundaryVocabulary {
  /// The expressions, cheapest first.
  private(set) var expressions: [Expression] = []
  /// What each costs, in bits.
  private(set) var costs: [Double] = []
  private let names: [String]

  /// Names, their magnitudes, sums, differences, products and quotients of two, and the parts of the sides:
  /// above all the arguments of their functions.
  init(names: [String], sides: [Expression]) {
    self.names = names
    let scalars = names.map { Expression.named($0) }
    for name in scalars {
      add(name, 1)
      add(.applying("abs", name), 2)
    }
    for (number, a) in scalars.enumerated() {
      for b in scalars.dropFirst(number + 1) {
        for (e, cost) in [
          (a - b, 3.0), (a + b, 3), (a / b, 3), (a * b, 3), (a.raised(2) + b.raised(2), 4),
        ] {
          add(e, cost)
        }
      }
    }
    for side in sides {
      for site in Site.all(of: side)
      where site.role == .value && site.bound.isEmpty && site.size <= 15 && site.node.literal == nil
      {
        add(site.node, 1.5 + Double(site.size) / 2)
      }
    }
  }

  /// Whether an entry is a name alone.
  func isName(_ number: Int) -> Bool {
    expressions[number].variable.map { name in
      names.contains { Name($0, span: Expression.nowhere).canonical == name }
    } ?? false
  }

  private mutating func add(_ e: Expression, _ cost: Double) {
    guard !expressions.contains(where: { $0.text == e.text }) else { return }
    expressions.append(e)
    costs.append(cost)
  }
}

/// A number that a quantity has at all points of a boundary.
struct BoundaryValue {
  /// The number; nil is 0.
  let constant: ShortConstant?
  /// Its value.
  let value: Double

  /// The number that the values agree on, compared with how far they are spread elsewhere; nil where
  /// they do not, or it is not short.
  init?(_ border: [Double], spread: [Double]) {
    let known = border.filter(\.isFinite).sorted()
    let elsewhere = spread.filter(\.isFinite).map { abs($0) }
    guard known.count * 10 >= border.count * 8, let size = elsewhere.max(), size > 0 else {
      return nil
    }
    let middle = known[known.count / 2]
    let agreeing = known.count { abs($0 - middle) <= 1e-6 * max(abs(middle), 1e-2 * size) }
    guard agreeing * 10 >= known.count * 8 else { return nil }
    if abs(middle) <= 1e-7 * size {
      (constant, value) = (nil, 0)
    } else {
      guard let short = ShortConstant(middle, tolerance: 1e-6), !short.isLearned else { return nil }
      (constant, value) = (short, short.value)
    }
  }

  /// Whether the link holds above the number, where it holds on one side only: at nearly all points.
  func side(_ holding: [Double], _ failing: [Double]) -> Bool? {
    for isAbove in [true, false] {
      let right = holding.count { $0.isFinite && (isAbove ? $0 >= value : $0 <= value) }
      let wrong = failing.count { $0.isFinite && (isAbove ? $0 > value : $0 < value) }
      if 50 * (holding.count - right) <= holding.count, 50 * wrong <= failing.count {
        return isAbove
      }
    }
    return nil
  }

  /// `g > c`, or `g < c`; of a difference `v > w`.
  func comparison(_ e: Expression, isAbove: Bool) -> Expression {
    if constant == nil, case .binary(.subtract, let a, let b, _) = e.kind {
      return BoundaryValue.comparison(a, b, isAbove: isAbove)
    }
    if let constant, case .binary(.divide, let a, let b, _) = e.kind, b.variable != nil {
      // b > q*a rather than a < b/q.
      if constant.above.literal == 1, constant.below != 1 {
        let left = constant.value < 0 ? b.negated : b
        return BoundaryValue.comparison(
          left, (.number(constant.below) * a).tidied, isAbove: !isAbove)
      }
      var right = (constant.above * b).tidied
      if constant.below != 1 { right = right / .number(constant.below) }
      return BoundaryValue.comparison(
        a, constant.value < 0 ? right.negated : right, isAbove: isAbove)
    }
    return BoundaryValue.comparison(e, constant?.expression ?? .number(0), isAbove: isAbove)
  }

  static func comparison(_ left: Expression, _ right: Expression, isAbove: Bool) -> Expression {
    .made(.comparison(left, [ComparisonLink(isAbove ? .greater : .less, right)]))
  }
}

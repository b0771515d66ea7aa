import Language
import Tensors
import Tracing

/// Draws the points at which a derivation is tried.
///
/// 200 in all: one in ten simple, three in ten extreme, the others generic. In an extreme point one
/// variable, or two, are extreme: all at once would only overflow. Sizes and integer variables are
/// the same within a group.
struct PointDrawing {
  let stage: DerivationStage
  /// The variables that the sides need.
  let variables: [DerivationHeader.Entry]
  /// The sizes on which domains rest, with what the header gives them.
  let dimensions: [DerivationHeader.Entry]

  private static let total = 200
  /// Sizes that are tried beside the one that is given.
  private static let sizes = [1, 2, 3, 5]
  /// How often points are drawn until enough satisfy the condition.
  private static let rounds = 40
  /// How many choices of integer variables are tried, at the sizes that are given and at others.
  static let choices = 24, otherChoices = 4
  /// How many rounds may keep no point at all, over all choices of sizes and integers.
  private let barren = Allowance(240)

  private final class Allowance {
    var left: Int
    init(_ left: Int) { self.left = left }
  }

  /// The domains that were evaluated: choosing integers and drawing points ask for the same ones.
  private let domains = Domains()

  private final class Domains {
    struct Question: Hashable {
      let variable: String
      let sizes: [Int]
    }
    var known: [Question: DomainValue] = [:]
  }

  init(_ stage: DerivationStage, for sides: [Expression]) {
    self.stage = stage
    var names = sides.flatMap { Resolver.freeNames(of: $0) }
    if let condition = stage.header.condition { names += Resolver.freeNames(of: condition) }
    let entries = stage.header.needed(for: names, withDomains: true)
    variables = entries.filter { $0.domain != nil }
    let varied = Set(stage.header.dimensions.map(\.name.canonical))
    dimensions = entries.filter { varied.contains($0.name.canonical) }
  }

  /// The points, in groups of equal sizes.
  func groups() throws(Fault) -> [PointGroup] {
    var sizings: [(values: [(name: Name, value: Int)], isAsGiven: Bool)] = [
      (dimensions.map { ($0.name, $0.literal ?? 1) }, true)
    ]
    if !dimensions.isEmpty {
      for size in PointDrawing.sizes where dimensions.contains(where: { $0.literal != size }) {
        sizings.append((dimensions.map { ($0.name, size) }, false))
      }
    }
    var plans: [(integers: [(name: Name, value: Int)], isAsGiven: Bool)] = []
    for (sizing, isAsGiven) in sizings {
      do throws(Fault) {
        let limit = isAsGiven ? PointDrawing.choices : PointDrawing.otherChoices
        for integers in try choices(at: sizing, limit: limit) {
          plans.append((integers, isAsGiven))
        }
      } catch {
        guard !isAsGiven else { throw error }
      }
    }
    let count = (PointDrawing.total - 1) / max(1, plans.count) + 1
    var groups: [PointGroup] = []
    for plan in plans {
      do throws(Fault) {
        let columns = try columns(at: plan.integers)
        if let group = try points(plan.integers, columns, plan.isAsGiven, groups.count, count) {
          groups.append(group)
        }
      } catch {
        // A size may only look like one: `k = 3` beside a vector of 3 numbers.
        guard !plan.isAsGiven else { throw error }
      }
    }
    guard groups.contains(where: \.isAsGiven) else { throw empty() }
    return groups
  }

  private func empty() -> Fault {
    Fault(
      "derive", "no point satisfies the condition: the domain is empty, or too small to be hit",
      at: stage.header.condition?.span ?? stage.span,
      hint: "\(PointDrawing.rounds) rounds of points were drawn from the domains and none was kept")
  }

  func domain(
    of variable: DerivationHeader.Entry, at sizes: [(name: Name, value: Int)]
  ) throws(Fault) -> DomainValue {
    guard let expression = variable.domain else { throw empty() }
    let question = Domains.Question(
      variable: variable.name.canonical, sizes: sizes.map(\.value))
    if let known = domains.known[question] { return known }
    for name in variable.uses where !sizes.contains(where: { $0.name.canonical == name }) {
      if let entry = stage.header[name], entry.domain != nil {
        throw Fault(
          "derive",
          "the domain of \(variable.name.spelled) cannot depend on \(entry.name.spelled), which differs from point to point",
          at: expression.span, hint: "a condition on both stands behind the entries: where s < t")
      }
    }
    let f = try stage.function(expression, of: sizes.map(\.name))
    let value = try stage.call(f, sizes.map { .int($0.value) }, key: stage.key("domain"))
    guard let domain = DomainValue(value) else {
      throw Fault(
        "derive", "\(value.kindDescription) is no domain", at: expression.span,
        hint:
          "reals, positives, unit, integers(a, b), simplex(n), spd(n), functions(n, m), or a distribution"
      )
    }
    domains.known[question] = domain
    return domain
  }

  // MARK: Points

  private func points(
    _ integers: [(name: Name, value: Int)], _ variables: [(Name, DomainValue)], _ isAsGiven: Bool,
    _ number: Int, _ count: Int
  ) throws(Fault) -> PointGroup? {
    // Without variables all points of a group are one.
    let count = variables.isEmpty ? 1 : count
    let isConditioned = stage.header.condition != nil
    var kept: [Value?] = variables.map { _ in nil }, kinds: [PointKind] = []
    for round in 0..<PointDrawing.rounds where kinds.count < count && barren.left > 0 {
      let wanted = !isConditioned || variables.isEmpty ? count : Swift.max(count, 50)
      let drawnKinds = (0..<wanted).map {
        variables.isEmpty ? .generic : PointDrawing.kind($0 + round)
      }
      var drawn: [PointGroup.Column] = []
      for (index, variable) in variables.enumerated() {
        let rows = try rows(
          variable.1, variable.0, drawnKinds, index, of: variables.count,
          key: stage.key("points", number * PointDrawing.rounds + round))
        drawn.append(PointGroup.Column(name: variable.0, rows: rows, of: variable.1.of))
      }
      var accepted = try stage.satisfying(
        PointGroup(
          integers: integers, columns: drawn, kinds: drawnKinds, isAsGiven: isAsGiven))
      accepted = Array(accepted.prefix(count - kinds.count))
      if accepted.isEmpty {
        barren.left -= 1
        continue
      }
      kinds += accepted.map { drawnKinds[$0] }
      for (index, column) in drawn.enumerated() {
        let chosen = try column.rows.taking(accepted)
        kept[index] =
          try kept[index].map { (above) throws(Fault) in try above.above(chosen) } ?? chosen
      }
      // A condition on integers alone does not change from round to round.
      if variables.isEmpty { break }
    }
    guard !kinds.isEmpty else { return nil }
    var columns: [PointGroup.Column] = []
    for (variable, rows) in zip(variables, kept) {
      guard let rows else { return nil }
      columns.append(PointGroup.Column(name: variable.0, rows: rows, of: variable.1.of))
    }
    return PointGroup(integers: integers, columns: columns, kinds: kinds, isAsGiven: isAsGiven)
  }

  /// The kinds in turn, so that any part of the points has its share of each.
  private static func kind(_ index: Int) -> PointKind {
    switch index % 10 {
    case 0: .simple
    case 3, 6, 9: .extreme
    default: .generic
    }
  }

  /// The coordinates of a variable at points of these kinds.
  private func rows(
    _ domain: DomainValue, _ name: Name, _ kinds: [PointKind], _ index: Int, of variables: Int,
    key: UInt64
  ) throws(Fault) -> Value {
    let own = RandomKey(word: key).folded(name.canonical).word
    var all: Value?, count = kinds.count
    for (kind, draw) in [domain.simple, domain.generic, domain.extreme].enumerated() {
      let drawn = try stage.rows(of: draw, count: count, key: own &+ UInt64(kind))
      all = try all.map { (above) throws(Fault) in try above.above(drawn) } ?? drawn
    }
    count = kinds.count
    let positions = kinds.enumerated().map { (row, kind) -> Int in
      switch kind {
      case .simple: row
      case .generic: count + row
      case .extreme:
        PointDrawing.isExtreme(index, of: variables, RandomKey(word: key).folded(UInt64(row)).word)
          ? 2 * count + row : count + row
      }
    }
    return try (all ?? .unset).taking(positions)
  }

  /// Whether a variable is extreme in an extreme point: one is in 7 of 10, two in the others.
  private static func isExtreme(_ index: Int, of variables: Int, _ word: UInt64) -> Bool {
    let first = Int(word % UInt64(variables))
    let second = Int((word >> 20) % UInt64(variables))
    return index == first || ((word >> 40) % 10 < 3 && index == second)
  }
}

extension DerivationStage {
  /// The values of a function of the number of a point, or of no argument, as rows.
  fileprivate func rows(of draw: Value, count: Int, key: UInt64) throws(Fault) -> Value {
    try perform { (p, r, m) throws(Fault) in
      m.keys = KeyScope(bits: key, traced: nil)
      var numbered = draw
      if case .function(let closure) = draw, case .script(let id) = closure.body,
        p.functions[id].arity == 0
      {
        numbered = DerivativeFunctions.derived("draw", draw, detail: [], of: { $0 }) {
          (arguments, p, r, m) throws(Fault) in
          try Function.call(
            draw, Arguments(positional: [], span: arguments.span), calleeSpan: arguments.span, p,
            &r, &m)
        }
      }
      let numbers: Value
      do throws(TensorError) {
        numbers = .tensor(TensorBox(try Tensor(Shape([count]), Array(1...count))))
      } catch { throw Fault(OperationError(error), at: span) }
      return try Function.call(
        RowMap.mapped(numbered), Arguments(positional: [numbers], span: span), calleeSpan: span, p,
        &r, &m)
    }
  }
}

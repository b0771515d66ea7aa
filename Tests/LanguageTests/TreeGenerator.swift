import TestSupport
@testable import Language

/// Makes random trees, of any shape that the parser can make.
struct TreeGenerator {
  var random: SeededGenerator
  private var indexDepth = 0
  private let nowhere = SourceSpan(source: SourceID(0), start: 0, end: 0)

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  private func make(_ kind: Expression.Kind) -> Expression { Expression(kind, span: nowhere) }

  private mutating func name() -> Name {
    Name(
      random.pick(["x", "theta", "ψ", "x₁", "f", "partial", "x\u{302}", "e5", "i", "like"]),
      span: nowhere)
  }

  private mutating func leaf() -> Expression {
    switch random.below(10) {
    case 0: make(.integer(random.below(100)))
    case 1: make(.float(Double(random.below(1000)) / 8))
    case 2: make(.imaginary(random.pick([1, 0.5, 1e30, 1e-7])))
    case 3: make(.boolean(random.below(2) == 0))
    case 4: make(.result(random.below(2) == 0 ? nil : random.below(9)))
    case 5 where indexDepth > 0: make(.end)
    case 6: make(.text([.literal(random.pick(["a b", "{", "\"\\\n\t}", "é"]))]))
    default: make(.name(name()))
    }
  }

  mutating func expression(_ depth: Int) -> Expression {
    guard depth > 0 else { return leaf() }
    switch random.below(24) {
    case 22: return make(.density(densityTerm(depth)))
    case 23: return logarithm(depth)
    case 0: return make(.prefix(random.pick(PrefixOperator.allCases), expression(depth - 1)))
    case 1: return make(.gradientIn([name()], expression(depth - 1)))
    case 2, 3, 4:
      let binary = random.pick(BinaryOperator.allCases)
      return make(.binary(binary, expression(depth - 1), expression(depth - 1), nowhere))
    case 5: return comparison(depth)
    case 6:
      let connective = random.pick(LogicalOperator.allCases)
      return make(.logical(connective, expression(depth - 1), expression(depth - 1)))
    case 7:
      let step = random.below(2) == 0 ? expression(depth - 1) : nil
      return make(.range(from: expression(depth - 1), step: step, to: expression(depth - 1)))
    case 8: return call(depth, isPiped: false)
    case 9: return random.below(2) == 0 ? call(depth, isPiped: false) : expectation(depth)
    case 10: return index(depth)
    case 11: return make(.field(expression(depth - 1), name()))
    case 12: return make(.prime(expression(depth - 1)))
    case 13: return make(.transposed(expression(depth - 1)))
    case 14: return make(.lambda(parameters(depth), expression(depth - 1)))
    case 15: return make(.block(block(depth)))
    case 16: return conditional(depth)
    case 17: return matrix(depth)
    case 18:
      return make(.comprehension(expression(depth - 1), pattern(1), in: expression(depth - 1)))
    case 19: return make(.tuple((0..<random.below(3)).map { _ in expression(depth - 1) }))
    case 20: return record(depth)
    default:
      let isCall = random.below(2) == 0
      let right = isCall ? call(depth, isPiped: true) : expression(depth - 1)
      return make(.pipe(expression(depth - 1), right))
    }
  }

  private mutating func comparison(_ depth: Int) -> Expression {
    let links = (0...random.below(2)).map { _ in
      ComparisonLink(
        comparison: random.pick(ComparisonOperator.allCases), right: expression(depth - 1),
        sign: nowhere)
    }
    return make(.comparison(expression(depth - 1), links))
  }

  private mutating func call(_ depth: Int, isPiped: Bool) -> Expression {
    var callee = expression(depth - 1)
    switch callee.kind {
    case .integer, .float, .imaginary: callee = make(.name(name()))
    default: break
    }
    var arguments: [Argument] = []
    for _ in 0..<random.below(4) {
      switch random.below(8) {
      case 0: arguments.append(.spread(expression(depth - 1)))
      case 1: arguments.append(.binder(pattern(1), in: expression(depth - 1)))
      case 2 where isPiped: arguments.append(.positional(make(.placeholder)))
      default: arguments.append(.positional(expression(depth - 1)))
      }
    }
    if random.below(3) == 0 { arguments.append(.labelled(name(), expression(depth - 1))) }
    return make(.call(callee, arguments))
  }

  /// `E(z ~ q, w ~ r like x, e | c, n=1)`; other calls may draw too, and then have a condition.
  private mutating func expectation(_ depth: Int) -> Expression {
    let callee = Name(random.pick(["E", "Var", "Cov", "P", "f"]), span: nowhere)
    let least = callee.canonical == "f" ? 1 : 0
    var arguments = (0..<(least + random.below(3))).map { _ in draw(depth) }
    let value = expression(depth - 1)
    arguments.append(
      random.below(2) == 0
        ? .positional(value) : .given(value, condition: expression(depth - 1)))
    if random.below(3) == 0 { arguments.append(.labelled(name(), expression(depth - 1))) }
    return make(.call(make(.name(callee)), arguments))
  }

  /// A density by name, or one in a field.
  private mutating func densityTerm(_ depth: Int) -> DensityTerm {
    let isGiven = random.below(2) == 0
    var terms = [1, isGiven ? 1 : 0, isGiven ? 0 : 1].map { least in
      (0..<(least + random.below(2))).map { _ -> Argument in
        random.below(2) == 0
          ? .positional(make(.name(name()))) : .labelled(name(), expression(depth - 1))
      }
    }
    if random.below(3) == 0 { terms[0] = [.positional(expression(depth - 1))] }
    return DensityTerm(
      density: path(), variables: unlike(terms[0]), given: terms[1], parameters: terms[2])
  }

  /// Arguments of which no two have the same label.
  private func unlike(_ arguments: [Argument]) -> [Argument] {
    var labels: Set<String> = []
    return arguments.filter { argument in
      if case .labelled(let name, _) = argument {
        labels.insert(name.canonical).inserted
      } else {
        true
      }
    }
  }

  private mutating func path() -> Expression {
    let name = make(.name(Name(random.pick(["p", "q", "log"]), span: nowhere)))
    return random.below(3) == 0 ? make(.field(name, self.name())) : name
  }

  private mutating func logarithm(_ depth: Int) -> Expression {
    if random.below(2) == 0 { return make(.logarithm(make(.density(densityTerm(depth))))) }
    var callee = path()
    if random.below(3) == 0 { callee = make(.prime(callee)) }
    return make(.logarithm(make(.call(callee, [.positional(expression(depth - 1))]))))
  }

  private mutating func factor(_ depth: Int) -> Statement.Kind {
    var names = ["x", "ψ", "x₁", "f", "e5"][...]
    let isRepeated = random.below(3) == 0
    func variables(_ count: Int, _ isIndexed: Bool) -> [Factor.Variable] {
      (0..<count).compactMap { _ in
        names.popFirst().map {
          Factor.Variable(name: Name($0, span: nowhere), isIndexed: isIndexed)
        }
      }
    }
    let plate =
      isRepeated
      ? Factor.Plate(
        index: Name("i", span: nowhere), domain: random.below(2) == 0 ? expression(depth) : nil)
      : nil
    return .factor(
      Factor(
        density: Name("p", span: nowhere), variables: variables(1 + random.below(2), isRepeated),
        given: variables(random.below(2), isRepeated && random.below(2) == 0),
        parameters: variables(random.below(2), false).map(\.name), plate: plate, heading: nowhere,
        distribution: expression(depth)))
  }

  private mutating func draw(_ depth: Int) -> Argument {
    let like = random.below(2) == 0 ? expression(depth - 1) : nil
    return .draw(pattern(1), expression(depth - 1), like: like)
  }

  private mutating func index(_ depth: Int) -> Expression {
    let base = expression(depth - 1)
    indexDepth += 1
    defer { indexDepth -= 1 }
    let indices = (0...random.below(2)).map { _ in
      random.below(4) == 0 ? make(.allIndices) : expression(depth - 1)
    }
    return make(.index(base, indices))
  }

  private mutating func conditional(_ depth: Int) -> Expression {
    let otherwise: Expression? =
      switch random.below(3) {
      case 0: nil
      case 1: make(.block(block(depth)))
      default: conditional(depth - 1)
      }
    return make(.conditional(expression(depth - 1), then: block(depth), otherwise: otherwise))
  }

  private mutating func matrix(_ depth: Int) -> Expression {
    let rows = (0..<random.below(3)).map { _ in
      (0...random.below(2)).map { _ in expression(depth - 1) }
    }
    return make(.matrix(rows))
  }

  private mutating func record(_ depth: Int) -> Expression {
    make(
      .record([(Name("a", span: nowhere), expression(depth - 1)), (name(), expression(depth - 1))]))
  }

  private mutating func parameters(_ depth: Int) -> [Parameter] {
    let count = random.below(3)
    let names = [Name("a", span: nowhere), Name("b", span: nowhere)]
    return (0..<count).map { number in
      let isLast = number == count - 1 && random.below(2) == 0
      let initial = isLast ? expression(depth - 1) : nil
      let isRest = number == count - 1 && !isLast && random.below(3) == 0
      return Parameter(names[number], initial: initial, isRest: isRest)
    }
  }

  private mutating func pattern(_ depth: Int) -> Pattern {
    guard depth > 0, random.below(3) == 0 else { return .name(name()) }
    return .tuple((0...random.below(2)).map { _ in pattern(depth - 1) }, nowhere)
  }

  private mutating func block(_ depth: Int) -> Block {
    let outer = indexDepth
    indexDepth = 0
    defer { indexDepth = outer }
    return Block(span: nowhere, statements: (0..<random.below(3)).map { _ in statement(depth - 1) })
  }

  private mutating func target(_ depth: Int) -> Target {
    switch random.below(depth > 0 ? 5 : 1) {
    case 1: return .field(place(depth - 1), name())
    case 2:
      indexDepth += 1
      defer { indexDepth -= 1 }
      return .index(place(depth - 1), [expression(depth - 1)], nowhere)
    case 3: return .tuple((0...random.below(2)).map { _ in target(depth - 1) }, nowhere)
    default: return .name(name())
    }
  }

  /// What a field or an index may be taken of.
  private mutating func place(_ depth: Int) -> Target {
    random.below(2) == 0 ? .name(name()) : .field(.name(name()), name())
  }

  mutating func statement(_ depth: Int) -> Statement {
    let kind: Statement.Kind =
      switch random.below(14) {
      case 12: .derive(derivation(depth))
      case 13: factor(depth)
      case 9:
        .draw(
          pattern(1), expression(depth), like: random.below(2) == 0 ? expression(depth) : nil)
      case 0, 1: .assign(target(depth), expression(depth))
      case 2: .define(name(), parameters(depth), expression(depth))
      case 3: .loop(pattern(1), in: expression(depth), block(depth))
      case 4: .whileLoop(expression(depth), block(depth))
      case 5: random.pick([.breakLoop, .next, .returnValue(nil)])
      case 6: .returnValue(expression(depth))
      case 7: check(depth)
      case 8: .use(.module(name()), as: random.below(2) == 0 ? name() : nil)
      default: .expression(expression(depth))
      }
    return Statement(span: nowhere, kind: kind, isMuted: random.below(3) == 0)
  }

  private mutating func derivation(_ depth: Int) -> Derivation {
    var entries: [Derivation.Entry] = []
    if random.below(2) == 0 { entries.append(.variable([Name("x", span: nowhere)], in: leaf())) }
    if random.below(2) == 0 {
      let value = Statement(
        span: nowhere, kind: .assign(.name(Name("k", span: nowhere)), expression(depth)),
        isMuted: true)
      entries.append(.definition(value))
    }
    let links = (0...random.below(2)).map { _ in
      DerivationLink(
        relation: random.pick(DerivationLink.Relation.allCases), side: expression(depth),
        sense: random.pick([
          .exact, .upToConstant([]), .upToFactor([Name("x", span: nowhere)]),
          .limit(Name("T", span: nowhere), leaf()),
        ]), span: nowhere)
    }
    return Derivation(
      entries: entries, condition: random.below(3) == 0 ? expression(depth) : nil,
      first: expression(depth), links: links)
  }

  private mutating func check(_ depth: Int) -> Statement.Kind {
    let link = ComparisonLink(
      comparison: random.pick([.approximately, .less, .equal]), right: expression(depth),
      sign: nowhere)
    let tolerances = random.below(2) == 0 ? [] : [Tolerance(measure: .absolute, bound: leaf())]
    return .check(Check(left: expression(depth), relation: link, tolerances: tolerances))
  }
}

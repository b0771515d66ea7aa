import Language
import Tensors

/// What `explain e` shows: the formula as typed, its value, and the value of each of its terms.
///
/// Terms are those of the sum that the formula is, or that the body of the function is which it calls, or
/// that stands in an expectation: E[a - b] = E[a] - E[b], with the same draws. They add up to the value.
struct ExplainedFormula {
  /// A term with its value, or a line `h = m.enc(x)` of a block.
  struct Row {
    var depth: Int
    let label: String
    let value: Value
    /// What the term is a sum over, where it is a log density.
    var density: ExplainedDensity?
    /// What it is and its unit, where the documentation of the function that gave it says so.
    var meaning: String?
  }

  /// What the terms of a list are made of.
  private struct Context {
    var place: ExplainedPlace
    var depth = 0
    /// Whether all of it is subtracted.
    var isNegative = false
    /// What stands around a term: `E[...]`.
    var isInMoment = false
    /// How many calls may still be looked into.
    var calls = 2

    func deeper(_ place: ExplainedPlace) -> Context {
      var context = self
      context.place = place
      return context
    }
  }

  private let session: Session
  /// The formula: the expression, or the definition of what it calls.
  private(set) var formula: String
  private(set) var total: Value
  private(set) var rows: [Row] = []
  static let mostAxes = 12

  /// Explains an expression of a statement.
  init(_ e: Expression, in source: Source, _ session: Session) throws(Fault) {
    self.session = session
    let place = ExplainedPlace.statement(source)
    formula = String(source.text(of: e.span))
    total = .unset
    guard let value = try session.values(of: [e], at: place)?.first else { return }
    total = value
    if let definition = session.definition(calledBy: e, at: place) {
      formula = String(definition.source.text(of: definition.span))
      rows = documented(definition)
      if !rows.isEmpty { return }
    }
    rows = try rows(of: e, in: Context(place: place))
  }

  /// The fields of the value, where the documentation of the library's function says what each of them is.
  private func documented(_ definition: FunctionDefinition) -> [Row] {
    guard let entry = HelpTable.entry(named: definition.name, in: definition.module.name),
      case .aggregate(let record) = total
    else { return [] }
    return entry.results.compactMap { result in
      record.field(Name.canonical(result.name)).map {
        Row(depth: 0, label: result.name, value: $0, meaning: result.meaning)
      }
    }
  }

  /// The rows below an expression, none where it has no parts.
  private func rows(of e: Expression, in context: Context) throws(Fault) -> [Row] {
    let terms = AdditiveTerm.terms(of: e) { typed($0, context.place) }
    guard terms.count == 1, let term = terms.first else {
      return try rows(of: terms, in: context)
    }
    var inner = context
    inner.isNegative = context.isNegative != term.isNegative
    let site = ExplainedPlace.Site(list: [term.expression], index: 0, place: context.place)
    return try rows(below: site, in: inner)
  }

  /// One row for each term, with the rows below it.
  private func rows(of terms: [AdditiveTerm], in context: Context) throws(Fault) -> [Row] {
    let signed = terms.map { term in
      var term = term
      term.isNegative = term.isNegative != context.isNegative
      return term
    }
    guard let values = try session.values(of: signed.map(\.signed), at: context.place) else {
      return []
    }
    var rows: [Row] = []
    let list = terms.map(\.expression)
    for (index, term) in signed.enumerated() {
      let sign = term.isNegative ? "- " : index == 0 ? "  " : "+ "
      let text = context.isInMoment ? "E[\(term.text)]" : term.text
      let site = ExplainedPlace.Site(list: list, index: index, place: context.place)
      rows.append(
        Row(
          depth: context.depth, label: sign + text, value: values[index],
          density: session.densityNote(of: site)))
      var inner = context
      inner.depth += 1
      inner.isNegative = term.isNegative
      rows += try self.rows(below: site, in: inner)
    }
    return rows
  }

  /// The rows of what one term is made of.
  private func rows(
    below site: ExplainedPlace.Site, in context: Context
  ) throws(Fault) -> [Row] {
    let e = site.expression
    if case .record(let fields) = e.kind, site.list.count == 1 {
      return try rows(ofFields: fields, in: context)
    }
    if let value = e.momentValue {
      var inner = context.deeper(.moment(site))
      inner.isInMoment = true
      return try rows(of: value, in: inner)
    }
    if let joint = try session.factors(of: e, at: context.place) {
      let terms = joint.map { AdditiveTerm(expression: $0, text: SyntaxPrinter.text(of: $0)) }
      return try rows(of: terms, in: context.deeper(.term(site)))
    }
    if context.calls > 0, let definition = session.definition(calledBy: e, at: context.place) {
      var inner = context.deeper(.body(site, definition))
      inner.calls -= 1
      return try rows(of: definition, in: inner)
    }
    if let values = try session.divergencesByAxis(of: site, isInMoment: context.isInMoment) {
      return axes(values, in: context)
    }
    return try axes(of: site, in: context)
  }

  /// A row for each axis.
  private func axes(_ values: [Value], in context: Context) -> [Row] {
    values.enumerated().map { index, value in
      let sign = context.isNegative ? "- " : "  "
      let signed = context.isNegative ? (try? Arithmetic.unary(.negate, value)) ?? value : value
      return Row(depth: context.depth, label: "\(sign)axis \(index + 1)", value: signed)
    }
  }

  /// The rows of a function's body: its lines, then the terms of its value.
  private func rows(
    of definition: FunctionDefinition, in context: Context
  ) throws(Fault) -> [Row] {
    guard let (before, value) = definition.body.valueOfBlock else {
      if case .block = definition.body.kind { return [] }
      return try rows(of: definition.body, in: context)
    }
    let lines = before.compactMap { statement -> (Name, String)? in
      switch statement.kind {
      case .assign(.name(let name), _), .draw(.name(let name), _, like: _):
        (name, String(definition.source.text(of: statement.span)).onOneLine)
      default: nil
      }
    }
    let names = lines.map { Expression(.name($0.0), span: $0.0.span) }
    let values = try session.values(of: names, at: context.place) ?? []
    let rows = zip(lines, values).map { Row(depth: context.depth, label: "  " + $0.1, value: $1) }
    return rows + (try self.rows(of: value, in: context))
  }

  /// Fields of a record by name, each with its terms.
  private func rows(
    ofFields fields: [(Name, Expression)], in context: Context
  ) throws(Fault) -> [Row] {
    let list = fields.map(\.1)
    guard let values = try session.values(of: list, at: context.place) else { return [] }
    var rows: [Row] = []
    for (index, (name, e)) in fields.enumerated() {
      let text = context.isInMoment ? "E[\(typed(e, context.place))]" : typed(e, context.place)
      rows.append(
        Row(depth: context.depth, label: "  \(name.spelled) = \(text)", value: values[index]))
      var inner = context
      inner.depth += 1
      let site = ExplainedPlace.Site(list: list, index: index, place: context.place)
      rows += try self.rows(of: e, in: inner.deeper(.term(site)))
    }
    return rows
  }

  /// The elements of v where the term is sum(v) of a short vector.
  private func axes(of site: ExplainedPlace.Site, in context: Context) throws(Fault) -> [Row] {
    guard case .call(let callee, let arguments) = site.expression.kind, arguments.count == 1,
      case .name(let name) = callee.kind, name.canonical == "sum",
      session.value(of: "sum", in: context.place.surroundings(session.main).module) == nil,
      case .positional(let vector)? = arguments.first
    else { return [] }
    guard
      let elements = try session.values(of: [vector], at: .term(site))?.first?
        .elements(2...ExplainedFormula.mostAxes)
    else { return [] }
    return axes(elements, in: context)
  }

  private func typed(_ e: Expression, _ place: ExplainedPlace) -> String {
    String(place.surroundings(session.main).source.text(of: e.span)).onOneLine
  }
}

extension ExplainedFormula {
  /// The text, for a page of this style.
  func text(_ style: NumberStyle) -> String {
    let printer = ValuePrinter(style: style)
    let labels = rows.map { String(repeating: "  ", count: $0.depth + 1) + $0.label }
    let values = rows.map { ExplainedFormula.summary(of: $0.value, printer.short) }
    let widest = values.map(\.count).max() ?? 0
    let room = max(16, min(labels.map(\.count).max() ?? 0, style.width - 2 - min(widest, 40)))
    let lines = zip(labels, values).map { $0.cut(to: room).padding(to: room + 2) + $1 }
    if rows.contains(where: { $0.meaning != nil }) {
      return ([formula] + zip(lines, rows).map { documented($0, $1, widest, room) })
        .joined(separator: "\n")
    }
    let total = printer.text(total).replacing("\n", with: "\n    ")
    return ([formula, "  = " + total] + lines + densities(printer)).joined(separator: "\n")
  }

  /// A line with the meaning of its row behind it, or below it where values are long.
  private func documented(_ line: String, _ row: Row, _ widest: Int, _ room: Int) -> String {
    let meaning = row.meaning ?? ""
    if widest <= 40 { return line.padding(to: room + 4 + widest) + meaning }
    return line + "\n" + String(repeating: " ", count: room + 2) + meaning
  }

  /// What the log densities among the terms are sums over, each once.
  private func densities(_ printer: ValuePrinter) -> [String] {
    var seen: Set<ExplainedDensity> = []
    let notes = rows.compactMap(\.density).filter { seen.insert($0).inserted }
    guard let widest = notes.map(\.label.count).max() else { return [] }
    return ["  " + ExplainedDensity.heading]
      + notes.map { "    " + $0.label.padding(to: widest + 2) + $0.text(printer) }
  }

  private static func summary(of value: Value, _ printer: ValuePrinter) -> String {
    guard let type = value.numericType, type.shape.rank > 0 else { return printer.inline(value) }
    let text = printer.inline(value)
    return text.hasPrefix("[") ? "\(type)  \(text)" : text
  }
}

extension Expression {
  /// What the expectation is of, where it is one of a single expression without a condition.
  fileprivate var momentValue: Expression? {
    guard case .call(let callee, let arguments) = kind, case .name(let name) = callee.kind,
      name.canonical == "E", let first = arguments.first, !first.names.isEmpty
    else { return nil }
    var value: Expression?
    for argument in arguments {
      switch argument {
      case .positional(let e):
        if value != nil { return nil }
        value = e
      case .given, .binder, .spread: return nil
      case .labelled, .draw: break
      }
    }
    return value
  }
}

extension Session {
  /// `explain e`.
  func explain(_ e: Expression, in source: Source) throws(Fault) {
    defer { randomness.endStatement() }
    output.write(try ExplainedFormula(e, in: source, self).text(output.style))
  }

  /// The logarithms of the factors of which a joint density is the product: of log p(x, z), the names
  /// alone, those of p(z) and p(x | z).
  func factors(of e: Expression, at place: ExplainedPlace) throws(Fault) -> [Expression]? {
    guard let term = e.loggedDensity, term.given.isEmpty, term.variables.count > 1,
      case .name(let name) = term.density.kind,
      case .density(let density)? = value(of: name.canonical)
    else { return nil }
    let (callee, variables, parameters) = (term.density, term.variables, term.parameters)
    var asked: [String: Name] = [:], given: [String: Name] = [:]
    for argument in variables {
      guard case .positional(let e) = argument, case .name(let name) = e.kind else { return nil }
      asked[name.canonical] = name
    }
    for argument in parameters {
      guard case .positional(let e) = argument, case .name(let name) = e.kind else { return nil }
      given[name.canonical] = name
    }
    func names(_ list: [DensityFactor.Variable], _ known: [String: Name]) -> [Argument]? {
      let found = list.compactMap { known[$0.name] }
      guard found.count == list.count else { return nil }
      return found.map { .positional(Expression(.name($0), span: $0.span)) }
    }
    var logarithms: [Expression] = [], covered = 0
    for factor in density.factors {
      guard let own = names(factor.heading.variables, asked) else { continue }
      guard let causes = names(factor.heading.given, asked),
        let settings = names(factor.heading.parameters, given)
      else { return nil }
      covered += own.count
      let term = DensityTerm(density: callee, variables: own, given: causes, parameters: settings)
      let density: Expression.Kind =
        causes.isEmpty && settings.isEmpty ? .call(callee, own) : .density(term)
      logarithms.append(Expression(.logarithm(Expression(density, span: e.span)), span: e.span))
    }
    return covered == asked.count && logarithms.count > 1 ? logarithms : nil
  }
}

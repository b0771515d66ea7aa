import Language
import Tensors
import Tracing

/// A function that gm itself provides: one record, from which help, completion, arity checks, the
/// manual and a test of every example derive.
public final class Builtin: Sendable {
  /// The group under which help lists it.
  public enum Section: String, Sendable, CaseIterable {
    case elementwise = "Elementwise functions"
    case reductions = "Sums and other reductions"
    case construction = "Making tensors"
    case shape = "Shape and selection"
    case linearAlgebra = "Linear algebra"
    case derivatives = "Derivatives"
    case dynamics = "Loops, equations, dynamics"
    case training = "Training"
    case pictures = "Pictures"
    case files = "Files"
    case randomness = "Random numbers and estimates"
    case session = "Text, printing, session"
  }

  /// A parameter.
  public struct Parameter: Sendable {
    /// The name, also for calls by keyword.
    public let name: String
    /// What it is, with shape and range.
    public let meaning: String
    /// The default as typed, or nil where an argument is needed.
    public let initial: String?
    /// The texts that it may be, where it is one of a few.
    public let choices: [String]

    /// A parameter.
    public init(
      _ name: String, _ meaning: String, initial: String? = nil, choices: [String] = []
    ) {
      self.name = name
      self.meaning = meaning
      self.initial = initial
      self.choices = choices
    }
  }

  typealias Body =
    @Sendable (
      Bound, borrowing Program, inout Slots, inout State
    ) throws(Fault) -> Value

  /// The name as called.
  public let name: String
  /// The group under which help lists it.
  public let section: Section
  /// The parameters in order.
  public let parameters: [Parameter]
  /// Whether the last parameter takes any number of arguments.
  public let isVariadic: Bool
  /// What it does, in one line.
  public let summary: String
  /// The formula, where there is one.
  public let formula: String?
  /// Where the formula is from: paper and equation.
  public let source: String?
  /// A statement that can be run, and what it prints.
  public let example: (statement: String, output: String)
  /// Other words under which help finds it.
  public let synonyms: [String]
  let body: Body

  init(
    _ name: String, _ section: Section, _ parameters: [Parameter], isVariadic: Bool = false,
    _ summary: String, formula: String? = nil, source: String? = nil, synonyms: [String] = [],
    example: (statement: String, output: String), body: @escaping Body
  ) {
    self.name = name
    self.section = section
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.summary = summary
    self.formula = formula
    self.source = source
    self.synonyms = synonyms
    self.example = example
    self.body = body
  }

  /// The call as help shows it: `linspace(a, b, n)`.
  public var signature: String {
    let list = parameters.enumerated().map { offset, parameter in
      if isVariadic, offset == parameters.count - 1 { return "\(parameter.name)..." }
      return parameter.initial.map { "\(parameter.name)=\($0)" } ?? parameter.name
    }
    return "\(name)(\(list.joined(separator: ", ")))"
  }

  /// Binds arguments to parameters and runs the body.
  func call(
    _ arguments: Arguments, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let bound = try bind(arguments)
    let cost = 12
    guard m.depth &+ cost <= m.limits.depth else { throw Frame.tooDeep(at: arguments.span) }
    try Turn.pollStep(m, at: arguments.span)
    if m.fuel != nil { try Turn.burn(&m, at: arguments.span, steps: 1 &+ bound.bulk) }
    m.depth &+= cost
    defer { m.depth &-= cost }
    let value = try body(bound, p, &r, &m).bounded(at: arguments.span)
    if m.fuel != nil, case .figure(let figure) = value {
      try Turn.burn(&m, at: arguments.span, steps: figure.weight())
    }
    if NaNWatch.isOn { try watch(value, bound) }
    return value
  }

  /// Throws where the result is the nan that is looked for.
  private func watch(_ value: Value, _ bound: Bound) throws(Fault) {
    guard let error = NaNFinding.error(name, value, bound.values + bound.rest) else { return }
    let notes = zip(bound.spans + bound.restSpans, bound.values + bound.rest).filter {
      $0.1.isNumeric && $0.0 != bound.span
    }
    throw Fault(
      error, at: bound.span, operands: notes.map { OperandNote($0.0, $0.1, of: error.code) })
  }

  private func bind(_ arguments: Arguments) throws(Fault) -> Bound {
    var bound = Bound(self, span: arguments.span)
    let named = isVariadic ? parameters.count - 1 : parameters.count
    for (offset, value) in arguments.positional.enumerated() {
      let span = offset < arguments.spans.count ? arguments.spans[offset] : arguments.span
      if offset < named {
        bound.values[offset] = value
        bound.spans[offset] = span
      } else if isVariadic {
        bound.rest.append(value)
        bound.restSpans.append(span)
      } else {
        throw Fault(
          "arity",
          "\(name) takes \(named == 0 ? "no" : "at most \(named)") "
            + "\(named == 1 ? "argument" : "arguments"), not \(arguments.positional.count)",
          at: span, hint: signature)
      }
    }
    for (position, (keyword, value)) in arguments.keywords.enumerated() {
      let span = arguments.span(ofKeyword: position)
      guard let offset = parameters.firstIndex(where: { $0.name == keyword }), offset < named else {
        throw Fault(
          "argument", "\(name) has no argument \(keyword)", at: span,
          hint: KeywordHint.text(
            for: keyword, among: parameters.map(\.name), call: signature))
      }
      guard case .unset = bound.values[offset] else {
        throw Fault("argument", "\(keyword) is given twice", at: span)
      }
      bound.values[offset] = value
      bound.spans[offset] = span
      bound.byKeyword.insert(offset)
    }
    for offset in 0..<named where parameters[offset].initial == nil {
      if case .unset = bound.values[offset] {
        throw Fault(
          "arity", "\(name) needs its argument \(parameters[offset].name)", at: arguments.span,
          hint: signature)
      }
    }
    return bound
  }
}

/// The arguments of a builtin, bound to its parameters.
struct Bound {
  let builtin: Builtin
  /// One per parameter; unset where the default holds.
  var values: [Value]
  var spans: [SourceSpan]
  /// What a variadic builtin was given beyond its named parameters.
  var rest: [Value] = []
  var restSpans: [SourceSpan] = []
  /// What it costs to look at all of the arguments, in steps.
  var bulk: Int { (values + rest).reduce(0) { min($0 &+ $1.bulk, 1 << 60) } }
  /// The parameters that were given by their names.
  var byKeyword: Set<Int> = []
  let span: SourceSpan

  init(_ builtin: Builtin, span: SourceSpan) {
    self.builtin = builtin
    values = Array(repeating: .unset, count: builtin.parameters.count)
    spans = Array(repeating: span, count: builtin.parameters.count)
    self.span = span
  }

  subscript(k: Int) -> Value { values[k] }

  /// Whether an optional argument was given.
  func isGiven(_ k: Int) -> Bool {
    guard k < values.count else { return false }
    if case .unset = values[k] { return false }
    return true
  }

  /// Whether an optional argument was left out, or given as `none`.
  func isNone(_ k: Int) -> Bool {
    values[k].isNone || !isGiven(k)
  }

  /// The name of a parameter for messages.
  func name(_ k: Int) -> String { builtin.parameters[k].name }

  func fault(_ k: Int, _ message: String, code: String = "type", hint: String? = nil) -> Fault {
    Fault(code, "\(builtin.name): \(message)", at: spans[k], hint: hint)
  }

  /// A number, for the traced core.
  func term(_ k: Int) throws(Fault) -> Term {
    try Bound.term(values[k], at: spans[k], in: builtin.name)
  }

  static func term(_ value: Value, at span: SourceSpan, in name: String) throws(Fault) -> Term {
    do throws(TraceError) {
      if let term = try value.term() { return term }
    } catch { throw Fault(OperationError(error), at: span) }
    throw Fault("type", "\(name) needs a number here, not \(value.kindDescription)", at: span)
  }

  /// An integer; a float with an integral value is one.
  func int(_ k: Int, default initial: Int? = nil) throws(Fault) -> Int {
    switch values[k].known {
    case .unset: if let initial { return initial }
    case .int(let x): return x
    case .float(let x): if let whole = Int(exactly: x) { return whole }
    default: break
    }
    try requireKnown(k)
    throw fault(k, "\(name(k)) must be an integer, not \(described(k))")
  }

  /// A size: an integer that is not negative.
  func size(_ k: Int, default initial: Int? = nil) throws(Fault) -> Int {
    let size = try int(k, default: initial)
    guard size >= 0 else { throw fault(k, "\(name(k)) is negative: \(size)", code: "domain") }
    return size
  }

  func float(_ k: Int, default initial: Double? = nil) throws(Fault) -> Double {
    switch values[k].known {
    case .unset: if let initial { return initial }
    case .int(let x): return Double(x)
    case .float(let x): return x
    default: break
    }
    try requireKnown(k)
    throw fault(k, "\(name(k)) must be a number, not \(described(k))")
  }

  func flag(_ k: Int, default initial: Bool) throws(Fault) -> Bool {
    switch values[k].known {
    case .unset: return initial
    case .bool(let b): return b
    default:
      try requireKnown(k)
      throw fault(k, "\(name(k)) must be true or false, not \(described(k))")
    }
  }

  /// Refuses a number that only the run of a graph knows, and an estimate.
  func requireKnown(_ k: Int) throws(Fault) {
    if let estimate = values[k].estimate {
      let error = estimate.refused(by: "the argument \(name(k)) of \(builtin.name)")
      throw Fault(OperationError(error), at: spans[k])
    }
    if case .traced(let traced) = values[k].known {
      throw Fault(OperationError(TraceError.valueUnknown(traced.type)), at: spans[k])
    }
  }

  func text(_ k: Int, default initial: String? = nil) throws(Fault) -> String {
    switch values[k] {
    case .unset: if let initial { return initial }
    case .text(let text): return text
    default: break
    }
    throw fault(k, "\(name(k)) must be a text, not \(described(k))")
  }

  /// Something that can be called.
  func function(_ k: Int) throws(Fault) -> Value {
    switch values[k] {
    case .function: return values[k]
    case .aggregate(let record) where record.field("apply") != nil: return values[k]
    default:
      throw fault(
        k, "\(name(k)) must be a function, not \(described(k))",
        hint: "an expression becomes a function with x -> ...")
    }
  }

  /// An axis counted from 1, or from the end as -1; nil where none was given.
  func axis(_ k: Int, rank: Int) throws(Fault) -> Int? {
    guard isGiven(k) else { return nil }
    let axis = try int(k)
    let position = axis < 0 ? rank + axis : axis - 1
    guard position >= 0, position < rank, axis != 0 else {
      throw Fault(OperationError(.axis(axis, rank: rank)), at: spans[k])
    }
    return position
  }

  private func described(_ k: Int) -> String {
    if case .float(let x) = values[k] { return "\(x)" }
    return values[k].kindDescription
  }

  /// Runs a computation of the traced core and puts its errors at the call.
  func run(_ body: () throws(TraceError) -> Value) throws(Fault) -> Value {
    do throws(TraceError) { return try body() } catch {
      let worded = OperationError(error.named(builtin.name))
      let operands = zip(spans, values).filter { $0.1.isNumeric && $0.0 != span }.map {
        OperandNote($0, $1, of: worded.code)
      }
      throw Fault(worded, at: span, operands: operands)
    }
  }
}

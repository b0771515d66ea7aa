import Language
import Tensors
import Tracing

/// What is told of an operation that makes the first nan, while `NaNWatch` is on.
enum NaNFinding {
  /// The code of the error.
  static let code = "nan"

  /// The error of a result that is what is watched for, made of these operands; nil where it is not.
  static func error(_ operation: String, _ result: Value, _ operands: [Value]) -> OperationError? {
    guard let words = NaNWatch.finding(in: numbers(of: result), of: operands.flatMap(numbers))
    else { return nil }
    return OperationError(code, "\(operation): \(words)", showsOperands: true)
  }

  /// Throws where a derivative is the nan that is looked for: none of the function's own operations made it.
  static func watch(_ derived: Derived, _ value: Value, _ arguments: Arguments) throws(Fault) {
    guard let error = error(derived.name, value, arguments.positional) else { return }
    throw Fault(NaNSearch.derivative, error.message, at: arguments.span)
  }

  /// The floating numbers that are known of a value.
  private static func numbers(of value: Value) -> [Tensor] {
    value.parts.compactMap { part in
      switch part.known {
      case .float(let x): x.isFinite ? nil : try? Tensor(x)
      case .tensor(let box): box.tensor.type.isFloating ? box.tensor : nil
      case .estimate(let estimate): estimate.mean
      case .unset, .int, .bool, .traced, .function, .aggregate, .density, .module, .identity, .text,
        .figure:
        nil
      }
    }
  }

  /// An operand with its value, where that is short.
  static func description(of value: Value) -> String {
    let kind = value.kindDescription, known = value.known
    switch known {
    case .int, .float, .bool, .estimate: return "\(kind) = \(ValuePrinter().inline(known))"
    case .tensor(let box):
      if box.tensor.count <= 8, box.tensor.shape.rank <= 2 {
        return "\(kind) = \(ValuePrinter().inline(known))"
      }
      return "\(kind), \(box.tensor.statistics(NumberStyle()))"
    case .unset, .traced, .function, .aggregate, .density, .module, .identity, .text, .figure:
      return kind
    }
  }
}

extension Value {
  /// Whether a nan stands among its numbers.
  var containsNaN: Bool {
    parts.contains { part in
      switch part.known {
      case .float(let x): x.isNaN
      case .tensor(let box): box.tensor.containsNaN
      case .estimate(let estimate): estimate.mean.containsNaN
      case .unset, .int, .bool, .traced, .function, .aggregate, .density, .module, .identity, .text,
        .figure:
        false
      }
    }
  }
}

/// What is done about a nan among the values that statements show.
enum NaNMode: String, CaseIterable {
  /// Nothing.
  case quiet
  /// At the prompt a line says how its beginning is found.
  case note
  /// Every statement is run under watch, and ends at the first.
  case stop
}

extension Session {
  /// `:nan e`, `:nan --inf e`: a statement that ends at the operation which makes the first nan.
  func findNaN(_ argument: String, at span: SourceSpan) throws(Fault) {
    let flag = "--inf", isWide = argument.hasPrefix(flag)
    let text = (isWide ? String(argument.dropFirst(flag.count)) : argument)
      .trimmingPrefix { $0 == " " }
    guard !text.isEmpty else {
      throw Fault("command", ":nan needs a statement", at: span, hint: ":nan log(-1.0)")
    }
    let (statements, source) = try parsed(String(text), at: span)
    for statement in statements {
      try executeUnderWatch(statement, in: source, isWide ? .infinities : .values)
    }
    output.write("no operation makes \(isWide ? "an infinity or a nan" : "a nan") of numbers")
  }

  /// Runs a statement that ends at the first nan.
  ///
  /// A nan of a derivative alone comes of an operation without a finite derivative: it is found by a
  /// second run, from the state of the first.
  func executeUnderWatch(
    _ statement: Statement, in source: Source, _ target: NaNWatch.Target = .values
  ) throws(Fault) {
    let state = snapshot()
    do throws(Fault) {
      try NaNWatch.watching(target) { () throws(Fault) in
        try execute(statement, in: source, module: main, prints: true)
      }
    } catch {
      guard error.details.code == NaNSearch.derivative else { throw error }
      restore(state)
      // The second run is for its error alone.
      let (write, show) = (output.write, output.show)
      (output.write, output.show) = ({ _ in }, { _ in })
      defer { (output.write, output.show) = (write, show) }
      throw try slopeFault(error) { () throws(Fault) in
        try NaNWatch.watching(.slopes) { () throws(Fault) in
          try execute(statement, in: source, module: main, prints: false)
        }
      }
    }
  }

  /// The fault of the operation without a finite derivative, else of the derivative in which the nan was seen.
  private func slopeFault(
    _ first: Fault, _ again: () throws(Fault) -> Void
  ) throws(Fault) -> Fault {
    do throws(Fault) { try again() } catch {
      if error.details.code != NaNSearch.derivative { return error }
    }
    let fault = Fault(
      NaNFinding.code,
      "the derivative has a nan, in that of \(first.details.message.prefix { $0 != ":" })",
      at: first.details.span)
    fault.details.calls = first.details.calls
    return fault
  }
}

extension Session {
  /// At the prompt, says of a value with a nan that was made by the statement how its beginning is found.
  func noteNaN(_ value: Value, of statement: Statement, in source: Source) {
    guard options.isInteractive, nanMode == .note, value.containsNaN, !isGivenNaN(statement) else {
      return
    }
    let code = String(source.text(of: statement.span)).onOneLine
    let shown = code.count <= 60 ? code : "<statement>"
    let note = "note: the value has a nan; :nan \(shown) finds where it begins\n"
    // A log is played without anybody at the prompt.
    holes.append((note, ""))
    output.show(.diagnostic(note))
  }

  /// Whether something that the statement reads has a nan by itself.
  private func isGivenNaN(_ statement: Statement) -> Bool {
    var names: Set<String> = []
    func visit(_ expression: Expression) {
      if case .name(let name) = expression.kind { names.insert(name.canonical) }
      if case .result = expression.kind { names.insert("ans") }
      expression.kind.forEachChild(visit)
    }
    statement.forEachChild(visit)
    return names.contains("nan") || names.contains { value(of: $0)?.containsNaN ?? false }
  }
}

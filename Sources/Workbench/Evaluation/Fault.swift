import Language
import Tensors
import Tracing

/// An error at run time: what is shown to the user, small enough to travel through every call.
struct Fault: Error {
  let details: FaultDetails

  init(
    _ code: String, _ message: String, at span: SourceSpan?, operands: [OperandNote] = [],
    notes: [String] = [], hint: String? = nil
  ) {
    details = FaultDetails(
      code: code, message: message, span: span, operands: operands, notes: notes, hint: hint)
  }

  init(_ details: FaultDetails) { self.details = details }

  /// The fault of an operation that knows no place, put at a place.
  init(_ error: OperationError, at span: SourceSpan?, operands: [OperandNote] = []) {
    if let recorded = error.recorded {
      self = recorded
      return
    }
    details = FaultDetails(
      code: error.code, message: error.message, span: error.span ?? span,
      operands: error.showsOperands ? operands : [], notes: [], hint: error.hint)
  }

  /// The fault at a place, where it has none.
  func placed(at span: SourceSpan) -> Fault {
    guard details.span == nil else { return self }
    let placed = FaultDetails(
      code: details.code, message: details.message, span: span, operands: details.operands,
      notes: details.notes, hint: details.hint)
    placed.calls = details.calls
    placed.isRaised = details.isRaised
    return Fault(placed)
  }

  /// A mistake in a text that a statement reads: a module, the argument of a command.
  init(_ error: SyntaxError) {
    let diagnostic = error.diagnostic
    self.init(diagnostic.code, diagnostic.message, at: diagnostic.span, hint: diagnostic.hint)
  }
}

/// The contents of a fault.
final class FaultDetails: @unchecked Sendable {
  // Sendable because one interpreter thread makes, fills and shows it.
  let code: String
  let message: String
  let span: SourceSpan?
  let operands: [OperandNote]
  var notes: [String]
  /// A suggestion, in which `Typed.first` and so on stand for the code as typed.
  let hint: String?
  /// The calls that led here, innermost first.
  var calls: [CallRecord] = []
  /// Whether code of the language raised it, by `error(...)`.
  var isRaised = false

  init(
    code: String, message: String, span: SourceSpan?, operands: [OperandNote], notes: [String],
    hint: String?
  ) {
    self.code = code
    self.message = message
    self.span = span
    self.operands = operands
    self.notes = notes
    self.hint = hint
  }

  /// The same with operands, where it has none.
  func showing(_ operands: [OperandNote]) -> FaultDetails {
    guard self.operands.isEmpty, ["shape", "type", "index", "structure"].contains(code) else {
      return self
    }
    let details = FaultDetails(
      code: code, message: message, span: span, operands: operands, notes: notes, hint: hint)
    details.calls = calls
    details.isRaised = isRaised
    return details
  }
}

/// Marks in a hint that stand for pieces of the code as typed.
enum Typed {
  /// The first operand, in parentheses where a postfix sign would take only a part of it.
  static let first = "\u{1}"
  static let second = "\u{2}"
  /// The second operand as `first` is.
  static let secondPrimary = "\u{3}"
  /// The code at the caret.
  static let culprit = "\u{4}"
}

/// An operand of the operation that failed, to be shown with its shape.
struct OperandNote {
  let span: SourceSpan
  let description: String
  /// What it is, where it is a number.
  let type: TensorType?

  init(_ span: SourceSpan, _ value: Value) {
    self.span = span
    type = value.numericType
    description = value.kindDescription
  }

  /// The operand of an error with a code: where a nan was made, with its value.
  init(_ span: SourceSpan, _ value: Value, of code: String) {
    self.span = span
    type = value.numericType
    description =
      code == NaNFinding.code ? NaNFinding.description(of: value) : value.kindDescription
  }
}

/// An error of an operation on values, before it is known where it stands.
struct OperationError: Error {
  let code: String
  let message: String
  var hint: String?
  /// Whether the operands' shapes help.
  var showsOperands = false
  var span: SourceSpan?
  /// The index that is at fault, from 1.
  var axis: Int?
  /// The fault that a graph was recorded to raise, with its place.
  var recorded: Fault?

  init(_ code: String, _ message: String, hint: String? = nil, showsOperands: Bool = false) {
    self.code = code
    self.message = message
    self.hint = hint
    self.showsOperands = showsOperands
  }

  /// The error at the index that is its culprit, where that has a place.
  func placed(among spans: [SourceSpan?]) -> OperationError {
    let position = axis ?? (code == "index" && spans.count == 1 ? 1 : 0)
    guard position >= 1, position <= spans.count, let place = spans[position - 1] else {
      return self
    }
    var error = self
    error.span = place
    return error
  }
}

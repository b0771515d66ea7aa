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
    details = FaultDetails(
      code: error.code, message: error.message, span: error.span ?? span,
      operands: error.showsOperands ? operands : [], notes: [], hint: error.hint)
  }

  var isInterruption: Bool { details.code == "interrupted" }
}

/// The contents of a fault.
final class FaultDetails: @unchecked Sendable {
  // Sendable because one interpreter thread makes, fills and shows it.
  let code: String
  let message: String
  let span: SourceSpan?
  let operands: [OperandNote]
  var notes: [String]
  let hint: String?
  /// The calls that led here, innermost first.
  var calls: [(name: String, span: SourceSpan)] = []

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
}

/// An operand of the operation that failed, to be shown with its shape.
struct OperandNote {
  let span: SourceSpan
  let description: String
}

/// An error of an operation on values, before it is known where it stands.
struct OperationError: Error {
  let code: String
  let message: String
  var hint: String?
  /// Whether the operands' shapes help.
  var showsOperands = false
  var span: SourceSpan?

  init(_ code: String, _ message: String, hint: String? = nil, showsOperands: Bool = false) {
    self.code = code
    self.message = message
    self.hint = hint
    self.showsOperands = showsOperands
  }
}

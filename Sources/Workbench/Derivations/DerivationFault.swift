import Language
import Tensors

/// The errors of derivations whose words need more than one line of code.
enum DerivationFault {
  /// Sides whose values have different forms.
  static func shapes(
    _ left: TrialSide, _ right: TrialSide, _ a: Value, _ b: Value, _ s: [Shape], _ t: [Shape]
  ) -> Fault {
    Fault(
      "shape",
      "the sides have different shapes: \(described(a, s)) and \(described(b, t))",
      at: right.expression.span,
      hint: left.expression.isZero || right.expression.isZero
        ? "a side 0 of a tensor is written zeros(n)" : nil)
  }

  private static func described(_ form: Value, _ shapes: [Shape]) -> String {
    let types = zip(form.parts.compactMap(\.numericType), shapes).map { $0.with($1).description }
    guard case .aggregate = form else { return types.first ?? "nothing" }
    return "(" + types.joined(separator: ", ") + ")"
  }
}

extension Expression {
  /// Whether it is the number 0 as typed.
  fileprivate var isZero: Bool {
    switch kind {
    case .integer(0): true
    case .float(let x): x == 0
    default: false
    }
  }
}

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
      hint: s.count == 1 && t.count == 1 && (s[0].rank == 0) != (t[0].rank == 0)
        ? "a side 0 of a vector is written zeros(n)" : nil)
  }

  private static func described(_ form: Value, _ shapes: [Shape]) -> String {
    guard case .aggregate = form else { return shapes.first.map(described) ?? "nothing" }
    return "(" + shapes.map(described).joined(separator: ", ") + ")"
  }

  private static func described(_ shape: Shape) -> String {
    shape.rank == 0 ? "a number" : "\(shape)"
  }
}

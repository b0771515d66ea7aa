import Tensors
import Tracing

/// A condition on which values that are being recorded exist.
struct Requirement {
  /// The condition, a truth value.
  let holds: Term
  /// What is raised where it is false.
  let raised: Raised

  /// The terms, which raise the errors of the requirements when the graph runs.
  static func apply(
    _ requirements: [Requirement], to terms: [Term]
  ) throws(TraceError) -> [Term] {
    if terms.isEmpty { return [] }
    var required = terms
    for requirement in requirements {
      required = try Term.apply(.require(requirement.raised), [requirement.holds] + required)
    }
    return required
  }
}

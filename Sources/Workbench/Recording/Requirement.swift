import Tensors
import Tracing

/// A condition on which values that are being recorded exist.
struct Requirement {
  /// The condition, a truth value.
  let holds: Term
  /// What is raised where it is false.
  let raised: Raised

  /// Makes the terms raise the errors of the requirements when the graph runs.
  static func applying(
    _ requirements: [Requirement], to terms: [Term]
  ) -> () throws(TraceError) -> [Term] {
    { () throws(TraceError) in
      if terms.isEmpty { return [] }
      var required = terms
      for requirement in requirements {
        required = try Term.apply(.require(requirement.raised), [requirement.holds] + required)
      }
      return required
    }
  }
}

import Language

/// What is suggested for a keyword that a function does not have: the nearest of its own, or the one by which
/// other programs call it so; else how it is called.
enum KeywordHint {
  /// Names that people bring along, by the names that gm has.
  private static let synonyms: [String: [String]] = [
    "steps": ["epochs", "iterations", "iters", "niter", "n_steps", "num_steps", "maxiter"],
    "batch": ["batch_size", "batchsize", "minibatch"],
    "opt": ["optimizer", "optimiser", "optim"],
    "act": ["activation", "nonlinearity"],
    "σ": ["sd", "std", "scale", "stddev", "stdev"],
    "μ": ["mean", "loc", "mu"],
    "cov": ["var", "variance", "covariance", "cov_matrix"],
    "chol": ["scale_tril", "cholesky"],
    "axis": ["dim", "dims", "axes"],
    "type": ["dtype"],
    "keep": ["keepdims", "keepdim"],
    "n": ["samples", "num_samples", "size", "count"],
    "rtol": ["tol", "reltol"], "atol": ["abstol"],
    "logits": ["log_odds"], "p": ["probs", "prob", "probability"],
    "seed": ["random_state"],
  ]

  /// The suggestion for a keyword, of a function with these parameters.
  static func text(for keyword: String, among parameters: [String], call: String?) -> String? {
    if ["lr", "learning_rate", "η"].contains(keyword), !parameters.contains("lr"),
      parameters.contains("opt")
    {
      return "opt=adam(1e-3)"
    }
    let known = parameters.first { synonyms[$0]?.contains(keyword) ?? false }
    if let name = known ?? Suggestion.nearest(to: keyword, among: parameters).first {
      return "did you mean \(name)=?"
    }
    return call
  }
}

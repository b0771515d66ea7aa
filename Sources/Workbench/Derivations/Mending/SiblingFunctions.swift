/// Functions that are taken for each other.
enum SiblingFunctions {
  /// The families.
  static let families: [[String]] = [
    ["sin", "cos", "tan"], ["exp", "expm1"], ["log", "log1p"], ["sinh", "cosh", "tanh"],
    ["asin", "acos", "atan"], ["asinh", "acosh", "atanh"], ["sigmoid", "softplus", "tanh"],
    ["lgamma", "digamma", "trigamma"], ["erf", "erfc"], ["sum", "mean", "prod"], ["max", "min"],
    ["trace", "logdet", "det", "sum"], ["std", "var"], ["E", "Var"], ["floor", "ceil", "round"],
    ["zeros", "ones"], ["grad", "laplacian"],
  ]

  /// The siblings of a function.
  static func of(_ name: String) -> [String] {
    var siblings: [String] = []
    for family in families where family.contains(name) {
      for other in family where other != name && !siblings.contains(other) {
        siblings.append(other)
      }
    }
    return siblings
  }

  /// The functions of numbers among them, whose values can stand in a vocabulary.
  static let elementwise: Set = [
    "sin", "cos", "tan", "exp", "expm1", "log", "log1p", "sinh", "cosh", "tanh", "sigmoid",
    "softplus", "lgamma", "digamma", "trigamma", "erf", "erfc",
  ]

  /// Functions of distributions whose first two arguments are taken for each other; every other
  /// function of two arguments may have its arguments swapped too.
  static let unwrapped: Set = [
    "exp", "log", "sqrt", "abs", "tanh", "sigmoid", "softplus", "inv", "transpose", "trace",
    "logdet", "sum", "mean", "stop", "expm1", "log1p", "sin", "cos", "norm",
  ]
}

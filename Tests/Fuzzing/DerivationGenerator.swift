import TestSupport

/// Makes derivations: headers of every kind of domain, chains of every kind of link.
struct DerivationGenerator {
  private var random: SeededGenerator
  private let names = ["x", "μ", "σ", "A", "k", "f", "s", "n"]

  init(_ random: SeededGenerator) { self.random = random }

  /// A derivation.
  mutating func derivation() -> String {
    var header = (0..<random.below(4)).map { _ in entry() }
    if random.below(4) == 0 {
      header.append(
        "where \(expression(1)) \(random.pick(["<", ">", "<=", "!="])) \(expression(1))")
    }
    let links = (0..<1 + random.below(3)).map { _ in "    \(link())" }
    return "derive (\(header.joined(separator: "; "))) {\n    \(expression(2))\n"
      + links.joined(separator: "\n") + "\n}"
  }

  private mutating func entry() -> String {
    let name = random.pick(names)
    if random.below(5) == 0 { return "\(name) = \(expression(1))" }
    let many = random.below(4) == 0 ? "\(name), \(random.pick(names))" : name
    return "\(many) in \(domain())"
  }

  private mutating func domain() -> String {
    let size = random.pick(["1", "2", "3", "n", "k", "0", "-1", "1e9", "2.5", "nan"])
    switch random.below(10) {
    case 0: return "reals"
    case 1: return "reals(\(size))"
    case 2: return random.pick(["positives", "unit", "reals(2, 2)", "positives(\(size))"])
    case 3: return "integers(\(size), \(random.pick(["3", "n", "1000000000000", "0"])))"
    case 4: return "simplex(\(size))"
    case 5: return "spd(\(size))"
    case 6: return "functions(\(size), \(random.pick(["1", "2", "n", "0"])))"
    case 7: return random.pick(["Normal(0, 1)", "Gamma(2, 1)", "Categorical([0.5, 0.5])"])
    case 8: return "[\(expression(1)), \(expression(1))]"
    default: return expression(1)
    }
  }

  private mutating func link() -> String {
    let sign = random.pick(["=", "=", "=", "<=", ">="])
    let body = "\(sign) \(expression(2))"
    switch random.below(8) {
    case 0: return "\(body) up to const(\(random.pick(names)))"
    case 1: return "\(body) up to factor"
    case 2: return "\(body) limit \(random.pick(names)) in [10, 100, 1000]"
    case 3: return "\(body) limit k in \(expression(1))"
    default: return body
    }
  }

  private mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else {
      return random.pick(names + ["0", "1", "2.5", "-1", "1e308", "nan", "[1, 2]", "inf"])
    }
    let a = expression(depth - 1), b = expression(depth - 1)
    switch random.below(14) {
    case 0...4: return "(\(a) \(random.pick(["+", "-", "*", "/", "^", "@"])) \(b))"
    case 5: return "\(random.pick(["log", "exp", "sqrt", "sum", "norm", "det", "tr"]))(\(a))"
    case 6: return "E(z ~ Normal(\(a), 1), z*\(b))"
    case 7: return "KL(Normal(\(a), 1) || Normal(0, \(b)))"
    case 8: return "f(\(a))"
    case 9: return "f'(\(a))"
    case 10: return "grad(f)(\(a))"
    case 11: return "\(a)[\(b)]"
    case 12: return "sum(i in 1:\(b), \(a))"
    default: return a
    }
  }
}

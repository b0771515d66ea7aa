import TestSupport

@testable import Workbench

/// Writes random functions of about twenty operations with loops and branches; every one is smooth
/// but where a condition changes, and bounded so that differences are accurate.
struct FunctionGenerator {
  private var random: SeededGenerator
  private var lines: [String] = []
  private var names = ["x", "y", "sum(w)", "w[2]"]

  /// Whether they draw.
  private let draws: Bool

  init(seed: UInt64, draws: Bool = false) {
    random = SeededGenerator(seed: seed)
    self.draws = draws
  }

  /// What the functions call.
  static let prelude = """
    early(a, b) = {
        for i in 1:4 {
            a = a*0.8 + 0.3*sin(b + i)
            if a > 0.6 { return a^2 }
            b = b + 0.1*a
        }
        b*a
    }
    drawn(a, b) = { z ~ Normal(a, 1 + b^2); tanh(z) }
    """

  /// The definition of f(x, y, w), where w is a vector of three.
  mutating func definition() -> String {
    for k in 1...7 {
      let name = "a\(k)"
      lines.append(line(name))
      names.append(name)
    }
    let body = lines.map { "    \($0)" }.joined(separator: "\n")
    return "f(x, y, w) = {\n\(body)\n    a7 + 0.3*a6*a5 + tanh(a4)\n}"
  }

  private mutating func line(_ name: String) -> String {
    let a = term(), b = term()
    if draws, random.below(2) == 0 { return drawing(name, a, b) }
    switch random.below(4) {
    case 0: return counted(name, a, b)
    case 1: return conditional(name, a, b)
    case 2: return carrying(name, a, b)
    default: return straight(name, a, b)
    }
  }

  /// No loop but sums.
  private mutating func straight(_ c: String, _ a: String, _ b: String) -> String {
    switch random.below(5) {
    case 0: "if \(a) > 0.1 { \(c) = \(b) } else { \(c) = \(a)*\(b) }"
    case 1: "\(c) = sum(i in 1:3, w[i]^2*\(a)/(1 + i))"
    case 2: "u = [\(a), \(b)]; M = [2, x; x, 3 + y^2]; \(c) = u @ solve(M, u)/4"
    default: "\(c) = \(a)*\(b) - \(term())"
    }
  }

  /// Loops with a known number of turns.
  private mutating func counted(_ c: String, _ a: String, _ b: String) -> String {
    switch random.below(4) {
    case 0: "\(c) = 0.5*\(a); for i in 1:3 { \(c) = tanh(\(c) + i*\(b)/4) }"
    case 1: "\(c) = \(a); n = 0; while n < 2 { n = n + 1; \(c) = sin(\(c)) + n/8*\(b) }"
    case 2:
      "\(c) = \(a); for i in 1:3 { for j in i:3 { \(c) = 0.7*\(c) + 0.2*sin(i*\(b) - j) } }"
    default: "\(c) = \(a); for t in w { \(c) = 0.6*\(c) + 0.3*t*\(b) }"
    }
  }

  /// Loops whose course depends on values: break, next, return, a condition that ends them.
  private mutating func conditional(_ c: String, _ a: String, _ b: String) -> String {
    switch random.below(7) {
    case 0:
      "\(c) = \(a); for i in 1:5 { if \(c) > 1.1 { break }; \(c) = \(c) + 0.4*sigmoid(\(b) - i) }"
    case 1:
      "\(c) = 0.0; for i in 1:4 { if sin(i*\(a)) > 0.35 { next }; \(c) = \(c) + \(b)/i }"
    case 2:
      "\(c) = \(a); for i in 1:3 { for j in 1:3 { if i == j { next }; if \(c) < -0.9 { break }; "
        + "\(c) = 0.8*\(c) - 0.15*cos(i*\(b) + j) } }"
    case 3:
      "\(c) = \(a); n = 0; while abs(\(c)) > 0.25 and n < 6 "
        + "{ \(c) = 0.6*\(c) - 0.05*\(b); n = n + 1 }"
    case 4: "\(c) = early(\(a), \(b))"
    case 5: "if \(a) > 1.6 { return \(b)*\(a) }; \(c) = \(a) - 0.5*\(b)"
    default:
      "\(c) = 0.0; for i in 1:3 { \(c) = \(c) + 0.3*\(a)*i; if \(c) > 1.9 { return \(c)*\(b) } }"
    }
  }

  /// Loops that carry vectors and records.
  private mutating func carrying(_ c: String, _ a: String, _ b: String) -> String {
    switch random.below(4) {
    case 0:
      "u = [\(a), \(b), w[1]]; for i in 2:3 { u[i] = tanh(u[i] + u[i - 1]*\(a)) }; "
        + "\(c) = sum(u*w)/3"
    case 1:
      "u = zeros(3); for i in 1:3 { if w[i]*\(a) > 0.1 { u[i] = \(b)*w[i] } "
        + "else { u[1] = u[1] + sin(w[i]) } }; \(c) = u @ u/2"
    case 2:
      "r = (p = \(a), q = [\(b), w[3]]); for i in 1:3 { "
        + "r = (p = tanh(r.p + 0.5*r.q[1]), q = 0.8*r.q + sin(r.p)/i) }; \(c) = r.p*sum(r.q)"
    default:
      "r = (p = \(a), q = \(b)); for i in 1:3 { if r.p > r.q { r.p = 0.6*r.p } "
        + "else { r.q = 0.5*r.q + 0.1*r.p^2 } }; \(c) = r.p - r.q"
    }
  }

  /// Draws, whose paths are smooth.
  private mutating func drawing(_ c: String, _ a: String, _ b: String) -> String {
    switch random.below(12) {
    case 0: "z ~ Normal(\(a), 1 + \(b)^2); \(c) = tanh(z)"
    case 1: "z ~ Uniform(0, 1); \(c) = \(a)*z + \(b)"
    case 2: "\(c) = \(a); for i in 1:4 { z ~ Normal(\(c), 0.5); \(c) = tanh(z + i*\(b)/4) }"
    case 3:
      "\(c) = \(a); for i in 1:3 { for j in i:12 { z ~ Normal(0, 1); \(c) = 0.5*\(c) + z*\(b)/j } }"
    case 4:
      "if \(a) > 0.2 { z ~ Exponential(1 + \(b)^2); \(c) = sin(z) } else { z ~ Normal(\(b), 1); "
        + "\(c) = tanh(z)*\(a) }"
    case 5:
      "\(c) = \(a); n = 0; while abs(\(c)) > 0.3 and n < 6 "
        + "{ z ~ Normal(0, 0.3); \(c) = 0.7*\(c) + z; n = n + 1 }"
    case 6: "\(c) = sum(i in 1:3, drawn(\(a), \(b)/i))"
    case 7: "\(c) = sum([drawn(\(a), w[i]) for i in 1:3])/3"
    case 8: "\(c) = sum(map(t -> drawn(t, \(b)), w))/3"
    case 9: "u ~ Normal(w, 1); \(c) = sum(sin(u))*\(a)/3"
    case 10:
      "\(c) = \(a); for i in 1:20 { z ~ Laplace(\(b), 1); if z > 1.4 { break }; "
        + "\(c) = 0.8*\(c) + 0.1*sin(z) }"
    default: "k ~ Bernoulli(0.4); if k == 1 { \(c) = \(a) } else { \(c) = drawn(\(a), \(b)) }"
    }
  }

  /// A function of an earlier value, of modest size with modest slopes.
  private mutating func term() -> String {
    let a = random.pick(names), b = random.pick(names)
    switch random.below(10) {
    case 0: return "sin(\(a))"
    case 1: return "exp(-\(a)^2)"
    case 2: return "log(1 + \(a)^2)"
    case 3: return "sqrt(1 + \(a)^2)"
    case 4: return "(\(a)/(1 + \(b)^2))"
    case 5: return "sigmoid(\(a) - \(b))"
    case 6: return "softplus(\(a))"
    case 7: return "erf(\(a)*0.5)"
    case 8: return "atan2(\(a), 2 + \(b)^2)"
    default: return "cos(\(a) + 0.5*\(b))"
    }
  }
}

extension BuiltinTable {
  /// Whether every one of the names is built in.
  static func has(_ names: String...) -> Bool {
    names.allSatisfy { name in standard.all.contains { $0.name == name } }
  }
}

import TestSupport
import Testing

@testable import Workbench

/// Derivatives of random programs of about twenty operations, with loops and branches, against
/// differences; every program is smooth, and bounded so that differences are accurate.
struct RandomDerivativeTests {
  /// Writes the body of a function of x, y and the vector w.
  private struct Generator {
    var random: SeededGenerator
    private var lines: [String] = []
    private var names = ["x", "y", "sum(w)", "w[2]"]

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func body() -> String {
      for k in 1...7 { lines.append(line("a\(k)")) }
      return (lines + ["a7 + 0.3*a6*a5 + tanh(a4)"]).joined(separator: "\n")
    }

    private mutating func line(_ name: String) -> String {
      let text =
        switch random.below(8) {
        case 0: "\(name) = 0.5*\(term()); for i in 1:3 { \(name) = tanh(\(name) + i*\(term())/4) }"
        case 1: "if \(term()) > 0.1 { \(name) = \(term()) } else { \(name) = \(term())*\(term()) }"
        case 2:
          "\(name) = \(term()); n = 0; while n < 2 { n = n + 1; \(name) = sin(\(name)) + n/8*\(term()) }"
        case 3: "\(name) = sum(i in 1:3, w[i]^2*\(term())/(1 + i))"
        case 4: "u = [\(term()), \(term())]; M = [2, x; x, 3 + y^2]; \(name) = u @ solve(M, u)/4"
        default: "\(name) = \(term())*\(term()) - \(term())"
        }
      names.append(name)
      return text
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

  private static let differences = """
    p = (0.37, -0.61, [0.2, -0.7, 1.1])
    moved(k, s) = {
        (x, y, w) = p
        if k == 1 { x = x + s } else { if k == 2 { y = y + s } else { w[k - 2] = w[k - 2] + s } }
        (x, y, w)
    }
    slope(F, k, s) = (8*(F(moved(k, s)...) - F(moved(k, -s)...)) - (F(moved(k, 2*s)...) - F(moved(k, -2*s)...)))/(12*s)
    """

  @Test(arguments: 1...40) func firstAndSecondDerivatives(seed: UInt64) throws {
    var generator = Generator(seed: seed)
    let body = generator.body()
    let prompt = Prompt()
    prompt("f(x, y, w) = {\n\(body)\n}\n\(Self.differences)")
    #expect(!prompt.shows("value = f(p...)").isEmpty, "\(body)")
    let checks = """
      J = jacobian(f)(p...)
      D = [slope(f, k, 2e-4) for k in 1:5]
      check J ≈ reshape(D, 1, 5) tol 1e-6 abs 1e-9
      H = jacobian(jacobian(f))(p...)
      for k in 1:5 { check H[:, k] ≈ flatten(slope(jacobian(f), k, 2e-4)) tol 1e-6 abs 1e-9 }
      (gx, gy, gw) = grad(f)(p...)
      check [gx, gy, gw] ≈ flatten(J) tol 1e-13
      """
    let reply = prompt(checks)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)\n\(body)")
  }
}

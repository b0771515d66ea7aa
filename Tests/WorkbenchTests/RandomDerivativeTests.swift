import TestSupport
import Testing

@testable import Workbench

/// Derivatives of random programs of about twenty operations, with loops and branches, against
/// differences and against each other.
struct RandomDerivativeTests {
  private static let point = """
    p = (0.37, -0.61, [0.2, -0.7, 1.1])
    d = (0.3, -0.8, [0.5, -0.1, 0.9])
    moved(k, s) = {
        (x, y, w) = p
        if k == 1 { x = x + s } else { if k == 2 { y = y + s } else { w[k - 2] = w[k - 2] + s } }
        (x, y, w)
    }
    slope(F, k, s) = (8*(F(moved(k, s)...) - F(moved(k, -s)...)) - (F(moved(k, 2*s)...) - F(moved(k, -2*s)...)))/(12*s)
    dot(a, b) = a[1]*b[1] + a[2]*b[2] + a[3] @ b[3]
    both(x, y, w) = [f(x, y, w), f(y, x, w)*x]
    """

  /// A session in which the function of the seed is defined, and its text.
  private func prompt(_ seed: UInt64) -> (prompt: Prompt, text: String) {
    var generator = FunctionGenerator(seed: seed)
    let text = generator.definition()
    let prompt = Prompt()
    #expect(
      prompt("\(FunctionGenerator.prelude)\n\(text)\n\(Self.point)").outcome == .ok, "\(text)")
    return (prompt, text)
  }

  private func holds(_ checks: String, _ seed: UInt64) {
    let (prompt, text) = prompt(seed)
    let reply = prompt(checks)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)\n\(text)")
  }

  @Test(arguments: 1...40) func firstAndSecondDerivatives(seed: UInt64) {
    holds(
      """
      J = jacobian(f)(p...)
      D = [slope(f, k, 2e-4) for k in 1:5]
      check J ≈ reshape(D, 1, 5) tol 1e-6 abs 1e-9
      H = jacobian(jacobian(f))(p...)
      for k in 1:5 { check H[:, k] ≈ flatten(slope(jacobian(f), k, 2e-4)) tol 1e-6 abs 1e-9 }
      """, seed)
  }

  /// The gradient backward, the Jacobian forward; second derivatives in every order of the two.
  @Test(arguments: 1...20) func gradientsAreRowsOfJacobians(seed: UInt64) {
    holds(
      """
      g = grad(f)(p...)
      check concat((reshape(g[1], 1), reshape(g[2], 1), g[3])) ≈ flatten(jacobian(f)(p...)) tol 1e-12 abs 1e-13
      H = hessian(f)(p...)
      check H ≈ H' tol 1e-11 abs 1e-12
      check H ≈ jacobian(jacobian(f))(p...) tol 1e-11 abs 1e-12
      Hd = H @ concat((reshape(d[1], 1), reshape(d[2], 1), d[3]))
      t = jvp(grad(f), p, d)
      check concat((reshape(t[1], 1), reshape(t[2], 1), t[3])) ≈ Hd tol 1e-11 abs 1e-12
      t = grad((x, y, w) -> dot(grad(f)(x, y, w), d))(p...)
      check concat((reshape(t[1], 1), reshape(t[2], 1), t[3])) ≈ Hd tol 1e-11 abs 1e-12
      """, seed)
  }

  /// ⟨u, J v⟩ = ⟨Jᵀ u, v⟩.
  @Test(arguments: 1...20)
  func pullbacksAreTransposesOfPushforwards(seed: UInt64) {
    holds(
      """
      u = [0.7, -1.3]
      check u @ jvp(both, p, d) ≈ dot(vjp(both, p, u), d) tol 1e-12 abs 1e-13
      along(x, y, w) = jvp(both, (x, y, w), d)
      back(x, y, w) = dot(vjp(both, (x, y, w), u), d)
      check u @ jvp(along, p, d) ≈ jvp(back, p, d) tol 1e-11 abs 1e-12
      check dot(vjp(along, p, u), d) ≈ dot(vjp(back, p, 1.0), d) tol 1e-11 abs 1e-12
      """, seed)
  }

  /// Rows that take other branches, and loops that end at other turns.
  @Test(arguments: 1...20)
  func batchesAreLoopsOverRows(seed: UInt64) {
    holds(
      """
      xs = [0.37, -0.9, 1.4, 0.0]
      ys = [-0.61, 0.8, 0.3, -1.7]
      ws = [0.2, -0.7, 1.1; 0.9, 0.1, -0.4; -1.2, 0.6, 0.5; 0.3, 1.3, -0.8]
      check vmap(f)(xs, ys, ws) ≈ [f(xs[k], ys[k], ws[k, :]) for k in 1:4] tol 1e-13 abs 1e-14
      gx = vmap((x, y, w) -> grad(f)(x, y, w)[1])(xs, ys, ws)
      gw = vmap((x, y, w) -> grad(f)(x, y, w)[3])(xs, ys, ws)
      check gx ≈ [grad(f)(xs[k], ys[k], ws[k, :])[1] for k in 1:4] tol 1e-12 abs 1e-13
      check gw ≈ [grad(f)(xs[k], ys[k], ws[k, :])[3] for k in 1:4] tol 1e-12 abs 1e-13
      total = grad((xs, ys, ws) -> sum(vmap(f)(xs, ys, ws)))(xs, ys, ws)
      check total[1] ≈ gx tol 1e-12 abs 1e-13
      check total[3] ≈ gw tol 1e-12 abs 1e-13
      """, seed)
  }

  /// A trace that is used again gives what a fresh one gives, bit for bit.
  @Test(arguments: 1...20) func otherPointsUseTheSameFunction(seed: UInt64) {
    let points = [
      "(0.37, -0.61, [0.2, -0.7, 1.1])", "(-0.9, 0.8, [0.9, 0.1, -0.4])",
      "(1.4, 0.3, [-1.2, 0.6, 0.5])", "(0.37, -0.61, [0.2, -0.7, 1.1])",
    ]
    let used = prompt(seed).prompt
    let exactly = ":set digits 17\n:set width 400"
    #expect(used(exactly).outcome == .ok)
    for point in points {
      let fresh = prompt(seed)
      fresh.prompt(exactly)
      for call in ["jacobian(f)(\(point)...)", "grad(f)(\(point)...)", "jvp(f, \(point), d)"] {
        #expect(used.shows(call) == fresh.prompt.shows(call), "\(call)\n\(fresh.text)")
      }
    }
  }

  /// A compiled loop makes the steps that are made one by one.
  @Test(arguments: 1...20)
  func iteratedStepsAreSteps(seed: UInt64) {
    let used = prompt(seed)
    let reply = used.prompt(
      """
      v = [0.2, -0.7, 1.1]
      F(x, y) = (sin(f(x, y, v)), cos(f(y, x, v)))
      steps(x, y, n) = { for k in 1:n { (x, y) = F(x, y) }; (x, y) }
      start = [0.37, -0.61; -0.9, 0.8; 1.4, 0.3]
      for r in start {
          for n in (0, 1, 7) {
              if iterate(F, (r[1], r[2]), n) != steps(r[1], r[2], n) { error("{r}, {n}") }
          }
      }
      """)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)\n\(used.text)")
  }
}

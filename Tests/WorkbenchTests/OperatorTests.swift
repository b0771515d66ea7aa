import Testing

@testable import Workbench

/// Every row of the table of update operators: its eigenvalues against laws derived by hand, games of
/// several sizes, players that are records.
@Suite struct OperatorTests {
  /// The rows of `operators`.
  static let operators: [String] = {
    let reply = Prompt()("use gan; text(fields(operators))")
    let names = reply.output.split { !$0.isLetter && $0 != "_" && !$0.isNumber }
    return names.map(String.init)
  }()

  /// What an eigenvalue λ of the step satisfies, z = hμ; the parameters are those of the table.
  ///
  /// A step of a player at a time has its law in z² where the game is bilinear: with D = I + h b eᵀ for
  /// one player and G for the other, det(λ - GD) = λ² - tr(GD) λ + 1 and tr(GD) = 2 + n z², n the number
  /// of steps of one player for each of the other.
  private static let laws: [String: (law: String, isBilinear: Bool)] = [
    "simultaneous": ("λ - 1 - z", false),
    "two_rates": ("(λ - 1)^2 - 2*z^2", true),
    "alternating": ("λ^2 - (2 + z^2)*λ + 1", true),
    "alternating_5": ("λ^2 - (2 + 5*z^2)*λ + 1", true),
    "discriminator_first": ("λ^2 - (2 + 2*z^2)*λ + 1", true),
    "extragradient": ("λ - 1 - z - z^2", false),
    "past_extragradient": ("λ*(λ^2 - (1 + 2*z)*λ + z)", false),
    "ogda": ("λ*(λ^2 - (1 + 2*z)*λ + z)", false),
    "heun": ("λ - 1 - z - z^2/2", false),
    "rk4": ("λ - 1 - z - z^2/2 - z^3/6 - z^4/24", false),
    "heavy_ball": ("λ^2 - (1.5 + z)*λ + 0.5", false),
    "nesterov": ("λ^2 - 1.5*(1 + z)*λ + 0.5*(1 + z)", false),
    "ema_momentum": ("λ^2 - (1.9 + 0.1*z)*λ + 0.9", false),
    // The second moment is 0 at rest: a step by the mean divided by ε; β1 and β2 are eigenvalues too.
    "adam": ("(λ^2 - (1.5 + 5*z)*λ + 0.5)*(λ - 0.5)*(λ - 0.999)", false),
    "cgd": ("λ*(1 - z) - 1", true),
    "lookahead": ("λ - 0.5 - 0.5*(1 + z)^5", false),
    "averaged": ("(λ^2 - (2 + z^2)*λ + 1)*(λ - 0.9)", true),
  ]

  /// Rows whose law has no short form.
  private static let lawless: Set = ["negative_momentum", "lookahead_momentum", "repeated"]

  @Test func everyOperatorIsTested() {
    let known = Set(OperatorTests.laws.keys).union(OperatorTests.lawless)
    #expect(known == Set(OperatorTests.operators))
  }

  /// All eigenvalues satisfy the law with one of those of the game, and as many as there are.
  @Test(arguments: OperatorTests.laws.keys.sorted())
  func eigenvaluesFollowTheLaw(name: String) throws {
    let (law, isBilinear) = try #require(OperatorTests.laws[name])
    let games =
      isBilinear
      ? ["[0, -1.7; 1.7, 0]", "[0, 0.4; -0.9, 0]"]
      : ["[0, -1.7; 1.7, 0]", "[-0.3, -1.1; 0.8, -0.5]", "[0.2, 0.5; 0.1, -0.7]"]
    let reply = Prompt()(
      """
      use gan
      law(λ, z) = \(law)
      for A in (\(games.joined(separator: ", "))) {
        for h in (0.07, 0.4) {
          F = operators.\(name)((θ, ψ) -> (A[1, 1]*θ + A[1, 2]*ψ, A[2, 1]*θ + A[2, 2]*ψ), h)
          for λ in spectrum(F) { check min(abs(law(λ, h*eig(A)))) < 1e-9 }
        }
      }
      """)
    #expect(reply.outcome == .ok, "\(name): \(reply.diagnostics)")
  }

  /// The step is the matrix that it states, and a hundred steps its power, on games of several sizes,
  /// of records, too.
  @Test(arguments: OperatorTests.operators)
  func stepsAreTheirMatrix(name: String) {
    let prompt = Prompt { $0.seed = 11 }
    prompt("use gan")
    for (n, m) in [(1, 1), (3, 1), (2, 4)] { isItsMatrix(name, n, m, prompt) }
  }

  private func isItsMatrix(_ name: String, _ n: Int, _ m: Int, _ prompt: Prompt) {
    let reply = prompt(
      """
      (n, m) = (\(n), \(m));
      B ~ Normal(zeros(n + m, n + m), 0.4);
      A = B - B' - 0.3*eye(n + m);
      v(θ, ψ) = { d = A @ concat((θ, ψ)); (d[1:n], d[n+1:end]) }
      F = operators.\(name)(v, 0.05);
      M = F.linear(A, n);
      rest = rested(F, (zeros(n), zeros(m)));
      check jacobian(F)(rest...) ≈ M abs 1e-12
      # Records of a vector and its last number make the same steps.
      split(x) = (head = x[1:end-1], last = x[end])
      joined(r) = concat((r.head, [r.last]))
      w(θ, ψ) = { (a, b) = v(joined(θ), joined(ψ)); (split(a), split(b)) }
      K = operators.\(name)(w, 0.05);
      p = ((1:n)/n, -(1:m)/m);
      plain = play(F, p, 40)
      parts = play(K, (split(p[1]), split(p[2])), 40)
      check joined(parts[1]) ≈ plain[1] tol 1e-12
      check joined(parts[2]) ≈ plain[2] tol 1e-12
      """)
    #expect(reply.outcome == .ok, "\(name), \(n) and \(m): \(reply.diagnostics)")
  }
}

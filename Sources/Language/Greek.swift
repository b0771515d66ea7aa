/// The Greek letters by name.
public enum Greek {
  /// The identifiers that are one name with a letter: `theta` is `θ`.
  public static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "Delta": "Δ",
  ]

  private static let names: [String: String] = Dictionary(
    letters.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })

  /// The name of a letter: `theta` of `θ`; nil for other texts.
  public static func name(of letter: String) -> String? {
    letter.utf8.count == 2 ? names[letter] : nil
  }

  /// A text with every Greek letter written out: `beta1` for `β1`.
  public static func spelledOut(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text }
    return text.reduce(into: "") { $0 += names[String($1)] ?? String($1) }
  }
}

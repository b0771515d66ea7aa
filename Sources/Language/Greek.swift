/// The Greek letters by name, and the signs that can be typed by their TeX names.
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

  /// Signs by the TeX name that completion replaces, without its backslash: `nabla` gives `∇`.
  public static let signs: [String: String] = [
    "nabla": "∇", "grad": "∇", "partial": "∂", "in": "∈", "le": "≤", "leq": "≤", "ge": "≥",
    "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "cdot": "·", "odot": "⊙", "times": "×",
    "Vert": "‖", "|": "‖", "infty": "∞", "pm": "±", "top": "ᵀ", "T": "ᵀ",
    "varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "Gamma": "Γ", "Upsilon": "Υ",
    "hat": "\u{302}", "tilde": "\u{303}", "bar": "\u{304}", "dot": "\u{307}",
    "ddot": "\u{308}", "prime": "'", "ell": "ℓ",
    "_0": "₀", "_1": "₁", "_2": "₂", "_3": "₃", "_4": "₄", "_5": "₅", "_6": "₆", "_7": "₇",
    "_8": "₈", "_9": "₉", "_i": "ᵢ", "_j": "ⱼ", "_k": "ₖ", "_n": "ₙ", "_t": "ₜ", "_s": "ₛ",
    "^2": "²", "^3": "³",
  ]

  /// What a TeX name without its backslash stands for: `theta`, `nabla`.
  public static func sign(named name: String) -> String? {
    letters[name] ?? signs[name]
  }

  /// The TeX names that begin so, sorted, for completion.
  public static func names(beginning prefix: String) -> [String] {
    (Array(letters.keys) + Array(signs.keys)).filter { $0.hasPrefix(prefix) }.sorted()
  }

  /// How a sign is typed: `\theta` for `θ`, the shortest way where there are several.
  public static func spelling(of sign: String) -> String? {
    let names =
      Array(letters.filter { $0.value == sign }.keys)
      + Array(signs.filter { $0.value == sign }.keys)
    let shortest = names.min { ($0.count, $0) < ($1.count, $1) }
    return shortest.map { "\\" + $0 }
  }
}

extension Greek {
  private static let names = Dictionary(
    letters.compactMap { name, letter in letter.first.map { ($0, name) } },
    uniquingKeysWith: { first, _ in first })

  /// A text with every Greek letter written out: `beta1` for `β1`.
  public static func spelledOut(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 128 }) { return text }
    return text.reduce(into: "") { $0 += names[$1] ?? String($1) }
  }
}

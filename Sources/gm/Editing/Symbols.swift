/// What `\name` and Tab write.
let symbols: [String: String] = [
  "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
  "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
  "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
  "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
  "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ",
  "Psi": "Ψ", "Omega": "Ω",
  "nabla": "∇", "grad": "∇", "partial": "∂", "in": "∈", "le": "≤", "ge": "≥", "ne": "≠",
  "approx": "≈", "cdot": "·", "odot": "⊙", "times": "×", "T": "ᵀ", "norm": "‖", "inf": "∞",
  "pm": "±", "hat": "\u{302}", "tilde": "\u{303}", "bar": "\u{304}", "dot": "\u{307}",
  "_0": "₀", "_1": "₁", "_2": "₂", "_3": "₃", "_4": "₄", "_5": "₅", "_6": "₆", "_7": "₇",
  "_8": "₈", "_9": "₉", "_t": "ₜ", "_s": "ₛ", "_n": "ₙ", "_k": "ₖ", "_i": "ᵢ", "_j": "ⱼ",
  "^2": "²", "^3": "³",
]

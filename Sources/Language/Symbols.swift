/// The signs outside ASCII and how they are typed: `\theta` and Tab.
///
/// One table for completion, help and the tests; every sign that the lexer reads has a name in it.
public enum Symbols {
  /// Names without their backslash, with what they stand for; the first name of a sign is the one
  /// that help tells.
  public static let all: [(name: String, sign: String)] =
    letters + operators + accents + scripts

  private static let letters: [(name: String, sign: String)] =
    Greek.letters.sorted { $0.key < $1.key }.map { (name: $0.key, sign: $0.value) } + [
      ("Gamma", "Γ"), ("Upsilon", "Υ"), ("varepsilon", "ε"), ("vartheta", "θ"), ("varphi", "φ"),
      ("ell", "ℓ"),
    ]

  private static let operators: [(name: String, sign: String)] = [
    ("nabla", "∇"), ("grad", "∇"), ("partial", "∂"), ("in", "∈"), ("infty", "∞"), ("inf", "∞"),
    ("le", "≤"), ("leq", "≤"), ("ge", "≥"), ("geq", "≥"), ("ne", "≠"), ("neq", "≠"),
    ("approx", "≈"), ("cdot", "·"), ("odot", "⊙"), ("times", "×"), ("div", "÷"), ("to", "→"),
    ("rightarrow", "→"), ("norm", "‖"), ("Vert", "‖"), ("|", "‖"), ("T", "ᵀ"), ("top", "ᵀ"),
    ("pm", "±"), ("prime", "'"),
  ]

  /// Accents, which are typed behind their letter.
  private static let accents: [(name: String, sign: String)] = [
    ("hat", "\u{302}"), ("tilde", "\u{303}"), ("bar", "\u{304}"), ("dot", "\u{307}"),
    ("ddot", "\u{308}"),
  ]

  private static let scripts: [(name: String, sign: String)] =
    zip("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ").map {
      (name: "_\($0)", sign: "\($1)")
    }
    + zip("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻").map { (name: "^\($0)", sign: "\($1)") }

  private static let signs: [String: String] = Dictionary(
    all.map { ($0.name, $0.sign) }, uniquingKeysWith: { first, _ in first })

  /// What a name stands for: `theta` for θ.
  public static func sign(named name: String) -> String? { signs[name] }

  /// The names that begin so, sorted, with what they stand for.
  public static func names(beginning prefix: String) -> [(name: String, sign: String)] {
    all.filter { $0.name.hasPrefix(prefix) }.sorted { $0.name < $1.name }
  }

  /// How a sign is typed: `\theta` for θ; nil where it has no name.
  public static func spelling(of sign: String) -> String? {
    let letter = Greek.letters[sign] ?? sign
    return all.first { $0.sign == letter }.map { "\\" + $0.name }
  }

  /// What was typed behind a backslash with its signs: `beta1` is β1, `theta_12` θ₁₂, `^-1` ⁻¹; nil
  /// where it does not begin with the name of a sign.
  public static func text(for typed: String) -> String? {
    if let sign = signs[typed] { return sign }
    var end = typed.endIndex
    while end > typed.startIndex {
      let name = typed[..<end], script = name.first.flatMap { "_^".contains($0) ? $0 : nil }
      if let sign = signs[String(name)], let rest = ending(typed[end...], script: script) {
        return sign + rest
      }
      end = typed.index(before: end)
    }
    return nil
  }

  /// Digits as they are, and scripts: digits behind one that is a script are scripts too.
  private static func ending(_ typed: Substring, script: Character?) -> String? {
    var result = "", script = script
    for (place, character) in typed.enumerated() {
      if character == "_" || character == "^" {
        script = character
      } else if let sign = signs["\(script ?? " ")\(character)"] {
        result += sign
      } else if script == nil, character.isASCII, character.isNumber {
        result.append(character)
      } else {
        return nil
      }
      if place == typed.count - 1, character == script { return nil }
    }
    return result
  }
}

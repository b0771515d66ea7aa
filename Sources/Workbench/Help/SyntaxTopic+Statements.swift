extension SyntaxTopic {
  /// Statements and blocks.
  static let statements = [
    SyntaxTopic(
      "=", summary: "gives a value a name, or defines a function",
      forms: "x = 3", "(a, b) = f(x)", "r.a = 1", "x[i, :] = row", "f(x, n=3) = x^n",
      synonyms: ["assignment", "definition", "variable"],
      example: ("f(x, n=3) = x^n\nf(2)", "8")),
    SyntaxTopic(
      "if", "else", summary: "chooses; an expression, whose value is that of the branch taken",
      forms: "if c { a } else { b }", "if c { a } else if d { b } else { e }",
      synonyms: ["condition", "branch", "ternary"],
      example: ("x = -2; if x < 0 { -x } else { x }", "2")),
    SyntaxTopic(
      "for", summary: "walks over a range, the rows of a tensor, the elements of a tuple",
      forms: "for i in 1:n { ... }", "for (a, b) in pairs { ... }", "[x^2 for x in 1:n]",
      synonyms: ["loop", "comprehension", "iterate"],
      example: ("s = 0; for i in 1:4 { s = s + i^2 }; s", "30")),
    SyntaxTopic(
      "while", summary: "repeats as long as a condition holds", forms: "while c { ... }",
      synonyms: ["loop"],
      example: ("x = 1.0; while x^2 > 1e-3 { x = x / 2 }; x", "0.03125")),
    SyntaxTopic(
      "break", "next", summary: "leave a loop; go on with its next turn",
      forms: "break", "next", synonyms: ["continue"],
      example: (
        "s = 0; for i in 1:9 { if i == 3 { next }; if i > 5 { break }; s = s + i }; s", "12"
      )
    ),
    SyntaxTopic(
      "return", summary: "leaves a function with a value", forms: "return", "return e",
      example: ("f(x) = { if x < 0 { return 0 }; sqrt(x) }\nf(-4)", "0")),
    SyntaxTopic(
      "check", "tol", "rel", summary: "claims something: prints ok, or fails the script",
      forms: "check a ≈ b", "check a ≈ b tol 1e-6 abs 1e-12", "check E(z ~ q, z) ≈ 1 se 4",
      "check a < b", "check grad(f)(x)", synonyms: ["assert", "test", "claim", "tolerance"],
      example: ("check sum(1:100) ≈ 5050", "ok 5050 ≈ 5050")),
    SyntaxTopic(
      "explain", summary: "shows a formula as typed, its value, and the value of each of its terms",
      forms: "explain a + b - c", "explain f(x)    the terms of the body of f",
      "explain E(z ~ q, a - b)    the moment of each term, with the same draws",
      "explain bound(S, p, data)    the terms of a chapter's bound, each with its unit",
      synonyms: ["terms", "loss", "elbo", "break down", "why"],
      example: (
        "x = 3.0; y = 2.0;\nexplain (x - y)^2 - log(y)",
        "(x - y)^2 - log(y)\n  = 0.306853\n    (x - y)^2     1.0\n  - log(y)        -0.693147"
      )),
    SyntaxTopic(
      "use", "as", summary: "brings in the names of a module, or the module under a name",
      forms: "use gan", "use gan as g", "use \"lib.gms\"",
      synonyms: ["import", "module", "library"],
      example: ("use ode as o", "")),
    SyntaxTopic(
      "{ }", "{", "}", summary: "statements in a row; the last expression is their value",
      forms: "{ a = 1; a + 1 }", synonyms: ["block", "braces"],
      example: ("x = { a = 2; a^3 }", "8")),
    SyntaxTopic(
      ";", summary: "ends a statement and keeps its value from being printed; in [ ] ends a row",
      forms: "a = 1; b = 2", "[1, 2; 3, 4]", synonyms: ["separator", "semicolon", "mute"],
      example: ("a = 1; b = a + 1;\na + b", "3")),
    SyntaxTopic(
      "#", "#>", "#!>", "#~",
      summary: "a comment; with its mark, what a script is expected to print",
      forms: "# words", "#> output", "#!> error[shape]: ...", "#~ abs:1e-9",
      synonyms: ["comment", "golden", "expectation"], example: ("1 + 1  # two", "2")),
  ]

  /// Functions and their calls.
  static let functions = [
    SyntaxTopic(
      "->", summary: "a function without a name; its body goes as far right as it can",
      forms: "x -> x^2", "(x, t) -> x*t", "(x, n=3) -> { ... }",
      synonyms: ["lambda", "arrow", "anonymous", "closure"], example: ("(x -> x^2)(3)", "9")),
    SyntaxTopic(
      "|>", "_", summary: "hands a value to a function, or to the argument _ of a call",
      forms: "x |> f", "x |> f(_, 2)", synonyms: ["pipe"],
      example: ("-9 |> abs |> max(_, 5)", "9")),
    SyntaxTopic(
      "( )", "(", ")", ",", summary: "groups; makes tuples and records; holds arguments",
      forms: "(a + b)*c", "(a, b)", "(a,)", "(μ = 0.5, σ = 1)", "f(x, n=3)",
      synonyms: ["tuple", "record", "argument", "keyword", "parentheses"],
      example: ("r = (μ = 0.5, σ = 2); r.μ*r.σ", "1.0")),
    SyntaxTopic(
      ".", summary: "a field of a record, or a name of a module", forms: "r.a", "m.dec(z)",
      synonyms: ["field"], example: ("(a = 2, b = 3).b", "3")),
    SyntaxTopic(
      "...",
      summary: "spreads a tuple or a vector over arguments; as a parameter takes all further ones",
      forms: "f(v...)", "f(x, rest...) = e    rest is a tuple", "f(rest..., n=3) = e    n by name",
      synonyms: ["spread", "splat", "rest", "variadic"],
      example: ("f(a, rest...) = (a, rest)\nf((5, 3, 1)...)", "(5, (3, 1))")),
    SyntaxTopic(
      "'", summary: "the derivative of a function, the transpose of a tensor",
      forms: "f'(x)", "f''", "A'", "x' @ y", synonyms: ["prime", "derivative", "transpose"],
      example: ("f(x) = x^3\nf'(2)", "12.0")),
    SyntaxTopic(
      "ᵀ", summary: "the transpose of a matrix", forms: "Aᵀ",
      example: ("[1, 2; 3, 4]ᵀ", "i64[2×2]\n   1  3\n   2  4")),
    SyntaxTopic(
      "∇[θ]", summary: "the gradient of an expression in names; ∇f is that of a function",
      forms: "∇f(x)", "∇[θ] e", "∇[θ, ψ] e", synonyms: ["gradient", "nabla"],
      example: ("θ = 3.0; ∇[θ] θ^2", "6.0")),
  ]
}

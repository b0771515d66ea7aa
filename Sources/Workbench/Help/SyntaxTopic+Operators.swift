extension SyntaxTopic {
  /// Operators between values.
  static let operators = [
    SyntaxTopic(
      "+", "-", "*", "/", summary: "arithmetic, element by element, with broadcasting",
      forms: "a + b", "a - b", "-a", "a*b", "a/b", synonyms: ["times", "broadcasting", "division"],
      example: ("[1, 2, 3]*2 - 1", "i64[3]\n   1  3  5")),
    SyntaxTopic(
      "^", summary: "a power, element by element; right associative", forms: "x^2", "2^-3", "x²",
      synonyms: ["power", "exponent"], example: ("2^3^2", "512")),
    SyntaxTopic(
      "@", "·", summary: "the product of matrices and vectors", forms: "A @ x", "x' @ y", "A · B",
      synonyms: ["matrix", "inner", "dot"], example: ("[1, 2; 3, 4] @ [1, 1]", "i64[2]\n   3  7")),
    SyntaxTopic(
      ":", summary: "a range, its end included; all of an axis inside [ ]",
      forms: "1:n", "T:-1:1", "x[:, 2]", synonyms: ["range", "slice", "step"],
      example: ("sum(1:4)", "10")),
    SyntaxTopic(
      "==", "!=", "<", "<=", ">", ">=", summary: "comparisons, element by element; they chain",
      forms: "a == b", "a != b", "0 < t <= 1",
      synonyms: ["equal", "less", "greater", "comparison"],
      example: ("t = 0.5; 0 < t <= 1", "true")),
    SyntaxTopic(
      "≈", "~=", summary: "equal to nine digits; in check with tolerances of its own",
      forms: "a ≈ b", "check a ≈ b tol 1e-6", synonyms: ["close", "approximately"],
      example: ("0.1 + 0.2 ≈ 0.3", "true")),
    SyntaxTopic(
      "and", "or", "not", summary: "logic; the right side is only looked at where it matters",
      forms: "a and b", "a or b", "not a", synonyms: ["logic", "xor", "&&", "||"],
      example: ("x = 3; x > 0 and not x > 5", "true")),
    SyntaxTopic(
      "in", "∈", summary: "walks, binds, and asks for membership",
      forms: "for i in 1:n { }", "sum(i in 1:n, i^2)", "3 in v", synonyms: ["element", "member"],
      example: ("sum(i in 1:3, i^2)", "14")),
    SyntaxTopic(
      "‖", "||", summary: "the norm of what stands between", forms: "‖x - y‖", "||x||",
      synonyms: ["norm", "length"], example: ("‖[3, 4]‖", "5.0")),
  ]

  /// How values are written.
  static let values = [
    SyntaxTopic(
      "[ ]", "[", "]", summary: "a vector, a matrix, a comprehension; behind a value, an index",
      forms: "[1, 2, 3]", "[1, 2; 3, 4]", "[i^2 for i in 1:n]", "x[i]", "x[2:end, :]", "x[x > 0]",
      synonyms: ["index", "vector", "matrix", "tensor", "brackets"],
      example: ("x = [1, 2; 3, 4]; x[end, :]", "i64[2]\n   3  4")),
    SyntaxTopic(
      "end", summary: "the extent of an axis, inside the [ ] of an index",
      forms: "x[end]", "x[2:end]", synonyms: ["last"], example: ("[5, 6, 7][end]", "7")),
    SyntaxTopic(
      "\"", summary: "text; braces in it hold values with their formats",
      forms: "\"loss {l:.4g}\"", "\"{{\"", "\"a\\n\"",
      synonyms: ["text", "string", "format", "interpolation"],
      example: ("l = 0.25; \"loss {l:.3f}\"", "\"loss 0.250\"")),
    SyntaxTopic(
      "%", "ans", summary: "the last result; %3 is the third",
      forms: "%", "%3", "ans", synonyms: ["result", "last", "remainder"],
      example: ("6*7\n% + 1", "42\n43")),
    SyntaxTopic(
      "true", "false", summary: "the two values of logic", forms: "true", "false",
      synonyms: ["bool"], example: ("not true", "false")),
    SyntaxTopic(
      "?", "??", summary: "describes a name or a sign; searches all texts of help",
      forms: "?sum", "?~", "??words", synonyms: ["help"],
      example: ("??zyzzyva", "nothing found for zyzzyva")),
  ]
}

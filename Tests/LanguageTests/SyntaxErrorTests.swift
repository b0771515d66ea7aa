import Testing

@testable import Language

/// The error of a text that must not parse.
func syntaxError(of text: String) -> SyntaxError? {
  do {
    _ = try parsed(text)
    return nil
  } catch {
    return error as? SyntaxError
  }
}

struct SyntaxErrorTests {
  /// Whoever asks to stop is heard in the middle of a text.
  @Test(arguments: [0, 1, 50, 5000]) func parsingStops(after count: Int) {
    let text = String(repeating: "x = [1, 2, 3]\n", count: 100_000)
    let source = Source(id: SourceID(0), name: "", text: text)
    var asked = 0
    let error = #expect(throws: SyntaxError.self) {
      try Parser.parse(source) {
        asked += 1
        return asked > count
      }
    }
    #expect(error?.code == "interrupted" && asked < count + 5)
  }

  /// Text, message, marked text, hint.
  @Test(
    arguments: [
      ("2x", "a product needs its sign", "2x", "2*x"),
      ("3.5θ + 1", "a product needs its sign", "3.5θ", "3.5*θ"),
      ("2(x + 1)", "a product needs its sign", "2(", "2*(x + 1)"),
      ("x y", "two operands without an operator", "y", "x*y"),
      ("f 'a'", "text stands in double quotes", "'", "\"text\""),
      ("x = 'a'", "text stands in double quotes", "'", "\"text\""),
      ("if x = 3 { }", "`=` assigns at the start of a statement; equality is `==`", "=", "=="),
      ("x += 1", "there is no assignment with an operator", "+", "x = x + 1"),
      ("a = b = c", "one statement assigns once; equality is `==`", "=", nil),
      ("3 = x", "a constant cannot be assigned", "3", nil),
      ("a + b = c", "only names, fields and indices of them can be assigned", "a + b", nil),
      ("1, 2", "a tuple stands in parentheses", "1, 2", "(1, 2)"),
      ("x = 1, 2", "a tuple stands in parentheses", "1, 2", "(1, 2)"),
      ("a && b", "`&&` is written `and`", "&&", nil),
      ("a || b", "`||` is written `or`", "||", "or"),
      ("!a", "`!` is written `not`", "!", nil),
      ("a ** b", "`**` is written `^`", "**", nil),
      ("7 % 3", "`%` is the last result; a remainder is `mod(a, b)`", "%", "mod(a, b)"),
      ("|x|", "an absolute value is `abs(x)`", "|", "abs(x)"),
      ("x[2:]", "a range in an index names its end", ":", "2:end"),
      ("x[:3]", "a range in an index names its start", ":", "1:"),
      ("x[]", "an index is missing", "]", "x[1]"),
      ("1:2:3:4", "a range has at most three parts, `from:step:to`", ":", "1:2:9"),
      ("[1 2]", "elements are separated by commas", "2", ","),
      ("end", "`end` is the extent of an axis, inside `[ ]` of an index", "end", "x[end]"),
      ("x[{ end }]", "`end` is the extent of an axis, inside `[ ]` of an index", "end", "x[end]"),
      ("_ + 1", "`_` stands only for an argument of a call after `|>`", "_", nil),
      ("f(_)", "`_` stands only for an argument of the call right after `|>`", "_", nil),
      ("x |> f(g(_))", "`_` stands only for an argument of the call right after `|>`", "_", nil),
      ("f(a=1, a=2)", "the argument `a` is given twice", "a", nil),
      ("f(x, x) = 1", "the parameter `x` is named twice", "x", nil),
      ("f(n=1, x) = 1", "a parameter without a default follows one that has one", "x", nil),
      (
        "f(x..., n) = 1", "a parameter behind `...` goes by name and has a default", "n", "n=0"
      ),
      (
        "f(x..., y...) = 1",
        "only one parameter takes all further arguments, and `x...` does", "y", nil
      ),
      ("f(x[1]...) = 1", "a parameter is a name", "x[1]", nil),
      (
        "((x...=3) -> x)", "`x...` needs no default: without further arguments it is ()", "3", nil
      ),
      ("(theta = 1, θ = 2)", "the field `θ` is given twice", "θ", nil),
      (
        "m.f(x) = 1", "a function is defined under a plain name, or assigned as a lambda", "m.f",
        "m.f = x -> x"
      ),
      ("f(2) = 1", "a parameter is a name", "2", nil),
      ("1 + not x", "`not` needs parentheses here", "not", "(not x)"),
      ("a)", "`)` closes nothing", ")", nil),
      ("(a]", "`]` cannot close `(`", "]", nil),
      ("\"abc", "the string has no closing quote on its line", "\"", nil),
      ("\"a}b\"", "a closing brace in a string is doubled", "}", "}}"),
      ("\"{}\"", "the braces in the string hold no whole value", "", "{{"),
      (
        "9223372036854775808", "the integer is beyond i64, which ends at 9223372036854775807",
        "9223372036854775808", "9223372036854775808.0"
      ),
      ("1e999", "the number is beyond f64", "1e999", "inf"),
      ("x = p(z) ~ D", "a factor of a density is a statement, without a value", "p(z)", nil),
      ("E(p(z) ~ D, z)", "a factor of a density is a statement, without a value", "p(z)", nil),
      ("p(z) ~ D like x", "a factor says its shape itself: `like` belongs to draws", "like", nil),
      ("p(z) ~ D, p(x) ~ E", "each factor is a statement of its own", ",", ";"),
      ("m.p(z) ~ D", "a factor is declared under a plain name", "m.p", "p(x) ~ D"),
      ("p() ~ D", "a factor names what it is the law of", "p()", "p(x) ~ D"),
      ("p(2) ~ D", "a factor names its variables", "2", "p(x | z; m) ~ D"),
      (
        "p(x=2) ~ D", "a factor names its variables: values come where it is used", "x=2", nil
      ),
      ("p(x, x) ~ D", "`x` is named twice", "x", nil),
      ("p(x | z; z) ~ D", "`z` is named twice", "z", nil),
      ("p(x[i] | i) ~ D", "`i` is named twice", "i", nil),
      (
        "p(x[1]) ~ D",
        "the index of a factor is a name, which runs over the rows: p(x[i] | z[i]) or p(z[i in 1:n])",
        "1", nil
      ),
      ("p(x[i, j]) ~ D", "a variable has one index at most", "x[i, j]", "p(x[i])"),
      ("p(x[i] | z[j]) ~ D", "a factor has one index: `i` or `j`", "j", nil),
      (
        "p(x[i], y) ~ D", "a factor that is repeated has the index behind all its variables", "y",
        "y[i]"
      ),
      ("p(x[i]; m[i]) ~ D", "a parameter has no index here", "m", nil),
      (
        "p(x[i] | z[i in 1:3]) ~ D",
        "the index of a factor is a name, which runs over the rows: p(x[i] | z[i]) or p(z[i in 1:n])",
        "i in 1:3", nil
      ),
      (
        "P(x | z) ~ D", "`P` is a moment: a density needs another name", "P", "p(x | z) ~ D"
      ),
      (
        "p(x | z | w)", "what is given stands behind one `|`, with commas between", "|", ","
      ),
      ("p(x; a; b)", "parameters stand behind one `;`, with commas between", ";", ","),
      ("p(i in 1:3 | x)", "a density takes names, and values by name", "i in 1:3", "p(x=0 | z; m)"),
      ("p(x | z...)", "a density takes names, and values by name", "z", "p(x=0 | z; m)"),
      ("p(; m)", "an operand expected, found `;`", ";", nil),
      (
        "log x + 1", "the argument of log stands in parentheses, unless it is a call", "log x",
        "log(x)"
      ),
      (
        "∇log p(x)", "the gradient of an expression names its variables", "∇log",
        "∇[x] log p(x)"
      ),
      (
        "f(x; m) = 1",
        "the parameters of a function are separated by commas; a factor is declared by `~`", "=",
        "~"
      ),
      ("f(a || b)", "`||` stands between the two distributions of KL", "||", "KL(q || p)"),
      ("1 ~ D", "a constant cannot be drawn", "1", "z ~ Normal(0, 1)"),
      ("(z, 1) ~ D", "a constant cannot be drawn", "1", "z ~ Normal(0, 1)"),
      (
        "z.a ~ D", "a draw binds a name, or names in parentheses", "z.a", "z ~ Normal(0, 1)"
      ),
      ("() ~ D", "a draw binds a name, or names in parentheses", "()", "z ~ Normal(0, 1)"),
      (
        "E(z + 1 ~ D, z)", "a draw binds a name, or names in parentheses", "z + 1",
        "z ~ Normal(0, 1)"
      ),
      ("E(2 ~ D, z)", "a constant cannot be drawn", "2", "z ~ Normal(0, 1)"),
      ("f(x) = z ~ D(x)", "a draw is a statement, without a value", "~", "{ z ~ D(x); z }"),
      ("x = (a, b) ~ D", "a draw is a statement, without a value", "~", "{ (a, b) ~ D; (a, b) }"),
      ("x -> z ~ D like x", "a draw is a statement, without a value", "~", "{ z ~ D like x; z }"),
      ("x = z ~ ", "a draw is a statement, without a value", "~", "{ z ~ Normal(0, 1); z }"),
      ("z ~ D, w ~ E(z)", "each draw is a statement of its own", ",", "z ~ D; w ~ E(z)"),
      ("z ~ D, w", "a newline or `;` expected, found `,`", ",", nil),
      ("a, b ~ D", "names drawn together stand in parentheses", "a, b", "(a, b)"),
      (
        "return z ~ D", "a draw is a statement, or an argument of E, Var, Cov and P", "~",
        "z ~ Normal(0, 1)"
      ),
      (
        "(z ~ D)", "a draw is a statement, or an argument of E, Var, Cov and P", "~",
        "z ~ Normal(0, 1)"
      ),
      (
        "x ~ y ~ D", "a draw is a statement, or an argument of E, Var, Cov and P", "~",
        "z ~ Normal(0, 1)"
      ),
      (
        "E(n=z ~ q)", "a draw is a statement, or an argument of E, Var, Cov and P", "~",
        "z ~ Normal(0, 1)"
      ),
      ("check ~ D", "`check` begins a statement and cannot be a variable", "check", nil),
      (
        "x | y",
        "`|` is followed by a condition, in the arguments of E, Var, Cov and P and of a density; "
          + "a choice is `or`", "|", "or"
      ),
      ("E(z ~ q, z | a | b)", "several conditions are joined by `and`", "|", "and"),
      ("E(z ~ q | a)", "a condition follows the expression", "|", "E(z ~ Normal(0, 1), z | z > 0)"),
      (
        "E(z ~ q, z, n=3 | a)", "a condition follows the expression", "|",
        "E(z ~ Normal(0, 1), z | z > 0)"
      ),
      (
        "x |> E(_ | a)", "a condition follows the expression", "|", "E(z ~ Normal(0, 1), z | z > 0)"
      ),
      ("E(z ~ q, z | a, b + 1)", "the condition ends the arguments without a name", "b + 1", nil),
      (
        "E(z | a, n=3, z ~ q like x)", "the condition ends the arguments without a name",
        "z ~ q like x", nil
      ),
      ("f(z ~ q) = 1", "a parameter is a name", "z ~ q", nil),
      (
        "derive { a }", "a chain has at least two sides: a line that starts with `=` goes on", "}",
        nil
      ),
      (
        "derive { }", "a derivation is a chain", "}",
        "derive (x in reals) { (x + 1)^2 = x^2 + 2*x + 1 }"
      ),
      ("derive { a == b }", "a chain is written with `=`", "==", "="),
      ("derive { a < b }", "a chain has `=`, `<=` and `>=`", "<", "<="),
      (
        "derive (x in D, y in E) { x = y }", "entries are separated by `;`", ",",
        "k = 3; x in reals(k)"
      ),
      ("derive (x in D; x = 3) { x = x }", "`x` is declared twice", "x", nil),
      (
        "derive (f(x)) { x = x }", "an entry is `x in D`, or a definition `a = e`", "f(x)",
        "x in reals"
      ),
      ("KL(q || p || r)", "`||` stands between the two distributions of KL", "||", "KL(q || p)"),
      ("check = 3", "`check` begins a statement and cannot be a variable", "check", nil),
      ("if a { }\nelse { }", "`else` stands on the line of the `}` before it", "else", nil),
      ("x = for i in 1:3 { }", "`for` begins a statement and has no value", "for", nil),
      ("a + \u{1}", "`U+0001` means nothing here", "\u{1}", nil),
      ("a $ b", "`$` means nothing here", "$", nil),
      (": 3", "a metacommand is `:` followed by its name", ":", ":help"),
      ("∇²f", "the Laplacian is `laplacian(f)`", "²", "laplacian(f)"),
      ("for = 3", "a name to bind expected, found `=`", "=", nil),
      ("x = and", "an operand expected, found `and`", "and", nil),
      ("{ a\nb ", "", "{", nil),
    ] as [(String, String, String, String?)])
  func errors(_ text: String, _ message: String, _ marked: String, _ hint: String?) throws {
    let source = Source(id: SourceID(1), name: "", text: text)
    let error = try #require(syntaxError(of: text))
    if !message.isEmpty { #expect(error.message == message) }
    #expect(source.text(of: error.span) == marked)
    #expect(error.hint == hint)
  }

  @Test(arguments: [
    "(", "f(x", "[1, 2;", "x[", "{", "f(x) = {\n y = 1\n", "a +", "a = ", "a and", "not", "-",
    "if c", "if c {", "if c { } else", "for i in 1:3", "for i in", "while x", "x ->", "x |> ",
    "check a ≈", "use", "check", "f(x,", "1:", "∇", "‖a", "(a, b", "f(x -> {\n a", "a.", "a + # c",
    "[i for i", "x[1:", "z ~", "(a, b) ~ ", "z ~ D like", "E(z ~", "E(z ~ q", "E(z ~ q, z |",
    "z ~ Normal(0,", "f(x) = {\n z ~ D\n",
  ])
  func incomplete(_ text: String) throws {
    #expect(Parser.completeness(of: text) == .incomplete)
    #expect(Parser.completeness(of: text + "\n") != .complete)
  }

  @Test(arguments: ["a)", "2x", "\"abc", "(2x", "a b", "x = 'a'", "(]", "{ else", "x = z ~"])
  func invalid(_ text: String) {
    #expect(Parser.completeness(of: text) == .invalid)
  }

  @Test(arguments: ["", "# c", "a", "f(x) = {\n x\n}", ":help", "?sum", "if a { }", "a;"])
  func complete(_ text: String) {
    #expect(Parser.completeness(of: text) == .complete)
  }

  @Test func bytesThatAreNotUTF8() {
    let bytes: [UInt8] = [0x61, 0xC3, 0xA9, 0xFF, 0x62]
    #expect(
      throws: SyntaxError(
        .encoding(offset: 3), at: SourceSpan(source: SourceID(1), start: 0, end: 0))
    ) {
      try Source(id: SourceID(1), name: "", bytes: bytes)
    }
  }
}

import Testing

@testable import Language

/// Where the cursor stands, by the tokens before it.
struct CursorTests {
  private func cursor(_ text: String) -> Cursor {
    Cursor(text, at: text.utf8.count, codeCommands: ["time"])
  }

  static let places: [(String, Cursor.Place, String)] = [
    ("", .operand(.statement), ""), ("ab", .operand(.statement), "ab"),
    ("1 + ab", .operand(.part), "ab"), ("x = ", .operand(.part), ""),
    ("f(", .operand(.argument), ""), ("f(1, n=", .operand(.labelled("n")), ""),
    ("f(1, n=2*", .operand(.part), ""), ("[", .operand(.part), ""),
    ("{ a = 1\n", .operand(.statement), ""),
    ("x.", .member(of: Cursor.Path(root: .name("x"), steps: [])), ""),
    ("x.a[2].b", .member(of: Cursor.Path(root: .name("x"), steps: [.field("a"), .index(2)])), "b"),
    ("x[i + 1].", .member(of: Cursor.Path(root: .name("x"), steps: [.index(nil)])), ""),
    ("%3.", .member(of: Cursor.Path(root: .result(3), steps: [])), ""),
    ("%.", .member(of: Cursor.Path(root: .result(nil), steps: [])), ""),
    ("f(x).", .member(of: nil), ""), ("(x).", .member(of: nil), ""),
    ("z ~ ", .law, ""), ("z ~ No", .law, "No"), ("z ~= No", .operand(.part), "No"),
    ("use ", .module, ""), ("use ga", .module, "ga"), ("use gan ", .infix(["as"]), ""),
    ("use gan as ", .nothing, ""), ("use \"li", .text(.use), "li"), ("use = 3", .nothing, ""),
    (":se", .command, "se"), (":", .command, ""), (":set dig", .argument(of: "set"), "dig"),
    (":time f(", .operand(.argument), ""), ("?su", .help(isSearch: false), "su"),
    ("??two words", .help(isSearch: true), "two words"), ("# ab", .nothing, ""),
    ("\"a b", .text(.plain), "a b"), ("f(\"a", .text(.argument(label: nil)), "a"),
    ("f(1, k=\"a", .text(.argument(label: "k")), "a"), ("\"{a", .operand(.part), "a"),
    ("\"{f(\"x", .text(.argument(label: nil)), "x"), ("\"a\" + b", .operand(.part), "b"),
    ("\"bad \\q\" + b", .operand(.part), "b"), ("\"open\nab", .operand(.statement), "ab"),
    ("\\al", .symbol, "al"), ("x = \\al", .symbol, "al"), ("\"\\al", .symbol, "al"),
    ("12", .nothing, ""), ("x'", .nothing, ""), ("2x", .nothing, ""), ("for ", .nothing, ""),
    ("for t ", .infix(["in"]), ""), ("if a { } ", .infix(["else"]), ""),
    ("a ", .infix(["and", "or", "in"]), ""), ("z ~ q ", .infix(["and", "or", "in", "like"]), ""),
    ("‖a", .operand(.part), "a"), ("‖a‖ ", .infix(["and", "or", "in"]), ""),
    ("∇[x] ", .operand(.part), ""), ("log ", .operand(.part), ""), ("not ", .operand(.part), ""),
    ("a ! b", .operand(.part), "b"), (")) b", .operand(.part), "b"),
  ]

  @Test(arguments: places) func place(text: String, place: Cursor.Place, word: String) {
    let found = cursor(text)
    #expect(found.place == place)
    #expect(found.word == word)
    let start = found.place == .symbol ? found.start + 1 : found.start
    #expect(start == text.utf8.count - word.utf8.count)
  }

  @Test(
    arguments: [
      ("f(a, b, ", 2, [], nil), ("f(a, n=1, ", 1, ["n"], nil), ("f(a, n=", 1, [], "n"),
      ("f([1, 2], (3, 4), ", 2, [], nil), ("f(a; b", 1, [], nil), ("f(", 0, [], nil),
      ("f(x -> x, \"a, b\", ", 2, [], nil), ("f(g(1, 2)", 0, [], nil),
    ] as [(String, Int, [String], String?)])
  func arguments(text: String, positional: Int, labels: [String], label: String?) throws {
    let call = try #require(cursor(text).calls.first)
    #expect(call.callee == Cursor.Path(root: .name("f"), steps: []))
    #expect(call.positional == positional && call.labels == labels && call.label == label)
  }

  @Test(arguments: [
    ("f(g(1, h(", ["h", "g", "f"]), ("f([g(", ["g", "f"]), ("f(x -> {\n g(", ["g"]), ("f(1)", []),
    ("f (", []), ("if (", []), ("derive(", []), ("(1 + f(2, (", ["f"]), ("\"{f(", ["f"]),
  ]) func calls(text: String, names: [String]) {
    let found = cursor(text).calls.compactMap { call -> String? in
      if case .name(let name)? = call.callee?.root { name } else { nil }
    }
    #expect(found == names)
  }

  @Test(arguments: [
    ("f(a, b=2) = ", ["a", "b", "f"]), ("x = 1; y = 2; ", ["x", "y"]),
    ("x = 1; f(y) = { z = 3\n", ["f", "x", "y", "z"]),
    ("x = ", []), ("f(a) = { b = 1 }; ", ["f"]), ("for i in 1:3 { j = i\n", ["i", "j"]),
    ("if c { j = 1 }; ", ["j"]), ("(a, (b, c)) = t; ", ["a", "b", "c"]),
    ("a -> b -> ", ["a", "b"]),
    ("(a -> a) + ", []), ("map(a -> a, ", []), ("E(z ~ q, ", ["z"]),
    ("E((y, z) ~ q, ", ["y", "z"]),
    ("z ~ q\n", ["z"]), ("p(x | z; m) ~ ", ["m", "x", "z"]), ("sum(i in d, ", ["i"]),
    ("derive (k = 3; μ in reals(k)) { ", ["k", "μ"]), ("x[1] = 2; ", ["x"]), ("r.a = 1; ", ["r"]),
  ]) func locals(text: String, names: [String]) {
    #expect(cursor(text).locals.map(\.name).sorted() == names)
  }

  /// The nearest of a name is kept.
  @Test func innerNamesHideOuterOnes() {
    #expect(cursor("x = 1; f(x) = ").locals.first == Cursor.Local(name: "x", role: .parameter))
  }

  @Test func offsetsInsideACharacter() {
    for offset in -1...9 {
      let found = Cursor("θ + ψx", at: offset)
      #expect(found.start >= 0 && found.start <= max(0, min(offset, 8)))
    }
  }
}

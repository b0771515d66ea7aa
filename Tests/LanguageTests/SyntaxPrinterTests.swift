import Testing

@testable import Language

struct SyntaxPrinterTests {
  @Test(arguments: [
    ("((a+b))*c", "(a + b) * c"),
    ("a+(b*c)", "a + b * c"),
    ("a-(b-c)", "a - (b - c)"),
    ("(-x)^2", "(-x)^2"),
    ("-(x^2)", "-x^2"),
    ("x²", "x^2"),
    ("(x -> x)(3)", "(x -> x)(3)"),
    ("(x -> x) |> f", "(x -> x) |> f"),
    ("theta·x", "theta @ x"),
    ("grad(f)(x)", "grad(f)(x)"),
    ("(∇f)(x)", "∇f(x)"),
    ("∇(f(x))", "∇(f(x))"),
    ("(∇f).a", "(∇f).a"),
    ("(a<b)<c", "(a < b) < c"),
    ("||x||", "‖x‖"),
    ("any((x in s))", "any((x in s))"),
    ("f(x)={a=1;a}", "f(x) = { a = 1; a }"),
    ("f(x) = {\na\nb\n}", "f(x) = {\n  a\n  b\n}"),
    (#""{(1:2)} {x:.3g}""#, #""{(1:2)} {x:.3g}""#),
    ("a, b = b, a", "(a, b) = (b, a)"),
    ("(z)~Normal(0,1)like(x)", "z ~ Normal(0, 1) like x"),
    ("(a,(b,c))∼d", "(a, (b, c)) ~ d"),
    ("(a,) ~ d", "(a,) ~ d"),
    ("E(z~q,z^2|z>0,n=9)", "E(z ~ q, z^2 | z > 0, n=9)"),
    ("p(z)~D", "p(z) ~ D"),
    ("p(x,y|z;m)~D(z)", "p(x, y | z; m) ~ D(z)"),
    ("p(x[i in 1:n],y[i]|z[i],w;m)~D", "p(x[i in 1:n], y[i] | z[i], w; m) ~ D"),
    ("log (f)(x)", "log(f)(x)"),
    ("(log p(x|z))^2", "log p(x | z)^2"),
    ("-log m.p(x=1,z;m=(2))", "-log m.p(x=1, z; m=2)"),
    ("log f'(x)'", "log f'(x)'"),
    ("∇[x] log p(x)*2", "∇[x] log p(x) * 2"),
    ("∇(log p(x))", "∇(log p(x))"),
    ("KL(q(z|x;m)||p(z))", "KL(q(z | x; m) || p(z))"),
    ("KL(q, p)", "KL(q || p)"),
    ("KL(||a||‖||b||)", "KL(‖a‖ || ‖b‖)"),
    ("KL(p, q, n=3)", "KL(p, q, n=3)"),
    ("P((z) ~ q like (x), (z in s) | (z in t))", "P(z ~ q like x, (z in s) | z in t)"),
  ])
  func canonicalForms(_ text: String, _ expected: String) throws {
    #expect(SyntaxPrinter.text(of: try parsed(text)) == expected)
  }

  @Test(arguments: 0..<20)
  func randomTreesComeBack(_ block: Int) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      var generator = TreeGenerator(seed: UInt64(seed))
      let statement = generator.statement(1 + seed % 4)
      let printed = SyntaxPrinter.text(of: [statement])
      let dump = SyntaxDump.of([statement])
      do {
        #expect(SyntaxDump.of(try parsed(printed)) == dump, "seed \(seed): \(printed)")
      } catch {
        Issue.record("seed \(seed): \(error)\n\(printed)\n\(dump)")
      }
    }
  }
}

import Glibc
import Language
import TestSupport
import Testing

@testable import Workbench

/// The parts of the search for a mending, each by itself.
@Suite struct MendingPiecesTests {
  // MARK: Trees

  /// Every node of every side is where its path says, and putting it back changes nothing.
  @Test func pathsLeadToTheirNodes() throws {
    for link in CorrectLinks.all {
      for side in [try expression(link.left), try expression(link.right)] {
        for site in Site.all(of: side) {
          let node = try #require(side[site.path])
          #expect(node.text == site.node.text)
          #expect(side.replacing(site.path, by: node).text == side.text)
          let marked = side.replacing(site.path, by: .named("□"))
          #expect(marked[site.path]?.text == "□")
        }
      }
    }
  }

  @Test(arguments: [
    ("1*x", "x"), ("x^1", "x"), ("a + -b", "a - b"), ("a - -b", "a + b"), ("--x", "x"),
    ("0 + x", "x"), ("x - 0", "x"), ("0 - x", "-x"), ("2*(3*x)", "6 * x"), ("x*2", "2 * x"),
    ("2*(x/2)", "x"), ("4*(x/2)", "2 * x"), ("x/1", "x"), ("(x^2)^2", "x^4"), ("(2*x)/4", "x / 2"),
    ("-1*x", "-x"), ("-(a - b)", "b - a"), ("x*(1/y)", "x / y"), ("a + -2*b", "a - 2 * b"),
    ("a/0", "a / 0"), ("x^0", "x^0"), ("a - b", "a - b"),
  ])
  func tidies(source: String, tidy: String) throws {
    #expect(try expression(source).tidied.text == tidy)
  }

  @Test(arguments: [
    ("(a + b)^2", "a^2 + 2*a*b + b^2"), ("a - (b - c)", "a - b + c"), ("x/(2*y)", "0.5*x/y"),
    ("log(a/b)", "log(a) - log(b)"), ("log(σ^2)", "2*log(σ)"), ("exp(a + b)", "exp(a)*exp(b)"),
    ("sqrt(x)^2", "x"), ("1/(2*a + 2*b)", "0.5/(a + b)"), ("f(a + b)", "f(b + a)"),
    ("A @ (B + C)", "A @ (C + B)"), ("(a + b)/(c - d)", "-(a + b)/(d - c)"), ("2^3*x", "8*x"),
    ("0*x + y", "y"), ("sum(2*x + y)", "sum(y + x*2)"), ("exp(2*a)", "exp(a)^2"),
  ])
  func normalFormsAgree(one: String, other: String) throws {
    #expect(NormalForm(try expression(one)) == NormalForm(try expression(other)))
  }

  @Test(arguments: [
    ("a + b", "a - b"), ("a/b", "b/a"), ("A @ B", "B @ A"), ("x^2", "x^3"), ("f(x)", "g(x)"),
    ("2*a", "3*a"), ("log(a + b)", "log(a) + log(b)"), ("f'(x)", "f(x)"), ("x", "0"),
  ])
  func normalFormsDiffer(one: String, other: String) throws {
    #expect(NormalForm(try expression(one)) != NormalForm(try expression(other)))
  }

  // MARK: Constants

  private static let constants: [(Double, String)] = [
    (2, "2"), (0.5, "1 / 2"), (-0.75, "-(3 / 4)"), (Double.pi, "π"), (2 * Double.pi, "2 * π"),
    (log(2 * Double.pi), "log(2 * π)"), (log(2 * Double.pi) / 2, "log(2 * π) / 2"),
    (sqrt(2 * Double.pi), "sqrt(2 * π)"), (sqrt(2.0), "sqrt(2)"), (144, "144"), (0.999, "0.999"),
    (31.0 / 15, "31 / 15"),
  ]

  @Test(arguments: constants)
  func namesConstants(value: Double, text: String) throws {
    let found = try #require(ShortConstant(value, tolerance: 1e-9))
    #expect(found.expression.text == text)
    #expect(abs(found.value - value) < 1e-12 * abs(value))
    #expect(!found.isLearned)
  }

  @Test func numbersWithoutAFormAreLearned() throws {
    let found = try #require(ShortConstant(0.123456789, tolerance: 1e-9))
    #expect(found.isLearned && found.bits >= 14)
    for nothing in [0, .nan, .infinity, 1e12] {
      #expect(ShortConstant(nothing, tolerance: 1e-9) == nil)
    }
  }

  /// Every p/q within the bounds is found again, through noise of the tolerance.
  @Test func fractionsAreFound() throws {
    for q in 1...16 {
      for p in 1...32 {
        let value = Double(p) / Double(q)
        let found = try #require(ShortConstant(value * (1 + 3e-8), tolerance: 1e-7))
        #expect(found.value == value)
      }
    }
  }

  // MARK: Roots

  @Test func secantsFindRoots() throws {
    let wanted = [0.5, 2, -3, 1, 1.0005]
    let functions: [(Double, Double) -> Double] = [
      { $0 - $1 }, { exp($0) - exp($1) }, { $0 * $0 * $0 - $1 * $1 * $1 }, { 1 / $0 - 1 / $1 },
      { log(abs($0)) - log(abs($1)) },
    ]
    for (number, f) in functions.enumerated() {
      let ones = wanted.map { _ in 1.0 }
      let secants = try Secants(from: ones, tolerances: ones.map { 1e-14 * $0 }) { c in
        zip(c, wanted).map { f($0, $1) }
      }
      let found = zip(secants.roots, wanted).count { abs(abs($0) - abs($1)) < 1e-9 }
      #expect(found >= (number == 1 || number == 0 ? 4 : 3), "\(number): \(secants.roots)")
    }
  }

  @Test func secantsFindNothingWhereThereIsNothing() throws {
    let secants = try Secants(from: [1, 1, 1], tolerances: [1e-14, 1e-14, 1e-14]) { c in
      [c[0] * c[0] + 1, .nan, 3]
    }
    #expect(secants.share == 0)
  }

  // MARK: Explanations

  /// Quantities at random points: two positive variables, one of either sign, and a sum.
  private func vocabulary() -> Vocabulary {
    var generator = SeededGenerator(seed: 7)
    func draw(_ range: ClosedRange<Double>) -> [Double] {
      (0..<48).map { _ in Double.random(in: range, using: &generator) }
    }
    let a = Ingredient(.named("a"), draw(0.3...3), cost: 1)
    let b = Ingredient(.named("b"), draw(0.3...3), cost: 1)
    let x = Ingredient(.named("x"), draw(-2...2), cost: 1)
    let sum = Ingredient(
      .named("a") + .named("x"), zip(a.values, x.values).map { $0 + $1 }, cost: 2.5)
    return Vocabulary([a, b, x, sum], variables: [a, b, x])
  }

  @Test(arguments: [
    "2", "-1/2", "a", "1/a", "3*x", "a^2/2", "-x*a", "a*b", "x^2/b", "2*(a + x)", "(a + x)/b^2",
    "sqrt(a)*b",
  ])
  func valuesAreExplained(source: String) throws {
    let words = vocabulary()
    let form = NormalForm(try expression(source))
    let values = try (0..<48).map { try value(try expression(source), words, $0) }
    var wanted = WantedValues(values, errors: values.map { 1e-13 * abs($0) })
    #expect(wanted.explanations(words).contains { NormalForm($0.expression) == form }, "\(source)")
    // A fourth of the points may have found another root.
    let spoiled = values.enumerated().map { $0 % 4 == 0 ? 17 + $1 : $1 }
    wanted = WantedValues(spoiled, errors: spoiled.map { 1e-13 * abs($0) })
    let isPlain = NormalForm(try expression(source)).text.filter { $0 == "*" }.count <= 1
    if isPlain {
      #expect(wanted.explanations(words).contains { NormalForm($0.expression) == form })
    }
  }

  @Test func noiseIsNotExplained() {
    var generator = SeededGenerator(seed: 3)
    let noise = (0..<48).map { _ in Double.random(in: 0.1...9, using: &generator) }
    #expect(
      WantedValues(noise, errors: noise.map { _ in 1e-12 }).explanations(vocabulary()).isEmpty)
    let none = [Double](repeating: .nan, count: 48)
    #expect(WantedValues(none, errors: none).explanations(vocabulary()).isEmpty)
  }

  /// The value of an expression of the ingredients.
  private func value(_ e: Expression, _ words: Vocabulary, _ p: Int) throws -> Double {
    if let literal = e.literal { return literal }
    if let q = words.variables.first(where: { $0.expression.text == e.text }) { return q.values[p] }
    switch e.kind {
    case .prefix(.negate, let a): return -(try value(a, words, p))
    case .binary(let op, let left, let right, _):
      let (a, b) = (try value(left, words, p), try value(right, words, p))
      return switch op {
      case .add: a + b
      case .subtract: a - b
      case .multiply: a * b
      case .divide: a / b
      case .power: pow(a, b)
      case .matrixProduct: .nan
      }
    case .call: return sqrt(try value(e.children[1], words, p))
    default: return .nan
    }
  }
}

import Foundation
import TestSupport

@testable import Workbench

/// Makes random programs: from a grammar, of random tokens, and by mutating real scripts.
public struct ProgramGenerator {
  /// What decides.
  public var random: SeededGenerator
  private let scripts: [String]

  /// Programs of a generator, some of them changed scripts.
  public init(_ random: SeededGenerator, scripts: [String]) {
    self.random = random
    self.scripts = scripts
  }

  /// A program of any kind.
  public mutating func program() -> String {
    switch random.below(10) {
    case 0: (0..<random.below(30)).map { _ in random.pick(Self.words) }.joined(separator: " ")
    case 1, 2: mutated(random.pick(scripts))
    case 3: Self.prelude + mutated((0..<4).map { _ in statement(2) }.joined(separator: "\n"))
    default: Self.prelude + (0...random.below(8)).map { _ in statement(3) }.joined(separator: "\n")
    }
  }

  /// Gives the names of the grammar values of every kind.
  private static let prelude = """
    x = 0.7; y = -1.2; n = 3; v = [0.5, -1.0, 2.0]; A = [1, 2; 3, 4.5]; M = [2.0, 1, 0; 1, 3, 1; 0, 1, 4]
    k = [3, 1, 2]; b = v > 0; z = 1 + 2i; q = f32(v); s = "text {x:.2f}"; t = (1, 2.5); r = (a = 1.0, w = v)
    f(u) = u^2 + sin(u); g(u, p=2) = { a = u; for i in 1:3 { if a > 0 { a = a*0.9 - p } else { a = a + 1 } }; a }
    h(θ, ψ) = (-θ*ψ, θ^2); T = reshape(1:24, 2, 3, 4)

    """

  private static let names = [
    "x", "y", "n", "v", "A", "M", "k", "b", "z", "q", "s", "t", "r", "f", "g", "h", "T", "ans", "I",
  ]
  private static let builtins = BuiltinTable.standard.all.map(\.name).filter { $0 != "exit" }
  private static let signs = [
    "+", "-", "*", "/", "^", "@", "==", "!=", "<", "<=", ">", ">=", "≈", "and", "or", "|>", "⊙",
    "·",
    ":", "in",
  ]
  private static let numbers = [
    "0", "1", "2", "3", "-1", "0.5", "1e308", "1e-320", "nan", "inf", "-inf", "π", "2.5i", "true",
    "9223372036854775807", "-9223372036854775807-1", "1000000007", "1_000", "0.0", "-0.0", "17",
  ]
  private static let words =
    names + numbers + signs + [
      "(", ")", "[", "]", "{", "}", ",", ";", "\n", "=", "->", "'", "ᵀ", "if", "else", "for",
      "while",
      "return", "break", "next", "not", "check", "tol", "use", "gan", "end", "...", "_", "%", "∇",
      "‖", "\"a{x}\"", ":who", ":source f", ":trace f(x)", ":time 1", "?sum", "#", ".a", "[1]",
    ] + builtins

  private mutating func statement(_ depth: Int) -> String {
    let e = expression(depth)
    switch random.below(18) {
    case 0...4: return e
    case 5: return "\(random.pick(Self.names)) = \(e)"
    case 6: return "(x, y) = \(e)"
    case 7: return "\(random.pick(["v", "A", "T", "k", "t", "r"]))[\(index(depth))] = \(e)"
    case 8: return "r.\(random.pick(["a", "w", "c"])) = \(e)"
    case 9: return "for i in \(expression(1)) { \(block(depth)) }"
    case 10: return "x = 0; while x < \(e) { x = x + 1; \(block(depth)) }"
    case 11: return "if \(e) { \(block(depth)) } else { \(block(depth)) }"
    case 12: return "f(u, w=\(expression(1))) = { \(block(depth)) }"
    case 13: return "check \(e) \(random.pick(["≈", "<", "=="])) \(expression(depth)) tol 1e-6"
    case 14: return "check \(random.pick(["grad", "jacobian", ""]))(f)(\(expression(1)))"
    case 15: return ":trace \(random.pick(["f", "g", "h"]))(\(expression(1)))"
    case 16: return "print(\(e), \"{\(expression(1)):\(random.pick([".3g", "8.2f", "d", "s"]))}\")"
    default: return "\(e);"
    }
  }

  private mutating func block(_ depth: Int) -> String {
    guard depth > 0 else { return random.pick(["x = x + 1", "break", "next", "return x", "y"]) }
    return (0...random.below(3)).map { _ in statement(depth - 1) }.joined(separator: "; ")
  }

  private mutating func expression(_ depth: Int) -> String {
    guard depth > 0, random.below(8) > 0 else {
      return random.pick(random.below(3) == 0 ? Self.numbers : Self.names)
    }
    let d = depth - 1
    switch random.below(20) {
    case 0...3: return "(\(expression(d)) \(random.pick(Self.signs)) \(expression(d)))"
    case 4...7: return "\(random.pick(Self.builtins))(\(arguments(d)))"
    case 8: return "\(random.pick(Self.names))[\(index(d))]"
    case 9: return "[\(expression(d)), \(expression(d)); \(expression(d)), \(expression(d))]"
    case 10: return "[\(list(d))]"
    case 11: return "(\(list(d)),)"
    case 12: return "(a = \(expression(d)), w = \(expression(d)))"
    case 13: return "\(random.pick(["f", "g", "h", "∇f", "f'", "f''", "grad(g)"]))(\(list(d)))"
    case 14:
      let taker = random.pick(["grad", "jacobian", "hessian", "laplacian", "div"])
      return "\(taker)(u -> \(expression(d).replacing("x", with: "u")))(\(expression(1)))"
    case 15: return "\(random.pick(["sum", "prod"]))(i in \(expression(1)), \(expression(d)))"
    case 16: return "[\(expression(d)) for i in \(expression(1))]"
    case 17: return "\(random.pick(["-", "not ", "∇"]))\(expression(d))"
    case 18:
      return "\(expression(d))\(random.pick(["'", "ᵀ", ".a", "²", "[end]", "(x)", "(t...)"]))"
    default: return "if \(expression(d)) { \(expression(d)) } else { \(expression(d)) }"
    }
  }

  private mutating func list(_ depth: Int) -> String {
    (0..<random.below(4)).map { _ in expression(depth) }.joined(separator: ", ")
  }

  private mutating func arguments(_ depth: Int) -> String {
    let keyword = random.pick(["axis=1", "axis=2", "axis=-1", "vectors=true", "n=3", "keep=true"])
    let plain = expression(depth)
    switch random.below(5) {
    case 0: return "\(plain), \(keyword)"
    case 1, 2: return plain
    case 3: return "\(plain), \(expression(depth))"
    default: return list(depth)
    }
  }

  private mutating func index(_ depth: Int) -> String {
    (0...random.below(3)).map { _ in
      switch random.below(7) {
      case 0: ":"
      case 1: "end"
      case 2: "1:2"
      case 3: "end:-1:1"
      default: random.below(2) == 0 ? "\(random.below(4))" : expression(min(depth, 1))
      }
    }.joined(separator: ", ")
  }

  private mutating func mutated(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // A stretch of a long script, so that one program stays quick.
    if lines.count > 40 {
      let first = random.below(lines.count - 30)
      lines = Array(lines[first..<first + 30])
    }
    var scalars = Array(lines.joined(separator: "\n").unicodeScalars)
    for _ in 0...random.below(6) where !scalars.isEmpty {
      let place = random.below(scalars.count)
      switch random.below(4) {
      case 0: scalars.remove(at: place)
      case 1:
        scalars.insert(contentsOf: (" " + random.pick(Self.words) + " ").unicodeScalars, at: place)
      case 2: scalars.swapAt(place, random.below(scalars.count))
      default: scalars.removeSubrange(place..<min(scalars.count, place + random.below(12)))
      }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }
}

import Foundation
import TestSupport
import Testing

@testable import Language

/// Random texts: the parser always ends without a crash.
///
/// What parses prints and parses again to the same tree. `GM_FUZZ_SECONDS` makes the test longer.
struct FuzzTests {
  private static let words: [String] =
    Sign.allCases.map(\.rawValue) + Keyword.allCases.map(\.rawValue) + [
      "x", "f", "θ", "1", "2.5", "3i", "\"a{x:.2g}\"", "\"", "\n", ";", " ", "#", "²", "%", "%2",
      "check", "use", "as", "tol", "se", "∂", "∈", "≤", "·", "⊙", "derive", "like", " ~ ", "E(",
      ":help", "?x", "\r\n",
    ]

  private static let scripts = [
    """
    # the Dirac-GAN
    f(t) = -log(1 + exp(-t))
    f'(0)
    #> 0.5
    v(θ, ψ) = (-f'(θ*ψ)*ψ, f'(θ*ψ)*θ)
    J = jacobian(v)(0, 0); eig(J)
    for t in T:-1:1 { x[t, :] = a * x[t + 1, :]; if ‖x[t]‖ > 1e3 { break } else { next } }
    (a, b) = step(m, batch=2)  # "quoted"
    p = (μ = 0.5, σ = 1) |> g(_, 2) |> (m -> m.μ)
    check sum(i in 1:10, i^2) ≈ 385 tol 1e-9
    print("loss {l:.4g} after {n} steps")
    """,
    "W = [1, 2; 3, 4]; W' @ x · y\nuse vdm as d\nwhile x < 3 and not done { x = x + 0.5i }\n?sum",
    """
    z ~ Normal(0, 1) like x; (a, b) ~ pair(μ)
    check E(z ~ q like x, w ~ r(z), f(z, w) | z > 0 and w < 1, n=100) ≈ 1 se 4
    P(z ~ q, z > 0 | ||z|| < 2); like = 3
    """,
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    switch random.below(3) {
    case 0:
      return (0..<random.below(40)).map { _ in random.pick(words) }
        .joined(separator: random.below(2) == 0 ? " " : "")
    case 1:
      var scalars = String.UnicodeScalarView()
      for _ in 0..<random.below(60) {
        let bound = random.pick([0x80, 0x80, 0x400, 0x2300, 0x1FFFF])
        if let scalar = Unicode.Scalar(UInt32(random.below(bound))) { scalars.append(scalar) }
      }
      return String(scalars)
    default:
      return mutated(&random)
    }
  }

  private static func mutated(_ random: inout SeededGenerator) -> String {
    var scalars = Array(random.pick(scripts).unicodeScalars)
    for _ in 0...random.below(6) {
      let place = random.below(scalars.count)
      switch random.below(4) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(contentsOf: random.pick(words).unicodeScalars, at: place)
      case 2: scalars.swapAt(place, random.below(scalars.count))
      default: scalars.removeSubrange(place..<min(scalars.count, place + random.below(12)))
      }
      if scalars.isEmpty { break }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private static func check(_ text: String) {
    let source = Source(id: SourceID(1), name: "fuzz", origin: .file, text: text)
    do {
      let statements = try Parser.parse(source)
      for statement in statements { _ = source.text(of: statement.span) }
      let dump = SyntaxDump.of(statements)
      let printed = SyntaxPrinter.text(of: statements)
      #expect(
        SyntaxDump.of(try parsed(printed)) == dump, "\(text.debugDescription) printed \(printed)")
    } catch let error as SyntaxError {
      let rendered = DiagnosticRenderer().render(error.diagnostic) { _ in source }
      #expect(rendered.contains("error["))
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func randomTexts() {
    let seconds = ProcessInfo.processInfo.environment["GM_FUZZ_SECONDS"].flatMap(Double.init)
    let end = Date().addingTimeInterval(seconds ?? 0)
    var seed: UInt64 = seconds == nil ? 1 : UInt64(Date().timeIntervalSince1970)
    var count = 0
    repeat {
      for _ in 0..<1500 {
        var random = SeededGenerator(seed: seed)
        Self.check(Self.text(&random))
        seed &+= 1
        count += 1
      }
    } while Date() < end
    #expect(count >= 1500)
  }
}

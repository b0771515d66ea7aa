import Foundation
import Testing

/// The picture at the head of the README is what gm shows today.
///
/// With GM_PICTURES=write in the environment it is made anew.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct SessionPictureTests {
  /// What is typed; the last line is left half typed.
  private static let entries = [
    "# the Dirac-GAN: data at 0, generator at θ, discriminator D(x) = ψx",
    "f(t) = -log(1 + exp(-t))",
    "v(θ, ψ) = (-f'(θ*ψ)*ψ, f'(θ*ψ)*θ)",
    "J = jacobian(v)(0, 0)",
    "eig(I + 0.1*J)",
    "check max(abs(eig(I + 0.1*J))) ≈ sqrt(1 + 0.05^2)",
    "derive (μ in reals(2); σ in positives) {\r"
      + "KL(Normal(μ, σ*ones(2)) || Normal(zeros(2), I))\r"
      + "= (2*σ^2 + sum(μ^2) - 1 - 4*log(σ))/2\r}",
    "E(z ~ Normal(0, 1), exp(z), n=100000)",
  ]
  private static let last = "ode((x, y) -> (y, -x), (0.0, 1.0), "

  @Test func isUpToDate() throws {
    let home = try Home()
    let columns = 98
    let terminal = try Terminal.prompt(in: home, rows: 40, columns: UInt16(columns))
    for entry in Self.entries {
      let lines = entry.split(separator: "\r")
      for line in lines.dropLast() { terminal.type("\(line)\r") }
      terminal.run(String(lines.last ?? ""), within: 30)
    }
    terminal.send(Self.last)
    let screen = terminal.await { $0.lines.last?.hasPrefix("  ode(") == true }
    let svg = SessionPicture(screen, columns: columns).svg
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("scripts/pictures/session.svg")
    if ProcessInfo.processInfo.environment["GM_PICTURES"] == "write" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try svg.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == svg, "GM_PICTURES=write makes it anew")
  }
}

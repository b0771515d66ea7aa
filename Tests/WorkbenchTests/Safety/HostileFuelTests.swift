import Testing

@testable import Workbench

/// What `--fuel` promises: whatever a script does, it ends, and shows no more than it was given.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct HostileFuelTests {
  private static let fuel = 100_000

  /// An entry in a session with fuel.
  private func reply(to entry: String, fuel: Int = fuel) -> Prompt.Reply {
    Prompt { ($0.isSafe, $0.fuel) = (true, fuel) }(entry)
  }

  /// The codes of errors that end what uses too much.
  private static let ends = ["fuel", "memory", "depth"]

  @Test(arguments: HostileScripts.all) func itEnds(script: String) {
    let reply = reply(to: script)
    #expect(
      HostileFuelTests.ends.contains { reply.diagnostics.contains("error[\($0)]") },
      "\(script.prefix(200)): \(reply.diagnostics.prefix(500))")
    #expect(reply.output.utf8.count <= 3 * HostileFuelTests.fuel)
  }

  static let builtins = BuiltinTable.standard.all

  /// The example of every builtin again and again: each costs something.
  @Test(arguments: builtins.map(\.name)) func everyBuiltinCostsFuel(name: String) throws {
    let builtin = try #require(BuiltinTable.standard[name])
    let statement = builtin.example.statement
    let (uses, rest) = parts(statement)
    let reply = reply(to: "\(uses)while true { \(rest) }")
    #expect(reply.outcome != .ok, "\(statement)")
    #expect(reply.output.utf8.count <= 3 * HostileFuelTests.fuel)
  }

  /// What stands at the top level alone, and what can stand in a loop.
  private func parts(_ statement: String) -> (uses: String, rest: String) {
    let pieces = statement.split(separator: ";").map { $0.drop { $0 == " " } }
    let uses = pieces.prefix { $0.hasPrefix("use ") }
    return (
      uses.map { $0 + "\n" }.joined(), pieces.dropFirst(uses.count).joined(separator: "; ")
    )
  }

  /// Fuel that is used up stays so, whatever is tried then.
  @Test func nothingLiftsIt() {
    let prompt = Prompt { $0.fuel = 1000 }
    prompt("while true { }")
    for entry in [
      "1", ":reset", "1", ":set memory auto", "seed(1)", "example(\"sin\")", ":time 1", ":help",
      ":clear", "derive (x in reals) { x = x }", "use gan", "E(z ~ Normal(0, 1), z, n=2^62)", "1",
    ] {
      let reply = prompt(entry)
      #expect(reply.outcome == .failed, "\(entry): \(reply.output.prefix(200))")
    }
  }

  /// Numbers of steps at the ends of what there is do not wrap around.
  @Test(arguments: ["2^62", "2^62 + (2^62 - 1)"]) func largestCountsDoNotWrap(n: String) {
    for call in [
      "E(z ~ Normal(0, 1), z, n=\(n))", "iterate(x -> x, 0.0, \(n))",
      "train((w = 1.0), m -> m.w^2, steps=\(n))", "frozen(\(n), 1); while true { }",
    ] {
      #expect(reply(to: "\(call); while true { }").outcome == .failed, "\(call)")
    }
  }
}

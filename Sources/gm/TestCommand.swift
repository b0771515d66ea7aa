import ArgumentParser

/// The command line of `gm test`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gm test",
    abstract: "Run scripts and compare what they print with what they expect.")

  @Flag(help: "Rewrite the expectations that no longer match.")
  var update = false

  @Flag(help: "Ask for each expectation that no longer matches.")
  var review = false

  @Option(name: .short, help: .init("Only tests whose name has the text.", valueName: "text"))
  var k: String?

  @Option(help: .init("Write a JUnit report.", valueName: "file"))
  var junit: String?

  @Option(help: .init("Threads of the second run.", valueName: "n"))
  var threads: Int?

  @Option(help: .init("Another seed, or random.", valueName: "n"))
  var seed: String?

  @Argument(help: "Scripts, and folders of scripts.")
  var paths: [String] = []
}

/// Runs `gm test` with the words after it.
func runTests(arguments: [String]) -> Int32 {
  switch parse(TestCommand.self, arguments) {
  case .failure(let done): return done.code
  case .success:
    Output.complain("test: not in this version")
    return ExitCode.failure
  }
}

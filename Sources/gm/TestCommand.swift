import ArgumentParser
import Workbench

/// The command line of `gm test`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gm test",
    abstract: "Run scripts and compare what they print with what they expect.")

  @Flag(help: "Rewrite the expectations that no longer match.")
  var update = false

  @Flag(help: "Ask for each expectation that no longer matches.")
  var review = false

  @Flag(help: "With --update: also write new errors and nan.")
  var acceptErrors = false

  @Flag(help: "Run the scripts marked slow, too.")
  var slow = false

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
  case .success(let command): return command.run()
  }
}

extension TestCommand {
  fileprivate func run() -> Int32 {
    var options = GoldenRunOptions()
    options.threads = threads ?? 2
    options.updates = update
    options.reviews = review
    options.acceptsErrors = acceptErrors
    options.runsSlow = slow
    options.pattern = k
    options.junitPath = junit
    if seed == "random" { options.checksSeed = UInt64.random(in: 1...UInt64(Int.max)) }
    let runner = GoldenRunner(
      factory: { SessionUnderTest($0, stackBytes: interpreterStackBytes) },
      write: { print($0, terminator: "") })
    return runner.run(paths: paths.isEmpty ? ["scripts"] : paths, options: options)
  }
}

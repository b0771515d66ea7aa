import ArgumentParser
import CEditline
import Glibc
import Synchronization
import Workbench

/// The command line of `gm test`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gm test",
    abstract: "Run scripts and compare what they print with what they expect.",
    discussion: """
      Each script runs in a session of its own, with one thread and again with several: both must \
      print the same. Under --seed n, or --seed random, which says its number, only claims in \
      standard errors are judged (check a ≈ b se 4), and errors where the script expects none. A \
      claim that fails is tried again under four further seeds, and is wrong where two of them \
      fail, too: among a thousand true claims one is called wrong with a probability of 1e-4 for \
      se 3, and of 2e-9 for se 4. Nothing is rewritten then.
      """)

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

  @Option(
    help: .init("Judge claims in standard errors under this seed, or random.", valueName: "n"))
  var seed: String?

  @Argument(help: "Scripts, and folders of scripts.")
  var paths: [String] = []

  /// The seed that the claims are judged under, if any.
  private(set) var checksSeed: UInt64?

  private enum CodingKeys: CodingKey {
    case update, review, acceptErrors, slow, k, junit, threads, seed, paths
  }

  mutating func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    guard let seed else { return }
    if update || review {
      throw ValidationError("--update and --review write what the file's own seed gives: no --seed")
    }
    if seed == "random" {
      checksSeed = UInt64.random(in: 1...999_999_999)
    } else if let number = Int(seed), number >= 0 {
      checksSeed = UInt64(number)
    } else {
      throw ValidationError("--seed is a number that is not negative, or random")
    }
  }
}

/// Runs `gm test` with the words after it.
func runTests(arguments: [String]) -> Int32 {
  // Nothing is half written: files are replaced as a whole.
  Interrupted.prepare()
  editline_handle_interrupts(leaveInterrupted)
  switch parse(TestCommand.self, arguments) {
  case .failure(let done): return done.code
  case .success(let command): return command.run()
  }
}

/// What Ctrl-C says: made before, as nothing can be made in a signal handler.
private enum Interrupted {
  /// The last words as bytes that end in a zero, which nobody frees.
  private static let words = Atomic<UInt>(0)

  /// Touched here, so that nothing is left to initialise in the signal handler.
  static func prepare() { words.store(0, ordering: .relaxed) }

  static func willRun(_ path: String, after counts: String) {
    let text = strdup("interrupted in \(path); before it \(counts)\n")
    words.store(UInt(bitPattern: text), ordering: .relaxed)
  }

  /// Runs in the signal handler.
  static func leave() {
    if let text = UnsafePointer<CChar>(bitPattern: words.load(ordering: .relaxed)) {
      _ = write(STDERR_FILENO, text, strlen(text))
    }
    _exit(ExitCode.interrupted)
  }
}

/// Runs in the signal handler.
private func leaveInterrupted() { Interrupted.leave() }

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
    options.checksSeed = checksSeed
    let runner = GoldenRunner(
      factory: { SessionUnderTest($0, stackBytes: interpreterStackBytes) },
      write: { text in
        print(text, terminator: "")
        // What was found is there, also where Ctrl-C ends the rest.
        fflush(nil)
      }, begin: { path, counts in Interrupted.willRun(path, after: counts) })
    return runner.run(paths: paths.isEmpty ? ["scripts"] : paths, options: options)
  }
}

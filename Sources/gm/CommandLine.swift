import ArgumentParser
import Workbench

extension ColorChoice: ExpressibleByArgument {}
extension Shell: ExpressibleByArgument {}

/// The command line of `gm`.
struct GmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gm",
    abstract: "A workbench for deep generative models.",
    usage: """
      gm [options] [script [arguments ...]]
      gm test [options] [paths ...]
      """,
    discussion: """
      Without a script, -e or input from a pipe, gm shows its prompt. `gm test --help` tells how \
      to run scripts as tests. Exit codes: 0 ok, 1 a statement failed, 2 usage, 130 interrupted.
      """,
    helpNames: [])

  @Option(
    name: .short, parsing: .unconditionalSingleValue,
    help: .init("Run the code; may be repeated.", valueName: "code"))
  var e: [String] = []

  @Flag(name: .short, help: "Stay at the prompt afterwards.")
  var i = false

  @Flag(name: .short, help: "Parse only, run nothing.")
  var n = false

  @Flag(name: .short, help: "No banner.")
  var q = false

  @Flag(name: .customLong("no-rc"), help: "Do not read the rc file, $XDG_CONFIG_HOME/gm/gmrc.")
  var noRC = false

  @Flag(help: "Go on after a failed statement; exit with 1 at the end.")
  var keepGoing = false

  @Option(parsing: .unconditional, help: .init("Use this many threads.", valueName: "n"))
  var threads: Int?

  @Option(
    parsing: .unconditional, help: .init("Start from this seed; without it from 0.", valueName: "n")
  )
  var seed: Int?

  @Option(
    parsing: .unconditional,
    help: .init("Bound the steps and bytes of the script.", valueName: "n"),
    transform: GmCommand.count)
  var fuel: Int?

  @Flag(help: "No files outside the script's folder, and no writes.")
  var safe = false

  @Option(help: .init("Colour.", valueName: "when"))
  var color: ColorChoice?

  @Option(
    help: .init("Change a setting, as :set does; may be repeated.", valueName: "name=value"))
  var set: [String] = []

  @Flag(
    help: """
      Bring back the session that was killed last: what it ran runs again. `--recover list` lists such \
      sessions, `--recover 3` brings back the third, `--recover forget 3` throws it away.
      """)
  var recover = false

  @Flag(help: "Print the manual, in Markdown.")
  var manual = false

  @Flag(help: "Print the man page, in roff: gm --man | man -l -")
  var man = false

  @Option(help: .init("Print what completes the command line in a shell.", valueName: "shell"))
  var completion: Shell?

  @Flag(help: "Show the version.")
  var version = false

  @Flag(name: .shortAndLong, help: "Show this help.")
  var help = false

  // Everything from the script on is the script's; so help and version are flags of our own, as
  // the parser's would be taken for a script.
  @Argument(
    parsing: .captureForPassthrough,
    help: .init("A script (- is stdin) and its arguments, `args`.", valueName: "script"))
  var words: [String] = []

  func validate() throws {
    if help { throw CleanExit.helpRequest(Self.self) }
    if version { throw CleanExit.message("gm \(gmVersion)") }
    if manual { throw CleanExit.message(Manual.markdown(options: CommandOption.sections)) }
    if man { throw CleanExit.message(ManPage.text) }
    if let completion { throw CleanExit.message(completion.script) }
    if let first = words.first, first.hasPrefix("-"), first != "-" {
      throw ValidationError("Unknown option '\(first)'")
    }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    if let fuel, fuel < 1 { throw ValidationError("--fuel must be at least 1, not \(fuel)") }
    if let seed, seed < 0 { throw ValidationError("--seed must not be negative") }
    if recover { try requireRecoveryAlone() }
  }

  private func requireRecoveryAlone() throws {
    if !e.isEmpty || i || n || safe || noRC || keepGoing || fuel != nil || !settings.isEmpty {
      throw ValidationError(
        "--recover begins with the options that the session had, and takes none")
    }
    guard Recovery.Wish(words) == nil else { return }
    throw ValidationError("--recover is alone, or with: list, a number, forget and a number")
  }

  /// A whole number as the language writes it: 1000000, 1_000_000, 1e6.
  private static func count(_ text: String) throws -> Int {
    let digits = text.replacing("_", with: "")
    if let count = Int(digits) ?? Double(digits).flatMap({ Int(exactly: $0) }) { return count }
    throw ValidationError("it is a whole number such as 1000000 or 1e6")
  }

  /// What there is to run before or instead of the prompt.
  var script: String? { e.isEmpty ? words.first : nil }

  /// The settings that the options ask for, in the order in which they are made.
  var settings: [(option: String, name: String, value: String)] {
    var settings: [(option: String, name: String, value: String)] = []
    if let threads { settings.append(("--threads \(threads)", "threads", String(threads))) }
    if let color { settings.append(("--color \(color)", "color", color.rawValue)) }
    for text in set {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      settings.append(("--set \(text)", String(parts[0]), parts.count > 1 ? String(parts[1]) : ""))
    }
    return settings
  }

  /// What the session has to know.
  var session: SessionOptions {
    var options = SessionOptions()
    options.arguments = e.isEmpty ? Array(words.dropFirst()) : words
    options.script = script == "-" ? nil : script
    options.seed = seed
    options.fuel = fuel
    options.isSafe = safe
    options.keepsGoing = keepGoing
    options.stackBytes = interpreterStackBytes
    return options
  }
}

let gmVersion = "0.1.0"

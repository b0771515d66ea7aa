import TestSupport

@testable import Language
@testable import Workbench

/// What the prompt does with a line that is being typed, and with commands.
extension FuzzTarget {
  static let completion = FuzzTarget(
    name: "completion", summary: "Tab, hints, colours and help at any place of a text", form: .text,
    limit: 1024,
    seeds: { FuzzTexts.pieces(FuzzTexts.scripts + FuzzTexts.modules, lines: 3) }
  ) { input in
    let text = String(decoding: input, as: UTF8.self)
    // The place is decided by the input, so that it is found again.
    let offset = input.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xffff } % (text.utf8.count + 1)
    let session = promptSession()
    let (start, _) = session.completions(of: text, at: offset)
    try FuzzComplaint.unless(start >= 0 && start <= offset, "it replaces from \(start) on")
    if let hint = session.hint(of: text, at: offset), let active = hint.active {
      try FuzzComplaint.unless(active.upperBound <= hint.text.utf8.count, "a hint beyond itself")
    }
    for highlight in session.highlights(of: text, cursor: offset) {
      try FuzzComplaint.unless(highlight.range.upperBound <= text.utf8.count, "a colour behind it")
    }
    _ = session.completeness(of: text)
    _ = session.help(on: String(text.prefix(20)), at: offset, of: text)
    _ = session.entries(ofTranscript: text)
  }

  static let commands = FuzzTarget(
    name: "commands", summary: "metacommands and questions with any argument", form: .choices,
    limit: 300, seeds: { [] }
  ) { input in
    var generator = CommandGenerator(SeededGenerator(choices: input))
    try FuzzSession().run(generator.entry(of: Command.all.map { ":" + $0.name } + ["?", "??"]))
  }

  static let settings = FuzzTarget(
    name: "settings", summary: "settings with any value, then a statement", form: .choices,
    limit: 200, seeds: { [] }
  ) { input in
    var generator = CommandGenerator(SeededGenerator(choices: input))
    let session = FuzzSession()
    let entries = generator.entry(of: Setting.all.map { ":set " + $0.name })
    // Whatever they are set to, values are printed and mistakes are told.
    try session.run(entries + "\n[0.1, 1e300; -2, nan]; x = (a = 1, b = \"text\"); x; 1 + nothing")
    for setting in Setting.all { _ = setting.show(session.session) }
  }

  private static func promptSession() -> Session {
    let session = FuzzSession().session
    _ = session.run(
      "x = ones(3); m = (a = 1, b = (c = 2, d = x)); f(x, n=2) = x*n; p(x | z) ~ Normal(z, 1)",
      name: "fuzz"
    ) { _ in }
    return session
  }
}

/// Makes lines of commands with arguments of all kinds.
struct CommandGenerator {
  private var random: SeededGenerator
  private static let arguments = [
    "", "x", "f", "f(x)", "1", "-1", "0", "1e9", "9223372036854775807", "on", "off", "auto",
    "\"x\"", "\"", "x*", "[", "*", "..", "/", "file.gms", "a.gmw", "x = 1", "1 + 1", "1 2 3",
    "θ", "日本", "\u{1b}[2J", "%", "%1", "nn", "vdm", "adam", "Normal", "sum", "+", "for", "=",
    "3 x^2", "--all", "nan", "1:3", ",", "train", "digits", "run 1", "delete 1", "17", "500",
  ]
  private static let prelude = """
    x = [1.5, 2, 3]; f(u) = { a = u^2; sum(a) }; f(x)
    m = (a = 1, b = "text"); g = ∇f; g(x); undefined

    """

  init(_ random: SeededGenerator) { self.random = random }

  /// Lines of these commands.
  mutating func entry(of commands: [String]) -> String {
    let lines = (0...random.below(3)).map { _ in
      let words = (0..<random.below(4)).map { _ in word() }
      return random.pick(commands) + " "
        + words.joined(separator: random.pick([" ", "", "=", ", "]))
    }
    return (random.below(2) == 0 ? Self.prelude : "") + lines.joined(separator: "\n")
  }

  private mutating func word() -> String {
    guard random.below(4) == 0 else { return random.pick(Self.arguments) }
    return random.below(2) == 0
      ? random.pick(FuzzWords.all)
      : String(
        String.UnicodeScalarView(
          (0..<random.below(12)).compactMap { _ in
            Unicode.Scalar(UInt32(random.below(random.pick([128, 0x2300, 0x1ffff]))))
          }))
  }
}

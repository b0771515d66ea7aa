import Foundation
import Testing

/// Settings come from the rc file, the environment and the command line, and later ones win.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct ConfigurationTests {
  /// For each setting three values, as it shows them.
  static let settings: [(name: String, values: [String])] = [
    ("digits", ["3", "4", "5"]), ("notation", ["fixed", "scientific", "auto"]),
    ("width", ["90", "91", "92"]), ("time", ["on", "off", "on"]),
    ("nan", ["stop", "quiet", "note"]), ("threads", ["1", "2", "3"]),
    ("memory", ["1.0 GB", "2.0 GB", "3.0 GB"]), ("editing", ["vi", "emacs", "vi"]),
    ("color", ["never", "always", "never"]), ("plots", ["ascii", "blocks", "auto"]),
    ("theme", ["dark", "light", "auto"]), ("hints", ["off", "on", "off"]),
    ("highlight", ["off", "on", "off"]), ("pager", ["off", "less -S", "auto"]),
  ]

  private func typed(_ value: String) -> String {
    value.replacingOccurrences(of: ".0 GB", with: "GB")
  }

  @Test(arguments: settings) func laterOnesWin(name: String, values: [String]) throws {
    let home = try Home()
    try home.write(":set \(name) \(typed(values[0]))\n", to: "config/gm/gmrc")
    let variable = ["GM_" + name.uppercased(): typed(values[1])]
    let option = ["--set", "\(name)=\(typed(values[2]))"]
    for (environment, words, expected) in [
      ([:], [], values[0]), (variable, [], values[1]), (variable, option, values[2]),
      ([:], option, values[2]), (variable, ["--no-rc"], values[1]),
    ] {
      let terminal = try Terminal(["-q"] + words, in: home, environment: environment, columns: 200)
      terminal.expect("gm>")
      terminal.send(":set \(name)\r")
      terminal.expect("\n\(name) \(expected) ")
      terminal.expect("gm>")
      terminal.send("\u{4}")
      #expect(terminal.exitCode() == 0)
    }
  }

  /// Every setting that `:set` lists is in the table.
  @Test func theTableIsWhole() throws {
    let listed = try run(["-e", ":set"], in: Home()).output.split(separator: "\n").dropFirst()
      .filter { !$0.hasPrefix(" ") }.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(listed == Self.settings.map(\.name))
  }

  @Test func optionsOfTheirOwnWinOverVariables() throws {
    let home = try Home()
    let answer = try run(
      ["--threads", "3", "-e", ":set threads"], in: home, environment: ["GM_THREADS": "2"])
    #expect(answer.output.hasPrefix("threads 3 "))
    let colour = try run(
      ["--color", "never", "-e", "missing"], in: home, environment: ["GM_COLOR": "always"])
    #expect(!colour.complaint.contains("\u{1b}"))
  }

  @Test(
    arguments: [
      (["NO_COLOR": "1"], [], false), (["NO_COLOR": "1", "GM_COLOR": "always"], [], true),
      (["NO_COLOR": "1"], ["--color", "always"], true), ([:], [], false),
      (["GM_COLOR": "always"], [], true),
    ] as [([String: String], [String], Bool)])
  func colour(environment: [String: String], words: [String], isColoured: Bool) throws {
    let answer = try run(words + ["-e", "missing"], in: Home(), environment: environment)
    #expect(answer.complaint.contains("\u{1b}") == isColoured)
  }

  @Test(arguments: [
    ("GM_THREADS", "abc", "threads is 1 to 256"), ("GM_DIGITS", "99", "digits is 1 to 17"),
    ("GM_COLOR", "blue", "color is auto, always or never"),
    ("GM_MEMORY", "lots", "memory is a size"),
  ])
  func aWrongVariableWarns(variable: String, value: String, legal: String) throws {
    let answer = try run(["-e", "1 + 1"], in: Home(), environment: [variable: value])
    #expect(answer.code == 0 && answer.output == "2\n")
    #expect(answer.complaint.hasPrefix("gm: warning: \(variable)=\(value): \(legal)"))
  }

  @Test(arguments: [
    ["--set", "digits=99"], ["--set", "digits"], ["--set", "nothing=1"], ["--threads", "300"],
    ["--set", "=1"],
  ]) func aWrongOptionIsAMistake(words: [String]) throws {
    let answer = try run(words + ["-e", "1"], in: Home())
    #expect(answer.code == 2 && answer.output.isEmpty)
    #expect(answer.complaint.hasPrefix("gm: \(words.joined(separator: " ")): "))
  }

  /// An rc error warns with its place, and the rest of the file counts.
  @Test func theRcFileGoesOnAfterAMistake() throws {
    let home = try Home()
    try home.write("a = 1\nb = missing\nc = 40 + 2\n", to: "config/gm/gmrc")
    let terminal = try Terminal(in: home)
    terminal.expect("gmrc:2")
    terminal.expect("a statement failed")
    terminal.expect("gm>")
    terminal.send("c + a\r")
    terminal.expect("43")
  }

  /// Tests depend on nothing but their files.
  @Test func goldensIgnoreThem() throws {
    let home = try Home()
    try home.write(":set digits 3\n", to: "config/gm/gmrc")
    let script = try home.write("1/3\n#> 0.333333\n", to: "a.gms")
    let answer = try run(
      ["test", script], in: home, environment: ["GM_DIGITS": "3", "GM_NOTATION": "scientific"])
    #expect(answer.code == 0, "\(answer)")
  }
}

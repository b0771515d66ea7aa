import Foundation
import Testing

/// The documents that `gm` prints of itself.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct DocumentTests {
  private static let options = [
    "-e", "-i", "-n", "-q", "--no-rc", "--keep-going", "--threads", "--seed", "--fuel", "--safe",
    "--color",
    "--manual", "--man", "--completion", "--version", "--help",
  ]
  private static let testOptions = [
    "--update", "--review", "--accept-errors", "--slow", "-k", "--junit", "--threads", "--seed",
  ]

  /// Runs a program of the system on a text; nil where it is not installed.
  private func check(_ program: String, _ words: [String], on text: String) throws -> (
    code: Int32, said: String
  )? {
    let folders = ["/usr/bin/", "/bin/"].map { $0 + program }
    guard let path = folders.first(where: FileManager.default.isExecutableFile) else { return nil }
    let process = Process(), input = Pipe(), output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  @Test func theManPageIsClean() throws {
    let answer = try run(["--man"], input: "", in: Home())
    #expect(answer.code == 0 && answer.output.hasPrefix(".TH GM 1"))
    for option in Self.options + Self.testOptions {
      #expect(
        answer.output.contains("\\fB" + option.replacing("-", with: "\\-") + "\\fR"), "\(option)")
    }
    #expect(answer.output.contains("\\-\\-recover") && answer.output.contains(".SH KEYS"))
    if let checked = try check("groff", ["-man", "-Tutf8", "-ww", "-z"], on: answer.output) {
      #expect(checked.code == 0 && checked.said.isEmpty, "\(checked.said)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsParse(shell: String) throws {
    let answer = try run(["--completion", shell], input: "", in: Home())
    #expect(answer.code == 0)
    for option in Self.options {
      let name = shell == "fish" ? String(option.drop { $0 == "-" }) : option
      #expect(answer.output.contains(name), "\(option)")
    }
    if let checked = try check(shell, ["-n"], on: answer.output) {
      #expect(checked.code == 0 && checked.said.isEmpty, "\(checked.said)")
    }
  }

  /// The completions of bash for a command line that ends in a word.
  private func completions(_ words: [String]) throws -> [String]? {
    let home = try Home()
    let script = try run(["--completion", "bash"], input: "", in: home).output
    let line = words.map { "'\($0)'" }.joined(separator: " ")
    let text =
      script
      + "\nCOMP_WORDS=(gm \(line)); COMP_CWORD=\(words.count)\n_gm; printf '%s\\n' \"${COMPREPLY[@]}\" >&2\n"
    return try check("bash", [], on: text)?.said.split(separator: "\n").map(String.init)
  }

  @Test func bashCompletes() throws {
    guard let threads = try completions(["--th"]) else { return }
    #expect(threads == ["--threads"])
    #expect(try completions(["--color", "a"]) == ["auto", "always"])
    #expect(try completions(["test", "--acc"]) == ["--accept-errors"])
    #expect(try completions(["tes"])?.contains("test") == true)
  }

  @Test func theManualIsPrinted() throws {
    let answer = try run(["--manual"], input: "", in: Home())
    #expect(answer.code == 0 && answer.output.hasPrefix("# The manual of gm\n"))
    for option in Self.options { #expect(answer.output.contains(option)) }
    #expect(answer.output.contains("### `adam`") && answer.output.contains("## Errors"))
    #expect(try run(["--completion", "csh"], input: "", in: Home()).code == 2)
  }
}

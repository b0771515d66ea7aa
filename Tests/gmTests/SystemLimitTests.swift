import Foundation
import TestSupport
import Testing

/// Limits of the system: what it refuses is an error of the statement, and the session goes on.
///
/// Not under a sanitizer, which itself needs more memory and files than they leave.
@Suite(.enabled(if: !isSanitized), .timeLimit(.minutes(2)))
struct SystemLimitTests {
  let home: Home

  init() throws { home = try Home() }

  struct Limit: CustomTestStringConvertible {
    let option: String
    let code: [String]
    let error: String
    let output: String
    var testDescription: String { option }
  }

  static let limits = [
    // The budget knows the limit on the address space, and where it does not the allocation itself fails.
    Limit(
      option: "-v 3000000", code: ["x = 3", "zeros(5*10^8)", "x"], error: "error[memory]",
      output: "3\n3\n"),
    Limit(
      option: "-v 3000000", code: [":set memory 64GB", "zeros(5*10^8)", "2 + 2"],
      error: "error[memory]", output: "4\n"),
    Limit(
      option: "-f 100", code: ["save(zeros(10^6), \"big.npy\")", "2 + 2"],
      error: "cannot write big.npy", output: "4\n"),
    // The database of sessions cannot grow: one warning, and the training is there.
    Limit(
      option: "-f 100",
      code: ["for k in 1:3 { r = train((a = 3.0), m -> m.a^2, steps=100000) }", "r.steps"],
      error: "warning: neither history", output: "100000\n"),
    // A part of a tensor is written in place right after the tensor got its name, and in a loop.
    Limit(
      option: "-v unlimited",
      code: [
        ":set memory 400MB", "x = zeros(2^25);", "x[5] = 3;", "x = 0;", "x = zeros(2^25);",
        "for i in 1:2 { x[i] = i }", "sum(x)", "y = x;", "x[7] = 1",
      ],
      error: "error[memory]", output: "3.0\n"),
    // No file can be opened any more.
    Limit(option: "-n 8", code: ["load(\"none.npy\")", "2 + 2"], error: "error[", output: "4\n"),
  ]

  /// The budget is what the limit on the address space leaves, and what is told of it is true.
  @Test(arguments: [[], [":set memory 64GB"]]) func whatIsLeftIsTold(settings: [String]) throws {
    let code = settings + ["y = 1", "x = [zeros(6*10^6) for k in 1:100];", "sum(zeros(6*10^6))"]
    let answer = try run(
      ["--keep-going"] + code.flatMap { ["-e", $0] }, in: home, limit: "-v 1500000")
    #expect(answer.output.hasSuffix("0.0\n"), "\(answer)")
    #expect(answer.complaint.contains("this needs 48.0 MB"), "\(answer)")
    #expect(!answer.complaint.contains(", 0 bytes are left"), "\(answer)")
    // A single one is refused as well, and what is left is a part of the limit.
    let whole = try run(
      settings.flatMap { ["-e", $0] } + ["-e", "zeros(2*10^8)"], in: home, limit: "-v 1500000")
    #expect(whole.complaint.contains(/this needs 1\.6 GB, [1-9][0-9.]* [MG]B are left/), "\(whole)")
  }

  /// SQLite says of a file that may not grow only that it cannot be written.
  @Test func aLimitOnFilesIsTold() throws {
    let answer = try run(
      ["-e", "for k in 1:3 { r = train((a = 3.0), m -> m.a^2, steps=100000) }"], in: home,
      limit: "-f 100")
    #expect(answer.complaint.contains("bytes here, by ulimit -f"), "\(answer)")
  }

  @Test(arguments: SystemLimitTests.limits)
  func whatIsRefusedIsAnError(limit: Limit) throws {
    let answer = try run(
      ["--keep-going"] + limit.code.flatMap { ["-e", $0] }, in: home, limit: limit.option,
      folder: home.path)
    #expect(!answer.wasKilled)
    #expect(answer.output.hasSuffix(limit.output))
    #expect(answer.complaint.components(separatedBy: limit.error).count == 2)
  }
}

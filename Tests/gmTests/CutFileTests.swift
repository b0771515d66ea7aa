import Foundation
import Testing

/// A file that is cut short while its numbers are in use ends nothing, and is not kept as if it were whole.
@Suite(.timeLimit(.minutes(3)))
struct CutFileTests {
  private let home: Home
  private var big: String { home.path + "/big.npy" }

  init() throws { home = try Home() }

  /// A gm with several threads that holds a matrix `x` in a mapped file, of which only the beginning is left.
  private func cut() throws -> Terminal {
    let terminal = try Terminal.prompt(in: home)
    terminal.run(":set threads 4")
    terminal.run("save(ones(700, 700), \"\(big)\")")
    terminal.run("x = load(\"\(big)\");")
    #expect(terminal.run("shape(x)").last == "(700, 700)")
    #expect(truncate(big, 1 << 16) == 0)
    return terminal
  }

  /// Neither a worker of the pool nor the thread that a long call has for itself is ended.
  @Test(arguments: [
    "sum(x)", "x + 1;", "max(x)", "x == x;", "x @ x;", "vmap(row -> sum(row^2))(x);", "det(x)",
    "eigh(x);",
  ])
  func isAnErrorAndNoEnd(entry: String) throws {
    let terminal = try cut()
    let lines = terminal.run(entry, within: 60)
    // A nan that has no determinant, or that the file was written to.
    #expect(lines.joined().contains("error["), "\(lines)")
    terminal.run(entry, within: 60)
    terminal.run("0")
    #expect(terminal.run("1 + 1").last == "2")
  }

  /// What was kept before stays, whatever the ending.
  @Test func isNotKept() throws {
    let paths = ["s.gmw", "x.npy", "x.npz", "x.safetensors"].map { home.path + "/" + $0 }
    #expect(try run(["-e", ":save \(paths[0])"], in: home).code == 0)
    #expect(try run(["-e", "save(1.0, \"\(paths[1])\")"], in: home).code == 0)
    for path in paths.dropFirst(2) {
      #expect(try run(["-e", "save((a = 1.0), \"\(path)\")"], in: home).code == 0)
    }
    let before = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    let terminal = try cut()
    var count = 0
    // Told once; the missing numbers are nan from now on.
    terminal.run("sum(x)")
    for entry in [
      ":save \(paths[0])", "save(x, \"\(paths[0])\")", "save((f = t -> x), \"\(paths[0])\")",
      "save(x, \"\(paths[1])\")", "save((a = x), \"\(paths[2])\")",
      "save((a = x), \"\(paths[3])\")",
    ] {
      // The rows of all entries so far.
      let lines = terminal.run(entry).joined()
      count += 1
      #expect(lines.components(separatedBy: "which was cut short").count == count + 1, "\(entry)")
    }
    #expect(try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) } == before)
    terminal.run(":clear x")
    #expect(terminal.run(":save \(paths[0])").last?.contains("name") == true)
    let names = try FileManager.default.contentsOfDirectory(atPath: home.path)
    #expect(!names.contains { $0.hasSuffix(".tmp") })
  }
}

import Files
import Foundation
import Storage
import Testing

@testable import Workbench

/// Workspaces as files among others: cut short, added to, named otherwise.
@Suite(.serialized) struct WorkspaceFileTests {
  private let folder: WorkspaceFolder

  init() throws { folder = try WorkspaceFolder() }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
  }

  /// All that is shorter or longer than what was written is damage, down to the first two bytes.
  @Test func everyLengthButTheRightOneIsDamage() throws {
    let prompt = Prompt(), path = folder.file("s.gmw"), other = folder.file("t.gmw")
    _ = prompt.shows("x = 1")
    _ = prompt.shows(":save \(path)")
    let whole = try bytes("s.gmw")
    for count in [2, 10, 15, 16, 17, 99, 100, 1000, whole.count - 4096, whole.count - 1] {
      try whole.prefix(count).write(to: URL(fileURLWithPath: other))
      for entry in ["load(\"\(other)\")", ":load \(other)"] {
        let reply = prompt(entry)
        #expect(
          reply.outcome == .failed && reply.diagnostics.contains("t.gmw is damaged"),
          "\(count): \(reply.output)\(reply.diagnostics)")
      }
    }
    for more in [1, 100, 4096] {
      try (whole + Data(count: more)).write(to: URL(fileURLWithPath: other))
      #expect(
        prompt(":load \(other)").diagnostics.contains(
          "it has \(whole.count + more) bytes, and by its heading"))
    }
  }

  /// The names that a used file brought in stay its own, also those of a file that it uses.
  @Test func usedFilesStayWhatTheyAre() throws {
    let path = folder.file("s.gmw")
    try Data("h(x) = x + 1\nc = 5\n".utf8).write(to: URL(fileURLWithPath: folder.file("inner.gms")))
    try Data("use \"inner.gms\"\nf(x) = h(x)*c\nd = f(1)\n".utf8).write(
      to: URL(fileURLWithPath: folder.file("mod2.gms")))
    let before = Prompt(), after = Prompt()
    _ = before.shows("use \"\(folder.file("mod2.gms"))\"")
    _ = before.shows("use vae")
    _ = before.shows("mine = f(2)")
    let saved = before.shows(":save \(path)")
    #expect(saved.hasSuffix("1 name: mine"))
    #expect(after.shows(":load \(path)") == saved)
    let listed = after.shows(":who").split(separator: "\n").map(String.init)
    for (module, names) in [("mod2", ["f", "d"]), ("inner", ["h", "c"])] {
      let row = listed.first { $0.hasPrefix(module + " ") && $0.contains("module, 2 names") }
      #expect(row != nil && names.allSatisfy { row?.contains($0) == true }, "\(listed)")
    }
    #expect(listed.last == before.shows(":who").split(separator: "\n").last.map(String.init))
    #expect(after.shows("f(3)") == before.shows("f(3)"))
    // As one value it has the user's own names and no others.
    #expect(Prompt().shows("fields(load(\"\(path)\"))") == "(\"mine\",)")
  }

  /// `:save` writes workspaces, and nothing else under another name.
  @Test func otherEndingsAreRefused() {
    let prompt = Prompt()
    prompt("x = 1")
    for name in ["x.npy", "x.csv", "x.gmw.gz"] {
      let reply = prompt(":save \(folder.file(name))")
      #expect(reply.diagnostics.contains(":save writes a workspace, whose name ends in .gmw"))
    }
    #expect(
      prompt("save(1, \"\(folder.file("x.gmw"))\", depth=16)").diagnostics.contains(
        "it has no depth"))
    #expect(folder.names.isEmpty)
  }
}

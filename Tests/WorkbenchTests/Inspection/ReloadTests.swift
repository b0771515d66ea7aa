import Foundation
import Testing

@testable import Workbench

/// `:reload`, `:reset`, `:clear`.
struct ReloadTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("gm-reload-\(UUID().uuidString)")

  private func write(_ text: String, _ name: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  @Test func changedFilesAreReadAgain() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("base(x) = x", "b.gms")
    try write("use \"b.gms\"\nf(x) = base(x) + 1\nold(x) = x\nc = 5", "a.gms")
    let prompt = Prompt { $0.script = folder.appendingPathComponent("main.gms").path }
    #expect(prompt.shows(":reload") == "no file is in use")
    prompt("use \"a.gms\"; use \"a.gms\" as a; y = 3; c = 7")
    #expect(prompt.shows("f(1)") == "2" && prompt.shows(":reload") == "no file has changed")
    try write("base(x) = 10*x", "b.gms")
    #expect(prompt.shows(":reload").hasPrefix("read again: "))
    #expect(prompt.shows("f(1)") == "11" && prompt.shows("a.f(1)") == "11")
    #expect(prompt.shows("y + c") == "10")
    try write("use \"b.gms\"\nf(x) = base(x) + 2\nd = 1", "a.gms")
    prompt(":reload")
    #expect(prompt.shows("f(1)") == "12" && prompt.shows("d") == "1")
    #expect(prompt("old(1)").outcome == .failed)
    try write("f(x) = (", "a.gms")
    #expect(prompt(":reload").diagnostics.contains("error[syntax]"))
    #expect(prompt.shows("f(1)") == "12")
    try write("f(x) = nope(", "a.gms")
    #expect(prompt(":reload").outcome == .failed && prompt.shows("a.f(1)") == "12")
    try write("f(x) = 5", "a.gms")
    #expect(prompt(":reload").outcome == .ok && prompt.shows("f(1)") == "5")
  }

  @Test func aResetSessionIsAsNew() {
    let prompt = Prompt { $0.seed = 4 }
    let first = prompt.shows("z ~ Normal(0, 1)")
    prompt(":set digits 3; x = 1; f(x) = x; use gan")
    prompt(":set digits 3")
    prompt("x = 1; f(x) = x; E = 3")
    prompt(":reset")
    #expect(prompt.shows(":who") == "nothing is defined yet")
    #expect(prompt.shows(":where") == "there was no error yet")
    #expect(prompt.shows(":hist") == "there is no result yet" && prompt("ans").outcome == .failed)
    #expect(prompt.shows("π") == "3.14")
    prompt(":set digits 6")
    #expect(prompt.shows("z ~ Normal(0, 1)") == first)
    #expect(prompt.shows("args") == "()")
    #expect(prompt("sin = 3").diagnostics.contains("hides the builtin"))
  }

  @Test func namesAreForgotten() {
    let prompt = Prompt()
    prompt("x = 1; y = 2; theta = 3; w = 4")
    prompt(":clear x, y")
    #expect(prompt("x").outcome == .failed && prompt("y").outcome == .failed)
    prompt(":clear θ")
    #expect(prompt("theta").outcome == .failed && prompt.shows("w") == "4")
    let reply = prompt(":clear w nope")
    #expect(reply.outcome == .failed && reply.diagnostics.contains("           ^^^^"), "\(reply)")
    #expect(prompt.shows("w") == "4")
  }
}

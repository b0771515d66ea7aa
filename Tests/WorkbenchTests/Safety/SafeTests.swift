import Foundation
import Tensors
import Testing

@testable import Workbench

/// What `--safe` promises, tried with every command, setting and builtin that there is: their tables are
/// gone through, so that a new one is tried as well.
@Suite(.timeLimit(.minutes(10)))
struct SafeTests {
  static let commands = Command.all.map(\.name)

  @Test(arguments: commands) func noCommandLeavesTheFolder(name: String) throws {
    let cell = try Cell()
    var entries = [":\(name)"]
    for path in cell.hostilePaths { entries += [":\(name) \(path)", ":\(name) \"\(path)\""] }
    cell.holds(entries)
    // Behind another command too.
    cell.holds(cell.hostilePaths.map { ":time :\(name) \($0)" })
  }

  static let sections = Set(BuiltinTable.standard.all.map(\.section))

  @Test(arguments: sections) func noBuiltinLeavesTheFolder(section: Builtin.Section) throws {
    let cell = try Cell()
    for builtin in BuiltinTable.standard.all where builtin.section == section {
      // Every text of its example is a path, and each of its arguments in turn.
      let paths = ["\(cell.around)/secret.gmw", "\(cell.around)/new.gmw", "\(cell.folder)/new.npy"]
      let words = builtin.example.statement.split(
        separator: "\"", omittingEmptySubsequences: false)
      var entries: [String] = []
      for path in paths {
        var text = ""
        for (place, word) in words.enumerated() {
          text += place % 2 == 1 ? "\"\(path)\"" : String(word)
        }
        entries.append(text.replacing("if false", with: "if true"))
        let quoted = "\"\(path)\""
        for parameter in builtin.parameters {
          entries.append("\(builtin.name)(\(parameter.name)=\(quoted))")
        }
        for first in ["", "1, ", "[1.0, 2], ", "x -> x, ", "plot(sin, 0, 1), ", "(a = 1.0), "] {
          entries.append("\(builtin.name)(\(first)\(quoted))")
        }
      }
      cell.holds(entries, fuel: 2_000_000)
    }
  }

  /// Every builtin for files, on every path.
  @Test func noPathLeavesTheFolder() throws {
    let cell = try Cell()
    let builtins = BuiltinTable.standard.all.filter { $0.section == .files }
    #expect(builtins.count >= 5)
    var entries: [String] = []
    for path in cell.hostilePaths {
      let quoted = "\"\(path.replacing("\\", with: "\\\\"))\""
      entries += builtins.flatMap { ["\($0.name)(\(quoted))", "\($0.name)([1.0, 2], \(quoted))"] }
      entries += [
        "use \(quoted)", "use \(quoted) as m", "save(plot(sin, 0, 1), \(quoted))",
        "train((w = 1.0), m -> m.w^2, steps=2, keep=\(quoted))",
        "save((a = [1.0]), here(\(quoted)))", "load(here(\(quoted)))",
      ]
    }
    cell.holds(entries)
  }

  /// What asks for a file to be made says so, also where it would lie in the folder for such files.
  @Test(arguments: [
    "scratch(\"x\")", "save([1], \"x.npy\")", "save(plot(sin, 0, 1), \"x.svg\")", ":log x.gms",
    ":save x.gmw", ":edit", "train((w = 1.0), m -> m.w^2, steps=2, keep=\"x.gmw\")",
  ])
  func whatWouldWriteSaysSo(entry: String) throws {
    #expect(try Cell().prompt()(entry).diagnostics.contains("error[safe]"))
  }

  @Test func whatLiesInTheFolderIsRead() throws {
    let cell = try Cell(), prompt = cell.prompt()
    #expect(prompt.shows("use \"own.gms\"; own(7)") == "7")
    #expect(prompt.shows("load(\"\(cell.folder)/own.csv\").b").contains("2"))
  }

  /// What lies beside the script is looked for where gm was started: the place is told, and the way.
  @Test func thePlaceThatWasLookedAtIsTold() throws {
    let cell = try Cell(), prompt = cell.prompt()
    let present = FileManager.default.currentDirectoryPath
    let said = prompt("load(\"own.csv\")").diagnostics
    #expect(said.contains("script's folder: \(present)/own.csv is outside"), "\(said)")
    #expect(said.contains("hint: here(\"own.csv\") is beside the script"), "\(said)")
    #expect(prompt.shows("load(here(\"own.csv\")).b").contains("2"))
    let far = prompt("load(\"/etc/passwd\")").diagnostics
    #expect(far.contains("/etc/passwd is outside") && !far.contains("hint:"), "\(far)")
    #expect(prompt("use \"/etc/passwd\"").diagnostics.contains("/etc/passwd is outside"))
  }

  /// Nothing is offered that is refused.
  @Test func noHintNamesWhatIsRefused() throws {
    let prompts = [try Cell().prompt(), Prompt { $0.fuel = 100_000_000_000_000 }, Prompt()]
    let said = prompts.map { $0("zeros(10^12)").diagnostics }
    #expect(said.allSatisfy { $0.contains("error[memory]") }, "\(said)")
    #expect(said.map { $0.contains(":set memory") } == [false, false, true])
  }

  /// What a script is given of the machine it cannot change, whatever the name of the setting.
  @Test(arguments: Setting.all.map(\.name)) func sharesStay(name: String) throws {
    let before = (MemoryBudget.bytesAllowed, ThreadPool.threads)
    let setting = try #require(Setting.named(name))
    let values =
      setting.values + ["1TB", "900TB", "256", "touch new.gms", "\"sh -c 'touch new.gms'\""]
    for change in [{ $0.isSafe = true }, { $0.fuel = 100_000 }] as [(inout SessionOptions) -> Void]
    {
      let prompt = Prompt(change)
      for value in values {
        let reply = prompt(":set \(name) \(value)")
        #expect(!setting.isShare || reply.diagnostics.contains("error[safe]"), "\(value)")
      }
      #expect(!prompt(":set \(name)").output.isEmpty)
    }
    #expect((MemoryBudget.bytesAllowed, ThreadPool.threads) == before)
  }

  /// A workspace says where its modules came from; nothing is looked at there.
  @Test func aWorkspaceLeadsNowhere() throws {
    let cell = try Cell()
    let module = cell.around + "/module.gms"
    try "f(x) = x\n".write(toFile: module, atomically: false, encoding: .utf8)
    let open = Prompt { $0.script = cell.folder + "/script.gms" }
    _ = open.shows("use \"\(module)\"; :save \(cell.folder)/w.gmw")
    try "f(x) = 2*x; \(Cell.secret)\n".write(toFile: module, atomically: false, encoding: .utf8)
    #expect(open(":reload").diagnostics.contains("error["))
    let prompt = cell.prompt()
    _ = prompt.shows(":load \(cell.folder)/w.gmw")
    #expect(prompt.shows(":reload") == "no file has changed")
    #expect(prompt.shows("f(3)") == "3")
  }
}

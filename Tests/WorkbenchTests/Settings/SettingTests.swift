import Foundation
import Tensors
import Testing

@testable import Workbench

/// Settings, by their table.
///
/// Serialised, as threads and memory are the process's; a golden that another suite replays meanwhile
/// measures the memory anew.
@Suite(.serialized)
struct SettingTests {
  static let names = Session.settingNames

  /// Values that are none of a setting's.
  private static let wrong: [String: [String]] = [
    "digits": ["0", "18", "many", "1.5", "-3"], "notation": ["wide"], "time": ["maybe", "1"],
    "width": ["19", "501", "wide"], "threads": ["0", "-1", "257", "many"],
    "memory": ["0", "-1GB", "lots", "1e30GB"], "editing": ["word"], "color": ["blue"],
    "nan": ["maybe"], "hints": ["1"], "highlight": ["yes"], "pager": [],
    "plots": ["nice", "braille"], "theme": ["blue"],
  ]

  @Test(arguments: names) func takesItsValuesAndNoOthers(name: String) throws {
    let setting = try #require(Setting.named(name)), prompt = Prompt()
    defer { restore() }
    let initial = try #require(setting.initial)
    for value in setting.values {
      #expect(prompt(":set \(name) \(value)").outcome == .ok, "\(name) \(value)")
      if value != "auto" || name == "color" || name == "pager" || name == "notation"
        || name == "plots" || name == "theme"
      {
        let shown = prompt.session.setting(name)
        #expect(name == "memory" ? shown != nil : shown == value, "\(shown ?? "nil")")
      }
    }
    for value in Self.wrong[name] ?? [] {
      let before = prompt.session.setting(name), reply = prompt(":set \(name) \(value)")
      #expect(reply.outcome == .failed, "\(name) \(value)")
      #expect(reply.diagnostics.contains("hint: \(name) is \(setting.legal)"))
      if name != "memory" { #expect(prompt.session.setting(name) == before) }
      #expect(prompt.session.configure(name, value) == "\(name) is \(setting.legal)")
    }
    #expect(Self.wrong[name] != nil, "no wrong values are known for \(name)")
    #expect(prompt.session.configure(name, initial) == nil)
    #expect(setting.variable == "GM_" + name.uppercased())
    #expect(!setting.meaning.isEmpty && !setting.legal.isEmpty)
  }

  @Test(arguments: names) func isShownAndCompleted(name: String) throws {
    let prompt = Prompt(), setting = try #require(Setting.named(name))
    let text = prompt.shows(":set \(name)")
    #expect(text.hasPrefix("\(name) ") && text.contains(setting.meaning))
    #expect(text.contains(setting.legal))
    let found = prompt.session.completions(of: ":set \(name) ", at: name.utf8.count + 6).candidates
    #expect(found.map(\.text) == setting.values)
    #expect(prompt.shows(":set").contains("\n\(name) "))
  }

  @Test(arguments: [60, 80, 120]) func theTableFitsThePage(width: Int) {
    let prompt = Prompt()
    prompt(":set width \(width)")
    let lines = prompt.shows(":set").split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
    #expect(lines.count > Setting.all.count)
  }

  @Test(arguments: [
    (":set threads 0", "^", 13), (":set  digits = 40", "^^", 15), (":set digit 4", "^^^^^", 5),
    ("1;   :set color blue", "^^^^", 16), (":set editing word", "^^^^", 13),
  ]) func caretsStandUnderTheCulprit(line: String, carets: String, column: Int) {
    let marks = Prompt()(line).diagnostics.split(separator: "\n").first {
      $0.contains("^") && $0.allSatisfy { " ^".contains($0) }
    }
    #expect(marks.map(String.init) == "  " + String(repeating: " ", count: column) + carets)
  }

  @Test func thePageFollowsTheTerminalUntilItsWidthIsSet() {
    let prompt = Prompt()
    prompt.session.follow(columns: 100)
    #expect(prompt.session.setting("width") == "100")
    prompt.session.follow(columns: 3)
    #expect(prompt.session.setting("width") == "20")
    prompt(":set width 90")
    prompt.session.follow(columns: 120)
    #expect(prompt.session.setting("width") == "90")
    prompt(":set width auto")
    #expect(prompt.session.setting("width") == "120")
  }

  @Test func theFrontEndIsToldOfItsSettings() {
    let session = Prompt().session
    var told: [String] = []
    _ = session.run(":set color never\n:set digits 3\n:set pager less -S", name: "") {
      if case .setting(let name, let value) = $0 { told.append("\(name) \(value)") }
    }
    #expect(told == ["color never", "pager less -S"])
    #expect(session.configure("pager", "") != nil && session.configure("none", "1") != nil)
  }

  private func restore() {
    ThreadPool.setThreads(nil)
    MemoryBudget.measure()
  }
}

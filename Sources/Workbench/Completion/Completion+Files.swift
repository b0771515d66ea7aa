import Foundation
import Language

// Files: inside strings, behind `use` and `:log`.
extension Completion {
  /// The inside of a string: a choice of its argument, else a file.
  func inside(_ text: Cursor.Text) -> (start: Int, candidates: [Candidate]) {
    switch text {
    case .use: return files(cursor.word, cursor.start, isQuoted: true, endings: [".gms"])
    case .argument(let label):
      let choices = choices(label: label)
      if !choices.isEmpty {
        return (cursor.start, fitting(choices.map { Offer([$0], ending: "\"", detail: { "" }) }))
      }
      return files(cursor.word, cursor.start, isQuoted: true)
    case .plain: return files(cursor.word, cursor.start, isQuoted: true)
    }
  }

  /// The files that a path may become, in the folder that it names so far.
  ///
  /// Folders end with a slash; files must have one of the endings, if there are any.
  func files(
    _ typed: String, _ start: Int, isQuoted: Bool = false, endings: [String] = [],
    extra: [String] = []
  ) -> (start: Int, candidates: [Candidate]) {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let name = String(typed[typed.index(typed.startIndex, offsetBy: folder.count)...])
    let place = start + folder.utf8.count
    guard let full = directory(isQuoted ? folder.unescaped : folder) else { return (place, []) }
    var offers = extra.map { Offer($0) }
    for entry in entries(of: full, beginning: isQuoted ? name.unescaped : name) {
      guard entry.isFolder || endings.isEmpty || endings.contains(where: entry.name.hasSuffix)
      else {
        continue
      }
      let text = (isQuoted ? entry.name.escaped : entry.name) + (entry.isFolder ? "/" : "")
      offers.append(Offer(text, entry.isFolder ? "folder" : ""))
    }
    return (place, fitting(offers, word: name))
  }

  /// The full path of a folder as typed; nil where `--safe` forbids to look into it.
  private func directory(_ folder: String) -> String? {
    let script = session.options.script ?? ""
    let base =
      script.isEmpty
      ? FileManager.default.currentDirectoryPath
      : URL(fileURLWithPath: script).deletingLastPathComponent().path
    let expanded = (folder as NSString).expandingTildeInPath
    let full = URL(
      fileURLWithPath: expanded.isEmpty ? "." : expanded,
      relativeTo: URL(fileURLWithPath: base + "/")
    )
    .standardizedFileURL.resolvingSymlinksInPath().path
    guard session.options.isSafe else { return full }
    let root = URL(fileURLWithPath: base).standardizedFileURL.resolvingSymlinksInPath().path
    return full == root || full.hasPrefix(root + "/") ? full : nil
  }

  /// The most files of a folder that are looked at: a huge one must not hold up a key.
  private static let mostFiles = 4096

  /// The files that begin so, whatever their capitals; hidden ones where a dot is typed.
  private func entries(
    of folder: String, beginning typed: String
  ) -> [(name: String, isFolder: Bool)] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let lower = typed.lowercased()
    let names = all.lazy.filter { name in
      name.lowercased().hasPrefix(lower) && (typed.hasPrefix(".") || !name.hasPrefix("."))
        // A name that would steer the terminal is typed by hand.
        && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    return names.prefix(Completion.mostFiles).map { name in
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
      return (name, isFolder.boolValue)
    }
  }
}

extension String {
  /// As it is written in a string of the language.
  fileprivate var escaped: String {
    reduce(into: "") { text, character in
      switch character {
      case "\\", "\"": text += "\\\(character)"
      case "{", "}": text += "\(character)\(character)"
      default: text.append(character)
      }
    }
  }

  /// What is written so in a string of the language.
  fileprivate var unescaped: String {
    var text = "", rest = self[...]
    while let character = rest.popFirst() {
      let isDoubled = "{}".contains(character) && rest.first == character
      if isDoubled {
        rest.removeFirst()
      } else if character == "\\", let next = rest.popFirst() {
        text.append(next)
        continue
      }
      text.append(character)
    }
    return text
  }
}

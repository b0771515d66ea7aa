import Foundation
import Language

// Files: inside strings, behind `use` and `:log`.
extension Completion {
  /// The inside of a string: a choice of its argument, else a file.
  func inside(_ text: Cursor.Text) -> (start: Int, candidates: [Candidate]) {
    switch text {
    case .use: return files(cursor.word, cursor.start, endings: [".gms"])
    case .argument(let label):
      let choices = choices(label: label)
      if !choices.isEmpty {
        return (cursor.start, fitting(choices.map { Offer([$0], ending: "\"", detail: { "" }) }))
      }
      return files(cursor.word, cursor.start)
    case .plain: return files(cursor.word, cursor.start)
    }
  }

  /// The files that a path may become, in the folder that it names so far.
  ///
  /// Folders end with a slash; files must have one of the endings, if there are any.
  func files(
    _ typed: String, _ start: Int, endings: [String] = [], extra: [String] = []
  ) -> (start: Int, candidates: [Candidate]) {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let name = String(typed[typed.index(typed.startIndex, offsetBy: folder.count)...])
    let place = start + folder.utf8.count
    guard let full = directory(folder) else { return (place, []) }
    var offers = extra.map { Offer($0) }
    for entry in entries(of: full) where name.hasPrefix(".") || !entry.name.hasPrefix(".") {
      guard entry.isFolder || endings.isEmpty || endings.contains(where: entry.name.hasSuffix)
      else {
        continue
      }
      offers.append(
        Offer(entry.isFolder ? entry.name + "/" : entry.name, entry.isFolder ? "folder" : ""))
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

  private func entries(of folder: String) -> [(name: String, isFolder: Bool)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.prefix(Completion.mostFiles).map { name in
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
      return (name, isFolder.boolValue)
    }
  }
}

import Files
import Foundation
import Language

/// Where files of the language stand: as typed from the folder that gm was started in, `~` being home.
struct FilePlaces {
  let code: CodeLibrary
  /// Whether only files in the script's folder may be read, and none written.
  let isSafe: Bool
  /// The script that runs, if there is one.
  let script: String?
  /// Whether statements run that ran before: they write no file again, but one that nobody sees.
  var isReplaying = false

  /// The path to read from.
  func reading(_ path: String, at span: SourceSpan) throws(Fault) -> String {
    try checked(path, at: span)
    let full = path.expandingTilde
    guard isSafe else { return full }
    let folder =
      script.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
      ?? URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let root = folder.standardizedFileURL.resolvingSymlinksInPath().path
    let file = URL(fileURLWithPath: full).standardizedFileURL.resolvingSymlinksInPath().path
    guard file.hasPrefix(root == "/" ? root : root + "/") else {
      throw Fault("safe", "--safe keeps to the script's folder", at: span)
    }
    return file
  }

  /// The path to write to.
  func writing(_ path: String, at span: SourceSpan) throws(Fault) -> String {
    if isSafe { throw Fault("safe", "--safe forbids writing files", at: span) }
    try checked(path, at: span)
    guard isReplaying else { return path.expandingTilde }
    do throws(FileError) {
      return try ScratchFolder.path + (path.split(separator: "/").last ?? "file")
    } catch { throw Fault("file", error.description, at: span) }
  }

  /// The folder of the script in which a place stands, with a slash, as for `use`; empty where no script
  /// runs.
  func folder(_ span: SourceSpan) -> String {
    let path = code.path(span.source) ?? script ?? ""
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private func checked(_ path: String, at span: SourceSpan) throws(Fault) {
    if path.isEmpty { throw Fault("file", "the name of the file is empty", at: span) }
    if path.utf8.contains(0) {
      throw Fault("file", "the name of a file has no zero in it", at: span)
    }
  }
}

extension String {
  /// The path with the home folder for `~`.
  var expandingTilde: String {
    hasPrefix("~") ? (self as NSString).expandingTildeInPath : self
  }
}

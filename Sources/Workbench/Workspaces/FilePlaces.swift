import Files
import Foundation
import Language
import Tensors

/// Where files of the language stand: as typed from the folder that gm was started in, `~` being home.
struct FilePlaces {
  let code: CodeLibrary
  /// Whether only files in the script's folder may be read, and none written.
  var isSafe: Bool { enclosure != nil }
  /// The script that runs, if there is one.
  let script: String?
  /// Whether statements run that ran before: they write no file again.
  var isReplaying = false
  /// The files that such statements read.
  let reads = FileReads()
  /// The folder of the script, or the present one, where reading has to stay in it.
  private let enclosure: Enclosure?

  init(code: CodeLibrary, isSafe: Bool, script: String?) {
    (self.code, self.script) = (code, script)
    let folder = script.map { ($0 as NSString).deletingLastPathComponent } ?? ""
    enclosure = isSafe ? Enclosure(folder.isEmpty ? "." : folder) : nil
  }

  /// The bytes of a file that a script names.
  func file(_ path: String, at span: SourceSpan) throws(Fault) -> FileBytes {
    try checked(path, at: span)
    reads.note(path.expandingTilde)
    do throws(Fault) {
      return try WorkspaceFiles.file(path.expandingTilde, within: enclosure)
    } catch {
      guard error.details.code == "safe" else { throw error.placed(at: span) }
      throw Fault("safe", error.details.message, at: span, hint: hint(beside: path))
    }
  }

  /// The text of a file of code, which messages call by its title.
  func text(
    _ path: String, shownAs title: String? = nil, at span: SourceSpan? = nil
  ) throws(Fault) -> String {
    reads.note(path)
    guard let enclosure else {
      do throws(FileText.Failure) { return try FileText.read(path, shownAs: title) } catch {
        throw Fault("file", error.message, at: span)
      }
    }
    let file: FileBytes
    do throws(FileError) {
      file = try FileBytes(path, within: enclosure, limit: MemoryBudget.bytesAllowed)
    } catch {
      if case .outside = error { throw FilePlaces.outside(path, at: span) }
      throw Fault("file", "cannot read \(title ?? path): \(error.reason)", at: span)
    }
    guard let text = unsafe String(validating: file.bytes, as: UTF8.self) else {
      throw Fault("file", "\(title ?? path) is not a text in UTF-8", at: span)
    }
    return text
  }

  /// Where to write.
  ///
  /// What was written before is there already; but what a killed process had in its scratch folder the one that
  /// replays it needs in its own.
  func writing(_ path: String, at span: SourceSpan) throws(Fault) -> FileTarget {
    try requireWriting(at: span)
    try checked(path, at: span)
    let full = path.expandingTilde
    return FileTarget(path: full, isWritten: !isReplaying || ScratchFolder.holds(full))
  }

  /// Refuses whatever leaves a trace on the disk where nothing may be written.
  func requireWriting(at span: SourceSpan) throws(Fault) {
    if isSafe { throw Fault("safe", "--safe forbids writing files", at: span) }
  }

  /// The folder of the script in which a place stands, with a slash, as for `use`; empty where no script
  /// runs.
  func folder(_ span: SourceSpan) -> String {
    let path = code.path(span.source) ?? script ?? ""
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The fault of a path that leads out of the script's folder, with the place that was looked at.
  static func outside(_ path: String, at span: SourceSpan?) -> Fault {
    let present = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath + "/"
    return Fault(
      "safe", "--safe keeps to the script's folder: \(present + path) is outside", at: span)
  }

  /// How a file beside the script is named that was looked for where gm was started.
  private func hint(beside path: String) -> String? {
    let isElsewhere = ["/", "~", ".."].contains(where: path.hasPrefix)
    if script == nil || isElsewhere || path.contains("\"") { return nil }
    return "here(\"\(path)\") is beside the script"
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

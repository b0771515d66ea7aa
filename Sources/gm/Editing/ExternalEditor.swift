import Glibc

/// The editor of $VISUAL or $EDITOR on a text.
enum ExternalEditor {
  /// What came of it.
  enum Result {
    /// The text as it was left.
    case text(String)
    /// The editor said that it failed, as vi does for `:cq`, or could not be started.
    case failure(String)
  }

  private static var command: String {
    environment("VISUAL") ?? environment("EDITOR") ?? "vi"
  }

  /// Opens the editor on a text and waits for it.
  static func edit(_ text: String) -> Result {
    let folder = environment("TMPDIR") ?? "/tmp"
    var path = Array("\(folder)/gm-XXXXXX.gms".utf8CString)
    let descriptor = mkstemps(&path, Int32(".gms".utf8.count))
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else {
      return .failure("cannot write in \(folder): \(systemMessage(errno))")
    }
    defer { unlink(name) }
    let bytes = Array((text + "\n").utf8)
    let isWritten = write(descriptor, bytes, bytes.count) == bytes.count
    close(descriptor)
    guard isWritten else { return .failure("cannot write \(name)") }
    let code = Program.run(command, [name])
    guard code == 0 else {
      return .failure(
        code < 0 || code == 127 ? "cannot start \(command)" : "\(command) left with \(code)")
    }
    do throws(FileError) {
      let edited = try content(name)
      let lines = edited.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let ends = lines.reversed().prefix(while: \.isEmpty).count
      return .text(lines.dropLast(ends).joined(separator: "\n"))
    } catch { return .failure(error.message) }
  }
}

private func content(_ name: String) throws(FileError) -> String {
  try text(ofFile: name)
}

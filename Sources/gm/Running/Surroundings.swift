import CEditline
import Glibc

/// A variable of the environment that is set and not empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// Whether the terminal understands no escape sequences.
func terminalIsDumb() -> Bool {
  guard let terminal = environment("TERM") else { return true }
  return terminal == "dumb"
}

/// Whether a line can be edited here.
func terminalIsInteractive() -> Bool {
  isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !terminalIsDumb()
}

/// A file of ours below an XDG base folder; nil if there is no home.
func userFile(_ variable: String, fallback: String, _ path: String) -> String? {
  if let base = environment(variable), base.hasPrefix("/") { return "\(base)/gm/\(path)" }
  return environment("HOME").map { "\($0)/\(fallback)/gm/\(path)" }
}

/// The words of the system for an error number.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }

/// A file that could not be read.
struct FileError: Error {
  let path: String
  let reason: String

  var message: String { "cannot read \(path): \(reason)" }
}

/// The text of a file.
func text(ofFile path: String) throws(FileError) -> String {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileError(path: path, reason: systemMessage(errno)) }
  defer { close(descriptor) }
  return try text(from: descriptor, named: path)
}

/// All that a descriptor still holds, as text.
func text(from descriptor: Int32, named name: String) throws(FileError) -> String {
  let bytes = try bytes(from: descriptor, named: name)
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw FileError(path: name, reason: "not UTF-8 text")
  }
  return text
}

/// All that a descriptor still holds.
func bytes(from descriptor: Int32, named name: String) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  // A long file is not copied again and again while it is read.
  var status = stat()
  let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  if isFile { bytes.reserveCapacity(min(max(0, Int(status.st_size)), 1 << 26)) }
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    // A file is there at once; Ctrl-C and other news of the terminal are not for its reader.
    guard isFile || editline_wait(descriptor) else {
      throw FileError(path: name, reason: "interrupted")
    }
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      bytes.append(contentsOf: chunk[..<count])
    } else if count == 0 {
      return bytes
    } else if errno != EINTR {
      throw FileError(path: name, reason: systemMessage(errno))
    }
  }
}

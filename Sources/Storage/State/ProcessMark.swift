import Foundation
import Glibc

/// Which process a session runs in, so that it can be told later whether it is still there.
///
/// A process number comes again, so the mark has the start of the process and of the machine as well.
struct ProcessMark {
  /// The mark as it is kept.
  let text: String

  init(_ text: String) { self.text = text }

  /// That of this process.
  static let own = ProcessMark(of: getpid())

  init(of process: pid_t) {
    text = "\(process) \(ProcessMark.start(of: process) ?? "?") \(ProcessMark.boot)"
  }

  /// Whether the process is still running.
  var isRunning: Bool {
    let words = text.split(separator: " ")
    guard let first = words.first, let process = pid_t(first) else { return false }
    guard words.count == 3, words[1] != "?" else { return kill(process, 0) == 0 || errno == EPERM }
    return ProcessMark(of: process).text == text
  }

  /// When a process was started, in ticks of the machine; nil where there is none.
  private static func start(of process: pid_t) -> String? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      // The name of the program, in brackets, may hold anything.
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    // One that has ended is listed until its parent asks for it.
    return fields.count > 19 && !["Z", "X"].contains(fields[0]) ? String(fields[19]) : nil
  }

  private static let boot =
    (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
    .trimmingCharacters(in: .whitespacesAndNewlines) ?? "?"
}

import Foundation
import Language
import Storage

extension Session {
  /// `:history`, `:history 50`, `:history elbo`: entries of this and earlier sessions, with when and how
  /// they ended.
  func historyText(_ argument: String, at span: SourceSpan) throws(Fault) -> String {
    let words = argument.split(separator: " ").map(String.init)
    let count = words.first.flatMap { Int($0) }
    if let count, count < 1 {
      throw Fault(
        "command", ":history takes a number of entries, or words", at: span, hint: ":history 20")
    }
    let wanted = count == nil ? words : Array(words.dropFirst())
    guard wanted.count <= 100 else {
      throw Fault("command", ":history looks for at most 100 words", at: span)
    }
    guard let state, let found = state.entries(containing: wanted, last: count ?? 20) else {
      throw withoutState(":history", at: span)
    }
    if found.isEmpty { return words.isEmpty ? "there is no entry yet" : "no entry has these words" }
    return found.map { entry in
      let time = entry.time.map(SessionState.clock) ?? ""
      // Entries of the history that was a file have neither a time nor an ending.
      let outcome = entry.outcome ?? (entry.time == nil ? "ok" : "not ended")
      let lines = entry.text.split(separator: "\n", omittingEmptySubsequences: false)
      let head = time.padding(to: 18) + (outcome == "ok" ? "" : outcome).padding(to: 12)
      return head + lines.joined(separator: "\n" + String(repeating: " ", count: head.count))
    }.joined(separator: "\n")
  }

  /// The fault of what needs the database of sessions where there is none.
  func withoutState(_ command: String, at span: SourceSpan) -> Fault {
    let reason = state?.trouble.map { ": \($0.description)" } ?? ""
    return Fault(
      "command",
      "\(command) has nothing to show: this session keeps no history and no runs\(reason)", at: span
    )
  }
}

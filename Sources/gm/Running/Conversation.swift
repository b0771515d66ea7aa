import CEditline
import Glibc
import Workbench

/// The conversation at a terminal: read an entry, run it, show what it says.
final class Conversation {
  private let session: Session
  private let output: Output
  private let isQuiet: Bool

  init(_ session: Session, _ output: Output, isQuiet: Bool) {
    self.session = session
    self.output = output
    self.isQuiet = isQuiet
  }

  /// Goes on until the user leaves; the result is the exit code.
  func run() -> Int32 {
    guard terminalIsInteractive() else { return runPlainly() }
    editline_use_utf8()
    let history = History(session.state)
    guard let editor = LineEditor(session, history) else { return runPlainly() }
    defer { _ = editline_end_running() }
    var isFirst = true
    // What was typed before stands on the line already; it comes again at the prompt.
    if !isQuiet { print("\r\u{1b}[K", terminator: "") }
    if !isQuiet { print("gm \(gmVersion)   ?name for help, Tab completes, Ctrl-D leaves") }
    while true {
      output.endLine()
      session.follow(columns: TerminalSize.present.columns)
      let mode = session.setting("editing").flatMap(EditingMode.init) ?? .emacs
      if editor.mode != mode { editor.setMode(mode) }
      let reading = editor.read(prompt: PromptText.first, inColor: output.colorsEntries)
      editline_begin_running()
      switch reading {
      case .interrupted: CtrlC.clear()
      case .left:
        print("")
        return ExitCode.success
      case .lost:
        // Nobody has left: the session can be recovered.
        session.state?.letGo()
        return ExitCode.ended(by: editline_ended_by())
      case .entry(let text):
        if let code = take(text, history) { return code }
        if isFirst, !isQuiet { Recovery.hint(session.state) }
        isFirst = false
      case .transcript(let entries):
        for entry in entries {
          if let code = take(entry, history) { return code }
          output.endLine()
        }
      }
    }
  }

  /// Runs an entry, and what `:edit` makes of one; the exit code, if it asks to leave.
  private func take(_ text: String, _ history: History) -> Int32? {
    guard !text.isBlank else { return nil }
    let entry = history.append(text)
    if let code = answer(text, entry) { return code }
    guard let edit = output.takeEdit() else { return nil }
    switch ExternalEditor.edit(edit.isEmpty ? history.beforeLast ?? "" : edit) {
    case .failure(let reason):
      Output.complain("\(reason); nothing is run")
      return nil
    case .text(let edited):
      guard !edited.isBlank else { return nil }
      // As if it had been typed.
      print(PromptText.first + edited.replacing("\n", with: "\n" + PromptText.further))
      return take(edited, history)
    }
  }

  /// Without editing: lines as they come, no prompt and no escape bytes.
  private func runPlainly() -> Int32 {
    var entry = ""
    while let line = readLine(strippingNewline: false) {
      if CtrlC.isRequested { entry = "" }
      CtrlC.clear()
      entry += line
      if entry.isBlank || session.completeness(of: entry) != .incomplete {
        if let code = answerPlainly(entry) { return code }
        output.endLine()
        entry = ""
      }
    }
    return answerPlainly(entry) ?? ExitCode.success
  }

  private func answerPlainly(_ text: String) -> Int32? {
    text.isBlank ? nil : answer(text, session.state?.add(entry: text.trimmed))
  }

  /// Runs an entry; the exit code, if it asks to leave.
  private func answer(_ text: String, _ entry: SessionState.Entry? = nil) -> Int32? {
    CtrlC.clear()
    let outcome = session.run(text, named: "gm>", output: output.show)
    if let entry { session.state?.end(entry, outcome) }
    CtrlC.clear()
    guard case .quit(let code) = outcome else { return nil }
    output.endLine()
    return code
  }
}

extension String {
  /// Whether there is nothing but blanks.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// The text without the ends of lines behind it.
  fileprivate var trimmed: String { String(reversed().drop { $0.isNewline }.reversed()) }
}

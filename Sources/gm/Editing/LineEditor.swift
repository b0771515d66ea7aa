import CEditline
import Workbench

/// Reads entries at the prompt: libedit moves, edits and draws; what is particular to `gm` is here
/// and in the extensions.
final class LineEditor {
  /// What reading came to.
  enum Reading {
    case entry(String)
    /// Ctrl-C: the entry was thrown away.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
  }

  let session: Session
  let history: History
  let buffer: EditBuffer
  private let link: Link
  private(set) var mode = EditingMode.emacs
  private var prompt = ""
  private var isInterrupted = false

  var walk: HistoryWalk?
  var search: HistorySearch?
  var undo = UndoStack()
  /// The candidates that the next Tab lists.
  var candidates: [String] = []
  /// When candidates were offered last, as a count of keys.
  var offeredAt: UInt = 0
  /// Where the cursor goes when the list was shown.
  var resume = 0

  init?(_ session: Session, _ history: History) {
    let link = Link()
    let callbacks = EditlineCallbacks(
      context: Unmanaged.passUnretained(link).toOpaque(), perform: performAction,
      idle: noteIdleState)
    guard let handle = editline_create(callbacks, .emacs) else { return nil }
    self.session = session
    self.history = history
    self.link = link
    buffer = EditBuffer(handle: handle)
    link.editor = self
  }

  deinit { editline_destroy(buffer.handle) }

  /// Chooses the keys.
  func setMode(_ mode: EditingMode) {
    self.mode = mode
    editline_set_mode(buffer.handle, mode == .vi ? .vi : .emacs)
  }

  /// Reads one entry, which may have several lines.
  func read(prompt: String) -> Reading {
    self.prompt = prompt
    isInterrupted = false
    walk = nil
    search = nil
    undo = UndoStack()
    showPrompt()
    var length = 0
    guard let start = editline_read(buffer.handle, &length) else { return .end }
    if isInterrupted { return .interrupted }
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    let text = String(decoding: bytes, as: UTF8.self)
    return .entry(text.last == "\n" ? String(text.dropLast()) : text)
  }

  /// The number of keys so far.
  var keyCount: UInt { editline_key_count(buffer.handle) }

  /// Shows the usual prompt, or that of the search.
  func showPrompt() {
    editline_set_prompt(buffer.handle, search?.prompt ?? prompt)
  }

  fileprivate func perform(_ action: EditlineAction) -> EditlineReply {
    switch action {
    case .enter: enter()
    case .newline: breakLine()
    case .complete: complete()
    case .list: listCandidates()
    case .up: moveUp()
    case .down: moveDown()
    case .lineStart: moveToLineStart()
    case .lineEnd: moveToLineEnd()
    case .paste: paste()
    case .search: beginSearch()
    case .searchKey: continueSearch(editline_captured(buffer.handle))
    case .undo: undoEdit()
    case .endOfFile: endOrDelete()
    case .interrupt: interrupt()
    case .closingBracket: closeBracket()
    }
  }

  /// Throws the entry away but leaves it on the screen.
  func interrupt() -> EditlineReply {
    isInterrupted = true
    search = nil
    showPrompt()
    editline_accept(buffer.handle)
    return .refresh
  }

  fileprivate func noteIdle() { undo.note(buffer.entry) }
}

/// What C holds: the editor may not exist yet when its callbacks are registered.
private final class Link {
  weak var editor: LineEditor?
}

private func editor(of context: UnsafeMutableRawPointer?) -> LineEditor? {
  context.flatMap { Unmanaged<Link>.fromOpaque($0).takeUnretainedValue().editor }
}

private func performAction(
  _ context: UnsafeMutableRawPointer?, _ action: EditlineAction
) -> EditlineReply {
  editor(of: context)?.perform(action) ?? .end
}

private func noteIdleState(_ context: UnsafeMutableRawPointer?) { editor(of: context)?.noteIdle() }

import CEditline
import Workbench

/// Reads entries at the prompt: libedit keeps the text and knows the keys of two editors; what is
/// particular to `gm`, and all drawing, is here and in the extensions.
final class LineEditor {
  /// What reading came to.
  enum Reading {
    case entry(String)
    /// The entries of a transcript that was pasted: each runs for itself, as when it was recorded.
    case transcript([String])
    /// Ctrl-C: the entry was thrown away.
    case interrupted
    /// Ctrl-D on an empty line.
    case left
    /// The terminal is gone, or a signal asks the process to end.
    case lost
  }

  let session: Session
  let history: History
  let buffer: EditBuffer
  let display = EntryDisplay()
  private let link: Link
  private(set) var mode = EditingMode.emacs
  private(set) var prompt = ""
  private var isInterrupted = false
  /// Whether Ctrl-D ended the reading.
  var isLeft = false
  /// Whether the entry has colours, and the call being typed is shown.
  private(set) var colors = true
  private(set) var hints = true

  var walk: HistoryWalk?
  var search: HistorySearch?
  var undo = UndoStack()
  var kills = KillRing()
  /// The candidates of Tab, while they are shown.
  var menu: CompletionMenu?
  /// What is said below an entry until it changes.
  var notice: (text: String, entry: Entry)?
  /// The first row of the entry that is shown, where it is taller than the terminal.
  var firstRow = 0
  /// The entries of the transcript that was pasted last.
  var transcript: [String]?
  /// What the next entry starts as.
  var next: String?

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
  func read(prompt: String, inColor: Bool) -> Reading {
    self.prompt = prompt
    display.inColor = inColor
    colors = session.setting("highlight") != "off"
    hints = session.setting("hints") != "off"
    isInterrupted = false
    isLeft = false
    walk = nil
    search = nil
    menu = nil
    notice = nil
    transcript = nil
    undo = UndoStack()
    display.reset()
    var length = 0
    guard let start = editline_read(buffer.handle, &length) else { return isLeft ? .left : .lost }
    if isInterrupted { return .interrupted }
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    let text = String(decoding: bytes, as: UTF8.self)
    let entry = text.last == "\n" ? String(text.dropLast()) : text
    if let transcript, transcript.joined(separator: "\n") == entry {
      return .transcript(transcript)
    }
    return .entry(entry)
  }

  /// The number of keys so far.
  var keyCount: UInt { editline_key_count(buffer.handle) }

  fileprivate func perform(_ action: EditlineAction) -> EditlineReply {
    switch action {
    case .enter where menu?.chosen != nil:
      // The candidate is taken; the entry runs with the next Enter.
      menu = nil
      return .done
    case .complete, .completeBackwards, .resized, .suspend, .resume: break
    default: menu = nil
    }
    return reply(to: action)
  }

  private func reply(to action: EditlineAction) -> EditlineReply {
    switch action {
    case .enter: enter()
    case .newline: breakLine()
    case .runAndNext: runAndNext()
    case .complete: complete()
    case .completeBackwards: completeBackwards()
    case .up: moveUp()
    case .down: moveDown()
    case .earlier: walkHistory(older: true)
    case .later: walkHistory(older: false)
    case .left: moveLeft()
    case .right: moveRight()
    case .wordLeft: moveWordLeft()
    case .wordRight: moveWordRight()
    case .lineStart: moveToLineStart()
    case .lineEnd: moveToLineEnd()
    case .textStart: moveToTextStart()
    case .textEnd: moveToTextEnd()
    case .backspace: backspace()
    case .delete: delete()
    case .killToLineEnd: killToLineEnd()
    case .killToLineStart: killToLineStart()
    case .killWord: killWord()
    case .killWordBackwards: killWordBackwards()
    case .killBlankWordBackwards: killBlankWordBackwards()
    case .yank: yank()
    case .yankEarlier: yankEarlier()
    case .swapCharacters: swapCharacters()
    case .swapWords: swapWords()
    case .paste: paste()
    case .search: beginSearch()
    case .searchKey: continueSearch(editline_captured(buffer.handle))
    case .undo: undoEdit()
    case .redo: redoEdit()
    case .endOfFile: endOrDelete()
    case .interrupt: interrupt()
    case .closingBracket: closeBracket()
    case .clearScreen: clearScreen()
    case .edit: editElsewhere()
    case .help: showHelp()
    case .resized: resized()
    case .suspend: suspend()
    case .resume: resume()
    }
  }

  /// Throws the entry away but leaves it on the screen.
  private func interrupt() -> EditlineReply {
    isInterrupted = true
    search = nil
    finish()
    editline_accept(buffer.handle)
    return .done
  }

  private func suspend() -> EditlineReply {
    display.leave()
    return .done
  }

  private func resume() -> EditlineReply {
    refresh()
    return .done
  }

  /// What help says of the word at the cursor, above the entry.
  private func showHelp() -> EditlineReply {
    let entry = buffer.entry
    guard
      let help = session.help(
        on: entry.wordAtCursor, at: entry.cursor, of: entry.text)
    else { return .refuse }
    printAbove(help)
    return .done
  }

  fileprivate func noteIdle() {
    if let text = next {
      next = nil
      buffer.entry = Entry(text)
    }
    if search == nil { undo.note(buffer.entry) }
    if let menu, menu.entry != buffer.entry { self.menu = nil }
    if let notice, notice.entry != buffer.entry { self.notice = nil }
    if !editline_has_input(buffer.handle) { refresh() }
  }
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

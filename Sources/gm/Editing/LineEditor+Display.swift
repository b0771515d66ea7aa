import CEditline
import Workbench

// What the terminal shows: the entry in its colours, below it the candidates of Tab or the call that
// is being typed.
extension LineEditor {
  /// Texts longer than this are shown without colours and hints, which need all of it at each key.
  private static let longest = 20_000

  /// Brings the display up to date, when no more keys wait.
  func refresh() {
    let entry = buffer.entry
    let size = TerminalSize.present
    let layout = EntryLayout(
      entry, prompt: search?.prompt ?? prompt, further: PromptText.further,
      highlights: highlights(of: entry), columns: size.columns)
    var below = size.rows < 4 ? [] : rowsBelow(entry, size)
    var room = max(1, size.rows - below.count)
    if layout.rows.count > room, room > 2 {
      room -= 1
      let shown = "row \(layout.cursor.row + 1) of \(layout.rows.count)"
      below.insert(Row("… \(shown)", .dim, columns: size.columns - 1), at: 0)
    }
    display.show(frame(layout, room: room, below: below))
  }

  /// The part of the entry that there is room for: the cursor's row and as little motion as possible.
  private func frame(_ layout: EntryLayout, room: Int, below: [Row]) -> Frame {
    let last = max(0, layout.rows.count - room), row = layout.cursor.row
    firstRow = min(max(min(firstRow, row), row - room + 1), last)
    let rows = layout.rows[firstRow...].prefix(room)
    return Frame(
      rows: rows + below, cursorRow: row - firstRow, cursorColumn: layout.cursor.column)
  }

  /// Shows the whole entry as it stays on the screen, and goes below it.
  func finish() {
    menu = nil
    notice = nil
    let entry = Entry(buffer.entry.text)
    let size = TerminalSize.present
    let layout = EntryLayout(
      entry, prompt: prompt, further: PromptText.further,
      highlights: highlights(of: entry).filter { $0.kind != .bracket }, columns: size.columns)
    firstRow = 0
    if layout.rows.count <= size.rows {
      display.show(frame(layout, room: size.rows, below: []))
      display.leave()
    } else {
      display.erase()
      display.print(layout.rows)
    }
  }

  func resized() -> EditlineReply {
    display.eraseResized(columns: TerminalSize.present.columns)
    refresh()
    return .done
  }

  func clearScreen() -> EditlineReply {
    display.clearScreen()
    return .done
  }

  /// Writes lines above the entry, which is drawn again below them.
  func printAbove(_ text: String) {
    display.erase()
    let columns = TerminalSize.present.columns
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    display.print(
      lines.flatMap { line in
        EntryLayout(Entry(String(line)), prompt: "", columns: columns).rows
      })
  }

  private func highlights(of entry: Entry) -> [Highlight] {
    guard colors, entry.text.utf8.count < LineEditor.longest else { return [] }
    return session.highlights(of: entry.text, cursor: entry.cursor)
  }

  /// The candidates of Tab, else a notice, else the call that the cursor stands in.
  private func rowsBelow(_ entry: Entry, _ size: TerminalSize) -> [Row] {
    // The last column stays free: a full row would move what is below it.
    let columns = size.columns - 1
    if let menu { return menu.rows(columns: columns, most: max(2, size.rows / 2)) }
    if let notice { return [Row(notice.text, .dim, columns: columns)] }
    guard search == nil, hints, entry.text.utf8.count < LineEditor.longest,
      let hint = session.hint(of: entry.text, at: entry.cursor)
    else { return [] }
    return [hint.row(columns: columns)]
  }
}

extension CallHint {
  /// The hint in one row; a long one begins at what is being typed, and `…` stands for what is cut.
  fileprivate func row(columns: Int) -> Row {
    let active = active ?? text.utf8.count..<text.utf8.count
    var parts = [0..<active.lowerBound, active, active.upperBound..<text.utf8.count].map { range in
      String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
    let room = columns - 2
    if parts[0].count + parts[1].count > room { parts[0] = parts[0].prefix { $0 != "(" } + "(… " }
    let rest = room - parts[0].count - parts[1].count
    if parts[2].count > rest { parts[2] = parts[2].prefix(max(0, rest - 1)) + "…" }
    var row = Row("  " + parts[0], .dim, columns: columns)
    row.append(parts[1], .active, columns: columns)
    row.append(parts[2], .dim, columns: columns)
    return row
  }
}

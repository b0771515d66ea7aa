@preconcurrency import Glibc

/// What a terminal shows of an entry: at most as many rows as it has.
struct Frame: Equatable {
  var rows: [Row]
  var cursorRow = 0
  var cursorColumn = 0
}

/// Draws frames at the terminal's cursor, each over the last one, row by row where they differ.
///
/// The terminal is never asked anything: the frame's first row is where the cursor stood at first, and
/// all motion is relative to it.
final class EntryDisplay {
  private var shown = Frame(rows: [])
  /// The rows that the terminal has below the first, drawn on or erased.
  private var rowsTaken = 1
  private var row = 0
  private var output = ""
  /// Whether more than bold and dim is used.
  var inColor = true

  /// Starts anew where the terminal's cursor is, at the start of an empty row.
  func reset() {
    shown = Frame(rows: [])
    rowsTaken = 1
    row = 0
  }

  /// Shows a frame in place of the last one.
  func show(_ frame: Frame) {
    guard frame != shown else { return }
    output = frame.rows.count > 1 || shown.rows.count > 1 ? "\u{1b}[?25l" : ""
    let hidesCursor = !output.isEmpty
    for place in frame.rows.indices where !isShown(frame.rows[place], at: place) {
      draw(frame.rows[place], at: place)
    }
    if shown.rows.count > frame.rows.count {
      move(to: frame.rows.count)
      output += "\r\u{1b}[J"
    }
    shown = frame
    move(to: frame.cursorRow)
    output += "\r"
    if frame.cursorColumn > 0 { output += "\u{1b}[\(frame.cursorColumn)C" }
    if hidesCursor { output += "\u{1b}[?25h" }
    flush()
  }

  /// Leaves what is shown on the screen and goes to an empty row below it.
  func leave() {
    output = ""
    move(to: max(0, shown.rows.count - 1))
    output += "\r\n"
    flush()
    reset()
  }

  /// Erases what is shown; the cursor is where the first row was.
  func erase() {
    output = ""
    move(to: 0)
    output += "\r\u{1b}[J"
    flush()
    reset()
  }

  /// Erases what is shown on a terminal that has just become so many columns wide; most of them have
  /// wrapped the rows that became too long.
  func eraseResized(columns: Int) {
    let above = shown.rows.prefix(row).reduce(0) { $0 + max(1, ($1.width + columns - 1) / columns) }
    let within = shown.cursorColumn / max(1, columns)
    output = above + within > 0 ? "\u{1b}[\(above + within)A" : ""
    output += "\r\u{1b}[J"
    flush()
    reset()
  }

  /// Empties the screen.
  func clearScreen() {
    output = "\u{1b}[H\u{1b}[2J"
    flush()
    reset()
  }

  /// Writes rows that scroll away above the next frame.
  func print(_ rows: [Row]) {
    output = ""
    for row in rows {
      // The terminal itself goes on in the next row, and knows that the line is one.
      output += row.drawn(inColor: inColor) + (row.isWrapped ? "" : "\r\n")
    }
    flush()
    reset()
  }

  private func isShown(_ row: Row, at place: Int) -> Bool {
    place < shown.rows.count && shown.rows[place] == row && place < rowsTaken
  }

  private func draw(_ content: Row, at place: Int) {
    move(to: place)
    // Behind a full row the cursor waits on its last column, which must not be erased.
    output += "\r\u{1b}[K" + content.drawn(inColor: inColor)
  }

  private func move(to place: Int) {
    if place < row { output += "\u{1b}[\(row - place)A" }
    if place > row {
      let known = min(place, rowsTaken - 1)
      if known > row { output += "\u{1b}[\(known - row)B" }
      // Only a newline makes rows that are not there yet.
      if place > known { output += String(repeating: "\r\n", count: place - max(known, row)) }
    }
    row = place
    rowsTaken = max(rowsTaken, place + 1)
  }

  private func flush() {
    output.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return }
      _ = fwrite(start, 1, bytes.count, stdout)
    }
    fflush(stdout)
    output = ""
  }
}

import Glibc

/// The size of the terminal, in characters.
struct TerminalSize {
  let rows: Int
  let columns: Int
  /// The size of a character in pixels: 8 by 16 where the terminal does not tell.
  var cell = (width: 8, height: 16)

  /// The size now; 24 by 80 where the terminal does not tell.
  static var present: TerminalSize {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return TerminalSize(rows: 24, columns: 80) }
    let (rows, columns) = (Int(size.ws_row), Int(size.ws_col))
    let cell = (width: Int(size.ws_xpixel) / columns, height: Int(size.ws_ypixel) / rows)
    guard (4...64).contains(cell.width), (6...128).contains(cell.height) else {
      return TerminalSize(rows: rows, columns: columns)
    }
    return TerminalSize(rows: rows, columns: columns, cell: cell)
  }
}

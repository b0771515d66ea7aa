import Glibc

/// The size of the terminal, in characters.
struct TerminalSize {
  let rows: Int
  let columns: Int

  /// The size now; 24 by 80 where the terminal does not tell.
  static var present: TerminalSize {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return TerminalSize(rows: 24, columns: 80) }
    return TerminalSize(rows: Int(size.ws_row), columns: Int(size.ws_col))
  }
}

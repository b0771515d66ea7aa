import Workbench

@preconcurrency import Glibc

/// Shows a text that is longer than the screen in the user's pager.
enum Pager {
  /// Shows the text; false where it has to be written plainly: it is short, stdout is no terminal, or
  /// there is no pager.
  static func show(_ text: String, setting: String) -> Bool {
    guard setting != "off", terminalIsInteractive() else { return false }
    let size = TerminalSize.present
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, ($1.count + size.columns - 1) / size.columns) }
    guard rows >= size.rows else { return false }
    fflush(stdout)
    // Plain less shows colours as text, hides the end, clears the screen and stays after Ctrl-C.
    setenv("LESS", "FKRX", 0)
    setenv("LESSCHARSET", "utf-8", 0)
    let code = Program.run(command(setting), reading: text)
    return code != 127 && code != -1
  }

  private static func command(_ setting: String) -> String {
    setting != "auto" ? setting : environment("PAGER") ?? "less"
  }
}

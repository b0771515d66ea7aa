import Plotting
import Workbench

@preconcurrency import Glibc

/// When to colour.
enum ColorChoice: String, CaseIterable {
  case auto, always, never
}

/// Shows what a session says: values on stdout, diagnostics on stderr, in the order they came.
final class Output {
  private let showsProgress = isatty(STDERR_FILENO) == 1 && !terminalIsDumb()
  private var lineIsOpen = false
  /// When to colour.
  var color = ColorChoice.auto
  /// What shows texts longer than the screen.
  var pager = "auto"
  /// Whether another program may be started, such as the pager.
  var startsPrograms = true
  /// How figures are drawn.
  var figures = FigureDisplay()
  /// The text that `:edit` asked to edit, empty for the entry before it.
  private var edit: String?

  /// Whether the entry at the prompt has colours.
  var colorsEntries: Bool { colors(STDOUT_FILENO) }

  private func colors(_ descriptor: Int32) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      isatty(descriptor) == 1 && environment("NO_COLOR") == nil && !terminalIsDumb()
    }
  }

  /// The text that `:edit` asked to edit, once.
  func takeEdit() -> String? {
    defer { edit = nil }
    return edit
  }

  func show(_ event: SessionEvent) {
    switch event {
    case .output(let text): put(text)
    case .diagnostic(let text):
      endLine()
      fflush(stdout)
      write(colors(STDERR_FILENO) ? colored(text) : text, to: stderr)
    case .setting(name: "color", let value): color = ColorChoice(rawValue: value) ?? color
    case .setting(name: "pager", let value): pager = value
    case .setting(name: "plots", let value):
      figures.choice = FigureChoice(rawValue: value) ?? figures.choice
    case .setting(name: "theme", let value): figures.theme = value
    case .setting(name: "width", let value): figures.columns = Int(value)
    case .setting: break
    case .figure(let figure):
      let figures = figures, isColoured = colors(STDOUT_FILENO)
      let draw: @Sendable () -> String = { figures.text(of: figure, isColoured: isColoured) }
      if let text = figure.isLarge ? Stop.leaving(draw) : draw() { put(text) }
    case .edit(let text): edit = text
    case .page(let text):
      if !startsPrograms || !Pager.show(text, setting: pager) { put(text) }
    case .progress(let text): showProgress(text)
    }
  }

  private func put(_ text: String) {
    if let last = StoppableText.write(text) { lineIsOpen = last != UInt8(ascii: "\n") }
  }

  /// A line that the next one replaces; nothing where stderr is no terminal that can do so.
  private func showProgress(_ text: String) {
    guard showsProgress else { return }
    endLine()
    let columns = TerminalSize.present.columns
    write("\r\u{1b}[K" + text.prefix(columns - 1), to: stderr)
    fflush(stderr)
  }

  /// Ends a line that a print left open, so that the prompt or a message starts its own.
  func endLine() {
    if lineIsOpen { write("\n", to: stdout) }
    lineIsOpen = false
    fflush(stdout)
  }

  /// Says what went wrong with the front end itself, as `gm: ...` on stderr.
  static func complain(_ text: String) {
    fflush(stdout)
    write("gm: \(text)\n", to: stderr)
  }
}

private func write(_ text: String, to file: UnsafeMutablePointer<FILE>?) {
  var text = text
  text.withUTF8 { bytes in
    guard let file else { return }
    _ = fwrite(bytes.baseAddress, 1, bytes.count, file)
  }
}

/// The word `error[...]` in red, hints dimly, everything else as it is.
private func colored(_ text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.map { colored(line: $0) }.joined(separator: "\n")
}

private func colored(line: Substring) -> String {
  let indent = line.prefix { $0 == " " }
  let rest = line[indent.endIndex...]
  if rest.hasPrefix("hint:") { return "\(indent)\u{1b}[2m\(rest)\u{1b}[0m" }
  if rest.hasPrefix("error["), let end = rest.firstIndex(of: "]") {
    return "\(indent)\u{1b}[1;31m\(rest[...end])\u{1b}[0m\(rest[rest.index(after: end)...])"
  }
  return String(line)
}

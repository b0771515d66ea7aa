import TestSupport

@testable import Plotting

/// The writers of figures.
extension FuzzTarget {
  static let figures = FuzzTarget(
    name: "figures", summary: "figures of all marks as text, SVG, PNG, PDF, kept and read again",
    form: .choices, limit: 500, seeds: { [] }
  ) { input in
    var generator = FigureGenerator(SeededGenerator(choices: input))
    let style = generator.terminal(), page = generator.page()
    let figure = generator.figure()
    try draw(figure, style, page)
    if let text = FigureText.text(of: figure), let read = FigureText.figure(text) {
      try FuzzComplaint.unless(FigureText.text(of: read) == text, "read again it is another")
    }
  }

  static let keptFigures = FuzzTarget(
    name: "kept-figures", summary: "changed texts of kept figures, drawn where they are sound",
    form: .text, limit: 8192,
    seeds: {
      (0..<200).compactMap { seed in
        var generator = FigureGenerator(SeededGenerator(seed: UInt64(seed)))
        return FigureText.text(of: generator.figure()).map { Array($0.utf8) }
      }
    }
  ) { input in
    guard let figure = FigureText.figure(String(decoding: input, as: UTF8.self)) else { return }
    try draw(figure, .golden, PageStyle(width: 120, height: 80))
  }

  private static func draw(_ figure: Figure, _ style: TerminalStyle, _ page: PageStyle) throws {
    _ = figure.summary
    for line in TerminalText.lines(figure, style) where style.glyphs == .ascii {
      try FuzzComplaint.unless(
        !line.contains("\n"), "a line of two lines: \(line.debugDescription)")
    }
    let scene = Page.scene(figure, page)
    _ = SVG.text(scene)
    _ = try? Bitmap.png(scene, dpi: 30)
    _ = try? Bitmap.pdf([scene])
  }
}

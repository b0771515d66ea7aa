/// A picture as a value: what is to be seen, not how it is drawn.
///
/// A figure is edited by making another one; no state is shared. `TerminalText`, `SVG` and `Bitmap`
/// draw it.
public indirect enum Figure: Sendable {
  /// Marks inside axes.
  case panel(Panel)
  /// Figures in rows, from the top; rows need not be equally long.
  case rows([[Figure]])
  /// Figures one after another, with the seconds that each one stands.
  case frames([Figure], seconds: Double)

  /// A figure of one mark.
  public init(_ mark: some Mark) { self = .panel(Panel(marks: [mark])) }

  /// The panels, by rows from the top; of frames those of all.
  public var panels: [Panel] {
    switch self {
    case .panel(let panel): [panel]
    case .rows(let rows): rows.flatMap { $0 }.flatMap(\.panels)
    case .frames(let frames, _): frames.flatMap(\.panels)
    }
  }

  /// What is shown where nothing moves: of frames the last one, also of those inside a layout.
  public var still: Figure {
    still(frameCount - 1)
  }

  /// The figure with every panel changed.
  public func mapping(_ change: (inout Panel) -> Void) -> Figure {
    switch self {
    case .panel(var panel):
      change(&panel)
      return .panel(panel)
    case .rows(let rows):
      return .rows(rows.map { row in row.map { $0.mapping(change) } })
    case .frames(let frames, let seconds):
      return .frames(frames.map { $0.mapping(change) }, seconds: seconds)
    }
  }

  /// About how many bytes the numbers of its marks take.
  public var byteCount: Int {
    panels.reduce(0) { $0 + $1.marks.reduce(0) { $0 + $1.numberCount * 8 } }
  }

  /// Whether drawing it takes so long that one may want to leave it.
  public var isLarge: Bool { byteCount > 1 << 20 }

  /// The figure in a line: `figure of 2 × line`.
  public var summary: String {
    switch self {
    case .panel(let panel): return "figure of \(panel.nouns)"
    case .rows(let rows):
      let count = rows.reduce(0) { $0 + $1.count }
      return "layout of \(count) \(count == 1 ? "figure" : "figures")"
    case .frames(let frames, _):
      return "animation of \(frames.count) \(frames.count == 1 ? "figure" : "figures")"
    }
  }
}

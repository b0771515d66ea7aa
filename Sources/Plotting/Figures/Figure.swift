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

  /// What it costs to look at all of it: its numbers, and a hundred for each mark and each figure, at every
  /// place where they stand; no more than `most` is counted.
  public func weight(upTo most: Int = 1 << 60) -> Int {
    var left = most
    weigh(&left)
    return most - max(left, 0)
  }

  private func weigh(_ left: inout Int) {
    left -= 100
    switch self {
    case .panel(let panel):
      for mark in panel.marks where left > 0 { left -= 100 + min(mark.numberCount, left) }
    case .rows(let rows):
      for row in rows { for figure in row where left > 0 { figure.weigh(&left) } }
    case .frames(let frames, _):
      for figure in frames where left > 0 { figure.weigh(&left) }
    }
  }

  /// Whether figures stand in it more than so many levels deep.
  public func isDeeper(than levels: Int) -> Bool {
    guard levels >= 0 else { return true }
    return switch self {
    case .panel: false
    case .rows(let rows): rows.contains { $0.contains { $0.isDeeper(than: levels - 1) } }
    case .frames(let frames, _): frames.contains { $0.isDeeper(than: levels - 1) }
    }
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

/// What a page looks like, whatever is on it.
public struct PageStyle: Hashable, Sendable {
  /// The width in units of 1/96 inch, which are the pixels of a web page; nil for what suits the figure.
  public var width: Double?
  /// The height in the same units; nil for what suits the figure.
  public var height: Double?
  /// The colours.
  public var theme: Theme
  /// Whether the background is left out.
  public var isTransparent: Bool

  /// A style; dark on white unless told.
  public init(
    width: Double? = nil, height: Double? = nil, theme: Theme = .light,
    isTransparent: Bool = false
  ) {
    self.width = width
    self.height = height
    self.theme = theme
    self.isTransparent = isTransparent
  }

  /// The longest side of a page, in units.
  public static let longest = 32_000.0

  /// The size of a page for a figure: 640 x 400 for one panel, or narrower where its axes have one unit;
  /// more for several, never above 1280 unless told.
  public func size(of figure: Figure) -> Extents {
    let natural = PageStyle.natural(figure)
    return Extents(
      PageStyle.side(width, or: natural.width), PageStyle.side(height, or: natural.height))
  }

  private static func natural(_ figure: Figure) -> Extents {
    switch figure {
    case .panel(let panel): return natural(panel)
    case .frames(let frames, _):
      return frames.reduce(Extents(1, 1)) { size, frame in
        let next = natural(frame)
        return Extents(max(size.width, next.width), max(size.height, next.height))
      }
    case .rows:
      let cells = figure.cells
      if cells == (1, 1), let panel = figure.panels.first { return natural(panel) }
      return Extents(
        cells.columns == 1 ? 640 : min(400 * Double(cells.columns), 1280),
        cells.rows == 1 ? (cells.columns > 2 ? 360 : 400) : min(300 * Double(cells.rows), 1280))
    }
  }

  /// One panel: a pane about 320 high or 560 wide where it keeps proportions, with room for labels.
  private static func natural(_ panel: Panel) -> Extents {
    guard panel.keepsProportions else { return Extents(640, 400) }
    let framing = Framing(panel)
    let unit = framing.paneSize(panel, within: Extents(1000, 1000))
    let share = unit.width / max(unit.height, 1)
    let besides = panel.colourBar == nil ? 100.0 : 150
    if share > 1.7 { return Extents(640, max(200, (540 / share + 80).rounded())) }
    return Extents(max(320, min(640, (320 * share + besides).rounded())), 400)
  }

  /// The style with the size that a figure needs, for all parts of it.
  func sized(for figure: Figure) -> PageStyle {
    let size = size(of: figure)
    var style = self
    (style.width, style.height) = (size.width, size.height)
    return style
  }

  private static func side(_ wanted: Double?, or natural: Double) -> Double {
    guard let wanted, !wanted.isNaN else { return natural }
    return max(1, min(wanted, longest)).rounded()
  }
}

extension Figure {
  /// How many panels stand side by side at most, and above each other.
  var cells: (columns: Int, rows: Int) {
    switch self {
    case .panel: (1, 1)
    case .frames(let frames, _):
      frames.reduce((1, 1)) { (max($0.0, $1.cells.columns), max($0.1, $1.cells.rows)) }
    case .rows(let rows):
      rows.reduce((1, 0)) { sum, row in
        let parts = row.map(\.cells)
        let columns = parts.reduce(0) { $0 + $1.columns }
        return (max(sum.0, columns), sum.1 + (parts.map(\.rows).max() ?? 0))
      }
    }
  }

  /// How many frames it has: 1 where nothing moves.
  public var frameCount: Int {
    switch self {
    case .panel: 1
    case .frames(let frames, _): frames.count
    case .rows(let rows): rows.joined().map(\.frameCount).max() ?? 1
    }
  }

  /// The seconds that a frame stands; nil where nothing moves.
  public var frameSeconds: Double? {
    switch self {
    case .panel: nil
    case .frames(_, let seconds): seconds
    case .rows(let rows): rows.joined().compactMap(\.frameSeconds).min()
    }
  }

  /// The figure as it stands in a frame: of an animation with fewer the last one.
  public func still(_ number: Int) -> Figure {
    switch self {
    case .panel: return self
    case .frames(let frames, _):
      guard !frames.isEmpty else { return .rows([]) }
      return frames[max(0, min(number, frames.count - 1))].still(0)
    case .rows(let rows): return .rows(rows.map { $0.map { $0.still(number) } })
    }
  }
}

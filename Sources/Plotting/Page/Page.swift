/// Lays figures out on pages.
public enum Page {
  /// A figure with everything at its place; an animation as it stands at its end.
  public static func scene(_ figure: Figure, _ style: PageStyle = PageStyle()) -> Scene {
    scene(figure, frame: figure.frameCount - 1, style)
  }

  /// A frame of a figure, on a page as large as that of the other frames.
  public static func scene(_ figure: Figure, frame: Int, _ style: PageStyle) -> Scene {
    let size = style.size(of: figure)
    let still = figure.still(frame)
    let cells = still.cells
    let text = TextMetrics(
      size: letterSize(
        Extents(
          size.width / Double(max(cells.columns, 1)), size.height / Double(max(cells.rows, 1)))))
    let title = still.panels.lazy.map(\.title).first { !$0.isEmpty } ?? still.summary
    var scene = Scene(
      size: size, theme: style.theme, isTransparent: style.isTransparent,
      letterSize: text.size, title: title)
    let page = Box(x: 0, y: 0, width: size.width, height: size.height)
    for furniture in Furniture.orders {
      let layout = PageLayout(text: text, furniture: furniture, theme: style.theme)
      let isLast = furniture == Furniture.orders.last
      if let groups = layout.groups(still, in: page, takesAny: isLast) {
        scene.groups = groups
        break
      }
    }
    return scene
  }

  /// The size of letters: 12 for panels of the usual size, smaller on smaller ones, but legible.
  private static func letterSize(_ cell: Extents) -> Double {
    let share = min(cell.width / 420, cell.height / 280)
    return (max(6.5, min(12, 12 * share.squareRoot())) * 4).rounded() / 4
  }
}

import Tensors

/// The elements of a tensor of estimates in rows and columns, aligned at their ±.
///
/// Of more elements than the style's limit, or than fit in a line, the ones at the ends are shown.
struct EstimateGrid {
  private let cells: [EstimateText.Cell]
  private let shape: Shape
  private let style: NumberStyle
  private static let edge = 3, gap = "  "

  init(_ cells: [EstimateText.Cell], _ shape: Shape, _ style: NumberStyle) {
    self.cells = cells
    self.shape = shape
    self.style = style
  }

  /// The lines below the header.
  var lines: [String] {
    switch shape.rank {
    case 0: [cells[0].text]
    case 1: vector
    case 2: matrix(at: 0, indent: 2)
    default: slices
    }
  }

  private var vector: [String] {
    let shown = positions(shape[0], edge: 10 * EstimateGrid.edge)
    if !shown.contains(nil) {
      let whole = line(cells.map(\.text), indent: 2)
      if whole.count <= style.width { return [whole] }
    }
    let column = Column(shown.compactMap { $0.map { cells[$0] } })
    let perLine = max(1, style.width / (column.width + 2))
    let groups = shown.split { $0 == nil }.map { $0.compactMap { $0 } }
    let blocks = groups.map { group in
      stride(from: 0, to: group.count, by: perLine).map { start in
        let row = group[start..<min(group.count, start + perLine)]
        return line(row.map { column.padded(cells[$0]) }, indent: 2)
      }
    }
    return Array(blocks.joined(separator: ["  ..."]))
  }

  private func matrix(at offset: Int, indent: Int) -> [String] {
    let width = shape[shape.rank - 1]
    let rows = positions(shape[shape.rank - 2], edge: EstimateGrid.edge)
    let (shown, columns) = fitted(rows, width, offset, indent)
    return rows.map { row in
      guard let row else { return line(["..."], indent: indent) }
      return line(
        zip(shown, columns).map { position, column in
          position.map { column?.padded(cells[offset + row * width + $0]) ?? "" } ?? "..."
        }, indent: indent)
    }
  }

  /// The columns that fit, from both ends, nil where some are left out.
  private func fitted(
    _ rows: [Int?], _ width: Int, _ offset: Int, _ indent: Int
  ) -> ([Int?], [Column?]) {
    func measured(_ column: Int) -> Column {
      Column(rows.compactMap { row in row.map { cells[offset + $0 * width + column] } })
    }
    var left: [Int] = [], right: [Int] = [], measures: [Int: Column] = [:]
    var used = indent
    while left.count + right.count < width {
      let isLeft = left.count <= right.count
      let next = isLeft ? left.count : width - 1 - right.count
      let column = measured(next)
      // The last one needs no room for dots.
      let dots = left.count + right.count + 1 < width ? 5 : 0
      used += column.width + 2
      if used - 2 + dots > style.width, !left.isEmpty { break }
      measures[next] = column
      if isLeft { left.append(next) } else { right.insert(next, at: 0) }
    }
    let isWhole = left.count + right.count == width
    let shown = left.map(Optional.some) + (isWhole ? [] : [nil]) + right.map(Optional.some)
    return (shown, shown.map { $0.flatMap { measures[$0] } })
  }

  private var slices: [String] {
    let leading = Shape(Array(shape.extents.dropLast(2))), size = cells.count / leading.count
    var lines: [String] = []
    for slice in positions(leading.count, edge: EstimateGrid.edge) {
      guard let slice else {
        lines.append("  ...")
        continue
      }
      lines.append("  " + leading.matrixLabel(slice))
      lines += matrix(at: slice * size, indent: 4)
    }
    return lines
  }

  private func positions(_ extent: Int, edge: Int) -> [Int?] {
    guard cells.count > style.limit, extent > 2 * edge + 1 else { return Array(0..<extent) }
    return Array(0..<edge) + [nil] + Array((extent - edge)..<extent)
  }

  private func line(_ texts: [String], indent: Int) -> String {
    let text = String(repeating: " ", count: indent) + texts.joined(separator: EstimateGrid.gap)
    return text.trimmingSuffix { $0 == " " }
  }

  /// The widths on both sides of the ±.
  private struct Column {
    private let mean: Int
    private let error: Int

    init(_ cells: [EstimateText.Cell]) {
      mean = cells.map(\.mean.count).max() ?? 0
      error = cells.map(\.error.count).max() ?? 0
    }

    var width: Int { mean + 3 + error }

    func padded(_ cell: EstimateText.Cell) -> String {
      String(repeating: " ", count: mean - cell.mean.count) + cell.text
        + String(repeating: " ", count: error - cell.error.count)
    }
  }
}

extension Tensor {
  /// The canonical text: a scalar as its number, a larger tensor as a header with type and shape
  /// and then its elements, one line per row, columns aligned at the decimal point.
  ///
  /// A tensor with more elements than `style.limit`, or wider than the page, shows its corners and
  /// a line of statistics, and how much of it that is; `whole` says there how all of it is shown.
  public func formatted(_ style: NumberStyle, whole: String? = nil) -> String {
    if shape.rank == 0 { return style.format(scalar) }
    let header = "\(type.name)[\(shape)]"
    if count == 0 { return header }
    var printer = TensorPrinter(self, style)
    return ([header] + printer.body(whole)).joined(separator: "\n")
  }
}

/// Lays out the elements of a tensor of rank 1 or more.
struct TensorPrinter {
  /// Rows, columns and slices shown at either end of an axis that is not shown whole.
  static let edge = 3
  private static let gap = "  "

  let tensor: Tensor
  let style: NumberStyle
  private let isBig: Bool
  private var isElided = false
  /// How many positions are shown, by axis: slices first, then rows and columns.
  private var shown: [Int: Int] = [:]

  init(_ tensor: Tensor, _ style: NumberStyle) {
    self.tensor = tensor
    self.style = style
    isBig = tensor.count > style.limit
  }

  mutating func body(_ whole: String?) -> [String] {
    let lines =
      switch tensor.shape.rank {
      case 1: vector()
      case 2: matrix(at: 0, indent: 2)
      default: slices()
      }
    guard isElided else { return lines }
    let all = extents + (whole.map { [$0] } ?? [])
    let line = "  " + extents.joined(separator: ", ") + (whole.map { "; \($0)" } ?? "")
    let footer = line.count <= style.width ? [line] : all.map { "  " + $0 }
    return lines + ["  " + tensor.statistics(style)] + footer
  }

  /// How much is shown: `6 of 512 rows`, `4 of 784 columns`.
  private var extents: [String] {
    let rank = tensor.shape.rank
    let names =
      rank == 1 ? ["elements"] : rank == 2 ? ["rows", "columns"] : ["slices", "rows", "columns"]
    let slices = tensor.shape.extents.dropLast(2).reduce(1, *)
    let lengths = rank > 2 ? [slices] + tensor.shape.extents.suffix(2) : tensor.shape.extents
    return zip(names, lengths).enumerated().compactMap { axis, part in
      let (name, extent) = part, count = self.shown[axis] ?? extent
      return count < extent ? "\(count) of \(extent) \(name)" : nil
    }
  }

  // MARK: Vectors

  private mutating func vector() -> [String] {
    let shown = positions(tensor.shape[0], axis: 0)
    if tensor.type == .c128 { return complexColumn(shown) }
    if !isElided {
      let texts = shown.indices.map { cell($0, leads: $0 == 0).text }
      let line = "  " + texts.joined(separator: Self.gap)
      if line.count <= style.width { return [line] }
    }
    let groups = shown.split { $0 == nil }.map { $0.compactMap { $0 } }
    let first = Column(groups.joined().map { cell($0, leads: true) })
    let other = Column(groups.joined().map { cell($0) })
    let perRow = 1 + max(0, style.width - 2 - first.width) / (other.width + 2)
    let blocks = groups.map { group in
      stride(from: 0, to: group.count, by: perRow).map { start in
        let row = group[start..<min(group.count, start + perRow)]
        let cells = row.dropFirst().map { other.padded(cell($0)) }
        let lead = first.padded(cell(group[start], leads: true))
        return trimmed("  " + ([lead] + cells).joined(separator: Self.gap))
      }
    }
    return Array(blocks.joined(separator: ["  ..."]))
  }

  private func complexColumn(_ shown: [Int?]) -> [String] {
    let cells = shown.map { $0.map { cell($0) } }
    let column = Column(cells.compactMap { $0 })
    return cells.map { cell in "  " + (cell.map { trimmed(column.padded($0)) } ?? "...") }
  }

  /// The positions of an axis to show, nil where some are left out.
  private mutating func positions(_ extent: Int, axis: Int) -> [Int?] {
    let edge = tensor.shape.rank == 1 && tensor.type != .c128 ? 10 * Self.edge : Self.edge
    guard isBig, extent > 2 * edge + 1 else { return Array(0..<extent) }
    isElided = true
    shown[axis] = 2 * edge
    return Array(0..<edge) + [nil] + Array((extent - edge)..<extent)
  }

  // MARK: Matrices

  private mutating func matrix(at offset: Int, indent: Int) -> [String] {
    let rank = tensor.shape.rank
    let columns = tensor.shape[rank - 1]
    let rows = positions(tensor.shape[rank - 2], axis: rank == 2 ? 0 : 1)
    let (shown, layout) = fitted(columns, rows, offset, indent)
    return rows.map { row in
      guard let row else { return blanks(indent) + "..." }
      var texts: [String] = []
      for (position, column) in zip(shown, layout) {
        texts.append(
          position.map { column.padded(cell(offset + row * columns + $0, leads: $0 == 0)) }
            ?? "...")
      }
      return trimmed(blanks(indent) + texts.joined(separator: Self.gap))
    }
  }

  /// The columns to show, nil where some are left out, with their widths.
  private mutating func fitted(
    _ columns: Int, _ rows: [Int?], _ offset: Int, _ indent: Int
  ) -> ([Int?], [Column]) {
    // No more columns than fit are measured, from both ends.
    let most = min(columns, style.width)
    var left: [Column] = [], right: [Column] = []
    let room = style.width - indent - 3
    var used = 0
    func measured(_ column: Int) -> Column {
      Column(
        rows.compactMap { row in
          row.map { cell(offset + $0 * columns + column, leads: column == 0) }
        })
    }
    var all: [Column] = [], total = indent - 2
    for column in 0..<most where total <= style.width {
      all.append(measured(column))
      total += (all.last?.width ?? 0) + 2
    }
    if all.count == columns && total <= style.width { return (Array(0..<columns), all) }
    isElided = true
    while left.count + right.count < columns {
      let isLeft = left.count <= right.count
      let next = isLeft ? measured(left.count) : measured(columns - 1 - right.count)
      used += next.width + 2
      if used > room && left.count + right.count > 0 { break }
      if isLeft { left.append(next) } else { right.insert(next, at: 0) }
    }
    let axis = tensor.shape.rank == 2 ? 1 : 2
    self.shown[axis] = min(self.shown[axis] ?? columns, left.count + right.count)
    let first = (0..<left.count).map(Optional.some)
    let last = ((columns - right.count)..<columns).map(Optional.some)
    return (first + [nil] + last, left + [Column([Cell("...")])] + right)
  }

  // MARK: Slices

  private mutating func slices() -> [String] {
    let rank = tensor.shape.rank
    let leading = Shape(Array(tensor.shape.extents[..<(rank - 2)]))
    let size = tensor.count / leading.count
    var lines: [String] = []
    for slice in positions(leading.count, axis: 0) {
      guard let slice else {
        lines.append("  ...")
        continue
      }
      lines.append("  " + leading.matrixLabel(slice))
      lines += matrix(at: slice * size, indent: 4)
    }
    return lines
  }

  // MARK: Cells

  /// The cell of an element; a real number that leads its line has room for a sign, so that
  /// columns stand in the same place whether one is there or not.
  private func cell(_ position: Int, leads: Bool = false) -> Cell {
    switch tensor[flat: position] {
    case .bool(let x): return Cell(style.format(x))
    case .int(let x): return Cell(signed(style.format(x), leads))
    case .float32(let x): return Cell(number: signed(style.format(x), leads))
    case .float(let x): return Cell(number: signed(style.format(x), leads))
    case .complex(let x):
      let (real, sign, imaginary) = style.parts(x)
      return Cell(real: real, sign: sign, imaginary: imaginary)
    }
  }

  private func signed(_ text: String, _ leads: Bool) -> String {
    leads && !text.hasPrefix("-") ? " " + text : text
  }
}

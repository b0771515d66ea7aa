import Glibc
import Language
import Plotting
import Tensors

/// Densities of samples, smoothed by a normal kernel.
///
/// The samples are counted on a fine grid, and the counts smoothed: the error against the sum over all
/// samples is of second order in the width of a cell, a quarter of the kernel's at most (Wand 1994).
enum SampleDensity {
  /// The density of numbers as a curve, of points in the plane as colours.
  static func figure(_ a: Bound) throws(Fault) -> Figure {
    let call = PlotCall(a: a)
    let numbers = try PlotNumbers.of(a[0], at: a.spans[0], in: a.builtin.name)
    switch numbers.width {
    case 1: return try curve(numbers.values, call)
    case 2: return try map(numbers.column(0).values, numbers.column(1).values, call)
    default:
      throw a.fault(
        0,
        "a density is drawn over the line or the plane; these are points of \(numbers.width) numbers",
        code: "shape", hint: "plot(x) shows each pair of coordinates")
    }
  }

  private static func curve(_ values: [Double], _ call: PlotCall) throws(Fault) -> Figure {
    let seen = values.filter(\.isFinite)
    try Turn.checkStop(at: call.a.span)
    let n = try call.count("n", in: 2...100_000) ?? 401
    let h = width(of: seen, dimension: 1)
    try Turn.checkStop(at: call.a.span)
    guard let extent = Interval(of: seen),
      let range = try call.range(1) ?? Interval(extent.low - 3 * h, extent.high + 3 * h)
    else { return .panel(Panel(marks: [])) }
    let density = try smoothed([seen], [range], [h], [n], call)
    let step = range.halfLength * 2 / Double(n)
    let x = (0..<n).map { range.low + (Double($0) + 0.5) * step }
    var panel = Panel(
      marks: [Line(x: x, y: density, label: try call.text("label"), ink: try call.ink())])
    panel.y.label = "density"
    return .panel(panel)
  }

  private static func map(
    _ x: [Double], _ y: [Double], _ call: PlotCall
  ) throws(Fault) -> Figure {
    let finite = x.indices.filter { x[$0].isFinite && y[$0].isFinite }
    let columns = [finite.map { x[$0] }, finite.map { y[$0] }]
    let n = try call.count("n", in: 2...1000) ?? 80
    let h = columns.map { width(of: $0, dimension: 2) }
    var sides: [Interval] = []
    for k in 0...1 {
      guard let extent = Interval(of: columns[k]),
        let side = try call.range(k + 1) ?? Interval(extent.low - 2 * h[k], extent.high + 2 * h[k])
      else { return .panel(Panel(marks: [])) }
      sides.append(side)
    }
    let density = try smoothed(columns, sides, h, [n, n], call)
    var panel = Panel(
      marks: FieldFigure.marks(
        density, columns: n, x: sides[0], y: sides[1], map: try call.colourMap(or: .viridis),
        levels: try FieldFigure.levels(call)))
    panel.isProportional = true
    return .panel(panel)
  }

  /// The width of the kernel by Silverman's rule; a hundredth of the size of the numbers where they are all one.
  private static func width(of values: [Double], dimension: Int) -> Double {
    guard let extent = Interval(of: values), extent.halfLength > 0 else {
      return max(abs(values.first ?? 1) / 100, 1e-3)
    }
    let n = Double(values.count), mean = values.reduce(0) { $0 + $1 / n }
    let sd = values.reduce(0) { $0 + ($1 - mean) * (($1 - mean) / n) }.squareRoot()
    // The quartiles of evenly chosen ones do: the width is a rule of thumb.
    let every = stride(from: 0, to: values.count, by: max(values.count / 100_000, 1))
    let sorted = every.map { values[$0] }.sorted()
    let quartiles = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
    let spread = quartiles > 0 ? min(sd, quartiles / 1.34) : sd
    let factor = dimension == 1 ? 0.9 * pow(n, -0.2) : pow(n, -1.0 / 6)
    return max(spread * factor, extent.halfLength * 1e-3)
  }

  /// The density at the middles of `counts` cells of each side: counts on a grid that is as wide as the kernel
  /// reaches, each axis smoothed in turn, divided by the number of samples and the size of a cell.
  ///
  /// The last axis runs slowest.
  private static func smoothed(
    _ columns: [[Double]], _ sides: [Interval], _ widths: [Double], _ counts: [Int],
    _ call: PlotCall
  ) throws(Fault) -> [Double] {
    let most = sides.count == 1 ? 1 << 15 : 600
    let axes = sides.indices.map {
      KernelAxis(sides[$0], width: widths[$0], count: counts[$0], most: most)
    }
    var grid = [Double](repeating: 0, count: axes.reduce(1) { $0 * $1.cells })
    let unit = 1 / (Double(max(columns[0].count, 1)) * axes.reduce(1) { $0 * $1.step })
    for row in columns[0].indices {
      if row & 0xFFFF == 0 { try Turn.checkStop(at: call.a.span) }
      var cell = 0, stride = 1, isInside = true
      for k in columns.indices {
        let index = axes[k].cell(columns[k][row])
        isInside = isInside && index >= 0
        cell += max(index, 0) * stride
        stride *= axes[k].cells
      }
      if isInside { grid[cell] += unit }
    }
    var stride = 1
    for axis in axes {
      try Turn.checkStop(at: call.a.span)
      smooth(&grid, count: axis.cells, stride: stride, width: axis.width / axis.step)
      stride *= axis.cells
    }
    return read(grid, axes)
  }

  /// The smoothed counts between the middles of cells, linearly along each axis.
  private static func read(_ grid: [Double], _ axes: [KernelAxis]) -> [Double] {
    guard axes.count == 2 else {
      return axes[0].places.map { grid[$0.cell] * (1 - $0.share) + grid[$0.cell + 1] * $0.share }
    }
    let width = axes[0].cells
    return axes[1].places.flatMap { up in
      axes[0].places.map { across in
        let below = up.cell * width + across.cell, above = below + width
        return (1 - up.share) * (grid[below] * (1 - across.share) + grid[below + 1] * across.share)
          + up.share * (grid[above] * (1 - across.share) + grid[above + 1] * across.share)
      }
    }
  }

  /// Smooths along one axis by a normal kernel, of a width in cells.
  private static func smooth(_ grid: inout [Double], count: Int, stride: Int, width: Double) {
    let reach = Int(max(1, min((4 * width).rounded(.up), Double(count))))
    let kernel = (-reach...reach).map { exp(-0.5 * pow(Double($0) / max(width, 1e-9), 2)) }
    let total = kernel.reduce(0, +)
    let before = grid
    for start in grid.indices {
      let place = start / stride % count
      var sum = 0.0
      for offset in max(-reach, -place)...min(reach, count - 1 - place) {
        sum += kernel[offset + reach] * before[start + offset * stride]
      }
      grid[start] = sum / total
    }
  }
}

/// One axis of a grid on which samples are counted: wider than what is shown by the reach of the kernel.
private struct KernelAxis {
  /// How many cells it has, at least 2.
  let cells: Int
  /// The size of a cell.
  let step: Double
  /// The width of the kernel.
  let width: Double
  private let low: Double
  private let side: Interval
  private let count: Int

  init(_ side: Interval, width: Double, count: Int, most: Int) {
    self.side = side
    self.count = count
    let shown = max(side.halfLength * 2, .leastNormalMagnitude)
    self.width = min(width, .greatestFiniteMagnitude / 16)
    let whole = shown + 8 * self.width
    // As fine as what is shown, and in any case so fine that the kernel is.
    let wanted = max(Double(count), (Double(count) * (whole / shown)).rounded(.up))
    cells = Int(max(2, min(wanted, Double(max(most, count)))))
    step = whole / Double(cells)
    low = side.low - 4 * self.width
  }

  /// The cell of a number, or -1 where it is too far away to count.
  func cell(_ value: Double) -> Int {
    let place = ((value - low) / step).rounded(.down)
    return place >= 0 && place < Double(cells) ? Int(place) : -1
  }

  /// Where the points that are shown lie between the middles of cells.
  var places: [(cell: Int, share: Double)] {
    (0..<count).map { k in
      let share = (Double(k) + 0.5) / Double(count)
      let place = max(0, min((side.at(share) - low) / step - 0.5, Double(cells - 1)))
      let cell = min(Int(place.isNaN ? 0 : place), cells - 2)
      return (cell, place.isNaN ? 0 : place - Double(cell))
    }
  }
}

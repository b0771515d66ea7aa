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
    let width = numbers.shape.count == 2 ? numbers.shape[1] : 1
    switch width {
    case 1: return try curve(numbers.values, call)
    case 2:
      let (x, y) = ScatterFigure.columns(ofMatrix: numbers)
      return try map(x, y, call)
    default:
      throw a.fault(
        0, "a density is drawn over the line or the plane; these are points of \(width) numbers",
        code: "shape", hint: "plot(x) shows each pair of coordinates")
    }
  }

  private static func curve(_ values: [Double], _ call: PlotCall) throws(Fault) -> Figure {
    let seen = values.filter(\.isFinite), n = try call.count("n", in: 2...100_000) ?? 401
    let h = width(of: seen, dimension: 1)
    guard let extent = Interval(of: seen),
      let range = try call.range(1) ?? Interval(extent.low - 3 * h, extent.high + 3 * h)
    else { return .panel(Panel(marks: [])) }
    let density = smoothed([seen], [range], [h], [n])
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
    let density = smoothed(columns, sides, h, [n, n])
    var panel = Panel(
      marks: FieldFigure.marks(
        density, columns: n, x: sides[0], y: sides[1], map: try FieldFigure.map(call),
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

  /// The counts on a grid of cells, each axis smoothed in turn, divided by the number of samples and the size of
  /// a cell.
  ///
  /// The last axis of `sides` runs slowest.
  private static func smoothed(
    _ columns: [[Double]], _ sides: [Interval], _ widths: [Double], _ counts: [Int]
  ) -> [Double] {
    let steps = zip(sides, counts).map { $0.halfLength * 2 / Double($1) }
    var grid = [Double](repeating: 0, count: counts.reduce(1, *))
    let unit = 1 / (Double(max(columns[0].count, 1)) * steps.reduce(1, *))
    for row in columns[0].indices {
      var cell = 0, stride = 1, isInside = true
      for k in columns.indices {
        let value = columns[k][row]
        let place = ((value - sides[k].low) / steps[k]).rounded(.down)
        // The last cell has both its edges.
        let index = value == sides[k].high ? counts[k] - 1 : Int(max(-1, min(place, 1e9)))
        isInside = isInside && (0..<counts[k]).contains(index)
        cell += index * stride
        stride *= counts[k]
      }
      if isInside { grid[cell] += unit }
    }
    var stride = 1
    for k in counts.indices {
      smooth(&grid, count: counts[k], stride: stride, width: widths[k] / steps[k])
      stride *= counts[k]
    }
    return grid
  }

  /// Smooths along one axis by a normal kernel, of a width in cells.
  private static func smooth(_ grid: inout [Double], count: Int, stride: Int, width: Double) {
    let reach = min(Int((4 * width).rounded(.up)), count)
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

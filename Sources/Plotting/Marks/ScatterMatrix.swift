/// Samples in several dimensions: each pair of them as points, each one by itself as a histogram.
public enum ScatterMatrix {
  /// The most dimensions that are shown.
  public static let most = 6

  /// The figure of samples: histograms on the diagonal, points below it, and above it how strongly two
  /// dimensions go together: Pearson's correlation, from -1 to 1.
  ///
  /// - Parameters:
  ///   - samples: The numbers of each dimension, in the order of the samples.
  ///   - names: The names of the dimensions.
  /// - Returns: Rows from the top, of the first six dimensions.
  public static func figure(_ samples: [[Double]], names: [String] = []) -> Figure {
    let shown = Array(samples.prefix(most))
    let ranges = shown.map {
      Interval(of: $0).map { $0.spread.widened(by: 0.05) }
    }
    let rows = shown.indices.map { row in
      shown.indices.map { column in
        Figure.panel(
          panel(row, column, shown, ranges, names.count >= shown.count ? names : defaults))
      }
    }
    return .rows(rows)
  }

  private static let defaults = (1...most).map { "x\($0)" }

  private static func panel(
    _ row: Int, _ column: Int, _ samples: [[Double]], _ ranges: [Interval?], _ names: [String]
  ) -> Panel {
    let x = AxisRange(low: ranges[column]?.low, high: ranges[column]?.high)
    let isLast = row == samples.count - 1
    var panel = Panel(marks: [], legend: .none)
    panel.x = Axis(label: isLast ? names[column] : "", range: x, isHidden: !isLast)
    panel.y = Axis(label: column == 0 ? names[row] : "", isHidden: column > 0 || row == 0)
    if row == column {
      panel.marks = [Bars(Bins(samples[row]), asDensity: true)]
    } else if row > column {
      panel.y.range = AxisRange(low: ranges[row]?.low, high: ranges[row]?.high)
      panel.marks = [Points(x: samples[column], y: samples[row], form: .disc)]
    } else {
      let unit = AxisRange(low: 0, high: 1)
      panel.x = Axis(range: unit, isHidden: true)
      panel.y = Axis(range: unit, isHidden: true)
      if let share = correlation(samples[column], samples[row]) {
        panel.marks = [Note(Decimals.fixed(share, 2), x: 0.5, y: 0.5, anchor: .middle)]
      }
    }
    return panel
  }

  /// Pearson's correlation of the pairs that are finite; nil where one side is constant.
  static func correlation(_ x: [Double], _ y: [Double]) -> Double? {
    let finite = (0..<min(x.count, y.count)).lazy.filter { x[$0].isFinite && y[$0].isFinite }
    guard let a = Interval(of: finite.map { x[$0] }), let b = Interval(of: finite.map { y[$0] }),
      a.halfLength > 0, b.halfLength > 0
    else { return nil }
    var count = 0.0, meanU = 0.0, meanV = 0.0, both = 0.0, squareU = 0.0, squareV = 0.0
    for index in finite {
      // Shares of the ranges, whose squares are never too great; means that go along (Welford 1962).
      let u = (x[index] / 2 - a.low / 2) / a.halfLength
      let v = (y[index] / 2 - b.low / 2) / b.halfLength
      count += 1
      let stepU = u - meanU, stepV = v - meanV
      meanU += stepU / count
      meanV += stepV / count
      both += stepU * (v - meanV)
      squareU += stepU * (u - meanU)
      squareV += stepV * (v - meanV)
    }
    let size = (squareU * squareV).squareRoot()
    return size > 0 ? max(-1, min(1, both / size)) : nil
  }
}

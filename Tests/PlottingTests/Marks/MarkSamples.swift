@testable import Plotting

/// Marks of all kinds over the same numbers, for tests of what all of them have in common.
enum MarkSamples {
  /// Numbers that are hard to draw.
  static let hard: [(name: String, numbers: [Double])] = [
    ("none", []), ("one", [3]), ("zero", [0]), ("nan", [.nan]), ("infinite", [.infinity]),
    ("two", [1, 2]), ("constant", [7, 7, 7, 7, 7, 7]), ("zeros", [0, 0, 0, 0]),
    ("gaps", [1, .nan, 2, .infinity, -.infinity, 3, .nan, .nan, 4, 5]),
    ("huge", [1e308, -1e308, 1.7e308, -1.7e308, 0, 1]),
    ("tiny", [3e-308, .leastNonzeroMagnitude, 4e-308, 0, -.leastNonzeroMagnitude, 2.5e-308]),
    ("both", [1e-308, 1e308, 1, -1e-308, -1e308, .nan]),
    ("negative", [-3, -2, -1, -5, -0.0]), ("close", [1, 1.0000000000000002, 1.0000000000000004]),
    ("large", [1e15, 1e15 + 1, 1e15 + 2]), ("whole", [1, 2, 3, 2, 1, 2, 2, 9, 2, 1, 0, 4]),
    ("back", (0..<400).map { Double($0 % 7) * ($0.isMultiple(of: 2) ? 1 : -1) }),
  ]

  /// A mark of each kind that shows the numbers as best it can.
  static func all(_ numbers: [Double]) -> [any Mark] {
    let other = Array(numbers.reversed())
    let first = numbers.first ?? 0, last = numbers.last ?? 1
    let range = Interval(first, last) ?? Interval(spanning: 0, 1)
    var marks: [any Mark] = [
      Line(x: numbers, y: other), Line(x: other.indices.map(Double.init), y: numbers),
      Points(x: numbers, y: other), Points(x: numbers, y: numbers, colourBy: other),
      Bars(x: numbers, heights: other), Bars(edges: numbers, heights: other),
      Bars(x: numbers.indices.map(Double.init), heights: numbers, base: 1), Bars(Bins(numbers)),
      Bars(Bins(numbers, count: 7), asDensity: true),
      Band(x: numbers.indices.map(Double.init), low: numbers, high: other),
      Band(x: numbers, low: other, high: numbers),
      ErrorBars(x: numbers, y: other, errors: numbers),
      ErrorBars(x: numbers, y: numbers, below: other, before: numbers, after: other),
      Steps(x: numbers, y: other), Steps(distributionOf: numbers),
      Arrows(x: numbers, y: other, u: numbers, v: other),
      Arrows(
        x: numbers.indices.map(Double.init), y: numbers, u: other, v: numbers, isNormalised: true,
        map: .viridis),
      Path(x: numbers, y: other, keepsProportions: true),
      ReferenceLine(.horizontal(y: first)), ReferenceLine(.vertical(x: last)),
      ReferenceLine(.through(x: first, y: last, slope: first)),
      Circle(x: first, y: last, radius: first), Note("here", x: first, y: last),
      Images(values: numbers, height: 1, width: 2),
      Images(values: numbers, height: 1, width: 1, kind: .colours, captions: ["a", "b"]),
    ]
    for columns in [0, 1, 3] {
      for standing in [Grid.Standing.centres, .edges] {
        let grid = Grid(values: numbers, columns: columns, x: range, y: range, standing: standing)
        marks += [
          HeatMap(grid), HeatMap(grid, map: .diverging, isSmooth: true),
          HeatMap(grid, domain: range, isLog: true), Contours(grid, hasLabels: true),
          Contours(grid, levels: numbers, ink: .text),
        ]
      }
    }
    return marks
  }
}

extension Shape {
  /// All its coordinates.
  var points: [Point] {
    switch self {
    case .line(let points, _), .area(let points, _), .symbols(let points, _): points
    case .arrow(let from, let to, _): [from, to]
    case .image(_, let box): [Point(box.x, box.y), Point(box.right, box.bottom)]
    case .text(_, let point, _): [point]
    }
  }
}

/// Panes in which tests draw.
enum TestPane {
  /// From 0 to 10 on both axes, ten units to one; a number `y` stands at `100 - 10·y`.
  static var plain: Pane { pane(0, 10, 0, 10) }

  /// 100 units square with dots of one unit.
  static func pane(
    _ left: Double, _ right: Double, _ bottom: Double, _ top: Double, isLog: Bool = false
  ) -> Pane {
    Pane(
      x: Scale(Interval(spanning: left, right), length: 100, isLog: isLog),
      y: Scale(Interval(spanning: bottom, top), length: 100, isLog: isLog, isReversed: true),
      dot: Extents(1, 1), em: 10)
  }

  /// The shapes of a mark in a pane.
  static func shapes(_ mark: some Mark, on pane: Pane = plain) -> [Shape] {
    var pane = pane
    mark.draw(on: &pane)
    return pane.shapes
  }

  /// The lines among the shapes of a mark.
  static func lines(_ mark: some Mark, on pane: Pane = plain) -> [[Point]] {
    shapes(mark, on: pane).compactMap {
      if case .line(let points, _) = $0 { points } else { nil }
    }
  }

  /// The areas among the shapes of a mark.
  static func areas(_ mark: some Mark, on pane: Pane = plain) -> [[Point]] {
    shapes(mark, on: pane).compactMap {
      if case .area(let points, _) = $0 { points } else { nil }
    }
  }

  /// The images among the shapes of a mark.
  static func images(_ mark: some Mark, on pane: Pane = plain) -> [(raster: Raster, box: Box)] {
    images(shapes(mark, on: pane))
  }

  /// The images among shapes.
  static func images(_ shapes: [Shape]) -> [(raster: Raster, box: Box)] {
    shapes.compactMap {
      if case .image(let raster, let box) = $0 { (raster, box) } else { nil }
    }
  }
}

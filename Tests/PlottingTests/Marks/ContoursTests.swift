import Testing

@testable import Plotting

/// Contours lie where the numbers are equal.
@Suite struct ContoursTests {
  private func grid(_ size: Int, _ value: (Double, Double) -> Double) -> Grid {
    let ten = Interval(spanning: 0, 10)
    let step = 10 / Double(size - 1)
    let values = (0..<(size * size)).map {
      value(Double($0 % size) * step, Double($0 / size) * step)
    }
    return Grid(values: values, columns: size, x: ten, y: ten)
  }

  @Test func ofALinearFunctionAreStraight() {
    let contours = Contours(grid(11) { $0 + 2 * $1 }, levels: [5, 13, 20])
    let lines = TestPane.lines(contours)
    #expect(lines.count == 3)
    for (line, level) in zip(lines, contours.levels) {
      for point in line {
        let x = point.x / 10, y = (100 - point.y) / 10
        #expect(abs(x + 2 * y - level) < 1e-9)
      }
    }
  }

  @Test func ofAConeAreClosedCircles() throws {
    let field = grid(81) { (($0 - 5) * ($0 - 5) + ($1 - 5) * ($1 - 5)).squareRoot() }
    let lines = TestPane.lines(Contours(field, levels: [3]))
    let line = try #require(lines.first)
    #expect(lines.count == 1 && line.first == line.last)
    for point in line {
      let x = point.x / 10 - 5, y = (100 - point.y) / 10 - 5
      #expect(abs((x * x + y * y).squareRoot() - 3) < 0.01)
    }
  }

  /// Of a saddle the middle says which corners are joined.
  @Test(arguments: [(1.0, -1.0), (-1.0, 1.0)]) func saddles(diagonal: Double, other: Double) {
    for level in [-0.5, 0.5] {
      var squares = MarchingSquares(values: [diagonal, other, other, diagonal], columns: 2)
      let lines = squares.lines(at: level)
      #expect(lines.count == 2)
      // Corners above are joined where the level is below the mean, 0: each line cuts off a lower corner.
      let cutOff = lines.map { line -> Double in
        let middle = Point((line[0].x + line[1].x) / 2, (line[0].y + line[1].y) / 2)
        return (middle.x < 0.5) == (middle.y < 0.5) ? diagonal : other
      }
      #expect(cutOff.allSatisfy { $0 == (level < 0 ? -1 : 1) })
    }
  }

  @Test func everyCrossingIsOnOneLine() {
    var generator = SplitMix(state: 5)
    let values = (0..<400).map { _ in Double.random(in: 0...1, using: &generator) }
    var squares = MarchingSquares(values: values, columns: 20)
    let lines = squares.lines(at: 0.5)
    var crossings = 0
    for row in 0..<20 {
      for column in 0..<20 {
        let isAbove = values[row * 20 + column] >= 0.5
        if column < 19, isAbove != (values[row * 20 + column + 1] >= 0.5) { crossings += 1 }
        if row < 19, isAbove != (values[(row + 1) * 20 + column] >= 0.5) { crossings += 1 }
      }
    }
    let closed = lines.filter { $0.first == $0.last }.count
    #expect(lines.reduce(0) { $0 + $1.count } - closed == crossings)
    // Open lines end at the border.
    for line in lines where line.first != line.last {
      for end in [line[0], line[line.count - 1]] {
        #expect(end.x == 0 || end.y == 0 || end.x == 19 || end.y == 19)
      }
    }
  }

  @Test func cellsWithoutANumberHaveNoLine() {
    let field = grid(11) { x, y in x == 5 && y == 5 ? .nan : x + y }
    let lines = TestPane.lines(Contours(field, levels: [10.5]))
    #expect(lines.count == 2)
    let points = lines.flatMap { $0 }
    #expect(points.allSatisfy { abs($0.x - 50) >= 5 || abs($0.y - 50) >= 5 })
  }

  @Test func levelsAreRoundNumbersInside() {
    let contours = Contours(grid(5) { x, _ in x / 10 })
    #expect(contours.levels == [0.2, 0.4, 0.6, 0.8])
    #expect(Contours(grid(5) { _, _ in 3 }).levels.isEmpty)
    #expect(Contours(grid(5) { x, _ in x }, levels: [3, .nan, 1, 3]).levels == [1, 3])
  }

  @Test func labelsDoNotMeet() throws {
    let pane = Pane(
      x: Scale(Interval(spanning: 0, 10), length: 500),
      y: Scale(Interval(spanning: 0, 10), length: 400, isReversed: true), dot: Extents(0.5, 0.5),
      em: 12)
    let field = grid(61) { ($0 - 5) * ($0 - 5) + 2 * ($1 - 4) * ($1 - 4) }
    let shapes = TestPane.shapes(Contours(field, hasLabels: true), on: pane)
    var boxes: [Box] = []
    for case .text(let text, let at, _) in shapes {
      let width = Double(text.count) * 0.6 * 12 * ContourLabels.scale, height = 12 * 0.8
      boxes.append(Box(x: at.x - width / 2, y: at.y - height / 2, width: width, height: height))
    }
    #expect(boxes.count >= 4)
    for (index, box) in boxes.enumerated() {
      #expect(box.x >= 0 && box.y >= 0 && box.right <= 500 && box.bottom <= 400)
      for other in boxes.dropFirst(index + 1) {
        #expect(
          box.right <= other.x || other.right <= box.x || box.bottom <= other.y
            || other.bottom <= box.y)
      }
      for case .line(let points, _) in shapes { #expect(!points.contains(where: box.contains)) }
    }
  }
}

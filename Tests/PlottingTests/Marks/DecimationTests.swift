import Testing

@testable import Plotting

/// Lines with fewer points cover the same dots.
@Suite struct DecimationTests {
  /// The dots of lines: in each column the rows from where a piece enters to where it leaves.
  private func dots(_ lines: [[Point]], _ width: Int, _ height: Int) -> Set<Int> {
    var dots: Set<Int> = []
    for line in lines {
      for (a, b) in zip(line, line.dropFirst()) {
        let (left, right) = a.x <= b.x ? (a, b) : (b, a)
        let slope = right.x > left.x ? (right.y - left.y) / (right.x - left.x) : 0
        let first = max(0, left.x.rounded(.down))
        let last = min(Double(width - 1), right.x.rounded(.down))
        for column in stride(from: Int(first), through: Int(last), by: 1) {
          let from = Double(column) <= left.x ? left.y : left.y + (Double(column) - left.x) * slope
          let to =
            Double(column + 1) >= right.x
            ? right.y : left.y + (Double(column + 1) - left.x) * slope
          let low = max(0, Int(min(from, to).rounded(.down)))
          let high = min(height - 1, Int(max(from, to).rounded(.down)))
          if low <= high { for row in low...high { dots.insert(column * height + row) } }
        }
      }
    }
    return dots
  }

  private func pane(_ width: Double, _ height: Double) -> Pane {
    Pane(
      x: Scale(Interval(spanning: 0, 1), length: width),
      y: Scale(Interval(spanning: 0, 1), length: height, isReversed: true), dot: Extents(1, 1),
      em: 4)
  }

  private func full(_ x: [Double], _ y: [Double], _ pane: Pane) -> [[Point]] {
    zip(x, y).split { !$0.0.isFinite || !$0.1.isFinite }.map { $0.map { pane.point($0.0, $0.1) } }
  }

  /// Numbers of several kinds: from left to right, at random, walks, back and forth, with gaps.
  private func numbers(_ kind: Int, _ count: Int, _ seed: UInt64) -> (x: [Double], y: [Double]) {
    var generator = SplitMix(state: seed)
    let random = { Double.random(in: 0...1, using: &generator) }
    var x = (0..<count).map { Double($0) / Double(count) }, y = x.map { _ in random() }
    switch kind {
    case 0: break
    case 1: x = x.map { _ in random() }
    case 2: swap(&x, &y)
    case 3:
      var place = (0.5, 0.5)
      for index in 0..<count {
        place = (place.0 + (random() - 0.5) * 0.02, place.1 + (random() - 0.5) * 0.02)
        (x[index], y[index]) = place
      }
    case 4: x = x.indices.map { Double($0 % 997) / 996 }
    default: for index in stride(from: 0, to: count, by: 7) { y[index] = .nan }
    }
    return (x, y)
  }

  @Test(arguments: 0..<6, [3000, 60_000]) func changesNoDot(kind: Int, count: Int) {
    let (x, y) = numbers(kind, count, UInt64(kind))
    let pane = pane(90, 50)
    let (lines, singles) = Decimation.runs(x, y, on: pane)
    #expect(dots(lines, 90, 50) == dots(full(x, y, pane), 90, 50))
    #expect(singles.allSatisfy { $0.isFinite })
    let kept = lines.reduce(0) { $0 + $1.count }
    // Twice what is kept before pieces are looked at, and a piece for each dot.
    #expect(kept <= 2 * Trace.many + 2 * 98 * 58)
    if kind == 0 { #expect(kept <= 4 * 91) }
    if kind == 2 { #expect(kept <= 4 * 51) }
  }

  @Test func keepsExtremesInBothDirections() {
    for kind in [0, 1, 2, 4, 5] {
      var (x, y) = numbers(kind, 200_000, 9)
      x = x.map { 0.1 + 0.8 * $0 }
      y = y.map { 0.1 + 0.8 * $0 }
      (x[70_001], y[70_001]) = (0, 0.3)
      (x[90_001], y[90_001]) = (1, 0.4)
      (x[110_001], y[110_001]) = (0.2, 0)
      (x[150_001], y[150_001]) = (0.6, 1)
      let pane = pane(300, 200)
      let points = Decimation.runs(x, y, on: pane).lines.flatMap { $0 }
      for place in [Point(0, 140), Point(300, 120), Point(60, 200), Point(180, 0)] {
        #expect(points.contains { abs($0.x - place.x) <= 1 && abs($0.y - place.y) <= 1 }, "\(kind)")
      }
    }
  }

  @Test func pointsBetweenGapsStayFew() {
    let y = (0..<300_000).map { $0.isMultiple(of: 2) ? Double($0 % 1000) / 1000 : .nan }
    let x = y.indices.map { Double($0 % 777) / 777 }
    let (lines, singles) = Decimation.runs(x, y, on: pane(60, 40))
    #expect(lines.isEmpty && !singles.isEmpty && singles.count <= Trace.many + 68 * 48)
  }
}

import Testing

@testable import Plotting

/// What all kinds of marks have in common: no numbers are too hard for them.
@Suite struct AllMarksTests {
  static let sizes = [
    (size: Extents(90, 60), dot: Extents(0.5, 0.5), em: 6.0),
    (Extents(4, 2), Extents(1, 1), 4),
    (Extents(0, 0), Extents(1, 1), 4),
  ]

  @Test(arguments: MarkSamples.hard.indices) func hardNumbers(index: Int) {
    let (name, numbers) = MarkSamples.hard[index]
    for mark in MarkSamples.all(numbers) {
      for log in [(false, false), (true, false), (false, true), (true, true)] {
        let panel = Panel(marks: [mark], x: Axis(isLog: log.0), y: Axis(isLog: log.1))
        let framing = Framing(panel)
        #expect(framing.x.low < framing.x.high && framing.y.low < framing.y.high, "\(mark) \(name)")
        for (size, dot, em) in Self.sizes {
          let pane = framing.draw(
            panel, width: size.width, height: size.height, dot: dot, em: em)
          let far = pane.shapes.flatMap(\.points).filter { !$0.isFinite }
          #expect(far.isEmpty, "\(type(of: mark)) of \(name), log \(log), \(size)")
        }
      }
      check(mark)
    }
  }

  private func check(_ mark: any Mark) {
    for isLog in [false, true] {
      let extent = mark.extent(log: AxisPair(x: isLog, y: isLog))
      if isLog {
        #expect(extent.x.map { $0.low > 0 } ?? true, "\(type(of: mark))")
        #expect(extent.y.map { $0.low > 0 } ?? true, "\(type(of: mark))")
      }
    }
    #expect(!mark.noun.isEmpty)
    _ = mark.sample(series: 3)
    if let bar = mark.colourBar { #expect(!bar.isLog || bar.domain.low > 0) }
  }

  /// Zoomed in or out by a range, nothing is drawn far outside where there is nothing to see.
  @Test(arguments: [(1e-9, 2e-9), (-1e9, 1e9), (1e200, 2e200)]) func ranges(
    low: Double, high: Double
  ) {
    for mark in MarkSamples.all([0, 1, 2, 5, 3, 1]) {
      let range = AxisRange(low: low, high: high)
      let panel = Panel(marks: [mark], x: Axis(range: range), y: Axis(range: range))
      let pane = Framing(panel).draw(
        panel, width: 90, height: 60, dot: Extents(0.5, 0.5), em: 6)
      for case .image(let raster, let box) in pane.shapes {
        #expect(raster.width <= 2048 && raster.height <= 2048)
        #expect(mark is Images || box.x >= 0 && box.right <= 90 && box.bottom <= 60)
      }
      #expect(pane.shapes.flatMap(\.points).allSatisfy { $0.isFinite })
    }
  }
}

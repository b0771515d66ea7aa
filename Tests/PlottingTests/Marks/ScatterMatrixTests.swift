import Testing

@testable import Plotting

/// Matrices of scatters have every pair once.
@Suite struct ScatterMatrixTests {
  @Test func histogramsOnTheDiagonalAndPointsBelow() {
    let figure = ScatterMatrix.figure(
      [[1, 2, 3], [2, 4, 6], [3, 1, 2]], names: ["a", "b", "c"])
    guard case .rows(let rows) = figure else {
      Issue.record("no rows")
      return
    }
    #expect(rows.map(\.count) == [3, 3, 3])
    for (row, figures) in rows.enumerated() {
      for (column, figure) in figures.enumerated() {
        let panel = figure.panels[0]
        if row == column { #expect(panel.marks.first is Bars) }
        if row > column { #expect((panel.marks.first as? Points)?.x.count == 3) }
        #expect(panel.x.label == (row == 2 ? ["a", "b", "c"][column] : ""))
        #expect(panel.y.label == (column == 0 ? ["a", "b", "c"][row] : ""))
      }
    }
    #expect((rows[0][1].panels[0].marks.first as? Note)?.text == "1.00")
  }

  @Test func correlations() throws {
    #expect(ScatterMatrix.correlation([1, 2, 3], [3, 2, 1]) == -1)
    let half = try #require(ScatterMatrix.correlation([0, 0, 1, 1], [0, 1, 0, 1]))
    #expect(abs(half) < 1e-12)
    #expect(ScatterMatrix.correlation([1, 1], [1, 2]) == nil)
    #expect(ScatterMatrix.correlation([.nan, 1, 2], [5, 1e308, -1e308]) == -1)
  }

  @Test func hardNumbers() {
    for (_, numbers) in MarkSamples.hard {
      let figure = ScatterMatrix.figure([[Double]](repeating: numbers, count: 8))
      #expect(figure.panels.count == 36)
      for panel in figure.panels {
        let pane = Framing(panel).draw(panel, width: 80, height: 60, dot: Extents(1, 1), em: 10)
        #expect(pane.shapes.flatMap(\.points).allSatisfy { $0.isFinite })
      }
    }
    #expect(ScatterMatrix.figure([]).panels.isEmpty)
  }
}

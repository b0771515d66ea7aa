import Testing

@testable import Plotting

/// Images stand in rows, each with its pixels.
@Suite struct ImagesTests {
  private func drawn(_ images: Images) -> [(raster: Raster, box: Box)] {
    let panel = Panel(marks: [images])
    let framing = Framing(panel)
    let size = framing.paneSize(panel, within: Extents(400, 400))
    let pane = framing.draw(
      panel, width: size.width, height: size.height, dot: Extents(1, 1), em: 12)
    return TestPane.images(pane.shapes)
  }

  @Test func standInRowsWithGaps() {
    let images = Images(values: (0..<24).map(Double.init), height: 2, width: 2, columns: 3)
    #expect(images.count == 6)
    let found = drawn(images)
    #expect(found.count == 6)
    for index in found.indices {
      let box = found[index].box
      // Eight pixels across with gaps of one: 50 units each.
      #expect(abs(box.x - Double(index % 3) * 150) < 1e-9)
      #expect(abs(box.y - Double(index / 3) * 150) < 1e-9)
      #expect(abs(box.width - 100) < 1e-9 && abs(box.height - 100) < 1e-9)
    }
    let level = found[1].raster.level(1, 0)
    #expect(level.map { abs($0 - 5.0 / 23) < 1e-6 } == true)
  }

  @Test func columnsGiveTheFormOfAPage() {
    for (count, columns) in [(1, 1), (2, 2), (15, 5), (40, 8), (60, 10)] {
      let values = [Double](repeating: 0, count: count)
      #expect(Images(values: values, height: 1, width: 1).columns == columns)
    }
    #expect(Images(values: [1, 2, 3], height: 1, width: 1, columns: 10).columns == 3)
  }

  @Test func coloursAndClamping() throws {
    let images = Images(
      values: [0, 0.5, 1, 2, -1, .nan], height: 1, width: 2, kind: .colours, range: Interval(0, 1))
    let raster = try #require(drawn(images).first).raster
    #expect(raster.colour(0, 0) == Colour(0, 128, 255))
    #expect(raster.colour(1, 0) == Colour(255, 0, 128))
    let grey = Images(values: [.nan, 3], height: 1, width: 2, range: Interval(0, 1))
    let shares = try #require(drawn(grey).first).raster
    #expect(shares.colour(0, 0) == nil && shares.colour(1, 0) == Colour(0xFFFFFF))
  }

  @Test func figureHasNoAxes() {
    let figure = Images.figure(Images(values: [1, 2], height: 1, width: 1), title: "digits")
    let panel = figure.panels.first
    #expect(panel?.x.isHidden == true && panel?.y.isHidden == true)
    #expect(panel?.keepsProportions == true && panel?.title == "digits")
  }

  @Test func captionsStandBelow() {
    let values = [Double](repeating: 0.5, count: 800)
    let images = Images(values: values, height: 20, width: 20, captions: ["zero", "one"])
    let panel = Panel(marks: [images])
    let pane = Framing(panel).draw(panel, width: 400, height: 200, dot: Extents(1, 1), em: 12)
    var captions: [String] = []
    for case .text(let text, let at, _) in pane.shapes {
      captions.append(text)
      #expect(TestPane.images(pane.shapes).allSatisfy { $0.box.bottom <= at.y })
    }
    #expect(captions == ["zero", "one"])
  }
}

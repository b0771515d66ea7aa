import Testing

@testable import Plotting

/// Heat maps have each cell where it belongs, in its colour.
@Suite struct HeatMapTests {
  private func shares(_ raster: Raster) -> [Float] {
    if case .shares(let shares, _) = raster.pixels { shares } else { [] }
  }

  private func grid(_ values: [Double], _ columns: Int, _ standing: Grid.Standing = .edges) -> Grid
  {
    let ten = Interval(spanning: 0, 10)
    return Grid(values: values, columns: columns, x: ten, y: ten, standing: standing)
  }

  @Test func firstRowIsAtTheBottom() throws {
    let image = try #require(TestPane.images(HeatMap(grid([0, 1, 2, 4], 2))).first)
    #expect(image.box == Box(x: 0, y: 0, width: 100, height: 100))
    #expect(image.raster.width == 2 && image.raster.height == 2)
    #expect(shares(image.raster) == [0.5, 1, 0, 0.25])
  }

  /// One number has the colour in the middle, and its number stands beside the middle of the bar.
  @Test(arguments: [(5.0, false), (0, false), (-2, false), (1e-4, true)]) func oneNumber(
    value: Double, isLog: Bool
  ) throws {
    let map = HeatMap(grid([value, value, value, value], 2), isLog: isLog)
    #expect(shares(try #require(TestPane.images(map).first).raster) == [0.5, 0.5, 0.5, 0.5])
    let bar = try #require(map.colourBar)
    #expect(bar.domain.low < value && value < bar.domain.high)
    let place = Scale(bar.domain, length: 1, isLog: isLog)(value)
    #expect(abs(place - 0.5) < 1e-9)
    let scene = Page.scene(.panel(Panel(marks: [map])))
    let numbers = scene.texts(in: ["colours"]).compactMap {
      Double($0.replacing("−", with: "-"))
    }
    #expect(numbers.contains(value), "\(scene.texts(in: ["colours"]))")
    let lines = TerminalText.lines(
      .panel(Panel(marks: [map])), TerminalStyle(columns: 60, rows: 15, glyphs: .ascii))
    let row = try #require(
      lines.firstIndex { $0.split(separator: " ").last.flatMap { Double($0) } == value }, "\(lines)"
    )
    #expect((4...9).contains(row), "\(lines)")
  }

  @Test func centresHaveHalfACellAround() {
    let grid = grid([1, 2, 3, 4], 2, .centres)
    #expect(grid.x == Interval(-5, 15) && grid.centre(column: 1) == 10)
    let extent = HeatMap(grid).extent(log: AxisPair(x: false, y: false))
    #expect(extent.flush.count == 4 && extent.x == Interval(-5, 15))
  }

  @Test func manyCellsAreMeans() throws {
    // Columns of 0 and 1 in turn, far narrower than a dot: everything is a half.
    let values = (0..<(4000 * 3)).map { Double($0 % 2) }
    let image = try #require(TestPane.images(HeatMap(grid(values, 4000))).first)
    #expect(image.raster.width == 100 && image.raster.height == 3)
    #expect(shares(image.raster).allSatisfy { abs($0 - 0.5) < 1e-5 })
  }

  @Test func missingNumbersAreTransparentAndDoNotSpoilMeans() throws {
    let image = try #require(TestPane.images(HeatMap(grid([0, .nan, 1, .infinity], 2))).first)
    let found = shares(image.raster)
    #expect(found[0] == 1 && found[1] == 1 && found[2] == 0 && found[3].isNaN)
    let values = (0..<4000).map { $0 % 4 == 0 ? Double.nan : $0 < 2000 ? 0 : 1 }
    let means = try #require(TestPane.images(HeatMap(grid(values, 4000))).first)
    #expect(shares(means.raster) == (0..<100).map { $0 < 50 ? 0 : 1 })
  }

  @Test func smoothIsLinearBetweenMiddles() throws {
    let map = HeatMap(grid([0, 1], 2), isSmooth: true)
    let found = shares(try #require(TestPane.images(map).first).raster)
    #expect(found.count == 100)
    #expect(found[0] == 0 && found[99] == 1)
    #expect(abs(found[49] - 0.49) < 1e-5 && abs(found[50] - 0.51) < 1e-5)
  }

  @Test func logarithmicAxisHasCellsAtTheirEdges() throws {
    // Cells from 1 to 10.9 and on to 100 in tens: the first one takes about half of two decades.
    let pane = TestPane.pane(1, 100, 1, 100, isLog: true)
    let x = Interval(spanning: 1, 100)
    let values = (0..<100).map { $0 / 10 == 0 || $0 % 10 == 0 ? 0.0 : 1 }
    let map = HeatMap(Grid(values: values, columns: 10, x: x, y: x, standing: .edges))
    let raster = try #require(TestPane.images(map, on: pane).first).raster
    let row = shares(raster).prefix(raster.width)
    let edge = pane.x(10.9)
    for (index, share) in row.enumerated() where abs(Double(index) + 0.5 - edge) > 1 {
      #expect(share == (Double(index) + 0.5 < edge ? 0 : 1))
    }
  }

  @Test func zoomedInShowsThePartThatIsSeen() throws {
    let pane = TestPane.pane(4, 6, 4, 6)
    let image = try #require(TestPane.images(HeatMap(grid([0, 1, 0, 1], 2)), on: pane).first)
    #expect(image.box == Box(x: 0, y: 0, width: 100, height: 100))
    let row = shares(image.raster).prefix(image.raster.width)
    #expect(row.first == 0 && row.last == 1)
    #expect(row.filter { $0 == 0 }.count == image.raster.width / 2)
  }

  @Test func domains() {
    #expect(HeatMap(grid([-1, 3], 2), map: .diverging).domain == Interval(-3, 3))
    #expect(HeatMap(grid([-1, .infinity, .nan, 3], 2)).domain == Interval(-1, 3))
    #expect(HeatMap(grid([0, 1, 100, -5], 2), isLog: true).domain == Interval(1, 100))
    let log = HeatMap(grid([0, 1, 10, 100], 2), isLog: true)
    #expect(abs(log.share(10) - 0.5) < 1e-6 && log.share(0) == 0 && log.share(1e9) == 1)
    let given = HeatMap(grid([0, 1], 2), domain: Interval(0, 10))
    #expect(given.share(5) == 0.5 && given.share(-1) == 0 && given.share(.infinity) == 1)
    #expect(HeatMap(grid([4, 4], 2)).share(4) == 0.5)
    #expect(HeatMap(grid([0, -1], 2), isLog: true).colourBar?.isLog == false)
  }
}

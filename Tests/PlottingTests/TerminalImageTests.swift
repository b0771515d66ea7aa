import Testing

@testable import Plotting

/// Images in cells.
@Suite struct TerminalImageTests {
  private func cells(
    _ raster: Raster?, _ columns: Int, _ rows: Int, _ style: TerminalStyle
  ) throws -> CellGrid {
    var cells = PaneCells(
      columns: columns, rows: rows, style: style, signs: SeriesSigns([], [], style))
    let size = style.cell
    let box = Box(
      x: 0, y: 0, width: Double(columns) * size.width, height: Double(rows) * size.height)
    cells.draw([.image(try #require(raster), box)])
    return cells.grid
  }

  private func style(
    _ glyphs: TerminalStyle.Glyphs, _ colour: TerminalStyle.Colours = .none,
    _ theme: Theme = .dark
  ) -> TerminalStyle {
    TerminalStyle(columns: 0, rows: 0, glyphs: glyphs, colour: colour, theme: theme)
  }

  @Test func charactersAreAsDenseAsShares() throws {
    let shares = (0..<10).map { Float($0) / 9 }
    for map in [ColourMap.grey, .viridis, .ink] {
      let raster = Raster(width: 10, height: 1, shares: shares, map: map)
      #expect(try cells(raster, 10, 1, style(.ascii)).lines(.none) == [" .:-=+*#%@"])
    }
    let five = Raster(width: 5, height: 1, shares: [0, 0.25, 0.5, 0.75, 1], map: .grey)
    #expect(try cells(five, 5, 1, style(.blocks)).lines(.none) == [" ░▒▓█"])
  }

  @Test func coloursAreAsDenseAsTheyStandOut() throws {
    let raster = Raster(width: 2, height: 1, colours: [Colour(0), Colour(0xFFFFFF)])
    #expect(try cells(raster, 2, 1, style(.ascii)).lines(.none) == [" @"])
    #expect(try cells(raster, 2, 1, style(.ascii, .none, .light)).lines(.none) == ["@"])
  }

  /// A chessboard finer than the cells is an even grey, whichever pixels a sample would have met.
  @Test func largeImagesAreAveraged() throws {
    let shares = (0..<1600).map { (place: Int) -> Float in
      (place % 40 + place / 40).isMultiple(of: 2) ? 0 : 1
    }
    let raster = Raster(width: 40, height: 40, shares: shares, map: .grey)
    let even = try cells(raster, 10, 5, style(.ascii)).lines(.none)
    #expect(even == Array(repeating: "++++++++++", count: 5))
    // Means with parts of pixels: the mean of all cells is that of the image.
    let slope = Raster(width: 7, height: 1, shares: (0..<7).map { Float($0) / 6 }, map: .grey)
    let reader = RasterReader(try #require(slope))
    let columns = Sampling(count: 3, pitch: 1, 0, 3, 7)
    var sum = 0.0
    for place in columns.places {
      if case .share(let share)? = reader.mean(columns.weights(place), [(0, 1)]) { sum += share }
    }
    #expect(abs(sum / 3 - 0.5) < 1e-6)
  }

  /// Light is averaged, not the numbers that stand for it: half black and half white is #BCBCBC.
  @Test func coloursAreAveragedAsLight() throws {
    let raster = Raster(width: 2, height: 1, colours: [Colour(0), Colour(0xFFFFFF)])
    let grid = try cells(raster, 1, 1, style(.blocks, .trueColour))
    #expect(grid[0, 0].top == Colour(0xBCBCBC))
  }

  @Test func halvesHaveTheirColours() throws {
    let colours = [Colour(0xFF0000), Colour(0x00FF00), Colour(0x0000FF), Colour(0xFF0000)]
    let raster = Raster(width: 2, height: 2, colours: colours)
    let grid = try cells(raster, 2, 1, style(.blocks, .trueColour))
    #expect(
      grid.lines(.trueColour) == [
        "\u{1B}[38;2;255;0;0;48;2;0;0;255m▀\u{1B}[38;2;0;255;0;48;2;255;0;0m▀\u{1B}[0m"
      ])
  }

  @Test func missingPixelsAreBlank() throws {
    let raster = Raster(width: 3, height: 1, shares: [1, .nan, 1], map: .grey)
    for style in [style(.ascii), style(.blocks), style(.blocks, .palette256)] {
      let grid = try cells(raster, 3, 1, style)
      #expect(!grid[0, 0].isBlank)
      #expect(grid[1, 0].isBlank)
    }
  }

  @Test func smallImagesAreEnlarged() throws {
    let raster = Raster(width: 2, height: 2, shares: [0, 1, 1, 0], map: .grey)
    #expect(
      try cells(raster, 6, 4, style(.ascii)).lines(.none) == ["   @@@", "   @@@", "@@@", "@@@"])
  }
}

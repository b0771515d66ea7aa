import Testing

@testable import Plotting

/// Long names are shortened so that a reader can tell them apart.
@Suite struct ShorteningTests {
  static let alike = ["reconstruction of the first layer", "reconstruction of the second layer"]

  @Test func namesThatBeginAlikeKeepTheirEnds() {
    let short = CellWidth.fitted(names: ["weights_encoder_1", "weights_encoder_2"], 9, .blocks)
    #expect(short == ["weig…er_1", "weig…er_2"])
    #expect(
      CellWidth.fitted(names: ["alphabetical", "numerical"], 6, .ascii) == ["alpha~", "numer~"])
    let wide = CellWidth.fitted(names: ["漢字の題一", "漢字の題二"], 7, .blocks)
    #expect(wide == ["漢字…一", "漢字…二"])
  }

  /// Never wider than the room, whatever it is.
  @Test(arguments: 0...20) func fits(room: Int) {
    for name in ["", "a", "reconstruction", "漢字の題", "e\u{301}e\u{301}e\u{301}e\u{301}"] {
      let short = Shortening.inTheMiddle(
        name, to: Double(room), mark: "…", width: { Double(CellWidth.of($0)) })
      #expect(CellWidth.of(short) <= room)
      if CellWidth.of(name) <= room { #expect(short == name) }
    }
  }

  @Test func barsOnAPageHaveDifferentNames() {
    let bars = Bars.grouped([[1, 2]])
    for (isBeside, width) in [(false, 300.0), (false, 90), (true, 300)] {
      var panel = Panel(marks: bars)
      if isBeside { panel.y.names = Self.alike } else { panel.x.names = Self.alike }
      let scene = Page.scene(.panel(panel), PageStyle(width: width, height: 300))
      let names = scene.texts().filter { $0.hasPrefix("re") }
      #expect(names.count == 2 && Set(names).count == 2, "\(names)")
    }
  }
}

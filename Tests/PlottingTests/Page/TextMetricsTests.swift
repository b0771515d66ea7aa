import CPicture
import Testing

@testable import Plotting

/// The table is that of the font, and texts fit where they are said to.
@Suite struct TextMetricsTests {
  @Test(arguments: [false, true]) func widthsAreThoseOfTheFont(isBold: Bool) throws {
    let canvas = try Canvas(width: 4, height: 4, isOpaque: true)
    let options = cairo_font_options_create()
    defer { cairo_font_options_destroy(options) }
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_set_font_options(canvas.context, options)
    cairo_select_font_face(
      canvas.context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
      isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(canvas.context, 1000)
    let scalars = (32..<127).map { $0 } + (0x391...0x3C9).filter { $0 != 0x3A2 }
    for code in scalars {
      let scalar = try #require(Unicode.Scalar(UInt32(code)))
      var extents = cairo_text_extents_t()
      cairo_text_extents(canvas.context, String(scalar), &extents)
      let table = Double(TextMetrics.advance(scalar, isBold: isBold))
      #expect(abs(extents.x_advance - table) <= 2, "\(scalar)")
    }
  }

  @Test func shortenedTextsFit() {
    let metrics = TextMetrics(size: 12)
    let text = "a long text that is cut"
    for room in stride(from: 0.0, through: 200, by: 3.7) {
      let shown = metrics.shortened(text, to: room)
      #expect(metrics.width(shown) <= room)
      #expect(shown == text || shown.isEmpty || shown.hasSuffix("…"))
    }
    #expect(metrics.shortened(text, to: 500) == text)
  }

  @Test func wrappedTextsKeepTheirWords() {
    let metrics = TextMetrics(size: 12)
    let text = "one two three four five six seven"
    let lines = metrics.wrapped(text, to: 100, most: 9)
    #expect(lines.count > 1)
    #expect(lines.joined(separator: " ") == text)
    #expect(lines.allSatisfy { metrics.width($0) <= 100 })
    #expect(metrics.wrapped(text, to: 100, most: 2).count == 2)
    #expect(metrics.wrapped(text, to: 100, most: 2).last?.hasSuffix("…") == true)
    #expect(metrics.wrapped("", to: 100, most: 2).isEmpty)
    #expect(metrics.wrapped("a\nb", to: 100, most: 2) == ["a", "b"])
  }

  @Test func controlsAreNotShown() {
    #expect(PrintableText.onPage("a\tb\nc") == "a b c")
    #expect(PrintableText.onPage("\u{0}\u{1B}") == "\u{FFFD}\u{FFFD}")
    #expect(PrintableText.onPage("\u{FFFF}") == "\u{FFFD}")
    #expect(PrintableText.onPage("θ₀ 漢") == "θ₀ 漢")
  }
}

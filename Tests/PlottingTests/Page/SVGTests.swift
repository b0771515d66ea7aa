import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Plotting

/// SVG is well-formed, the same each time, and short.
@Suite struct SVGTests {
  static func fault(_ text: String) -> String? {
    let parser = XMLParser(data: Data(text.utf8))
    return parser.parse() ? nil : "\(parser.parserError as Any) at line \(parser.lineNumber)"
  }

  @Test func smallFigure() {
    let panel = Panel(
      marks: [Line(x: [0, 1, 2], y: [0, 1, 0], label: "f")], title: "a < b", x: Axis(label: "x"))
    let text = SVG.text(Page.scene(.panel(panel), PageStyle(width: 160, height: 120)))
    #expect(text == SVGTests.golden)
  }

  @Test(arguments: 0..<150) func isWellFormed(seed: Int) {
    var samples = Samples(seed)
    let scene = Page.scene(samples.figure(), samples.style())
    let text = SVG.text(scene)
    #expect(SVGTests.fault(text) == nil)
    #expect(text == SVG.text(scene))
  }

  @Test func textIsEscaped() {
    let nasty = "<&>\"'\u{0}\u{8}\u{1B}\u{7F}\u{FFFE}\u{FFFF}\u{2028}é漢"
    let scene = Page.scene(.panel(Panel(marks: [], title: nasty, x: Axis(label: nasty))))
    let text = SVG.text(scene)
    #expect(SVGTests.fault(text) == nil)
    #expect(text.contains("&lt;&amp;&gt;&quot;"))
    #expect(text.contains("é漢"))
  }

  /// Each shape is written, in its own way.
  @Test func shapes() throws {
    var scene = Scene(
      size: Extents(100, 100), theme: .light, isTransparent: true, letterSize: 10, title: "t")
    let ink = Ink.colour(Colour(0x010203))
    let raster = try #require(
      Raster(width: 2, height: 1, colours: [Colour(0xFF0000), Colour(0x00FF00)]))
    scene.groups = [
      Scene.Group(
        "marks",
        shapes: [
          .line([Point(0, 0), Point(1.004, 0.5), Point(1, 3), Point(9, 3)], Stroke(ink, width: 2)),
          .line([Point(5, 5), Point(5, 9)], Stroke(ink, width: 2)),
          .line([Point(1, 1), Point(2, 1)], Stroke(ink, width: 1, dash: .dashed, opacity: 0.5)),
          .area([Point(0, 0), Point(4, 0), Point(4, 4)], Fill(ink, opacity: 0.25)),
          .symbols([Point(3, 3)], Symbol(.disc, size: 4, ink: ink)),
          .symbols([Point(3, 3), Point(4, 4)], Symbol(.ring, size: 4, ink: ink)),
          .image(raster, Box(x: 1, y: 2, width: 30, height: 40)),
          .text("up", at: Point(10, 20), TextStyle(ink, anchor: .middle, isUpwards: true)),
          .arrow(from: Point(0, 50), to: Point(20, 50), Stroke(ink, width: 1)),
        ])
    ]
    let text = SVG.text(scene)
    #expect(SVGTests.fault(text) == nil)
    for part in [
      "<path d=\"M0 0l1 .5v2.5h8M5 5v4\" stroke=\"#010203\" stroke-width=\"2\"/>",
      "stroke-opacity=\"0.5\" stroke-dasharray=\"4 2.5\"/>",
      "<path d=\"M0 0h4v4z\" fill=\"#010203\" fill-opacity=\"0.25\"/>",
      "<circle cx=\"3\" cy=\"3\" r=\"2\" fill=\"#010203\"/>",
      "<circle cx=\"4\" cy=\"4\" r=\"1.9\"/>",
      "<image x=\"1\" y=\"2\" width=\"30\" height=\"40\"",
      "transform=\"translate(13.65 20) rotate(-90)\" text-anchor=\"middle\" font-size=\"10\"",
      "<path d=\"M0 50h14.3\" stroke=\"#010203\" stroke-width=\"1\" stroke-linecap=\"round\"/>",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("<rect"))
  }

  @Test func numbersAreShort() {
    #expect(SVGPath.number(0.5) == "0.5")
    #expect(SVGPath.number(-0.256) == "-0.26")
    #expect(SVGPath.number(12) == "12")
    #expect(SVGPath.number(.nan) == "0")
    #expect(SVGPath.number(-0.001) == "0")
    #expect(SVGPath.line([Point(0.1, 0.05), Point(0.1, 0.05)]) == "M.1 .05h0")
    #expect(SVGPath.line([Point(0, 0), Point(-1, -1), Point(1, 1)]) == "M0 0l-1-1 2 2")
  }

  /// A million points are a document of less than some megabytes.
  @Test func manyPointsAreFewBytes() {
    var generator = SplitMix(state: 1)
    let x = (0..<50_000).map { _ in Double.random(in: 0...1, using: &generator) }
    let y = (0..<50_000).map { _ in Double.random(in: 0...1, using: &generator) }
    #expect(SVG.text(Page.scene(Figure(Points(x: x, y: y)))).utf8.count < 1_000_000)
    #expect(SVG.text(Page.scene(Figure(Line(x: x, y: y)))).utf8.count < 1_000_000)
    let times = (0..<50_000).map(Double.init)
    #expect(SVG.text(Page.scene(Figure(Line(x: times, y: y)))).utf8.count < 100_000)
  }
}

extension SVGTests {
  static let golden = #"""
    <svg xmlns="http://www.w3.org/2000/svg" width="160" height="120" viewBox="0 0 160 120" font-family="DejaVu Sans, Verdana, Arial, sans-serif" fill="none" stroke-linejoin="round">
    <title>a &lt; b</title>
    <rect width="160" height="120" fill="#ffffff"/>
    <g class="grid">
      <path d="M22.5 18v74M55.5 18v74M88.5 18v74M121.5 18v74M154.5 18v74M22 88.5h132M22 55.5h132M22 21.5h132" stroke="#e1e4e8" stroke-width="1"/>
    </g>
    <svg class="marks" x="21" y="17" width="134" height="76" viewBox="-1 -1 134 76">
      <path d="M0 70.64l66-67.28 66 67.28" stroke="#2563b8" stroke-width="1.19"/>
    </svg>
    <g class="axes">
      <path d="M22.5 18.5v74h132M22.5 92.5v2.63M55.5 92.5v2.63M88.5 92.5v2.63M121.5 92.5v2.63M154.5 92.5v2.63M19.88 88.5h2.62M19.88 55.5h2.62M19.88 21.5h2.62" stroke="#59636e" stroke-width="1"/>
    </g>
    <g class="text">
      <text x="22" y="103.23" text-anchor="middle" font-size="7.5" fill="#1f2328">0</text>
      <text x="55" y="103.23" text-anchor="middle" font-size="7.5" fill="#1f2328">0.5</text>
      <text x="88" y="103.23" text-anchor="middle" font-size="7.5" fill="#1f2328">1</text>
      <text x="121" y="103.23" text-anchor="middle" font-size="7.5" fill="#1f2328">1.5</text>
      <text x="154" y="103.23" text-anchor="middle" font-size="7.5" fill="#1f2328">2</text>
      <text x="17.13" y="91.37" text-anchor="end" font-size="7.5" fill="#1f2328">0</text>
      <text x="17.13" y="57.74" text-anchor="end" font-size="7.5" fill="#1f2328">0.5</text>
      <text x="17.13" y="24.1" text-anchor="end" font-size="7.5" fill="#1f2328">1</text>
      <text x="88" y="114.1" text-anchor="middle" font-size="7.5" fill="#1f2328">x</text>
      <text x="88" y="12.47" text-anchor="middle" font-size="8.1" font-weight="bold" fill="#1f2328">a &lt; b</text>
    </g>
    <g class="legend">
      <path d="M121.95 21.75h28.3v15.38h-28.3z" fill="#ffffff" fill-opacity="0.8"/>
      <path d="M125.7 29.44h14.25" stroke="#2563b8" stroke-width="1.19"/>
      <text x="144.07" y="31.96" font-size="6.9" fill="#1f2328">f</text>
    </g>
    </svg>

    """#
}

import Testing

@testable import Plotting

/// Spectra stand beside the unit circle.
@Suite struct SpectrumTests {
  @Test func insideAndOutsideDiffer() {
    let panel = Spectrum.panel(real: [0.5, 1, 2, .nan], imaginary: [0.5, 0, 0, 0])
    let points = panel.marks.compactMap { $0 as? Points }
    #expect(points.map(\.x.count) == [2, 2])
    #expect(points[0].form != points[1].form && points[0].ink != points[1].ink)
    #expect(panel.keepsProportions && panel.x.label == "Re λ" && panel.y.label == "Im λ")
  }

  @Test func circleIsAlwaysWhole() {
    for far in [0.001, 0.5, 100] {
      let framing = Framing(Spectrum.panel(real: [far], imaginary: [0]))
      #expect(framing.x.low <= -1 && framing.x.high >= max(1, far))
      #expect(framing.y.low <= -1 && framing.y.high >= 1)
    }
    let one = Spectrum.panel(real: [0.1], imaginary: [0]).marks.compactMap { $0 as? Points }
    #expect(one.count == 1 && one[0].label == nil)
  }
}

import Plotting
import Testing

@testable import Workbench

/// Figures on top of each other say which is which.
struct OverlayTests {
  /// Code, the names in the legend, and what the axis upwards says.
  static let overlays: [(code: String, names: [String], axis: String)] = [
    ("overlay(plot(sin, 0, 7), plot(cos, 0, 7))", ["sin(x)", "cos(x)"], ""),
    ("overlay(plot(sin, 0, 7), plot(cos, 0, 7, label=\"c\"))", ["sin(x)", "c"], ""),
    ("overlay(plot(sin, 0, 7), plot(sin, 8, 9))", [], "sin(x)"),
    ("overlay(plot(sin, 0, 7), hline(0))", [], "sin(x)"),
    ("overlay(scatter([1, 2], [3, 4]), plot(sin, 0, 7))", [], "sin(x)"),
    ("overlay(hist([1.0, 2, 3]), plot(Normal(2, 1)))", [], "density"),
    ("overlay(hist([1.0, 2, 3]), plot(exp, 1, 3))", ["density", "exp(x)"], ""),
    ("overlay(field((a, b) -> a), plot(sin, 0, 7))", [], "b"),
  ]

  @Test(arguments: overlays) func differentNamesAreThoseOfSeries(
    code: String, names: [String], axis: String
  ) throws {
    let panel = try Prompt().panel(code)
    #expect(panel.legendEntries.map(\.label) == names)
    #expect(panel.y.label == axis)
  }

  /// Nothing of a figure is copied where it stands twice, so that its size is bounded by itself.
  @Test(arguments: [
    ("overlay(f, f)", "memory"), ("layout((f, f))", "memory"), ("layout(f)", "depth"),
    ("overlay([f for j in 1:10^3])", "memory"), ("animate(j -> f, 1:1000)", "memory"),
  ])
  func figuresEndSomewhere(code: String, error: String) {
    let reply = Prompt()("f = plot(sin, 0, 1); for i in 1:1000 { f = \(code) }")
    #expect(reply.diagnostics.contains("error[\(error)]"), "\(reply.diagnostics)")
  }

  @Test func aLayoutIsNoPanel() {
    let reply = Prompt()("overlay(plot(sin, 0, 1), layout((plot(sin, 0, 1), plot(cos, 0, 1))))")
    #expect(
      reply.diagnostics.contains(
        "overlay takes figures of one panel each, and this is a layout of 2"))
    #expect(reply.diagnostics.contains("layout((overlay(f, g), h))"))
  }
}

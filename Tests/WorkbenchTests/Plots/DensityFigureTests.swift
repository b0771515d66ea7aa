import Glibc
import Plotting
import Testing

@testable import Workbench

/// Densities are those of their laws, wherever one looks.
struct DensityFigureTests {
  private func line(_ code: String) throws -> Line {
    try #require(try Prompt().panel(code).marks.first as? Line)
  }

  /// What lies outside the page still counts on it.
  @Test func aPartOfADensityIsThatOfTheWhole() throws {
    let samples = "sample(Normal(0, 1), 20000)"
    let part = try line("seed(1)\nkde(\(samples), xlim=(0, 3))")
    #expect(abs(try #require(part.y.first) - 0.399) < 0.03)
    let whole = try line("seed(1)\nkde(\(samples))")
    let step = whole.x[1] - whole.x[0]
    #expect(abs(whole.y.reduce(0, +) * step - 1) < 1e-3)
  }

  /// Kernels far wider or narrower than the page.
  @Test(arguments: [
    "kde([1.0, 1e10], xlim=(0, 1e-10))", "kde([0.0, 1e-300])", "kde([-1e308, 1e308])", "kde([1.0])",
    "kde([1.0, 1.0, 1.0])", "kde([])", "kde([0.0, 1; 1e10, 3], xlim=(0, 1e-9), ylim=(0, 1))",
  ]) func anyScale(code: String) throws {
    for case let line as Line in try Prompt().panel(code).marks {
      #expect(line.y.allSatisfy { $0 >= 0 })
    }
  }

  @Test func overThePlaneItIntegratesToOne() throws {
    let heat = try #require(
      try Prompt().panel("seed(1)\nkde(sample(Normal(zeros(2), [1.0, 2.0]), 500))").marks.first
        as? HeatMap)
    let area = heat.grid.x.halfLength * heat.grid.y.halfLength * 4
    let mean = heat.grid.values.reduce(0, +) / Double(heat.grid.values.count)
    #expect(abs(mean * area - 1) < 0.05)
  }

  /// Of wide laws on the integers every second or tenth is drawn, and the mode is in view.
  @Test(arguments: [3.0, 100, 1e6]) func countsAreProbabilities(rate: Double) throws {
    let bars = try #require(try Prompt().panel("plot(Poisson(\(rate)))").marks.first as? Bars)
    #expect(bars.heights.count <= 2001)
    let k = try #require(bars.heights.indices.max { bars.heights[$0] < bars.heights[$1] })
    let place = (bars.left[k] + bars.right[k]) / 2
    #expect(abs(place - rate) <= max(1, rate.squareRoot() / 20))
    let exact = exp(place * log(rate) - rate - lgamma(place + 1))
    #expect(abs(bars.heights[k] - exact) < 1e-6 * exact)
  }

  @Test func lawsThatAreTooWideAreErrors() {
    let law = """
      D = (draw = () -> 0, log_density = k -> -1.0,
        domain = (set = "integers", low = 0, high = 10, shape = []));
      """
    let prompt = Prompt()
    prompt(law)
    #expect(prompt("plot(D, 1e20, 2e20)").diagnostics.contains("error[domain]"))
    #expect(prompt("plot(D, 0, 3)").outcome == .ok)
  }

  /// What moves in an animation moves on the page: all frames have the same axes.
  @Test func framesShareTheirAxes() throws {
    let reply = Prompt()("animate(t -> plot(x -> t*sin(x), 0, 7), [1, 2, 3])")
    let panels = try #require(reply.figures.last).panels
    #expect(panels.count == 3)
    for panel in panels {
      #expect(try #require(panel.y.range?.high) > 3 && panel.y.range == panels[0].y.range)
    }
  }
}

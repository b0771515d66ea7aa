import Glibc
import Plotting
import Testing

@testable import Workbench

/// What a value looks like follows from its type.
struct PlotByTypeTests {
  /// Code, and the figure that it shows in a line.
  static let pictures: [(code: String, summary: String)] = [
    ("plot(sin, 0, 7)", "figure of line"),
    ("plot((sin, cos), 0, 7)", "figure of 2 × line"),
    ("plot(sin)", "figure of line"), ("plot((sin, cos))", "figure of 2 × line"),
    ("plot(log, log=\"x\")", "figure of line"),
    ("plot((x, y) -> x*y)", "figure of heat map"),
    ("plot((x, y) -> (-y, x))", "figure of 225 arrows"),
    ("plot((x, y) -> (-y, x), (-1, 1))", "figure of 225 arrows"),
    ("plot((x, k=2) -> x^k)", "figure of line"),
    ("plot((a = x -> x, b = x -> 2*x), (0, 1))", "figure of 2 × line"),
    ("plot(x -> (x, x^2, 3), 0, 1)", "figure of 3 × line"),
    ("plot([1, 4, 9])", "figure of line"),
    ("plot([1, 2, 3], [1.0, 4.0, 9.0])", "figure of line"),
    ("plot([1, 2, 3], (a = [1, 2, 3], b = [3, 2, 1]))", "figure of 2 × line"),
    ("plot([1, 2], [1, 2; 3, 4])", "figure of 2 × line"),
    ("plot([1, 2], x -> x^2)", "figure of line"),
    ("plot([1, 2, 3], [1, 2, 3], style=\"points\")", "figure of 3 points"),
    ("plot([1, 2, 3], [1, 2, 3], style=\"both\")", "figure of line"),
    ("plot(3)", "figure of 1 point"),
    ("plot(eig([0, -1; 1, 0]))", "figure of 2 × reference line, circle, 2 points"),
    ("plot(zeros(50, 2))", "figure of 50 points"),
    ("plot(zeros(50, 1))", "figure of 1 bar"),
    ("plot(random_rows(30, 3))", "layout of 9 figures"),
    ("plot([1, 2; 3, 4])", "figure of heat map"),
    ("plot(zeros(4, 8, 8))", "figure of 4 images"),
    ("plot(Normal(0, 1))", "figure of line"),
    ("plot(Poisson(3))", "figure of 10 bars"),
    ("plot(Normal(zeros(2), 1))", "figure of heat map"),
    ("plot((fit = 1.0, penalty = 2.0))", "figure of 2 bars"),
    ("plot((a = [1, 2], b = [2, 1]))", "figure of 2 × line"),
    ("plot((x, y) -> x*y, (-1, 1), (-1, 1))", "figure of heat map"),
    ("plot((x, y) -> (-y, x), (-1, 1), (-1, 1))", "figure of 225 arrows"),
    ("plot(train((w = 1.0), m -> m.w^2, steps=300, opt=sgd(0.1)))", "figure of 2 × line"),
    ("plot((plot = plot(sin, 0, 1), n = 3))", "figure of line"),
    ("plot((plot = () -> plot(cos, 0, 1)))", "figure of line"),
    ("plot(plot(sin, 0, 1))", "figure of line"),
    ("plot(estimate([1, 2, 3; 2, 3, 5]))", "figure of error bars, 3 points"),
    ("plot([1, 2, 3], estimate([1, 2, 3; 2, 3, 5]))", "figure of band, line"),
    ("layout((plot(sin, 0, 1), plot(cos, 0, 1)), plot(exp, 0, 1))", "layout of 3 figures"),
    ("animate(t -> plot(x -> x*t, 0, 1), [1, 2, 3])", "animation of 3 figures"),
    (
      "overlay(plot(sin, 0, 1), hline(0), vline(1), note(0, 0, \"here\"))",
      "figure of line, 2 × reference line, note"
    ),
    ("overlay([plot(x -> x^k, 0, 1) for k in 1:3])", "figure of 3 × line"),
    ("layout([plot(x -> x^k, 0, 1) for k in 1:3])", "layout of 3 figures"),
    ("field((x, y) -> 1)", "figure of heat map"), ("field((x, y) -> x > y)", "figure of heat map"),
    ("field((x, y) -> (1, x), n=4)", "figure of 16 arrows"),
    ("field(p -> sum(p^2))", "figure of heat map"),
    ("images(zeros(64, 64, 3))", "figure of 1 image"),
    ("images(zeros(2, 6, 5, 3))", "figure of 2 images"),
    ("images(zeros(10, 64))", "figure of 10 images"),
    ("images(zeros(10, 12), height=3)", "figure of 10 images"),
    ("trajectory([0, 1, 2], [0, 1, 0])", "figure of path"),
    ("hist((a = [1.0, 2.0], b = [2.0, 3.0]))", "figure of 2 × 2 bars"),
    ("plot(Normal(0, 1), -1, 1)", "figure of line"),
    ("kde([1.0, 2.0, 2.5])", "figure of line"),
    ("kde(zeros(9, 2) + [1, 2])", "figure of heat map"),
    ("field((x, y) -> x, contours=[0.0, 1.0])", "figure of heat map, contours"),
    ("scatter([1, 2], [3, 4], by=[1, 2])", "figure of 2 × 1 point"),
    ("band([1, 2], [0, 0], [1, 1])", "figure of band"),
    ("errorbars([1, 2], [0, 0], [1, 1])", "figure of error bars, 2 points"),
  ]

  private func figure(_ code: String) throws -> Figure {
    let prompt = Prompt()
    prompt("random_rows(n, d) = sample(Normal(zeros(d), 1), n);")
    let reply = prompt(code)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
    return try #require(reply.figures.last)
  }

  @Test(arguments: pictures) func showsTheNaturalPicture(code: String, summary: String) throws {
    #expect(try figure(code).summary == summary)
  }

  private func line(_ code: String) throws -> Line {
    let panel = try #require(try figure(code).panels.first)
    return try #require(panel.marks.lazy.compactMap { $0 as? Line }.first)
  }

  @Test func aFunctionIsTakenWhereItBends() throws {
    let line = try line("plot(x -> abs(x - 0.3), -1, 1)")
    #expect(line.x.first == -1 && line.x.last == 1)
    for (x, y) in zip(line.x, line.y) { #expect(y == abs(x - 0.3)) }
    // The corner stands between two points of the first grid; it is found to within a thousandth.
    #expect(try #require(line.y.min()) < 1e-3)
    #expect(zip(line.x, line.x.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// Without an interval a function is shown around 0, or on an axis of ratios around 1.
  @Test(arguments: [("", -3.0, 3.0), (", log=\"x\"", 0.1, 10)]) func aFunctionNeedsNoInterval(
    more: String, low: Double, high: Double
  ) throws {
    let line = try line("plot(exp\(more))")
    #expect(abs(line.x[0] - low) < 1e-12 && line.x.last == high)
    #expect(zip(line.x, line.y).allSatisfy { abs($1 - exp($0)) <= 1e-12 * $1 })
  }

  /// A function's name stands before its argument, the code of one without a name stands alone.
  static let labels: [(code: String, label: String)] = [
    ("plot(sin)", "sin(x)"), ("plot(x -> x)", "x"), ("c = 3;\nplot(t -> c)", "c"),
    ("plot(x -> x^2)", "x^2"), ("f(t) = t^2;\nplot(f)", "f(t)"), ("f = u -> u;\nplot(f)", "f(u)"),
    ("f(x) = x^2;\nplot(∇f)", "∇f(x)"), ("plot((g = x -> x^2))", "g(x)"),
  ]

  @Test(arguments: labels) func theAxisHasTheFunctionsName(code: String, label: String) throws {
    #expect(try #require(try figure(code).panels.first).y.label == label)
  }

  /// What is counted has no ticks at halves.
  @Test(arguments: [
    "bars([1.0, 2, 3])", "plot([1.0, 4, 9])", "plot((a = [1, 2], b = [2, 1]))",
    "plot([1, 2; 3, 4])",
  ]) func countedThingsHaveWholeNumbers(code: String) throws {
    let figure = try figure(code)
    let lines = TerminalText.lines(figure, TerminalStyle(columns: 80, rows: 24, glyphs: .ascii))
    let below = try #require(
      lines.last { line in
        line.contains { $0 != " " } && line.allSatisfy { " 0123456789.".contains($0) }
      })
    let numbers = below.split(separator: " ").map(String.init)
    #expect(numbers.count >= 2 && numbers.allSatisfy { Int($0) != nil }, "\(numbers)")
  }

  @Test func theCommandPlotsAFunction() throws {
    let reply = Prompt()(":plot sin")
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
    #expect(reply.figures.last?.summary == "figure of line")
  }

  @Test func aFunctionEndsWhereItHasNoValue() throws {
    let line = try line("plot(sqrt, -1, 1)")
    let first = try #require(zip(line.x, line.y).first { $1.isFinite })
    #expect(first.0 >= 0 && first.0 < 1e-3)
  }

  /// At a pole the line has a gap, and the axis shows the rest of it.
  static let poles: [(code: String, gaps: Int, bounds: (low: Bool, high: Bool))] = [
    ("plot(x -> 1/x, -1, 1)", 1, (true, true)),
    ("plot(x -> 1/(x - 0.123), -1, 1)", 1, (true, true)),
    ("plot(tan, 0, 10)", 3, (true, true)), ("plot(x -> -1/(x - 0.123)^2, -1, 1)", 0, (true, false)),
    ("plot(x -> 1/x, 0, 1)", 1, (false, true)), ("plot(log, 0, 1)", 1, (false, false)),
    ("plot(x -> exp(-x^2*1e4), -1, 1)", 0, (false, false)), ("plot(exp, 0, 20)", 0, (false, false)),
    ("plot(x -> 1e7*sin(x*6), 0, 1e6)", 0, (false, false)),
    ("plot(x -> sin(x*977), 0, 1e5)", 0, (false, false)),
    ("plot(x -> tanh(1000*x), -1, 1)", 0, (false, false)), ("plot(sign, -1, 1)", 0, (false, false)),
  ]

  @Test(arguments: poles.indices) func polesAreGaps(number: Int) throws {
    let pole = Self.poles[number]
    let panel = try #require(try figure(pole.code).panels.first)
    let line = try #require(panel.marks.first as? Line)
    #expect(line.y.count(where: { !$0.isFinite }) == pole.gaps)
    #expect((panel.y.range?.low != nil) == pole.bounds.low)
    #expect((panel.y.range?.high != nil) == pole.bounds.high)
  }

  @Test func aLogarithmicAxisIsSampledByRatios() throws {
    let line = try line("plot(x -> x, 1e-6, 1e6, log=\"x\")")
    #expect(line.x.count(where: { $0 < 1 }) > 90)
  }

  @Test func bandsAreTwoStandardErrors() throws {
    let panel = try #require(
      try figure("plot([1.0, 2.0], estimate([1, 2; 3, 4; 5, 6]))").panels.first)
    let band = try #require(panel.marks.first as? Band)
    // Means 3 and 4, sd 2 with n - 1, standard error by n - 1 of the mean: ±2 se around it.
    let half = band.high[0] - 3
    #expect(abs(half - (3 - band.low[0])) < 1e-12 && half > 0)
    let text = Prompt().shows("se(estimate([1, 2; 3, 4; 5, 6]))[1]")
    #expect(abs(half - 2 * (Double(text) ?? .nan)) < 1e-4)
  }

  @Test func aDensityIsTheDistributions() throws {
    let line = try line("plot(Normal(1, 2))")
    for (x, y) in zip(line.x, line.y) {
      let expected = exp(-(x - 1) * (x - 1) / 8) / (2 * (2 * Double.pi).squareRoot())
      #expect(abs(y - expected) < 1e-12)
    }
    // Four standard deviations to each side.
    #expect(line.x.first == -7 && line.x.last == 9)
  }

  /// The smoothed counts against the sum over all samples.
  @Test func theDensityOfSamplesIsTheSumOfKernels() throws {
    let samples = (0..<200).map { sin(Double($0) * 1.7) * 2 + Double($0 % 7) / 3 }
    let code = "kde([\(samples.map { "\($0)" }.joined(separator: ", "))], n=2000)"
    let line = try line(code), n = Double(samples.count)
    let mean = samples.reduce(0, +) / n
    let sd = (samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
    let sorted = samples.sorted(), spread = min(sd, (sorted[150] - sorted[50]) / 1.34)
    let h = 0.9 * spread * pow(n, -0.2)
    for k in stride(from: 0, to: line.x.count, by: 37) {
      let exact =
        samples.reduce(0) { $0 + exp(-0.5 * pow((line.x[k] - $1) / h, 2)) }
        / (n * h * (2 * Double.pi).squareRoot())
      #expect(abs(line.y[k] - exact) < 2e-3)
    }
  }

  /// What has no picture, and arguments that fit nothing, are errors at the argument at fault.
  static let errors: [(code: String, error: String)] = [
    ("plot(\"x\")", "error[type]: plot: a text has no picture"),
    ("plot(none)", "error[type]: plot: none has no picture"),
    ("plot(sin, 1, 0)", "error[domain]"),
    ("plot(sin, 0, inf)", "error[domain]"),
    ("plot(sin, 0, 1, log=\"x\")", "error[domain]"),
    ("plot(sin, 0, 1, log=\"z\")", "error[argument]"),
    ("plot(sin, 0, 1, colour=\"mauve\")", "error[argument]: plot: there is no colour \"mauve\""),
    ("plot([1, 2], [1, 2, 3])", "error[shape]"),
    ("plot(x -> \"a\", 0, 1)", "error[type]"),
    ("plot((x, y) -> (x, y, x), (0, 1), (0, 1))", "error[shape]"),
    ("plot(Normal(zeros(3), 1))", "error[shape]"),
    ("plot((plot = 3))", "error[type]"),
    ("scatter([1, 2], [1])", "error[shape]"),
    ("scatter([1, 2], [1, 2], size=-1)", "size is the diameter of a point, above 0"),
    ("scatter([1, 2], [1, 2], size=nan)", "size is the diameter of a point, above 0"),
    ("bars([1.0, 2], names=(\"a\", \"b\", \"c\"))", "bars: there are 2 bars and 3 names"),
    ("bars([1.0, nan, inf, -2])", "bars: number 3 is inf, and no bar is as long"),
    ("plot(sin, 0, 1, smooth=0.3)", "plot: smooth has no meaning here: it belongs to a run"),
    ("plot(sin, 0, 1, contours=true)", "error[argument]: plot: contours has no meaning here"),
    ("plot([1, 2, 3], n=50)", "error[argument]: plot: n has no meaning here"),
    ("plot(zeros(50, 2), unit=true)", "error[argument]: plot: unit has no meaning here"),
    ("scatter([1, 2], [1, 2], by=[1])", "error[shape]"),
    ("hist(\"a\")", "error[type]"),
    ("hist([1, 2], bins=0)", "error[domain]"),
    ("hist(Normal(0, 1))", "hist: a histogram is one of samples, and this is a distribution"),
    ("plot(sin, -10)", "error[arity]: plot: an interval has two ends"),
    ("plot(sin, 0, 1, colour=0)", "plot: there is no colour 0: those of the series begin at 1"),
    ("plot(sin, 0, 1, colour=(1, 2))", "plot: colour must be a name or a number, not a tuple of 2"),
    ("overlay()", "error[arity]"), ("overlay(3)", "error[type]"),
    ("layout()", "error[arity]"), ("layout((1, 2))", "error[type]"),
    (
      "title(layout((plot(sin, 0, 1),)), \"a\")",
      "error[type]: title: a layout has no title of its own"
    ),
    ("legend(layout((plot(sin, 0, 1),)), (\"a\",))", "error[type]"),
    ("plot(sin, (-1, 1), log=\"x\")", "error[domain]"),
    ("field((x, y) -> (1, x, y))", "error[shape]"),
    ("title(3, \"a\")", "error[type]"), ("axes(plot(sin, 0, 1), xlim=(2, 1))", "error[domain]"),
    ("legend(plot(sin, 0, 1), (\"a\", \"b\"))", "error[argument]"),
    ("animate(t -> t, [1, 2])", "error[type]"),
    ("images([1, 2])", "error[shape]"),
    ("save(plot(sin, 0, 1), \"f.xyz\")", "error[file]"),
    ("save(plot(sin, 0, 1), \"/no/such/folder/f.svg\")", "error[file]"),
    ("save(3, \"f.svg\")", "error[type]"),
  ]

  @Test(arguments: errors) func mistakesAreToldWhereTheyAre(code: String, error: String) {
    let reply = Prompt()(code)
    #expect(reply.outcome == .failed)
    #expect(reply.diagnostics.contains(error), "\(reply.diagnostics)")
    #expect(reply.diagnostics.contains("^"))
  }

  /// A colour's name is that of its hue, in both themes.
  @Test func coloursAreWhatTheirNamesSay() throws {
    let hues = [
      "blue": 195.0...240, "orange": 25...50, "red": 325...360, "teal": 165...200,
      "purple": 255...320, "green": 75...140, "brown": 20...40,
    ]
    for (name, hue) in hues {
      for theme in [Theme.light, .dark] {
        let colour = theme.colour(of: try #require(PlotColour.ink(of: name)))
        #expect(hue.contains(Self.hue(colour)), "\(name) is \(colour.hex)")
      }
    }
    for name in PlotColour.names { #expect(PlotColour.ink(of: name) != nil) }
  }

  /// The angle on the wheel of colours, 0 to 360: 0 for red, 120 for green.
  private static func hue(_ colour: Colour) -> Double {
    let (r, g, b) = (Double(colour.red), Double(colour.green), Double(colour.blue))
    let top = max(r, g, b), span = top - min(r, g, b)
    let sixth =
      top == r ? (g - b) / span : top == g ? 2 + (b - r) / span : 4 + (r - g) / span
    return (sixth * 60 + 360).truncatingRemainder(dividingBy: 360)
  }

  /// Editing makes another figure.
  @Test func figuresAreValues() throws {
    let prompt = Prompt()
    prompt(
      "f = plot(sin, 0, 7);\ng = axes(title(f, \"A\"), x=\"t\", y=\"u\", ylim=(none, 2), log=\"\");"
    )
    let f = try #require(prompt("f").figures.first?.panels.first)
    let g = try #require(prompt("g").figures.first?.panels.first)
    #expect(f.title.isEmpty && f.x.label == "x" && f.y.range == nil)
    #expect(g.title == "A" && g.x.label == "t" && g.y.label == "u")
    #expect(g.y.range == AxisRange(low: nil, high: 2))
    #expect(prompt.shows("text(f)") == "\"<figure of line>\"")
    #expect(prompt.shows("(1, f)").contains("<figure of line>"))
  }

  @Test func safeSessionsWriteNothing() {
    let reply = Prompt { $0.isSafe = true }("save(plot(sin, 0, 1), \"/tmp/gm-safe.svg\")")
    #expect(reply.outcome == .failed && reply.diagnostics.contains("error[safe]"))
  }
}

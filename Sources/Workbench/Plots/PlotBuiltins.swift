import Language
import Plotting
import Tensors

/// Pictures of values.
enum PlotBuiltins {
  static let label = Builtin.Parameter(
    "label", "the name in the legend", initial: "none")
  static let colour = Builtin.Parameter(
    "colour", "a name such as \"red\", \"#rrggbb\", or the number of a series", initial: "none")
  static let log = Builtin.Parameter(
    "log", "the logarithmic axes", initial: "\"\"",
    choices: ["\"\"", "\"x\"", "\"y\"", "\"xy\""])
  static let colours = Builtin.Parameter(
    "colours", "the colour map", initial: "\"viridis\"",
    choices: ColourMap.allCases.map { "\"\($0.rawValue)\"" })
  static let contours = Builtin.Parameter(
    "contours", "lines of equal value: true, or at which values", initial: "false")

  static let all = kinds + additions + editing

  /// A figure in its own right.
  private static let kinds: [Builtin] = [
    Builtin(
      "plot", .pictures,
      [
        .init(
          "x",
          "a function or several, numbers, samples by rows, complex numbers (beside the unit circle), images, a "
            + "distribution, a run, a record with a field plot"),
        .init(
          "y",
          "of a function the start, or (from, to), -3 to 3 without it; of numbers x the numbers y",
          initial: "none"),
        .init(
          "z", "of a function the end; of one of the plane (from, to) upwards", initial: "none"),
        label, colour,
        .init(
          "style", "how lines are drawn", initial: "\"solid\"",
          choices: LineStyle.names.map { "\"\($0)\"" }),
        log,
        .init("title", "above the axes", initial: "none"),
        .init("n", "at how many points a function is first taken", initial: "none"),
        .init("smooth", "of a run: from 0, every step for itself, to below 1", initial: "none"),
        colours, contours,
        .init("unit", "whether all arrows of a field have one length", initial: "false"),
      ],
      "the natural picture of a value, by its type; bands and bars are two standard errors",
      synonyms: [
        "figure", "graph", "chart", "draw", "plt.plot", "curve", "line", "matplotlib", "loss curve",
        "phase portrait", "spectrum", "eigenvalues", "density", "pdf", "pmf",
      ],
      example: ("plot(x -> x^2, 0, 2) |> kind", "\"figure\"")
    ) { a, p, r, m throws(Fault) in
      .figure(try PlotByType(a).figure(p, &r, &m))
    },
    Builtin(
      "scatter", .pictures,
      [
        .init("x", "numbers from left to right, or points: a matrix of two columns, a pair"),
        .init("y", "numbers from bottom to top", initial: "none"), label, colour,
        .init("by", "classes or numbers that colour the points", initial: "none"),
        .init(
          "symbol", "the sign of a point", initial: "none",
          choices: Symbol.Form.allCases.map { "\"\($0)\"" }),
        .init("size", "the diameter of a point", initial: "none"), log,
      ],
      "points in the plane", synonyms: ["plt.scatter", "points", "dots", "samples"],
      example: ("kind(scatter([1, 2, 3], [2, 1, 2]))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in .figure(try ScatterFigure.figure(a)) },
    Builtin(
      "hist", .pictures,
      [
        .init("x", "samples; a tuple or record of several"),
        .init("bins", "how many; without it as many as show the shape", initial: "none"),
        .init("range", "(from, to)", initial: "none"), label, colour,
        .init(
          "density", "whether areas are probabilities; otherwise bars are counts", initial: "true"),
      ],
      "a histogram", formula: "width of a bin 2 IQR/n^(1/3)",
      source: "Freedman and Diaconis 1981", synonyms: ["histogram", "plt.hist", "distribution"],
      example: ("kind(hist([1.0, 2.0, 2.5], bins=3))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in
      try payForSamples(a, &m)
      return .figure(try HistogramFigure.figure(a))
    },
    Builtin(
      "kde", .pictures,
      [
        .init("x", "samples: numbers, or points of the plane by rows"),
        .init("xlim", "(from, to) from left to right", initial: "none"),
        .init("ylim", "(from, to) upwards, over the plane", initial: "none"), label, colour,
        .init("n", "how many points on each side", initial: "none"), colours, contours,
      ],
      "the smoothed density of samples: a curve, or colours over the plane",
      formula:
        "Σ_i N(x; x_i, h²)/n, h = 0.9 min(sd, IQR/1.34) n^(-1/5); in the plane n^(-1/6) without the 0.9",
      source: "Silverman 1986, section 3.4", synonyms: ["density", "kernel density", "pdf"],
      example: ("kind(kde([1.0, 2.0, 2.5]))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in
      try payForSamples(a, &m)
      return .figure(try SampleDensity.figure(a))
    },
    Builtin(
      "field", .pictures,
      [
        .init("f", "a function of two numbers, or of a vector of two; or a matrix"),
        .init("x", "(from, to) from left to right", initial: "(-3, 3)"),
        .init("y", "(from, to) upwards", initial: "x"),
        .init("n", "how many points on each side", initial: "none"), colours, contours,
        .init("unit", "whether all arrows have one length", initial: "false"), colour,
      ],
      "a function of the plane: colours where it gives a number, arrows where it gives two",
      synonyms: [
        "heatmap", "imshow", "contour", "quiver", "vector field", "streamplot", "surface",
        "pcolormesh",
      ],
      example: ("kind(field((x, y) -> (-y, x), (-2, 2)))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in
      if a[0].isNumeric { return .figure(try FieldFigure.ofMatrix(a)) }
      return .figure(
        try FieldFigure(a, function: try a.function(0), x: 1, y: 2).figure(p, &r, &m))
    },
    Builtin(
      "images", .pictures,
      [
        .init("x", "n × h × w numbers, n × h × w × 3 for colours, or n rows of h·w"),
        .init("columns", "images in a row", initial: "none"),
        .init("height", "rows of an image, where they are given as long rows", initial: "none"),
        .init(
          "colours", "the colour map", initial: "\"grey\"",
          choices: ColourMap.allCases.map { "\"\($0.rawValue)\"" }),
      ],
      "images side by side", synonyms: ["imshow", "make_grid", "picture", "digits", "image"],
      example: ("kind(images(zeros(4, 8, 8)))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in .figure(try ImageFigure.figure(a, 0)) },
    Builtin(
      "bars", .pictures,
      [
        .init("x", "numbers, or a record of them; vectors stand side by side"),
        .init("names", "what stands below the bars", initial: "none"),
      ],
      "numbers as bars; of estimates with two standard errors", synonyms: ["bar chart", "plt.bar"],
      example: ("kind(bars((fit = 2.0, penalty = 0.5)))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in
      .figure(
        try BarFigure.figure(
          a, values: a[0],
          names: a.isNone(1) ? nil : try FigureEditing.texts(a[1], at: a.spans[1], of: a)))
    },
  ]

  /// What is laid over others by `overlay`.
  private static let additions: [Builtin] = [
    Builtin(
      "trajectory", .pictures,
      [
        .init("x", "numbers from left to right, or points: a matrix of two columns, a pair"),
        .init("y", "numbers from bottom to top", initial: "none"), label, colour,
      ],
      "a path in the plane, with its start and its direction",
      synonyms: ["path", "orbit", "phase portrait", "phase plane"],
      example: (
        "kind(trajectory(iterate((x, y) -> (x - y/9, y + x/9), (1.0, 0.0), 20, every=1)))",
        "\"figure\""
      )
    ) { a, p, r, m throws(Fault) in
      let (x, y) = try ScatterFigure.columns(a), call = PlotCall(a: a)
      return .figure(
        Figure(
          Path(
            x: x, y: y, label: try call.text("label"), ink: try call.ink(),
            keepsProportions: FieldFigure.areComparable(x, y))))
    },
    Builtin(
      "band", .pictures,
      [
        .init("x", "numbers from left to right"), .init("low", "the lower numbers"),
        .init("high", "the upper numbers"), label, colour,
      ],
      "the area between two lines", synonyms: ["fill_between", "interval", "ribbon"],
      example: ("kind(band([1, 2], [0, 1], [2, 3]))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in
      let call = PlotCall(a: a), rows = try equalRows(a, 0..<3)
      return .figure(
        Figure(
          Band(
            x: rows[0], low: rows[1], high: rows[2], label: try call.text("label"),
            ink: try call.ink())))
    },
    Builtin(
      "errorbars", .pictures,
      [
        .init("x", "numbers from left to right"), .init("y", "numbers from bottom to top"),
        .init("e", "the lengths of the bars, up and down"), label, colour,
      ],
      "points with error bars", synonyms: ["errorbar", "uncertainty"],
      example: ("kind(errorbars([1, 2], [3, 4], [0.5, 0.2]))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in
      let call = PlotCall(a: a), rows = try equalRows(a, 0..<3), ink = try call.ink()
      return .figure(
        .panel(
          Panel(marks: [
            ErrorBars(x: rows[0], y: rows[1], errors: rows[2], ink: ink),
            Points(x: rows[0], y: rows[1], label: try call.text("label"), ink: ink),
          ])))
    },
    line("hline", "y", "a horizontal line at a value") { .horizontal(y: $0) },
    line("vline", "x", "a vertical line at a value") { .vertical(x: $0) },
    Builtin(
      "note", .pictures,
      [
        .init("x", "from left to right"), .init("y", "from bottom to top"),
        .init("text", "a text"), colour,
      ],
      "a text at a point", synonyms: ["annotate", "text", "label"],
      example: ("kind(note(1, 2, \"here\"))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in
      .figure(
        Figure(
          Note(
            try a.text(2), x: try a.float(0), y: try a.float(1),
            ink: try PlotCall(a: a).ink() ?? .text)))
    },
  ]

  /// Pays for samples that are sorted and counted: much more than to read them.
  private static func payForSamples(_ a: Bound, _ m: inout State) throws(Fault) {
    if m.fuel != nil { try Turn.burn(&m, at: a.span, steps: 16 &* min(a.bulk, 1 << 50) &+ 100) }
  }

  /// Rows of equally many numbers.
  private static func equalRows(_ a: Bound, _ places: Range<Int>) throws(Fault) -> [[Double]] {
    var rows: [[Double]] = []
    for k in places {
      rows.append(try PlotNumbers.of(a[k], at: a.spans[k], in: a.builtin.name).values)
      guard rows[0].count == rows[k].count else {
        throw a.fault(
          k, "there are \(rows[0].count) numbers \(a.name(0)) and \(rows[k].count) \(a.name(k))",
          code: "shape")
      }
    }
    return rows
  }

  private static func line(
    _ name: String, _ parameter: String, _ summary: String,
    _ place: @escaping @Sendable (Double) -> ReferenceLine.Place
  ) -> Builtin {
    Builtin(
      name, .pictures, [.init(parameter, "the value"), label, colour], summary,
      synonyms: ["reference line", "ax\(name)", "threshold"],
      example: ("kind(\(name)(0.5))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in
      let call = PlotCall(a: a)
      return .figure(
        Figure(
          ReferenceLine(
            place(try a.float(0)), label: try call.text("label"), ink: try call.ink() ?? .muted)))
    }
  }
}

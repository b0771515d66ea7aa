import Language
import Plotting
import Tensors

extension PlotBuiltins {
  private static let figure = Builtin.Parameter("f", "a figure")

  /// Figures from figures: none is changed.
  static let editing: [Builtin] = [
    Builtin(
      "overlay", .pictures, [.init("figures", "figures of one panel each")], isVariadic: true,
      "figures on top of each other, in the axes of the first; y labels that differ name the series",
      synonyms: ["combine", "hold on", "superimpose", "same axes"],
      example: ("kind(overlay(plot(sin, 0, 7), hline(0)))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in .figure(try FigureEditing.overlay(a)) },
    Builtin(
      "layout", .pictures, [.init("rows", "tuples of figures, from the top")], isVariadic: true,
      "figures beside and below each other; names of a record are titles",
      synonyms: ["subplots", "grid of figures", "panels", "facets"],
      example: (
        "kind(layout((plot(sin, 0, 7), plot(cos, 0, 7)), plot(exp, 0, 1)))", "\"figure\""
      )
    ) { a, p, r, m throws(Fault) in .figure(try FigureEditing.layout(a)) },
    Builtin(
      "title", .pictures, [figure, .init("text", "a text")], "a figure with a title",
      synonyms: ["caption", "heading"],
      example: ("kind(title(plot(sin, 0, 7), \"A sine\"))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in .figure(try FigureEditing.title(a)) },
    Builtin(
      "axes", .pictures,
      [
        figure, .init("x", "the label of the axis from left to right", initial: "none"),
        .init("y", "the label of the axis from bottom to top", initial: "none"),
        .init("xlim", "(from, to), either of them none", initial: "none"),
        .init("ylim", "(from, to), either of them none", initial: "none"),
        .init(
          "log", "the logarithmic axes", initial: "none",
          choices: ["\"\"", "\"x\"", "\"y\"", "\"xy\""]),
        .init("equal", "whether the axes have one unit", initial: "none"),
        .init("hidden", "whether axes are left out", initial: "none"),
        .init("names", "texts at 1, 2, ... of x in place of numbers", initial: "none"),
      ],
      "a figure with other axes",
      synonyms: ["xlabel", "ylabel", "xlim", "log scale", "aspect", "ticks"],
      example: ("kind(axes(plot(exp, 0, 9), x=\"t\", log=\"y\"))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in .figure(try FigureEditing.axes(a)) },
    Builtin(
      "legend", .pictures,
      [
        figure, .init("names", "the names of the series in turn", initial: "none"),
        .init(
          "at", "where it stands", initial: "\"auto\"",
          choices: LegendPlace.allCases.map { "\"\($0.rawValue)\"" }),
      ],
      "a figure with names for its series, or its legend elsewhere",
      synonyms: ["labels", "key"],
      example: (
        "kind(legend(plot((sin, cos), 0, 7), (\"a\", \"b\"), at=\"outside\"))", "\"figure\""
      )
    ) { a, p, r, m throws(Fault) in .figure(try FigureEditing.legend(a)) },
    Builtin(
      "animate", .pictures,
      [
        .init("f", "a function whose value is a figure"), .init("times", "its arguments in turn"),
        .init("rate", "frames in a second", initial: "10"),
      ],
      "a figure for each time: save(..., \"f.gif\"), or f.png, or f-###.png for one file each",
      synonyms: ["animation", "movie", "video", "frames", "gif"],
      example: ("kind(animate(t -> plot(x -> sin(x - t), 0, 7), linspace(0, 6, 4)))", "\"figure\"")
    ) { a, p, r, m throws(Fault) in .figure(try FigureEditing.animate(a, p, &r, &m)) },
  ]
}

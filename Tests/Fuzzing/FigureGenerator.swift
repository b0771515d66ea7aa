import Plotting
import TestSupport

/// Makes figures of every kind of mark, with hard numbers and texts.
struct FigureGenerator {
  private var content: RandomContent

  init(_ random: SeededGenerator) {
    content = RandomContent(seed: 0)
    content.generator = random
  }

  /// A figure.
  mutating func figure(depth: Int = 2) -> Figure {
    switch content.generator.below(depth > 0 ? 8 : 1) {
    case 1:
      return .rows(
        (0...content.generator.below(2)).map { _ in
          (0...content.generator.below(2)).map { _ in figure(depth: depth - 1) }
        })
    case 2:
      return .frames(
        (0...content.generator.below(2)).map { _ in figure(depth: depth - 1) }, seconds: 0.1)
    default: return .panel(panel())
    }
  }

  /// How a terminal shows it.
  mutating func terminal() -> TerminalStyle {
    TerminalStyle(
      columns: content.generator.pick([72, 1, 0, 20, 200, -5]),
      rows: content.generator.pick([18, 1, 0, 5, 60, -5]),
      glyphs: content.generator.pick([.ascii, .blocks]),
      colour: content.generator.pick([.none, .palette256, .trueColour]))
  }

  /// The page that it is drawn on, small.
  mutating func page() -> PageStyle {
    PageStyle(
      width: content.generator.pick([nil, 100, 0, 1, .nan, -3, 300]),
      height: content.generator.pick([100, 0, 1, .infinity, 60]))
  }

  private mutating func panel() -> Panel {
    Panel(
      marks: (0..<content.generator.below(4)).map { _ in mark() }, title: text(), x: axis(),
      y: axis(),
      legend: content.generator.pick(LegendPlace.allCases),
      isProportional: content.generator.pick([nil, nil, true, false]))
  }

  private mutating func axis() -> Axis {
    Axis(
      label: text(), isLog: content.generator.below(4) == 0,
      range: content.generator.below(3) == 0 ? AxisRange(low: number(), high: number()) : nil,
      names: content.generator.below(6) == 0 ? [content.text(), content.name()] : [],
      isHidden: content.generator.below(8) == 0,
      isWhole: content.generator.pick([nil, nil, true]))
  }

  private mutating func mark() -> any Mark {
    let count = content.generator.below(9)
    let x = numbers(count), y = numbers(content.generator.below(6) == 0 ? count + 1 : count)
    let label = content.generator.pick([nil, "a", content.text()])
    switch content.generator.below(16) {
    case 0: return Line(x: x, y: y, label: label, width: size(), opacity: size())
    case 1: return Points(x: x, y: y, colourBy: y, label: label, form: .plus, size: size())
    case 2: return Points(x: x, y: y, label: label)
    case 3: return Bars(x: x, heights: y, width: size(), base: number(), label: label)
    case 4: return Bars(edges: x, heights: y, base: number())
    case 5:
      return Bars(Bins(x, count: content.generator.pick([nil, 0, 1, 7, -1])), asDensity: true)
    case 6: return Band(x: x, low: y, high: numbers(count), label: label)
    case 7: return Circle(x: number(), y: number(), radius: number(), label: label)
    case 8:
      return Contours(grid(), levels: content.generator.below(2) == 0 ? nil : y, hasLabels: true)
    case 9: return ErrorBars(x: x, y: y, errors: numbers(count), label: label)
    case 10:
      return HeatMap(
        grid(), isLog: content.generator.below(3) == 0, isSmooth: content.generator.below(2) == 0)
    case 11: return Images(values: x, height: 1 + count % 3, width: 1 + count % 2, columns: 2)
    case 12: return Note(content.text(), x: number(), y: number())
    case 13: return Path(x: x, y: y, label: label, width: size())
    case 14:
      return ReferenceLine(
        content.generator.pick([
          .horizontal(y: number()), .vertical(x: number()),
          .through(x: number(), y: number(), slope: number()),
        ]), label: label)
    default:
      return content.generator.below(3) == 0
        ? Arrows(x: x, y: y, u: numbers(count), v: numbers(count))
        : content.generator.below(2) == 0
          ? Steps(x: x, y: y) : Steps(distributionOf: x, label: label)
    }
  }

  private mutating func grid() -> Grid {
    let columns = content.generator.below(4), rows = content.generator.below(4)
    return Grid(
      values: numbers(rows * columns), columns: columns,
      x: Interval(spanning: number(), number()), y: Interval(spanning: number(), number()),
      standing: content.generator.pick([.centres, .edges]))
  }

  private mutating func text() -> String {
    content.generator.below(2) == 0 ? "" : content.text() + content.name()
  }

  private mutating func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in number() } }

  private mutating func size() -> Double {
    content.generator.pick([1, 2, 0, 0.5, -1, .nan, 1e300])
  }

  private mutating func number() -> Double {
    switch content.generator.below(6) {
    case 0: content.number()
    case 1: content.generator.pick([0, 1, -1, 1e300, -1e300, 1e-300, 1.7e308, .infinity, .nan])
    default: Double(content.generator.below(256)) / 16 - 4
    }
  }
}

import Testing

@testable import Plotting

/// Figures of all sorts from a seed, with data, names and sizes that nobody would wish for.
struct Samples {
  var generator: SplitMix

  init(_ seed: Int) { generator = SplitMix(state: UInt64(seed)) }

  mutating func number(_ low: Double, _ high: Double) -> Double {
    Double.random(in: low...high, using: &generator)
  }

  mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }

  mutating func values(_ count: Int) -> [Double] {
    let offset = pick([0, 0, 1, -1e6, 1e300, 3e-9])
    let scale = pick([0, 1, 1, 1e-9, 1e5, 1e300, 1e-300])
    let nasty = pick([false, false, true])
    return (0..<count).map { _ in
      let value = offset + scale * number(-1, 1)
      return nasty ? pick([value, value, .nan, .infinity, -.infinity, 0]) : value
    }
  }

  mutating func text() -> String {
    pick([
      "", "", "x", "θ₀", "loss", "time in seconds", "漢字の題", "a & b < c > \"d\"", "two\nlines",
      "\u{0}\u{1B}[31m",
      "a title that goes on and on without saying anything that is of use to anybody",
      "unbreakable" + String(repeating: "word", count: 30),
    ])
  }

  mutating func mark() -> any Mark {
    let count = pick([0, 1, 2, 5, 40, 300])
    let label: String? = pick([nil, text(), text()])
    switch pick([0, 1, 2, 3]) {
    case 0: return Line(x: (0..<count).map(Double.init), y: values(count), label: label)
    case 1: return Points(x: values(count), y: values(count), label: label)
    case 2: return Bars(x: (0..<min(count, 12)).map(Double.init), heights: values(12), label: label)
    default:
      let columns = 1 + count % 7
      let interval = Interval(number(-3, 0), number(0, 5))
      return HeatMap(
        Grid(
          values: values(columns * 5), columns: columns, x: interval ?? Samples.unit,
          y: Samples.unit), label: label)
    }
  }

  static let unit = Interval(of: [0, 1]) ?? Framing(Panel(marks: [])).x

  mutating func axis() -> Axis {
    let names = pick([0, 0, 0, 1]) == 1 ? (0..<6).map { _ in text() } : []
    let range: AxisRange? = pick([
      nil, nil, nil, AxisRange(low: number(-2, 2), high: nil), AxisRange(low: 1, high: 1e7),
      AxisRange(low: .nan, high: .infinity),
    ])
    return Axis(
      label: text(), isLog: pick([false, false, true]), range: range, names: names,
      isHidden: pick([false, false, false, true]))
  }

  mutating func panel() -> Panel {
    let count = pick([0, 1, 1, 2, 3, 9])
    return Panel(
      marks: (0..<count).map { _ in mark() }, title: text(), x: axis(), y: axis(),
      legend: pick(LegendPlace.allCases), isProportional: pick([nil, nil, true]))
  }

  mutating func figure(depth: Int = 2) -> Figure {
    if depth == 0 || pick([0, 1, 1]) == 1 { return .panel(panel()) }
    if pick([0, 1, 2]) == 0 {
      return .frames((0..<pick([0, 1, 3])).map { _ in figure(depth: depth - 1) }, seconds: 0.1)
    }
    let rows = pick([0, 1, 2, 3])
    return .rows(
      (0..<rows).map { _ in (0..<pick([1, 2, 2, 3])).map { _ in figure(depth: depth - 1) } })
  }

  mutating func style() -> PageStyle {
    let sides = [nil, 1, 20, 40, 60, 90, 150, 200, 300, 500, 640, 1200, 4000, .nan, -5]
    return PageStyle(width: pick(sides), height: pick(sides), theme: pick([.light, .dark]))
  }
}

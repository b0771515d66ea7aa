/// How the series of a panel are told apart where colours do not.
struct SeriesSigns {
  private var lines: [Ink] = []
  private var fills: [Ink] = []
  private var symbols: [Ink] = []
  private var taken: Set<Character> = []
  /// The sides of bars, in hundredths of a unit.
  private var lefts: Set<Int> = []
  private var rights: Set<Int> = []
  /// Whether no bar touches another one with its side, so that there are to be gaps between them.
  private(set) var areBarsApart = true
  private let style: TerminalStyle

  /// The signs for what is drawn, with its legend.
  init(_ shapes: [Shape], _ samples: [LegendSample], _ style: TerminalStyle) {
    self.style = style
    var last: Shape?
    for shape in shapes {
      defer { last = shape }
      switch shape {
      case .line(let points, let stroke):
        if Polygon.isOutline(shape, of: last) {
          note(fill: stroke.ink)
        } else if Polygon.upright(points, style.cell) == nil,
          Polygon.level(points, style.cell) == nil
        {
          note(line: stroke.ink)
        }
      case .area(let points, let fill):
        if fill.opacity >= SeriesSigns.solid { note(fill: fill.ink) }
        note(sides: points)
      case .symbols(_, let symbol): note(symbol)
      case .arrow, .image, .text: break
      }
    }
    areBarsApart = lefts.isDisjoint(with: rights)
    for sample in samples {
      if let fill = sample.fill, isBody(fill) {
        note(fill: fill.ink)
      } else if let stroke = sample.stroke {
        note(line: stroke.ink, isNamed: true)
      }
      if let symbol = sample.symbol { note(symbol) }
    }
  }

  /// From which opacity on an area is a body whether it has an outline or not.
  static let solid = 0.6

  private mutating func note(line ink: Ink, isNamed: Bool = false) {
    switch ink {
    case .series: break
    case .colour: if !isNamed { return }
    case .text, .axis, .grid, .muted: return
    }
    if !lines.contains(ink) { lines.append(ink) }
  }

  private mutating func note(fill ink: Ink) {
    if !fills.contains(ink) { fills.append(ink) }
  }

  private mutating func note(sides points: [Point]) {
    guard let box = Polygon.rectangle(points), abs(box.x) < 1e9, abs(box.right) < 1e9 else {
      return
    }
    lefts.insert(Int((box.x * 100).rounded()))
    rights.insert(Int((box.right * 100).rounded()))
  }

  private mutating func note(_ symbol: Symbol) {
    if !symbols.contains(symbol.ink) { symbols.append(symbol.ink) }
    taken.insert(symbol.form.character)
  }

  /// Whether an area is a body, such as a bar, and no shade.
  func isBody(_ fill: Fill) -> Bool {
    fill.opacity >= SeriesSigns.solid || fills.contains(fill.ink)
  }

  /// The character that a line is made of; nil for those that show its slope.
  func character(ofLine ink: Ink) -> Character? {
    guard lines.count > 1, let place = lines.firstIndex(of: ink) else { return nil }
    // The signs of points stand for their series only.
    let free = SeriesSigns.lineCharacters.filter { !taken.contains($0) }
    let characters = free.count < lines.count ? SeriesSigns.lineCharacters : free
    return characters[place % characters.count]
  }

  private static let lineCharacters: [Character] = Array("*+ox#@%=&$")

  /// On and off lengths of a line in dots or characters; empty for a whole line.
  func dashes(_ stroke: Stroke) -> [Double] {
    guard style.colour == .none, lines.count > 1, let place = lines.firstIndex(of: stroke.ink),
      case .series(let number) = stroke.ink, stroke.dash == Theme.dash(ofSeries: number)
    else { return stroke.dash.lengths }
    if style.glyphs == .ascii { return [] }
    return SeriesSigns.patterns[place % SeriesSigns.patterns.count]
  }

  private static let patterns: [[Double]] = [
    [], [4, 2], [1, 2], [4, 2, 1, 2], [2, 2], [8, 3], [1, 4],
  ]

  /// The number of an area's series among those that are filled.
  func number(ofFill ink: Ink) -> Int { fills.firstIndex(of: ink) ?? 0 }

  /// Whether only the forms of symbols tell their series apart.
  var needsForms: Bool { style.colour == .none && symbols.count > 1 }
}

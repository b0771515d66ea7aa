import Foundation

/// A figure as a text in JSON, to be kept in a file and read again.
public enum FigureText {
  /// The text of a figure, or nil where it has none.
  public static func text(of figure: Figure) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return (try? encoder.encode(KeptFigure(figure, depth: 0))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The figure that a text is; nil for another text, and for marks that contradict themselves.
  public static func figure(_ text: String) -> Figure? {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let kept = try? decoder.decode(KeptFigure.self, from: Data(text.utf8))
    return kept.flatMap { $0.isSound ? $0.figure : nil }
  }

  /// The kinds of marks that can be kept, by their names.
  static let kinds: [any Mark.Type] = [
    Arrows.self, Band.self, Bars.self, Circle.self, Contours.self, ErrorBars.self, HeatMap.self,
    Images.self, Line.self, Note.self, Path.self, Points.self, ReferenceLine.self, Steps.self,
  ]
}

/// A figure in the form that is kept.
private indirect enum KeptFigure: Codable {
  case panel(KeptPanel)
  case rows([[KeptFigure]])
  case frames([KeptFigure], seconds: Double)

  /// - Throws: where figures nest too deep.
  init(_ figure: Figure, depth: Int) throws {
    guard depth < 100 else { throw CocoaError(.coderInvalidValue) }
    switch figure {
    case .panel(let panel): self = .panel(KeptPanel(panel: panel))
    case .rows(let rows):
      self = .rows(
        try rows.map { row in try row.map { try KeptFigure($0, depth: depth + 1) } })
    case .frames(let frames, let seconds):
      self = .frames(try frames.map { try KeptFigure($0, depth: depth + 1) }, seconds: seconds)
    }
  }

  /// Whether there is something to be shown.
  var isSound: Bool {
    switch self {
    case .panel: true
    case .rows(let rows):
      !rows.isEmpty && rows.allSatisfy { row in !row.isEmpty && row.allSatisfy(\.isSound) }
    case .frames(let frames, let seconds):
      !frames.isEmpty && seconds > 0 && seconds < 1e6 && frames.allSatisfy(\.isSound)
    }
  }

  var figure: Figure {
    switch self {
    case .panel(let kept): .panel(kept.panel)
    case .rows(let rows): .rows(rows.map { row in row.map(\.figure) })
    case .frames(let frames, let seconds): .frames(frames.map(\.figure), seconds: seconds)
    }
  }
}

/// A panel in the form that is kept.
private struct KeptPanel: Codable {
  let panel: Panel

  private enum Key: String, CodingKey { case marks, title, x, y, legend, isProportional }

  init(panel: Panel) { self.panel = panel }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    panel = Panel(
      marks: try values.decode([KeptMark].self, forKey: .marks).map(\.mark),
      title: try values.decode(String.self, forKey: .title),
      x: try values.decode(Axis.self, forKey: .x), y: try values.decode(Axis.self, forKey: .y),
      legend: try values.decode(LegendPlace.self, forKey: .legend),
      isProportional: try values.decodeIfPresent(Bool.self, forKey: .isProportional))
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(panel.marks.map(KeptMark.init), forKey: .marks)
    try values.encode(panel.title, forKey: .title)
    try values.encode(panel.x, forKey: .x)
    try values.encode(panel.y, forKey: .y)
    try values.encode(panel.legend, forKey: .legend)
    try values.encodeIfPresent(panel.isProportional, forKey: .isProportional)
  }
}

/// A mark with the name of its kind.
private struct KeptMark: Codable {
  let mark: any Mark

  private enum Key: String, CodingKey { case kind, mark }

  init(_ mark: any Mark) { self.mark = mark }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let name = try values.decode(String.self, forKey: .kind)
    guard let kind = FigureText.kinds.first(where: { "\($0)" == name }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .kind, in: values, debugDescription: "no kind of mark")
    }
    mark = try KeptMark.decoded(kind, from: values)
    guard mark.isSound else {
      throw DecodingError.dataCorruptedError(
        forKey: .mark, in: values, debugDescription: "a mark that contradicts itself")
    }
  }

  private static func decoded<M: Mark>(
    _ kind: M.Type, from values: KeyedDecodingContainer<Key>
  ) throws -> any Mark {
    try values.decode(M.self, forKey: .mark)
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode("\(type(of: mark))", forKey: .kind)
    try values.encode(mark, forKey: .mark)
  }
}

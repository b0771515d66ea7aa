/// A line of a source with the marks that go under it.
struct MarkedLine {
  private let scalars: [Unicode.Scalar]
  /// One mark per scalar, a blank where there is none; one more for the place behind the line.
  private var marks: [Character]
  private let start: Int
  /// The UTF-8 offset of each scalar within the line, and of its end.
  private let offsets: [Int]

  init(source: Source, number: Int) {
    let line = source.line(number)
    scalars = Array(line.unicodeScalars)
    start = Int(source.lineStarts[min(max(number, 1), source.lineStarts.count) - 1])
    var offset = 0
    var offsets = [0]
    for scalar in scalars {
      offset += UTF8.width(scalar)
      offsets.append(offset)
    }
    self.offsets = offsets
    marks = Array(repeating: " ", count: scalars.count + 1)
  }

  /// Marks the part of a span that lies on the line, at least one place; the last mark wins.
  mutating func mark(_ span: SourceSpan, with sign: Character) {
    let from = Int(span.start) - start
    let to = Int(span.end) - start
    var marked = false
    for index in scalars.indices where offsets[index] >= from && offsets[index] < to {
      marks[index] = sign
      marked = true
    }
    if !marked { marks[offsets.lastIndex { $0 <= max(0, from) } ?? 0] = sign }
  }

  /// The line and the marks under it, indented by two, cut around the first `^` where too long.
  func lines(columns: Int) -> [String] {
    let window = window(columns: columns - 2)
    var code = "  " + (window.lowerBound > 0 ? "..." : "")
    var under = "  " + (window.lowerBound > 0 ? "   " : "")
    for index in window where index < scalars.count {
      let scalar = scalars[index]
      code.unicodeScalars.append(scalar)
      under += sign(at: index, for: scalar)
    }
    if window.contains(scalars.count) { under.append(marks[scalars.count]) }
    if window.upperBound < scalars.count { code += "..." }
    while under.last?.isWhitespace == true { under.removeLast() }
    return under.isEmpty ? [code] : [code, under]
  }

  /// What goes under one scalar: as many columns as it takes, a tab for a tab.
  private func sign(at index: Int, for scalar: Unicode.Scalar) -> String {
    if scalar == "\t", marks[index] == " " { return "\t" }
    return String(repeating: String(marks[index]), count: scalar == "\t" ? 1 : shownWidth(scalar))
  }

  /// The columns of a scalar as the renderer prints it: a control is shown by a sign of width one.
  private func shownWidth(_ scalar: Unicode.Scalar) -> Int {
    scalar.properties.generalCategory == .control ? 1 : DisplayWidth.of(scalar)
  }

  private func window(columns: Int) -> Range<Int> {
    let whole = 0..<(scalars.count + 1)
    guard scalars.reduce(0, { $0 + shownWidth($1) }) > columns else { return whole }
    let caret = marks.firstIndex(of: "^") ?? marks.firstIndex(of: "~") ?? 0
    let room = columns - 6
    var lower = caret
    var width = 0
    while lower > 0, width + shownWidth(scalars[lower - 1]) <= room / 2 {
      lower -= 1
      width += shownWidth(scalars[lower])
    }
    var upper = caret
    while upper < scalars.count, width + shownWidth(scalars[upper]) <= room {
      width += shownWidth(scalars[upper])
      upper += 1
    }
    return lower..<(upper == scalars.count ? upper + 1 : upper)
  }
}

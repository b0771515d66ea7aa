/// A screen drawn as SVG, in colours that follow the reader's light or dark mode.
struct SessionPicture {
  private let screen: Screen
  private let columns: Int

  /// The size of a character of the drawing, in its units.
  private static let width = 8.4, height = 19.0, margin = 14.0

  init(_ screen: Screen, columns: Int) {
    self.screen = screen
    self.columns = columns
  }

  /// The file.
  var svg: String {
    let rows = screen.lines.count
    let width = Self.width * Double(columns) + 2 * Self.margin
    let height = Self.height * Double(rows) + 2 * Self.margin
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(number(width))" height="\(number(height))" \
      viewBox="0 0 \(number(width)) \(number(height))" role="img" aria-label="A session of gm">
      <style>
      .page { fill: #fbfbfa; stroke: #d9d9d6 }
      text { font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
      fill: #24292e }
      .b { font-weight: bold } .u { text-decoration: underline } .d { fill: #8a8f94 }
      .red { fill: #b3261e } .green { fill: #1a7f37 } .blue { fill: #1f5fbf }
      .magenta { fill: #8e3fa8 } .cyan { fill: #0f7b83 }
      .cursor { fill: #24292e; opacity: 0.35 }
      @media (prefers-color-scheme: dark) {
        .page { fill: #16191d; stroke: #30363d } text { fill: #e1e4e8 } .d { fill: #7d858d }
        .red { fill: #ff7b72 } .green { fill: #7ee787 } .blue { fill: #79b8ff }
        .magenta { fill: #d2a8ff } .cyan { fill: #76d9e6 } .cursor { fill: #e1e4e8 }
      }
      </style>
      <rect class="page" x="0.5" y="0.5" width="\(number(width - 1))" \
      height="\(number(height - 1))" rx="8"/>

      """
    for row in 0..<rows { text += line(row) }
    text += """
      <rect class="cursor" x="\(number(x(screen.column)))" y="\(number(y(screen.row) - 14))" \
      width="\(number(Self.width))" height="18"/>
      </svg>

      """
    return text
  }

  private func x(_ column: Int) -> Double { Self.margin + Self.width * Double(column) }
  private func y(_ row: Int) -> Double { Self.margin + Self.height * Double(row) + 14 }

  /// The runs of equal look, each at its place, so that no font can shift them.
  private func line(_ row: Int) -> String {
    let cells = screen.cells[row]
    var text = "", start = 0
    while start < cells.count {
      let look = cells[start].look
      let end = cells[start...].firstIndex { $0.look != look } ?? cells.count
      let run = String(cells[start..<end].map(\.text))
      if run.contains(where: { $0 != " " }) {
        let leading = run.prefix { $0 == " " }.count
        let shown = escaped(String(run.dropFirst(leading)))
        let classes = names(look)
        let attribute = classes.isEmpty ? "" : " class=\"\(classes)\""
        text += "<tspan x=\"\(number(x(start + leading)))\"\(attribute)>\(shown)</tspan>"
      }
      start = end
    }
    return text.isEmpty
      ? "" : "<text xml:space=\"preserve\" y=\"\(number(y(row)))\">\(text)</text>\n"
  }

  private func names(_ look: Set<Int>) -> String {
    let all = [
      1: "b", 2: "d", 4: "u", 31: "red", 32: "green", 34: "blue", 35: "magenta", 36: "cyan",
    ]
    return look.sorted().compactMap { all[$0] }.joined(separator: " ")
  }

  private func escaped(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
  }

  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

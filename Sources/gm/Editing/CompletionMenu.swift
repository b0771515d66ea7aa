import Workbench

/// The candidates of Tab, shown below the entry; further Tabs put them in the entry in turn.
struct CompletionMenu {
  let candidates: [Candidate]
  /// The entry before the first Tab, and how many bytes before its cursor the candidates replace.
  let origin: Entry
  let replaced: Int
  /// The candidate in the entry.
  private(set) var chosen: Int?
  /// The entry as the menu left it: another one closes it.
  var entry: Entry

  init(_ candidates: [Candidate], origin: Entry, replaced: Int) {
    self.candidates = candidates
    self.origin = origin
    self.replaced = replaced
    entry = origin
  }

  /// Goes to the next candidate, or the one before; the entry with it.
  mutating func step(_ direction: Int) -> Entry {
    let count = candidates.count
    let next = chosen.map { ($0 + direction + count) % count } ?? (direction > 0 ? 0 : count - 1)
    chosen = next
    entry = origin.replacingBeforeCursor(bytes: replaced, by: candidates[next].text)
    return entry
  }

  /// The candidates in at most so many rows: one a row with what it is, or else their names alone in
  /// columns, and what the chosen one is.
  func rows(columns: Int, most: Int) -> [Row] {
    candidates.count <= most
      ? described(columns: columns) : table(columns: columns, most: most)
  }

  private func described(columns: Int) -> [Row] {
    let width = min(columns / 2, candidates.map { displayWidth($0.text) }.max() ?? 0)
    return candidates.indices.map { place in
      let candidate = candidates[place]
      var row = Row("  ", .plain, columns: columns)
      row.append(candidate.text, style(place), columns: columns)
      let gap = max(0, width - displayWidth(candidate.text)) + 2
      row.append(String(repeating: " ", count: gap), .plain, columns: columns)
      row.append(candidate.detail, .dim, columns: columns)
      return row
    }
  }

  private func table(columns: Int, most: Int) -> [Row] {
    let cell = max(1, min(columns, (candidates.map { displayWidth($0.text) }.max() ?? 0) + 2))
    let across = max(1, (columns - 2) / cell), height = max(1, most - 1)
    let perPage = across * height
    let first = (chosen ?? 0) / perPage * perPage
    let page = candidates.indices[first...].prefix(perPage)
    let down = min(height, (page.count + across - 1) / across)
    var rows = (0..<down).map { place in
      stride(from: first + place, to: page.endIndex, by: down).reduce(
        into: Row("  ", .plain, columns: columns)
      ) { row, place in
        let text = candidates[place].text
        row.append(text, style(place), columns: columns)
        let gap = String(repeating: " ", count: max(0, cell - displayWidth(text)))
        row.append(gap, .plain, columns: columns)
      }
    }
    let more = page.count < candidates.count ? "\(page.endIndex) of \(candidates.count)" : ""
    let detail = chosen.map { candidates[$0].detail } ?? ""
    let last = [detail, more].filter { !$0.isEmpty }.joined(separator: "   ")
    if !last.isEmpty { rows.append(Row("  " + last, .dim, columns: columns)) }
    return rows
  }

  private func style(_ place: Int) -> Style { place == chosen ? .chosen : .plain }
}

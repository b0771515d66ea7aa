/// Rows of a name and what is said of it, as help and `:who` list them.
enum Columns {
  /// The rows with their second parts aligned, two blanks after the longest first part.
  static func text(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { $0.0.padding(to: width + 2) + $0.1 }.joined(separator: "\n")
  }
}

extension String {
  /// The text with blanks after it up to a width in characters.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

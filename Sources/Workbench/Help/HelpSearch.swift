import Foundation
import Language

/// `??words`: the entries that have all the words, the nearest first.
///
/// A word matches where a word of a text begins with it, whatever the case; a Greek letter is its name.
enum HelpSearch {
  /// Where a word was found: the sooner, the nearer.
  private enum Place: Int {
    case name, synonym, beginningOfName, beginningOfSynonym, summary, formula, body
  }

  private struct Row: Sendable {
    let entry: HelpEntry
    /// Words by place.
    let names, synonyms, summary, formula, body: [String]
    /// The names and the synonyms as they stand, for a query that is one of them.
    let phrases: [String]
  }

  /// How many rows are shown.
  static let limit = 20

  /// What is shown.
  static func text(_ query: String, width: Int) -> String {
    let terms = words(query)
    let shown = query.trimmingCharacters(in: .whitespaces)
    guard !shown.isEmpty else { return "write ?? and the words to search for" }
    guard !terms.isEmpty else {
      let names = HelpTable.entries(named: shown).map { ($0.title, $0.summary) }
      return names.isEmpty
        ? "nothing found for \(shown)"
        : Columns.text(names, within: width).joined(separator: "\n")
    }
    let found = results(query)
    guard found.isEmpty else { return list(found, width: width) }
    let near = terms.flatMap { Suggestion.nearest(to: $0, among: vocabulary) }
    return "nothing found for \(shown)"
      + (near.isEmpty ? "" : "; did you mean ??\(near.prefix(3).joined(separator: ", ??"))?")
  }

  /// The entries that have all the words, the nearest first.
  static func results(_ query: String) -> [HelpEntry] {
    let terms = words(query), phrase = query.lowercased().trimmingCharacters(in: .whitespaces)
    var found: [(score: Int, place: Int)] = []
    for (place, row) in rows.enumerated() {
      var score = 0
      for term in terms {
        guard let best = best(term, in: row) else {
          score = -1
          break
        }
        score += best.rawValue
      }
      guard score >= 0 else { continue }
      // The whole query as a name or as a synonym is what was meant.
      if row.phrases.contains(phrase) { score = score == 0 ? -1 : 0 }
      found.append((score, place))
    }
    return found.sorted { $0 < $1 }.map { rows[$0.place].entry }
  }

  private static func list(_ entries: [HelpEntry], width: Int) -> String {
    let rows = entries.prefix(limit).map { ($0.title, $0.summary) }
    var lines = Columns.text(rows, within: width)
    if entries.count > limit { lines.append("and \(entries.count - limit) more") }
    return lines.joined(separator: "\n")
  }

  private static func best(_ term: String, in row: Row) -> Place? {
    if row.names.contains(term) { return .name }
    if row.synonyms.contains(term) { return .synonym }
    if row.names.contains(where: { $0.hasPrefix(term) }) { return .beginningOfName }
    if row.synonyms.contains(where: { $0.hasPrefix(term) }) { return .beginningOfSynonym }
    if row.summary.contains(where: { $0.hasPrefix(term) }) { return .summary }
    if row.formula.contains(where: { $0.hasPrefix(term) }) { return .formula }
    if row.body.contains(where: { $0.hasPrefix(term) }) { return .body }
    return nil
  }

  private static let rows: [Row] = (HelpTable.all + lists).map { entry in
    Row(
      entry: entry, names: entry.names.flatMap(words), synonyms: entry.synonyms.flatMap(words),
      summary: words(entry.summary), formula: words(entry.formula ?? ""),
      body: words(
        (entry.body + entry.use + entry.parameters.map { "\($0.name) \($0.meaning)" }
          + [entry.source ?? ""]).joined(separator: " ")),
      phrases: (entry.names + entry.synonyms).map { $0.lowercased() })
  }

  private static let lists: [HelpEntry] = HelpList.allCases.map { list in
    HelpEntry(.key, ["?\(list.rawValue)"], group: "", use: [], summary: list.summary)
  }

  /// The words that anything is found by, but for single letters.
  static let vocabulary: Set<String> = Set(
    rows.flatMap { $0.names + $0.synonyms + $0.summary }.filter { $0.count > 2 })

  /// The words of a text: letters and digits, in lower case, Greek letters by their names, `log_density` as it
  /// stands and in its parts.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    for part in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }) {
      let word = Greek.spelledOut(String(part)).lowercased()
      words.append(word)
      if word.contains("_") { words += word.split(separator: "_").map(String.init) }
    }
    return words
  }
}

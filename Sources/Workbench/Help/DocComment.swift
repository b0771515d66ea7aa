import Language

/// The comment above a definition, read by a light convention.
///
///     # Gradient descent: p - lr·g. Robbins and Monro 1951.
///     # lr: the learning rate, a number
///     # .model: what it gives, a field of a record
///     # example: sgd(0.1).step((t = 0.0), 2.0, 1.0)
///     # -> (0.8, (t = 1.0))
///     # see: adam
///     # also: steepest descent
///
/// Prose, whose last sentence is a source where it names a year; a line for a parameter, and for a field of the
/// result, either of which goes on in lines that are indented; statements to run, several lines of them one after
/// the other, with what they print behind `->`; near names; other words to find it by. A line `names:` at the head of
/// a module says what the module is used for.
struct DocComment {
  private(set) var body: [String] = []
  private(set) var parameters: [(names: [String], meaning: String)] = []
  /// The fields of the record that a call gives.
  private(set) var results: [(name: String, meaning: String)] = []
  private(set) var examples: [HelpEntry.Example] = []
  private(set) var see: [String] = []
  private(set) var synonyms: [String] = []
  private(set) var names: [String] = []
  private(set) var source: String?
  private var part = Part.prose

  private enum Part { case prose, parameter, result, statement, output, list }

  /// Reads the lines of a comment, above something with these parameters.
  init(_ lines: some Sequence<some StringProtocol>, parameters known: [String] = []) {
    var isFilling = false
    for line in lines {
      let text = DocComment.bare(line)
      if readMarked(text) || readParameter(text, known) || readResult(text) {
        isFilling = false
      } else if part == .parameter, text.hasPrefix("  "), !parameters.isEmpty {
        parameters[parameters.count - 1].meaning += " " + DocComment.trimmed(text)
      } else if part == .result, text.hasPrefix("  "), !results.isEmpty {
        results[results.count - 1].meaning += " " + DocComment.trimmed(text)
      } else {
        part = .prose
        isFilling = readProse(text, isFilling)
      }
    }
    takeSource()
  }

  /// The first sentence, without its point.
  var summary: String {
    let text = body.first ?? ""
    var end = text.startIndex
    while let point = text[end...].range(of: ". ") {
      let next = text[point.upperBound...]
      if next.first?.isUppercase == true, !text[..<point.lowerBound].hasSuffix("et al") {
        return String(text[..<point.lowerBound])
      }
      end = point.upperBound
    }
    return text.trimmingSuffix { $0 == "." }
  }

  /// The summary up to its first colon, behind which formulas stand: for a line of a list.
  var brief: String {
    let summary = summary
    return summary.firstRange(of: ": ").map { String(summary[..<$0.lowerBound]) } ?? summary
  }

  private static func bare(_ line: some StringProtocol) -> String {
    let text = line.drop { $0 == "#" }
    return String(text.hasPrefix(" ") ? text.dropFirst() : text)
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0 == " " }).trimmingSuffix { $0 == " " }
  }

  /// A line that begins with one of the words of the convention.
  private mutating func readMarked(_ text: String) -> Bool {
    if text.hasPrefix("example: ") {
      let statement = String(text.dropFirst(9))
      if part == .statement, let last = examples.popLast() {
        examples.append(.init(statement: last.statement + "\n" + statement, output: ""))
      } else {
        examples.append(.init(statement: statement, output: ""))
      }
      part = .statement
      return true
    }
    if text.hasPrefix("-> "), part == .statement || part == .output, let last = examples.popLast() {
      let output = (last.output.isEmpty ? "" : last.output + "\n") + text.dropFirst(3)
      examples.append(.init(statement: last.statement, output: output))
      part = .output
      return true
    }
    guard let mark = ["see: ", "also: ", "names: "].first(where: text.hasPrefix) else {
      return false
    }
    let words = text.dropFirst(mark.count).split(separator: ",").map(DocComment.trimmed)
    switch mark {
    case "see: ": see += words
    case "also: ": synonyms += words
    default: names += words
    }
    part = .list
    return true
  }

  private mutating func readParameter(_ text: String, _ known: [String]) -> Bool {
    guard let colon = text.range(of: ": ") else { return false }
    let names = text[..<colon.lowerBound].split(separator: ",").map(DocComment.trimmed)
    guard !names.isEmpty, names.allSatisfy({ known.contains(Name.canonical($0)) }) else {
      return false
    }
    parameters.append((names, String(text[colon.upperBound...])))
    part = .parameter
    return true
  }

  private mutating func readResult(_ text: String) -> Bool {
    guard text.hasPrefix("."), let colon = text.range(of: ": ") else { return false }
    let name = text[..<colon.lowerBound].dropFirst()
    guard !name.isEmpty, !name.contains(" ") else { return false }
    results.append((String(name), String(text[colon.upperBound...])))
    part = .result
    return true
  }

  /// Takes a line of prose; the result says whether the next one goes on in the same paragraph.
  private mutating func readProse(_ text: String, _ isFilling: Bool) -> Bool {
    if text.isEmpty { return false }
    if text.hasPrefix(" ") {
      body.append(text)
      return false
    }
    if isFilling, let last = body.popLast() {
      body.append(last + " " + text)
    } else {
      body.append(text)
    }
    return true
  }

  /// A last sentence that names the year of a work is the source.
  private mutating func takeSource() {
    guard let last = body.last, !last.hasPrefix(" "), last.hasSuffix(".") else { return }
    var start = last.startIndex, from = last.startIndex
    while let point = last[from...].range(of: ". ") {
      let isName = last[..<point.lowerBound].hasSuffix("et al")
      if !isName, last[point.upperBound...].first?.isUppercase == true { start = point.upperBound }
      from = point.upperBound
    }
    let sentence = last[start...].dropLast()
    guard sentence.first?.isUppercase == true,
      sentence.contains(/\b(1[5-9]|20)\d\d\b/), !sentence.contains(":")
    else { return }
    source = String(sentence)
    let rest = DocComment.trimmed(last[..<start])
    body.removeLast()
    if !rest.isEmpty { body.append(rest) }
  }
}

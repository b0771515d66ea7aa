/// Integer sums and products, names, `while true { }`, `:quit`, until there is a session.
final class StandIn: Interpreter {
  private var values: [String: Int] = [:]
  private let keepsGoing: Bool

  init(_ options: SessionOptions) { keepsGoing = options.keepsGoing }

  func completeness(of text: String) -> Completeness {
    var depth = 0
    for character in text {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if depth < 0 { return .invalid }
    }
    let last = text.last { !$0.isWhitespace }
    return depth > 0 || last.map { "+-*".contains($0) } == true ? .incomplete : .complete
  }

  func check(_ text: String, name: String, output: (SessionEvent) -> Void) -> Outcome {
    guard completeness(of: text) != .complete else { return .ok }
    output(.diagnostic("error[syntax]: unbalanced brackets in \(name)\n"))
    return .failed
  }

  func run(_ text: String, name: String, output: (SessionEvent) -> Void) -> Outcome {
    var result = Outcome.ok
    var pending = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      pending += line + " "
      guard completeness(of: pending) != .incomplete else { continue }
      let statement = String(pending.prefix { $0 != "#" }).trimmed()
      pending = ""
      guard !statement.isEmpty else { continue }
      let outcome = perform(statement, output)
      if outcome == .failed { result = .failed }
      if outcome != .ok, outcome != .failed || !keepsGoing { return outcome }
    }
    return pending.isEmpty ? result : check(pending, name: name, output: output)
  }

  func completions(of line: String, at utf8Offset: Int) -> (start: Int, candidates: [String]) {
    let head = String(decoding: line.utf8.prefix(utf8Offset), as: UTF8.self)
    let word = String(head.reversed().prefix { $0.isLetter || $0 == "_" }.reversed())
    let names = Set(values.keys).union(["jacobian", "laplacian", "linspace", "log"])
    let candidates = word.isEmpty ? [] : names.filter { $0.hasPrefix(word) }.sorted()
    return (utf8Offset - word.utf8.count, candidates)
  }

  private func perform(_ statement: String, _ output: (SessionEvent) -> Void) -> Outcome {
    if statement == ":quit" { return .quit(0) }
    if let mode = EditingMode(rawValue: String(statement.trimmingPrefix(":set editing "))) {
      output(.editing(mode))
      return .ok
    }
    if statement.hasPrefix("while true") {
      while !CtrlC.isRequested {}
      output(.diagnostic("interrupted\n"))
      return .interrupted
    }
    let sides = statement.split(separator: "=", maxSplits: 1).map { String($0).trimmed() }
    var parser = Sum(text: Array(sides.last ?? ""), values: values)
    guard let value = parser.sum(), parser.isAtEnd else {
      output(.diagnostic("error[name]: \(statement)\n  hint: only sums and products so far\n"))
      return .failed
    }
    if sides.count == 2 { values[sides[0]] = value }
    output(.output("\(value)\n"))
    return .ok
  }
}

private struct Sum {
  var text: [Character]
  var position = 0
  let values: [String: Int]

  init(text: [Character], values: [String: Int]) {
    self.text = text.filter { !$0.isWhitespace }
    self.values = values
  }

  var isAtEnd: Bool { position == text.count }

  mutating func take(_ characters: String) -> Character? {
    guard position < text.count, characters.contains(text[position]) else { return nil }
    position += 1
    return text[position - 1]
  }

  mutating func sum() -> Int? {
    guard var value = product() else { return nil }
    while let sign = take("+-") {
      guard let next = product() else { return nil }
      value = sign == "+" ? value &+ next : value &- next
    }
    return value
  }

  mutating func product() -> Int? {
    guard var value = primary() else { return nil }
    while take("*") != nil {
      guard let next = primary() else { return nil }
      value = value &* next
    }
    return value
  }

  mutating func primary() -> Int? {
    if take("(") != nil {
      let value = sum()
      return take(")") == nil ? nil : value
    }
    let word = String(text[position...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    position += word.count
    return Int(word) ?? values[word]
  }
}

extension String {
  func trimmed() -> String {
    let head = drop { $0.isWhitespace }
    return String(head.reversed().drop { $0.isWhitespace }.reversed())
  }
}

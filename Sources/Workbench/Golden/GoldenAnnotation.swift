/// How far a printed float may be from the expected one: `abs + rel * |want|`.
struct GoldenTolerance: Hashable, Sendable {
  var absolute = 0.0
  var relative = 0.0

  func allowed(_ want: Double) -> Double { absolute + relative * want.magnitude }

  var description: String {
    var parts: [String] = []
    if absolute > 0 { parts.append("abs:\(absolute)") }
    if relative > 0 { parts.append("rel:\(relative)") }
    return parts.isEmpty ? "exact" : parts.joined(separator: " ")
  }

  /// Reads `abs:1e-9` or `rel:1e-6`; false when the word is neither.
  mutating func read(_ word: Substring) -> Bool {
    let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let bound = Double(parts[1]), bound >= 0, bound.isFinite else {
      return false
    }
    switch parts[0] {
    case "abs": absolute = bound
    case "rel": relative = bound
    default: return false
    }
    return true
  }
}

/// A `#~` annotation of one statement.
struct GoldenAnnotation: Hashable, Sendable {
  /// What the statement itself says about tolerance; nil leaves it to the file.
  var tolerance: GoldenTolerance?
  var isFree = false
  var isSlow = false
  var isSkipped = false
  /// Why a mismatch is expected.
  var expectedFailure: String?

  /// Reads the text after `#~`; the result is the first word that means nothing, if any.
  mutating func read(_ text: Substring) -> String? {
    var rest = text.drop { $0.isWhitespace }
    while !rest.isEmpty {
      let word = rest.prefix { !$0.isWhitespace }
      if word == "xfail" || word.hasPrefix("xfail:") {
        expectedFailure = String(rest.dropFirst("xfail:".count).drop { $0.isWhitespace })
        return nil
      }
      guard readWord(word) else { return String(word) }
      rest = rest[word.endIndex...].drop { $0.isWhitespace }
    }
    return nil
  }

  private mutating func readWord(_ word: Substring) -> Bool {
    switch word {
    case "any": isFree = true
    case "slow": isSlow = true
    case "skip": isSkipped = true
    default:
      var bounds = tolerance ?? GoldenTolerance()
      guard bounds.read(word) else { return false }
      tolerance = bounds
    }
    return true
  }
}

/// The `#~ file:` header: settings of the whole file.
struct GoldenHeader: Hashable, Sendable {
  var seed: UInt64 = 0
  var digits = 6
  var tolerance = GoldenTolerance()
  var isSlow = false
  var isSkipped = false

  /// Reads the text after `file:`; the result is the first word that means nothing, if any.
  mutating func read(_ text: Substring) -> String? {
    for word in text.split(whereSeparator: { $0.isWhitespace }) where !readWord(word) {
      return String(word)
    }
    return nil
  }

  private mutating func readWord(_ word: Substring) -> Bool {
    switch word {
    case "slow":
      isSlow = true
      return true
    case "skip":
      isSkipped = true
      return true
    default: break
    }
    let parts = word.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { return false }
    switch parts[0] {
    case "seed":
      guard let number = UInt64(parts[1]), number <= UInt64(Int.max) else { return false }
      seed = number
    case "digits":
      guard let number = Int(parts[1]), 1...17 ~= number else { return false }
      digits = number
    case "tol":
      for bound in parts[1].split(separator: ",") where !tolerance.read(bound) { return false }
    default: return false
    }
    return true
  }
}

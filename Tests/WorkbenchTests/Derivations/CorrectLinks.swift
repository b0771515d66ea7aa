import Language
import Testing

/// A link that holds, as it stands in a `derive` block.
struct CorrectLink: CustomTestStringConvertible {
  /// The entries of the header: domains and definitions.
  let header: [String]
  var left: String
  var right: String
  /// What the link ends in: `up to const(x)`.
  let suffix: String

  /// The link as text.
  var testDescription: String {
    "derive (\(header.joined(separator: "; "))) { \(left) = \(right)\(suffix.isEmpty ? "" : " " + suffix) }"
  }

  /// A link from `header :: left = right`.
  init(_ line: Substring) throws {
    let halves = line.split(separator: " :: ", maxSplits: 1)
    try #require(halves.count == 2, "\(line)")
    header = halves[0].split(separator: "; ").map(String.init)
    var body = halves[1]
    if let range = body.firstRange(of: " up to ") {
      suffix = String(body[range.lowerBound...].dropFirst())
      body = body[..<range.lowerBound]
    } else {
      suffix = ""
    }
    let sides = body.split(separator: " = ", maxSplits: 1)
    try #require(sides.count == 2, "\(line)")
    (left, right) = (String(sides[0]), String(sides[1]))
  }
}

/// Standard formulas of the four fields, every one true: what the tests of derivations iterate.
enum CorrectLinks {
  /// Every link.
  static let all: [CorrectLink] = [gaussian, variational, diffusion, adversarial].flatMap { text in
    text.split(separator: "\n").compactMap { try? CorrectLink($0) }
  }
}

/// The only expression of a text.
func expression(_ text: String) throws -> Expression {
  let statements = try Parser.parse(Source(id: SourceID(0), name: "", text: text))
  guard case .expression(let value)? = statements.first?.kind, statements.count == 1 else {
    throw NotAnExpression(text: text)
  }
  return value
}

/// A text that is no expression.
struct NotAnExpression: Error { let text: String }

import Language
import Tensors

/// What a log density in an explained formula is a sum over, and the constant in it.
struct ExplainedDensity: Hashable {
  /// The term as typed: `log p(x | z; m)`.
  let label: String
  /// How many numbers the event has.
  let count: Int
  /// The family of the law, where its name stands at the head of the factor's right side.
  let family: String?

  /// The law and its constant, in words.
  func text(_ printer: ValuePrinter) -> String {
    let numbers = count == 1 ? "1 number" : "\(count) numbers"
    guard let family else { return numbers }
    guard family == "Normal" else { return "\(numbers), \(family)" }
    let constant = -Double(count) / 2 * 1.8378770664093453
    return "\(numbers), Normal: -\(count)/2 log 2π = \(printer.inline(.float(constant))) is in it"
  }

  /// What stands above the notes of all densities.
  static let heading =
    "in nats; a log density is the sum over its numbers, constants included, E is a mean:"
}

extension Session {
  /// What a term is as a log density: nil where it is not the logarithm of one factor of a density.
  func densityNote(of site: ExplainedPlace.Site) -> ExplainedDensity? {
    guard let term = site.expression.loggedDensity, case .name(let name) = term.density.kind,
      case .density(let density)? = value(of: name.canonical)
    else { return nil }
    let names = term.variables.compactMap { argument -> Name? in
      guard case .positional(let e) = argument, case .name(let name) = e.kind else { return nil }
      return name
    }
    let key = Set(names.map(\.canonical))
    guard names.count == term.variables.count,
      let factor = density.factors.first(where: { $0.heading.key == key })
    else { return nil }
    let sizes = names.map { name in
      Expression(
        .call(
          Expression(.name(Name("size", span: name.span)), span: name.span),
          [.positional(Expression(.name(name), span: name.span))]), span: name.span)
    }
    guard let counts = try? values(of: sizes, at: .term(site)) else { return nil }
    let count = counts.compactMap(\.wholeNumber).reduce(0, +)
    return count > 0
      ? ExplainedDensity(
        label: SyntaxPrinter.text(of: site.expression), count: count, family: factor.family) : nil
  }
}

extension Expression {
  /// What the logarithm is of, where it is one: `log p(x | z)`, or `log p(x, z)`, which reads as a call.
  var loggedDensity: DensityTerm? {
    guard case .logarithm(let operand) = kind else { return nil }
    switch operand.kind {
    case .density(let term): return term
    case .call(let function, let arguments):
      return DensityTerm(density: function, variables: arguments, given: [], parameters: [])
    default: return nil
    }
  }
}

extension DensityFactor {
  /// The name at the head of the right side, where it is that of a distribution.
  fileprivate var family: String? {
    guard let sign = text.firstIndex(of: "~") else { return nil }
    let right = text[text.index(after: sign)...].drop { $0 == " " }
    let head = String(right.prefix { $0.isLetter })
    return LibraryText.distributions[head] != nil && right.dropFirst(head.count).first == "("
      ? head : nil
  }
}

extension Value {
  /// The number where it is a whole one, also as a mean that every draw agrees on.
  fileprivate var wholeNumber: Int? {
    switch self {
    case .int(let n): n
    case .float(let x): Int(exactly: x)
    case .estimate(let e): Value(e.mean).wholeNumber
    default: nil
    }
  }
}

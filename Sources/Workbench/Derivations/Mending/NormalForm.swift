import Glibc
import Language
import Tensors

/// An expression as a sum of products of powers, which is one and the same for expressions that differ
/// by the laws of sums, products and powers only.
///
/// For the comparison of texts; nothing is proved by it: a power of a power, the logarithm of a
/// product and the square root of a square are taken as for positive numbers.
struct NormalForm: Hashable {
  /// The coefficient of each monomial; a monomial is the powers of its factors, by their texts.
  private(set) var terms: [[String: Double]: Double] = [:]

  /// The form of an expression.
  init(_ expression: Expression) {
    switch expression.kind {
    case .integer, .float: self.init(constant: expression.literal ?? 0)
    case .prefix(.negate, let operand): self = NormalForm(operand).scaled(by: -1)
    case .prefix(.norm, let operand): self.init(factor: "norm(\(NormalForm(operand).text))")
    case .binary(let binary, let left, let right, _):
      self.init(binary, left, right)
    case .call: self.init(call: expression)
    default: self.init(factor: NormalForm.canonical(expression))
    }
    terms = terms.filter { abs($0.value) > 1e-12 }
  }

  private init(constant: Double) { terms = [[:]: constant] }

  private init(factor: String, power: Double = 1) { terms = [[factor: power]: 1] }

  private init(terms: [[String: Double]: Double]) { self.terms = terms }

  private init(_ binary: BinaryOperator, _ left: Expression, _ right: Expression) {
    let a = NormalForm(left)
    switch binary {
    case .add: self = a.adding(NormalForm(right))
    case .subtract: self = a.adding(NormalForm(right).scaled(by: -1))
    case .multiply: self = a.times(NormalForm(right))
    case .divide: self = a.times(NormalForm(right).power(-1))
    case .matrixProduct: self.init(factor: "(\(a.text) @ \(NormalForm(right).text))")
    case .power:
      let exponent = NormalForm(right)
      if let constant = exponent.constant {
        self = a.power(constant)
      } else {
        self.init(factor: "(\(a.text))^(\(exponent.text))")
      }
    }
  }

  /// Logarithms of products, exponentials of sums and square roots are taken apart.
  private init(call: Expression) {
    guard let (name, arguments) = call.plainCall, arguments.count == 1 else {
      self.init(factor: NormalForm.canonical(call))
      return
    }
    let inner = NormalForm(arguments[0])
    switch name {
    case "sqrt": self = inner.power(0.5)
    case "log" where (inner.single?.1 ?? 0) > 0:
      let (monomial, coefficient) = inner.single ?? ([:], 1)
      self.init(constant: log(coefficient))
      for (factor, power) in monomial {
        self = adding(NormalForm(factor: "log(\(factor))").scaled(by: power))
      }
    case "exp":
      self.init(constant: 1)
      for (monomial, coefficient) in inner.terms {
        let text = NormalForm.text(of: monomial)
        self = times(NormalForm(factor: "exp(\(text))", power: coefficient))
      }
    default: self.init(factor: "\(name)(\(inner.text))")
    }
  }

  /// The number that it is, or nil.
  private var constant: Double? {
    if terms.isEmpty { return 0 }
    guard let (monomial, coefficient) = single, monomial.isEmpty else { return nil }
    return coefficient
  }

  /// Its only term.
  private var single: ([String: Double], Double)? {
    guard terms.count == 1, let term = terms.first else { return nil }
    return (term.key, term.value)
  }

  private func adding(_ other: NormalForm) -> NormalForm {
    NormalForm(terms: terms.merging(other.terms, uniquingKeysWith: +)).reduced
  }

  private func scaled(by factor: Double) -> NormalForm {
    NormalForm(terms: terms.mapValues { $0 * factor })
  }

  private var reduced: NormalForm { NormalForm(terms: terms.filter { abs($0.value) > 1e-12 }) }

  private func times(_ other: NormalForm) -> NormalForm {
    var product: [[String: Double]: Double] = [:]
    for (left, a) in terms {
      for (right, b) in other.terms {
        let monomial = left.merging(right, uniquingKeysWith: +).filter { abs($0.value) > 1e-12 }
        product[monomial, default: 0] += a * b
      }
    }
    return NormalForm(terms: product).reduced
  }

  /// A power: of one term factor by factor, of a sum multiplied out for small integers, else as one
  /// factor whose leading coefficient is taken out.
  private func power(_ exponent: Double) -> NormalForm {
    if let (monomial, coefficient) = single, coefficient > 0 || exponent == exponent.rounded() {
      return NormalForm(
        terms: [monomial.mapValues { $0 * exponent }: pow(coefficient, exponent)])
    }
    if exponent == exponent.rounded(), (0...4).contains(exponent) {
      return (0..<Int(exponent)).reduce(NormalForm(constant: 1)) { product, _ in times(product) }
    }
    guard let lead = terms.min(by: { NormalForm.text(of: $0.key) < NormalForm.text(of: $1.key) })
    else { return NormalForm(factor: "0", power: exponent) }
    let scale = exponent == exponent.rounded() ? lead.value : abs(lead.value)
    let unit = scaled(by: 1 / scale)
    return NormalForm(factor: "(\(unit.text))", power: exponent)
      .scaled(by: pow(scale, exponent))
  }

  /// The form of any other expression: its parts in normal form.
  private static func canonical(_ expression: Expression) -> String {
    if expression.children.isEmpty { return canonicalName(expression) }
    var forms: [String] = []
    let shell = expression.mappingChildren { child in
      forms.append(NormalForm(child).text)
      return .named("_\(forms.count)")
    }
    return shell.text + "{" + forms.joined(separator: "; ") + "}"
  }

  private static func canonicalName(_ expression: Expression) -> String {
    expression.variable ?? expression.text
  }

  private static func text(of monomial: [String: Double]) -> String {
    monomial.map { "\($0.key)^\(rounded($0.value))" }.sorted().joined(separator: "*")
  }

  /// The sum, its terms in order.
  var text: String {
    terms.map { "\(NormalForm.rounded($0.value))*\(NormalForm.text(of: $0.key))" }.sorted()
      .joined(separator: " + ")
  }

  /// A coefficient to nine digits: sums of products in another order differ in the last bits.
  private static func rounded(_ value: Double) -> String {
    DecimalText.scientific(value, places: 8)
  }

  static func == (left: NormalForm, right: NormalForm) -> Bool { left.text == right.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

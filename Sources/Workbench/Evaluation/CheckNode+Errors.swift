import Language
import Tensors
import Tracing

/// `check a ≈ b se 4`: claims on estimates, in standard errors of the difference.
extension CheckNode {
  /// Compares sides of which at least one holds estimates.
  ///
  /// The difference is formed as an estimate, so that what both sides owe to common draws cancels. Tolerances
  /// are added to what is allowed.
  func compare(
    _ a: Value, _ b: Value, errors allowed: Double, absolute: Double, relative: Double,
    _ m: inout State
  ) throws(Fault) -> Value {
    let way = try way(of: relation)
    guard [a, b].contains(where: { $0.parts.contains { $0.estimate != nil } }) else {
      throw Fault(
        "check", "nothing has a standard error here", at: bounds.standardErrors?.span ?? span,
        hint: "plain numbers are compared without se")
    }
    let difference: Value
    do throws(OperationError) {
      difference = try Arithmetic.binary(.subtract, a, b)
    } catch {
      let operands = [OperandNote(left.span, a), OperandNote(right?.span ?? span, b)]
      throw Fault(error, at: span, operands: operands)
    }
    let distance: StandardErrors
    do throws(TraceError) {
      distance = try StandardErrors(
        of: difference, largest: Self.largest(b), way, allowed: allowed, absolute, relative)
    } catch { throw Fault(OperationError(error), at: span) }
    let sides = text(a, b, m.output.style, showsTails: false)
    if let reason = distance.unknown {
      throw Fault("check", "\(sides) does not hold: \(reason)", at: span)
    }
    guard distance.holds else {
      throw Fault(
        "check", "\(sides) does not hold (\(distance.text))", at: span,
        notes: [note(difference, allowed, way, m.output.style)])
    }
    let tails = difference.parts.lazy.compactMap(\.estimate).compactMap(EstimateText.tails).first
    m.output.write("ok \(sides) (\(distance.text)\(tails.map { ", " + $0 } ?? ""))")
    return .unset
  }

  private func way(of relation: Relation) throws(Fault) -> StandardErrors.Way {
    switch relation {
    case .approximately: return .near
    case .comparison(.less): return .below
    case .comparison(.lessOrEqual): return .notAbove
    case .comparison(.greater): return .above
    case .comparison(.greaterOrEqual): return .notBelow
    case .comparison(.equal), .comparison(.notEqual), .holds:
      throw Fault(
        "check", "se goes with ≈, <, <=, > and >=", at: bounds.standardErrors?.span ?? span)
    }
  }

  private func note(
    _ difference: Value, _ allowed: Double, _ way: StandardErrors.Way, _ style: NumberStyle
  ) -> String {
    let allowed = style.format(allowed).trimmingSuffix(of: ".0")
    let wanted =
      switch way {
      case .near: "allowed"
      case .below, .above: "needed"
      case .notAbove, .notBelow: "allowed against it"
      }
    guard difference.numericType?.shape.rank == 0 else {
      return "the worst element counts, \(wanted) \(allowed) se"
    }
    let shown = ValuePrinter(style: style, showsTails: false).inline(difference.known)
    return "the difference is \(shown), \(wanted) \(allowed) se"
  }

  /// The largest |mean| of the numbers of a value.
  private static func largest(_ value: Value) throws(TraceError) -> Double {
    var largest = 0.0
    for part in value.parts {
      for x in try StandardErrors.numbers(part).means where x.magnitude.isFinite {
        largest = max(largest, x.magnitude)
      }
    }
    return largest
  }
}

/// How many standard errors a difference is away from what is claimed of it, at its worst element.
struct StandardErrors {
  /// What is claimed of a and b, where the difference is a - b.
  enum Way {
    /// a ≈ b: |a - b| ≤ k se.
    case near
    /// a < b is shown: b - a ≥ k se.
    case below
    /// a > b is shown: a - b ≥ k se.
    case above
    /// a <= b is not contradicted: a - b ≤ k se.
    case notAbove
    /// a >= b is not contradicted: b - a ≤ k se.
    case notBelow
  }

  /// The number of standard errors at the worst element; infinite where there is no error.
  private var worst: Double?
  private(set) var holds = true
  /// Why nothing can be said, nil where something can.
  private(set) var unknown: String?
  /// Without an error sides must be equal to this, relative to the largest |b|.
  private static let exact = 1e-9
  /// Relative to the largest |b|, an error that is nothing but the rounding of a sum that does not vary.
  private static let negligible = 1e-13

  init(
    of difference: Value, largest: Double, _ way: Way, allowed: Double, _ absolute: Double,
    _ relative: Double
  ) throws(TraceError) {
    let slack = max(absolute, relative * largest)
    let rounding = max(slack, StandardErrors.exact * (largest == 0 ? 1 : largest))
    for part in difference.parts where part.numericType?.isFloating ?? false {
      let (means, distances, errors) = try StandardErrors.numbers(part)
      for (index, error) in errors.enumerated() {
        add(
          way == .near ? distances[index] : means[index], error, way, allowed,
          error == 0 || error < StandardErrors.negligible * largest ? rounding : slack)
      }
    }
  }

  /// The means, the moduli of the means and the standard errors of a number's elements.
  static func numbers(
    _ value: Value
  ) throws(TraceError) -> (means: [Double], distances: [Double], errors: [Double]) {
    let mean: Tensor, errors: [Double]
    if let estimate = value.estimate {
      (mean, errors) = (estimate.mean, estimate.errors)
    } else {
      guard let term = try value.known.term() else { return ([], [], []) }
      mean = try term.knownValue()
      errors = [Double](repeating: 0, count: mean.count)
    }
    let complex = try Term(mean).converted(to: .c128).knownValue().elements(as: Complex128.self)
    let means = mean.type == .c128 ? complex.map(\.magnitude) : complex.map(\.real)
    return (means, complex.map(\.magnitude), errors)
  }

  private mutating func add(
    _ difference: Double, _ error: Double, _ way: Way, _ allowed: Double, _ slack: Double
  ) {
    guard !difference.isNaN else { return unknown = "nan is near to nothing" }
    guard error.isFinite else {
      return unknown =
        error.isNaN ? "its standard error is not known" : "its standard error is infinite"
    }
    // What speaks for the claim, to be at least a number of standard errors.
    let margin: Double, needed: Double
    switch way {
    case .near: (margin, needed) = (-difference.magnitude, -allowed)
    case .below: (margin, needed) = (-difference, allowed)
    case .above: (margin, needed) = (difference, allowed)
    case .notAbove: (margin, needed) = (-difference, -allowed)
    case .notBelow: (margin, needed) = (difference, -allowed)
    }
    // A strict claim is not helped by a tolerance, nor true of equal sides.
    holds =
      holds
      && (needed > 0 || way.isStrict
        ? margin > 0 && margin >= needed * error : margin + slack >= needed * error)
    let count = error == 0 ? (margin == 0 ? 0 : margin * .infinity) : margin / error
    if worst.map({ count < $0 }) ?? true { worst = count }
    isNear = way == .near
  }

  private var isNear = false

  /// The worst number of standard errors: `0.2 se`.
  var text: String {
    guard let worst else { return "no numbers" }
    if worst.isInfinite { return "without error" }
    // A distance has no sign.
    let count = DecimalText.fixed(isNear ? worst.magnitude : worst, places: 1)
    return (count == "-0.0" ? "0.0" : count) + " se"
  }
}

extension StandardErrors.Way {
  /// Whether equal sides would not do.
  var isStrict: Bool {
    switch self {
    case .below, .above: true
    case .near, .notAbove, .notBelow: false
    }
  }
}

extension String {
  /// The text without an ending.
  fileprivate func trimmingSuffix(of ending: String) -> String {
    hasSuffix(ending) ? String(dropLast(ending.count)) : self
  }
}

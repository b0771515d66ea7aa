import Language
import Tracing

extension Value {
  /// Whether it is a distribution: a record whose fields `draw`, a function of no argument, and
  /// `log_density`, a function of a point, are functions.
  var isDistribution: Bool {
    guard case .aggregate(let record) = self, record.names != nil,
      case .function? = record.field("draw"), case .function? = record.field("log_density")
    else { return false }
    return true
  }

  /// A distribution of the library, with the name and the parameters that it shows.
  var family: (name: String, parameters: Aggregate)? {
    guard isDistribution, case .aggregate(let record) = self,
      case .text(let name)? = record.field("family"),
      case .aggregate(let parameters)? = record.field("parameters"), parameters.names != nil
    else { return nil }
    return (name, parameters)
  }

  /// The name of a distribution that shows no parameters, such as a joint one of several factors.
  var familyWithoutParameters: String? {
    guard isDistribution, case .aggregate(let record) = self,
      case .text(let name)? = record.field("family"), record.field("parameters") == nil
    else { return nil }
    return name
  }

  /// What kind of value it is, in one word: the type of its elements, where it is a number.
  var kind: String {
    if let type = numericType { return type.element.name }
    switch self {
    case .function: return "function"
    case .aggregate(let a):
      if isDistribution { return "distribution" }
      if isRun { return "run" }
      return a.names != nil ? "record" : a.items.isEmpty ? "none" : "tuple"
    case .density: return "density"
    case .module: return "module"
    case .identity: return "identity"
    case .text: return "text"
    case .figure: return "figure"
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate: return "none"
    }
  }
}

/// Moments of distributions under the names of the same functions of tensors.
enum DistributionMoment {
  /// The field of a distribution that a reduction asks for, by the name of the reduction.
  static let fields = ["mean": "mean", "var": "variance", "std": "variance"]

  /// `mean(D)`, `var(D)`: what the field of the distribution gives; nil where the first argument is
  /// no distribution or the function none of these.
  static func value(
    _ a: Bound, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value? {
    guard let field = fields[a.builtin.name], a[0].isDistribution,
      case .aggregate(let record) = a[0]
    else { return nil }
    for k in 1..<a.values.count where a.isGiven(k) {
      throw a.fault(k, "a distribution has no \(a.name(k))", code: "argument")
    }
    guard let moment = record.field(field) else {
      throw a.fault(
        0, "\(a[0].family?.name ?? "this distribution") has no \(field) in closed form",
        code: "distribution")
    }
    let value = try Function.call(
      moment, Arguments(positional: [], span: a.span), calleeSpan: a.spans[0], p, &r, &m)
    guard a.builtin.name == "std" else { return value }
    let variance = try Bound.term(value, at: a.spans[0], in: a.builtin.name)
    return try a.run { () throws(TraceError) in Value(try Term.unary(.sqrt, variance)) }
  }
}

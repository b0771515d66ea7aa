import Language
import Tensors
import Tracing

/// Products with a Jacobian that is not formed: `jvp(f, x, v)`, `vjp(f, x, u)`.
extension DerivativeFunctions {
  /// The derivative of f at x in the direction v.
  static func pushforward(
    _ a: Bound, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let f = try a.function(0)
    var arguments = Arguments(positional: [a[1]], span: a.span), directions = [a[2]]
    if let xs = spread(a[1], over: f, p), case .aggregate(let vs) = a[2], vs.names == nil {
      arguments.positional = xs
      directions = vs.items
    }
    let d = try Differentiation(
      f, arguments, active: Array(arguments.positional.indices), p, &r, &m)
    let leaves = directions.flatMap { $0.isNumeric ? [$0] : $0.leaves() }
    guard leaves.count == d.inputs.count else {
      throw a.fault(2, "the direction must have the structure of the point")
    }
    var tangents: [Term] = []
    for (leaf, input) in zip(leaves, d.inputs) {
      tangents.append(try a.direction(leaf, ("direction", "point"), like: input))
    }
    return try d.pushforward(tangents)
  }

  /// The transpose of the derivative of f at x, applied to u.
  static func pullback(
    _ a: Bound, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let f = try a.function(0)
    let spread = spread(a[1], over: f, p)
    let arguments = Arguments(positional: spread ?? [a[1]], span: a.span)
    let d = try Differentiation(
      f, arguments, active: Array(arguments.positional.indices), p, &r, &m)
    guard a[2].hasNumbers(of: d.result) else {
      throw a.fault(
        2,
        "the cotangent must have the structure of the value: \(Arithmetic.outline(d.value))")
    }
    var cotangents: [Term] = []
    for (leaf, output) in zip(a[2].parts.filter(\.isNumeric), d.linearization.value) {
      cotangents.append(try a.direction(leaf, ("cotangent", "value"), like: output))
    }
    let parts = try d.pullback(cotangents)
    return spread == nil ? parts[0] : .tuple(parts)
  }

  /// The items of a tuple where the function takes that many arguments.
  private static func spread(
    _ point: Value, over f: Value, _ p: borrowing Program
  ) -> [Value]? {
    guard case .aggregate(let xs) = point, xs.names == nil,
      let names = parameterNames(of: f, p), names.count == xs.items.count, names.count > 1
    else { return nil }
    return xs.items
  }
}

extension Bound {
  /// A tangent or cotangent given as the third argument, in the type of what it goes with.
  fileprivate func direction(
    _ leaf: Value, _ words: (its: String, other: String), like other: Term
  ) throws(Fault) -> Term {
    let term = try Bound.term(leaf, at: spans[2], in: builtin.name)
    guard term.shape == other.shape else {
      throw fault(
        2, "the \(words.its) is \(term.type), the \(words.other) \(other.type)", code: "shape")
    }
    do throws(TraceError) { return try term.converted(to: other.element) } catch {
      throw Fault(OperationError(error), at: span)
    }
  }
}

extension Value {
  /// Whether it is a tree with numbers where the other has numbers.
  fileprivate func hasNumbers(of other: Value) -> Bool {
    switch (self, other) {
    case (.aggregate(let a), .aggregate(let b)):
      a.hasStructure(of: b) && zip(a.items, b.items).allSatisfy { $0.hasNumbers(of: $1) }
    case (.aggregate, _), (_, .aggregate): false
    default: isNumeric == other.isNumeric
    }
  }
}

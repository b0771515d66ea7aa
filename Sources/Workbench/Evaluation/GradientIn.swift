import Language

/// `∇[θ] e`: the gradient of an expression in variables, at their present values; a tuple for
/// several.
///
/// The variables themselves are recorded while the expression is evaluated, so that what it calls
/// and what reads them as globals counts too.
final class GradientIn: Node {
  /// A variable to differentiate by.
  struct Variable {
    let node: Node
    let slot: Int
    /// Whether the slot counts from the first of all, not from the window of the running call.
    let isGlobal: Bool
  }

  let variables: [Variable]
  let body: Node
  /// How messages call it.
  let name: String

  init(_ variables: [Variable], _ body: Node, name: String, span: SourceSpan) {
    self.variables = variables
    self.body = body
    self.name = name
    super.init(span: span, height: 4 + body.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var points: [Value] = []
    for variable in variables { points.append(try variable.node.eval(p, &r, &m)) }
    let window = m.base
    let slots = variables.map { $0.isGlobal ? $0.slot : window &+ $0.slot }
    let f = DerivativeFunctions.derived(name, .unset, detail: [], of: { $0 }) {
      [body] arguments, p, r, m throws(Fault) in
      var present: [Value] = [], readings: [Value?] = []
      for (slot, value) in zip(slots, arguments.positional) {
        present.append(r[slot])
        r[slot] = value
        readings.append(m.recorder?.replace(slot, value))
      }
      defer {
        for (place, slot) in slots.enumerated() {
          r[slot] = present[place]
          _ = m.recorder?.replace(slot, readings[place])
        }
      }
      return try body.eval(p, &r, &m)
    }
    let arguments = Arguments(
      positional: points, spans: variables.map(\.node.span), span: span)
    let d = try Differentiation(f, arguments, active: Array(points.indices), p, &r, &m)
    let parts = try d.gradient(of: name)
    return parts.count == 1 ? parts[0] : .tuple(parts)
  }
}

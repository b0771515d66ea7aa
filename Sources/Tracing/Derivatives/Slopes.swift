import Tensors

/// The slopes of what moves with one other variable, element by element, in a graph of tangents.
///
/// The tangent of x·σ(x) is t ↦ σ(x)·t + x·(σ'(x)·t), which is one slope, σ(x) + x·σ'(x), times t.
/// The slope depends on the point alone. Backwards a cotangent is multiplied by it once, where each
/// step would multiply the cotangent, and needs the slope alone of all numbers at the point.
///
/// Only where paths meet: a single chain of factors costs the same either way. Scalars keep the order
/// of the steps.
struct Slopes {
  private let graph: Graph
  /// The terms of the variables that depend on the point alone.
  private let known: [Term?]
  /// For each variable that moves the one that it is a multiple of, which may be itself.
  private var roots: [Int]
  /// Whether paths from the root meet before it.
  private var meets: [Bool]
  /// The number of steps from the root.
  private var lengths: [Int]
  /// The step that makes each variable, -1 for inputs.
  private var sources: [Int]
  private var terms: [Term?]
  /// A slope is made by recursion along its steps.
  private static let longest = 64

  /// Finds the slopes of a graph.
  init(_ graph: Graph, known: [Term?]) {
    self.graph = graph
    self.known = known
    let count = graph.types.count
    roots = Array(0..<count)
    meets = [Bool](repeating: false, count: count)
    lengths = [Int](repeating: 0, count: count)
    sources = [Int](repeating: -1, count: count)
    terms = [Term?](repeating: nil, count: count)
    for (index, equation) in graph.equations.enumerated() where equation.results.count == 1 {
      let result = equation.results.lowerBound
      sources[result] = index
      if known[result] == nil { follow(equation, result) }
    }
  }

  /// The variable of which another is a multiple, where paths from it meet; nil elsewhere.
  func root(of variable: Int) -> Int? { meets[variable] ? roots[variable] : nil }

  /// The slope of a variable that is not its own root.
  mutating func slope(of variable: Int) throws(TraceError) -> Term {
    if let term = terms[variable] { return term }
    let term = try made(graph.equations[sources[variable]])
    terms[variable] = term
    return term
  }

  private mutating func follow(_ equation: Equation, _ result: Int) {
    let type = graph.types[result], operands = equation.operands
    guard type.shape.rank > 0, type.isFloating, type.element != .c128 else { return }
    let moving = operands.filter { known[$0] == nil }
    let length = 1 + (moving.map { lengths[$0] }.max() ?? 0)
    guard length <= Slopes.longest else { return }
    switch equation.operation {
    case .unary(.negate), .binary(.multiply):
      guard moving.count == 1 else { return }
      continueChain(moving[0], result, length)
    case .binary(.divide):
      guard moving == [operands[0]] else { return }
      continueChain(moving[0], result, length)
    case .binary(.add), .binary(.subtract):
      guard moving.count == 2, roots[moving[0]] == roots[moving[1]] else { return }
      continueChain(moving[0], result, length)
      meets[result] = true
    default: return
    }
  }

  private mutating func continueChain(_ operand: Int, _ result: Int, _ length: Int) {
    roots[result] = roots[operand]
    meets[result] = meets[operand]
    lengths[result] = length
  }

  /// The slope of what a step makes.
  private mutating func made(_ equation: Equation) throws(TraceError) -> Term {
    let x = equation.operands[0]
    guard case .binary(let f) = equation.operation else {
      guard let slope = try factor(x) else { return try Term.constant(-1, like: graph.types[x]) }
      return try -slope
    }
    let y = equation.operands[1]
    switch f {
    case .multiply:
      guard let left = try factor(x) else { return try point(y) }
      guard let right = try factor(y) else { return left }
      return try left * right
    case .divide:
      let divisor = try point(y)
      guard let slope = try factor(x) else {
        return try Term.constant(1, like: graph.types[x]) / divisor
      }
      return try slope / divisor
    default:
      let one = try Term.constant(1, like: graph.types[x])
      var left = one, right = one
      if let slope = try factor(x) { left = slope }
      if let slope = try factor(y) { right = slope }
      return f == .add ? try left + right : try left - right
    }
  }

  /// An operand that depends on the point alone, or the slope of another, nil for 1.
  private mutating func factor(_ variable: Int) throws(TraceError) -> Term? {
    if let term = known[variable] { return term }
    return roots[variable] == variable ? nil : try slope(of: variable)
  }

  private func point(_ variable: Int) throws(TraceError) -> Term {
    guard let term = known[variable] else {
      preconditionFailure("one factor of a tangent depends on the point alone")
    }
    return term
  }
}

extension Term {
  /// A number repeated in a type.
  fileprivate static func constant(_ x: Double, like type: TensorType) throws(TraceError) -> Term {
    try Term.ones(type).scaled(by: x)
  }
}

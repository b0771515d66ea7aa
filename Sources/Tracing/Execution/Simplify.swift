import Tensors

extension Graph {
  /// A graph with the same results, bit for bit, in fewer and cheaper equations.
  ///
  /// Constants are folded, equal equations merged, dead ones dropped, identities removed, negations
  /// moved into sums, functions of stretched tensors computed before they are stretched, transposed
  /// products turned into products of transposes, and what does not change from turn to turn is moved
  /// out of loops. No sum is reordered. Only the payload and sign of a nan may differ, which no
  /// operation shows. Errors of dropped equations vanish.
  public func simplified() -> Graph {
    var simplifier = Simplifier()
    let inputs = inputTypes.map { simplifier.input($0) }
    let outputs = simplifier.inline(self, inputs)
    return simplifier.graph(inputs: inputs, outputs: outputs).pruned().withProductsTurned()
  }
}

/// Builds a graph equation by equation, each simplified in the light of the earlier ones.
struct Simplifier {
  private(set) var types: [TensorType] = []
  private var equations: [Equation] = []
  /// The equation that binds a variable, -1 for inputs.
  private var origins: [Int] = []
  private var known: [EquationKey: Range<Int>] = [:]
  /// Constants of at most so many elements are computed while simplifying.
  private static let foldedElements = 1024

  /// A new input.
  mutating func input(_ type: TensorType) -> Int {
    types.append(type)
    origins.append(-1)
    return types.count - 1
  }

  /// The outputs of a graph at these variables.
  mutating func inline(_ graph: Graph, _ inputs: [Int]) -> [Int] {
    var variables = inputs
    variables.reserveCapacity(graph.types.count)
    for equation in graph.equations {
      let operands = equation.operands.map { variables[$0] }
      variables += append(equation.operation, operands, Array(graph.types[equation.results]))
    }
    return graph.outputs.map { variables[$0] }
  }

  /// The recorded equations as a graph without those that are dead.
  func graph(inputs: [Int], outputs: [Int]) -> Graph {
    Graph(types: types, inputCount: inputs.count, equations: equations, outputs: outputs)
      .part(from: inputs, to: outputs)
  }

  /// The variables of the results of an operation.
  mutating func append(
    _ operation: Operation, _ operands: [Int], _ resultTypes: [TensorType]
  ) -> [Int] {
    switch operation {
    case .cond(let branches): return appendCond(branches, operands, resultTypes)
    case .whileLoop(let loop): return appendWhile(loop, operands)
    case .scan(let scan): return appendScan(scan, operands, resultTypes)
    // Its body is simplified as it is run, many samples at a time.
    case .average: return record(operation, operands, resultTypes)
    case .constant(let tensor): return [constant(tensor)]
    default:
      if let same = rewritten(operation, operands, resultTypes) { return [same] }
      if let folded = folded(operation, operands, resultTypes) { return folded }
      return record(operation, operands, resultTypes)
    }
  }

  /// The results of an operation that has one.
  mutating func one(_ operation: Operation, _ operands: [Int], _ type: TensorType) -> Int {
    append(operation, operands, [type])[0]
  }

  /// The variable of a constant; one number repeated is a number that is stretched.
  mutating func constant(_ tensor: Tensor) -> Int {
    if tensor.count > 1, let number = tensor.repeatedElement,
      let scalar = try? Tensor(repeating: number, .scalar)
    {
      return one(.broadcast(tensor.shape), [constant(scalar)], TensorType(tensor))
    }
    return record(.constant(tensor), [], [TensorType(tensor)])[0]
  }

  /// Records an equation as it is, unless an equal one is known.
  mutating func record(
    _ operation: Operation, _ operands: [Int], _ resultTypes: [TensorType]
  ) -> [Int] {
    let key = EquationKey(operation, operands, resultTypes)
    if let key, let same = known[key] { return Array(same) }
    let results = types.count..<types.count + resultTypes.count
    types += resultTypes
    for _ in results { origins.append(equations.count) }
    equations.append(Equation(operation, operands, results))
    if let key { known[key] = results }
    return Array(results)
  }

  /// The operation that a variable is the only result of, and its operands.
  func origin(of variable: Int) -> Equation? {
    let index = origins[variable]
    return index < 0 || equations[index].results.count != 1 ? nil : equations[index]
  }

  /// The value of a constant; small stretched constants count.
  func value(of variable: Int) -> Tensor? {
    guard let origin = origin(of: variable) else { return nil }
    if case .constant(let tensor) = origin.operation { return tensor }
    guard case .broadcast(let shape) = origin.operation,
      shape.count <= Simplifier.foldedElements, let small = value(of: origin.operands[0])
    else { return nil }
    return try? small.broadcast(to: shape)
  }

  /// The one element that a constant, stretched or not, has.
  func element(of variable: Int) -> Scalar? {
    guard let origin = origin(of: variable) else { return nil }
    if case .broadcast = origin.operation { return element(of: origin.operands[0]) }
    guard case .constant(let tensor) = origin.operation, tensor.count == 1 else { return nil }
    return tensor.scalar
  }

  /// The results computed now: all operands are small constants.
  private mutating func folded(
    _ operation: Operation, _ operands: [Int], _ resultTypes: [TensorType]
  ) -> [Int]? {
    if case .broadcast = operation { return nil }
    let limit = Simplifier.foldedElements
    guard !operands.isEmpty,
      resultTypes.allSatisfy({ $0.shape.count <= limit }),
      operands.allSatisfy({ types[$0].shape.count <= limit })
    else { return nil }
    var values: [Tensor] = []
    for operand in operands {
      guard let value = value(of: operand) else { return nil }
      values.append(value)
    }
    guard let results = try? operation.rules.evaluate(values) else { return nil }
    return results.map { constant($0) }
  }
}

import Tensors

/// A graph of scalars whose outputs are, or are put together from, scalars: a tape, and where its
/// results stand in vectors and matrices.
struct AssembledTape: Sendable {
  /// How an output is made of consecutive results of the tape.
  private enum Output: Sendable {
    case scalar
    case tensor(Shape)
  }

  let tape: ScalarTape
  private let outputs: [Output]

  /// The tape of a simplified graph, nil where it is not of this kind.
  init?(_ graph: Graph) {
    let parts = graph.outputs.map { graph.scalars(of: $0) }
    var scalars: [Int] = [], outputs: [Output] = []
    for (output, part) in zip(graph.outputs, parts) {
      guard let part else { return nil }
      scalars += part
      let type = graph.types[output]
      outputs.append(type.shape.rank == 0 ? .scalar : .tensor(type.shape))
    }
    let inner = Graph(
      types: graph.types, inputCount: graph.inputCount, equations: graph.equations,
      outputs: scalars)
    guard let tape = ScalarTape(inner.simplified()) else { return nil }
    self.tape = tape
    self.outputs = outputs
  }

  /// The outputs at terms that are known.
  func run(_ inputs: [Term]) throws(TensorError) -> [Term] {
    var results = try tape.run(inputs)[...]
    var terms: [Term] = []
    terms.reserveCapacity(outputs.count)
    for output in outputs {
      switch output {
      case .scalar: terms.append(results.removeFirst())
      case .tensor(let shape):
        var entries: [Double] = []
        entries.reserveCapacity(shape.count)
        for case .number(let x) in results.prefix(shape.count) { entries.append(x) }
        results = results.dropFirst(shape.count)
        terms.append(.known(try Tensor(shape, entries)))
      }
    }
    return terms
  }
}

extension Graph {
  /// The scalars that a variable is put together from, in row-major order; nil for one that is not
  /// made of scalars alone.
  fileprivate func scalars(of variable: Int) -> [Int]? {
    if types[variable].shape.rank == 0 { return [variable] }
    guard types[variable].element == .f64, variable >= inputCount,
      let equation = equations.last(where: { $0.results.contains(variable) })
    else { return nil }
    switch equation.operation {
    case .reshape, .concatenate(axis: 0):
      var all: [Int] = []
      for operand in equation.operands {
        guard let part = scalars(of: operand) else { return nil }
        all += part
      }
      return all
    default: return nil
    }
  }
}

import Tensors

/// A graph of small tensors as a tape of their elements.
struct AssembledTape: Sendable {
  let tape: ScalarTape
  /// The types of the outputs.
  private let outputs: [TensorType]

  /// The tape of a simplified graph, nil where it is not of this kind.
  init?(_ graph: Graph) {
    let isAssembled = (graph.inputTypes + graph.outputTypes).allSatisfy {
      $0.shape.rank == 0 || $0.element == .f64
    }
    guard isAssembled, let expansion = ScalarExpansion(graph),
      let tape = ScalarTape(expansion.graph.simplified())
    else { return nil }
    self.tape = tape
    outputs = graph.outputTypes
  }

  /// The outputs at terms that are known.
  func run(_ inputs: [Term]) throws(TensorError) -> [Term] {
    var scalars: [Term] = []
    for input in inputs {
      if case .known(let tensor) = input, tensor.shape.rank > 0 {
        for x in tensor.elements(as: Double.self) { scalars.append(.number(x)) }
      } else {
        scalars.append(input)
      }
    }
    let results = try tape.run(scalars)
    var terms: [Term] = [], next = 0
    terms.reserveCapacity(outputs.count)
    for type in outputs {
      let count = type.shape.count
      defer { next += count }
      if type.shape.rank == 0 {
        terms.append(results[next])
        continue
      }
      var entries: [Double] = []
      entries.reserveCapacity(count)
      for case .number(let x) in results[next..<next + count] { entries.append(x) }
      terms.append(.known(try Tensor(type.shape, entries)))
    }
    return terms
  }
}

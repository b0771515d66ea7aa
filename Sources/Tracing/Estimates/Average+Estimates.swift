import Tensors

extension Average {
  /// The means as estimates: moved by their own samples, and by those of operands that are estimates
  /// themselves.
  func estimates(_ operands: [Term]) throws(TraceError) -> [Term] {
    var tensors: [Tensor] = []
    for operand in operands { tensors.append(try operand.mean.knownValue()) }
    let (means, deviations) = try wrapping { () throws(TensorError) in
      let run = try AverageRun(self, tensors)
      return (try run.means(), try run.deviations())
    }
    let moved = try moved(operands, tensors, means)
    let source = source(tensors[0])
    var results: [Term] = []
    for (index, mean) in means.enumerated() {
      let zero = try wrapping { () throws(TensorError) in
        try Tensor(repeating: .float(0), mean.shape).converted(to: mean.type)
      }
      let own = Estimate(
        mean: zero, influences: [Influence(source: source, deviations: deviations[index])])
      results.append(try moved[index] + .estimate(own))
    }
    return results
  }

  /// The means, moved by operands that are estimates.
  private func moved(
    _ operands: [Term], _ tensors: [Tensor], _ means: [Tensor]
  ) throws(TraceError) -> [Term] {
    let plain = means.map { Term($0) }
    guard operands.contains(where: \.isEstimate) else { return plain }
    let graph = Graph(
      .average(self), tensors.map { TensorType($0) }, means.map { TensorType($0) })
    return try Propagation(operands).apply(graph, primals: tensors.map { Term($0) } + plain)
  }

  /// The same draws, in samples that are grouped in the same way, are one source.
  private func source(_ keys: Tensor) -> UInt64 {
    var key = RandomKey(word: UInt64(count)).folded(UInt64(group))
    for word in keys.elements(as: Int.self) {
      key = key.folded(UInt64(bitPattern: Int64(word)))
    }
    return key.word
  }
}

extension Graph {
  /// Whether it takes means over samples, which are estimates where they are not in a loop.
  public var hasAverages: Bool {
    equations.contains { if case .average = $0.operation { true } else { false } }
  }
}

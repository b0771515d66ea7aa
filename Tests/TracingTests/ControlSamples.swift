import Tensors

@testable import Tracing

extension OperationKey {
  /// Operands for the operations that run graphs.
  func controlSamples() throws -> [Sample] {
    let a = try randoms([3], seed: 31), b = try randoms([2, 3], seed: 32)
    let c = try Tensor(0.7)
    return switch self {
    case .cond:
      try [true, false].map { (taken: Bool) in
        let operands = [try Tensor(taken), a, c]
        let types = operands.dropFirst().map { TensorType($0) }
        let branches = Branches(
          yes: try graph(types) { (x) throws(TraceError) in
            [try Term.unary(.sin, x[0]) * x[1], try x[0].sum()]
          },
          no: try graph(types) { (x) throws(TraceError) in [try x[0] * x[0], x[1]] })
        return Sample(operation: .cond(branches), operands: operands)
      }
    case .require:
      [
        Sample(
          operation: .require(Raised(TooManyTurns(limit: 1))), operands: [try Tensor(true), a, b])
      ]
    case .whileLoop:
      [Sample(operation: .whileLoop(try doubling()), operands: [c, a, c])]
    case .scan:
      try [false, true].map { (isReversed: Bool) in
        let scan = try mixing(length: 2, isReversed: isReversed)
        return Sample(operation: .scan(scan), operands: [a, c, b, c])
      } + [
        Sample(
          operation: .scan(try mixing(length: 0, isReversed: false)),
          operands: [a, c, try reals([0, 3], []), c])
      ]
    case .average:
      try [(count: 1, group: 1), (count: 7, group: 1), (count: 12, group: 3)].map { size in
        let average = Average(
          body: try sample(), count: size.count, group: size.group,
          blocks: Swift.min(4, size.count / size.group))
        return Sample(operation: .average(average), operands: [try Tensor(11), a, c])
      }
    default: []
    }
  }

  /// What sample i makes of a vector and a number, with a draw of its own.
  private func sample() throws -> Graph {
    let vector = TensorType(.f64, Shape([3])), number = TensorType(.f64)
    return try graph([TensorType(.i64), TensorType(.i64), vector, number]) {
      (x) throws(TraceError) in
      let z = try Term.noise(.normal, Term.fold(x[1], x[0]), event: Shape([3]))
      let i = try x[0].converted(to: .f64)
      return [try Term.unary(.sin, x[2] + z * x[3]), try i * x[3] * x[3]]
    }
  }

  /// x ← 2 x + k while x < 20, y ← sin(y) x beside it.
  private func doubling() throws -> WhileLoop {
    let types = [TensorType(.f64), TensorType(.f64, Shape([3])), TensorType(.f64)]
    return WhileLoop(
      condition: try graph(types) { (x) throws(TraceError) in
        [try Term.compare(.less, x[0], Term(20.0))]
      },
      body: try graph(types) { (x) throws(TraceError) in
        [try x[0] + x[0] + x[2], try Term.unary(.sin, x[1]) * x[0]]
      }, carried: 2)
  }

  /// Carries a vector and a number past rows, and keeps their product.
  private func mixing(length: Int, isReversed: Bool) throws -> Scan {
    let vector = TensorType(.f64, Shape([3])), number = TensorType(.f64)
    return Scan(
      body: try graph([TensorType(.i64), vector, number, vector, number]) {
        (x) throws(TraceError) in
        let turn = try x[0].converted(to: .f64)
        let next = try Term.unary(.tanh, x[1] * x[3]) + x[2]
        return [next, try x[2] * x[4] + turn, try next * x[2]]
      }, length: length, carried: 2, scanned: 1, isReversed: isReversed)
  }
}

/// The graph of a function of terms.
func graph(_ types: [TensorType], _ f: TermFunction) throws(TraceError) -> Graph {
  let builder = GraphBuilder()
  return try builder.finish(f(types.map { .traced(builder.input($0)) })).graph
}

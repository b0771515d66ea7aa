import Tensors

/// The rules of one operation: all that the core knows of it.
///
/// No requirement has a default: an operation that does not answer does not compile.
protocol OperationRules: Sendable {
  /// The name in graph text.
  var name: String { get }

  /// The attributes in graph text, for example `[2×3]`; empty where there are none.
  var attributes: String { get }

  /// How many operands it takes, nil for one or more.
  var operandCount: Int? { get }

  /// The types of the results on operands of these types, or what is wrong with them.
  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType]

  /// The results on operands whose types `resultTypes` accepts.
  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor]

  /// The directional derivative of the results, nil where it is zero.
  ///
  /// Written in terms, so that it is evaluated or recorded and can be differentiated again. At
  /// least one tangent is not nil; a tangent has the type of its operand, which is floating.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?]

  /// How cotangents of the results go back to the operands in which the operation is linear.
  var transposition: Transposition { get }

  /// The results for a batch: batched operands (at least one) have a new first axis of length
  /// `count`, and so have all results. Each row of the results is what the operation makes of that
  /// row of the operands.
  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term]
}

/// The rules of an operation whose one result is its first operand with some elements replaced.
///
/// A plan lets it write over that operand where nobody reads it later.
protocol OverwritingRules: OperationRules {
  /// Replaces elements of the first operand, by what the other operands say.
  func overwrite(_ target: inout Tensor, _ others: [Tensor]) throws(TensorError)
}

extension OperationRules {
  /// Refuses another number of operands than the operation takes: its other rules rely on that.
  fileprivate func requireCount(_ count: Int) throws(TensorError) {
    if let operandCount, operandCount != count {
      throw .domain(operation: name, reason: "takes \(operandCount) operands, not \(count)")
    }
    if count == 0 && operandCount == nil {
      throw .domain(operation: name, reason: "takes operands")
    }
  }
}

extension OverwritingRules {
  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    var result = operands[0]
    try overwrite(&result, Array(operands.dropFirst()))
    return [result]
  }
}

/// Where an operation is differentiated, and in which direction.
struct Linearized {
  /// The operands.
  let operands: [Term]
  /// What the operation made of them.
  let results: [Term]
  /// The direction, nil where it is zero.
  let tangents: [Term?]

  /// The tangent of an operand, zeros where it is nil.
  func tangent(_ index: Int) throws(TraceError) -> Term {
    try tangents[index].orZeros(operands[index].type)
  }
}

extension Operation {
  /// The rules of this operation.
  var rules: any OperationRules {
    switch self {
    case .constant(let value): ConstantRules(value: value)
    case .unary(let function): UnaryRules(function: function)
    case .binary(let function): BinaryRules(function: function)
    case .special(let function): SpecialRules(function: function)
    case .compare(let comparison): CompareRules(comparison: comparison)
    case .select: SelectRules()
    case .convert(let element): ConvertRules(element: element)
    case .reshape(let shape): ReshapeRules(shape: shape)
    case .transpose(let permutation): TransposeRules(permutation: permutation)
    case .broadcast(let shape): BroadcastRules(shape: shape)
    case .slice(let starts, let counts, let steps):
      SliceRules(starts: starts, counts: counts, steps: steps)
    case .pad(let shape, let starts, let steps):
      PadRules(shape: shape, starts: starts, steps: steps)
    case .gather(let axis): GatherRules(axis: axis)
    case .scatter(let axis): ScatterRules(axis: axis)
    case .scatterAdd(let axis): ScatterAddRules(axis: axis)
    case .concatenate(let axis): ConcatenateRules(axis: axis)
    case .reduce(let reduction, let axes, let keepingAxes):
      ReduceRules(reduction: reduction, axes: axes, keepingAxes: keepingAxes)
    case .norm(let axes): NormRules(axes: axes)
    case .argument(let extremum, let axis): ArgumentRules(extremum: extremum, axis: axis)
    case .cumulative(let reduction, let axis):
      CumulativeRules(reduction: reduction, axis: axis)
    case .sort(let axis): SortRules(axis: axis)
    case .sortOrder(let axis): SortOrderRules(axis: axis)
    case .product: ProductRules()
    case .complex: ComplexRules()
    case .stop: StopRules()
    case .eigenvalues: EigenvaluesRules()
    case .eig: EigRules()
    case .eigh: EighRules()
    case .svd: SVDRules()
    case .qr: QRRules()
    case .cholesky: CholeskyRules()
    case .solve: SolveRules()
    case .determinant: DeterminantRules()
    case .logAbsDeterminant: LogAbsDeterminantRules()
    case .expm: ExpmRules()
    case .require(let raised): RequireRules(raised: raised)
    case .expmDerivative: ExpmDerivativeRules()
    case .fold: FoldRules()
    case .noise(let noise, let event, let element):
      NoiseRules(noise: noise, event: event, element: element)
    case .sample(let sampler): SampleRules(sampler: sampler)
    case .stratum(let size): StratumRules(size: size)
    case .unreparameterised(let distribution):
      UnreparameterisedRules(distribution: distribution)
    case .cond(let branches): CondRules(branches: branches)
    case .whileLoop(let loop): WhileRules(loop: loop)
    case .scan(let scan): ScanRules(scan: scan)
    case .average(let average): AverageRules(average: average)
    }
  }

  /// The name in graph text.
  public var name: String { rules.name }

  /// The types of the results on operands of these types.
  public func resultTypes(_ operands: [TensorType]) throws(TraceError) -> [TensorType] {
    let rules = rules
    return try wrapping { () throws(TensorError) in
      try rules.requireCount(operands.count)
      return try rules.resultTypes(operands)
    }
  }

  /// The results on these operands, which are checked by the shape rule first.
  public func evaluate(_ operands: [Tensor]) throws(TraceError) -> [Tensor] {
    let rules = rules
    return try wrapping { () throws(TensorError) in
      try rules.requireCount(operands.count)
      _ = try rules.resultTypes(operands.map { TensorType($0) })
      return try rules.evaluate(operands)
    }
  }
}

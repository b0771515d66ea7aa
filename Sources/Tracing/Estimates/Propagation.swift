import Tensors

/// The evaluation of functions of estimates: means through the function, deviations through its
/// derivative at the means.
struct Propagation {
  private let means: [Term]
  private let shared: [SharedInfluence]

  /// Operands of which some are estimates and none is traced.
  init(_ operands: [Term]) throws(TraceError) {
    means = operands.map(\.mean)
    shared = try SharedInfluence.of(operands)
  }

  /// An elementwise function of one operand.
  ///
  /// Derivatives of elementwise functions are elementwise in the direction, so one that has an axis
  /// of blocks more is broadcast against the point.
  func unary(_ f: UnaryFunction) throws(TraceError) -> Term {
    let x = means[0], y = try Term.mapped(f, x)
    return try joined([y]) { (influence) throws(TraceError) in
      let moved = try influence.deviations[0].flatMap { (t) throws(TraceError) in
        try f.pushforward(x, y, t)
      }
      return [moved]
    }[0]
  }

  /// An elementwise function of two operands of equal types and shapes.
  func binary(_ f: BinaryFunction) throws(TraceError) -> Term {
    let x = means[0], y = means[1], z = try Term.combined(f, x, y)
    return try joined([z]) { (influence) throws(TraceError) in
      [
        try BinaryRules(function: f)
          .pushforward(x, y, z, influence.deviations[0], influence.deviations[1])
      ]
    }[0]
  }

  /// The results of an operation.
  func apply(_ operation: Operation) throws(TraceError) -> [Term] {
    // An influence is a derivative, by the weights of the samples: what is constant to derivatives is
    // a number.
    if case .stop = operation { return means }
    if operation.isLinearInOne {
      let results = try Term.perform(operation, means)
      return try joined(results) { (influence) throws(TraceError) in
        guard let deviations = influence.deviations[0] else { return results.map { _ in nil } }
        return try operation.rules.batched(
          [deviations] + means.dropFirst(), means.indices.map { $0 == 0 }, count: influence.blocks)
      }
    }
    let types = means.map(\.type), results = try operation.resultTypes(types)
    let count = means.count, all = count..<(count + results.count)
    return try apply(
      Graph(
        types: types + results, inputCount: count,
        equations: [Equation(operation, Array(0..<count), all)], outputs: Array(all)))
  }

  /// The outputs of a graph.
  func apply(_ graph: Graph) throws(TraceError) -> [Term] {
    try apply(graph, primals: graph.primals(means))
  }

  /// The outputs of a graph whose variables have these means.
  func apply(_ graph: Graph, primals: [Term]) throws(TraceError) -> [Term] {
    var maps: [(active: [Bool], map: BlockMap)] = []
    return try joined(graph.outputs.map { primals[$0] }) { (influence) throws(TraceError) in
      let active = influence.active
      if let known = maps.first(where: { $0.active == active }) {
        return try known.map.images(of: influence)
      }
      let map = try BlockMap(graph, primals, active)
      maps.append((active, map))
      return try map.images(of: influence)
    }
  }

  /// Results with what moved them: numbers where nothing did.
  private func joined(
    _ results: [Term], _ move: (SharedInfluence) throws(TraceError) -> [Term?]
  ) throws(TraceError) -> [Term] {
    var influences = results.map { _ in [Influence]() }
    for influence in shared {
      for (index, moved) in try move(influence).enumerated() {
        guard let moved else { continue }
        let rows = results[index].shape.rows(influence.blocks)
        let deviations = try moved.mean.broadcast(to: rows).knownValue()
        influences[index].append(Influence(source: influence.source, deviations: deviations))
      }
    }
    var terms: [Term] = []
    for (result, influences) in zip(results.map(\.mean), influences) {
      terms.append(
        influences.isEmpty
          ? result : .estimate(Estimate(mean: try result.knownValue(), influences: influences)))
    }
    return terms
  }
}

/// The derivative of a graph at a point in some of its inputs, for blocks of directions.
private struct BlockMap {
  private let trace: Trace
  /// Which outputs move.
  private let moves: [Bool]
  /// Whether a direction takes many samples.
  private let isCostly: Bool

  init(_ graph: Graph, _ primals: [Term], _ active: [Bool]) throws(TraceError) {
    let builder = GraphBuilder()
    var tangents: [Term?] = []
    for (type, isActive) in zip(graph.inputTypes, active) {
      tangents.append(isActive ? .traced(builder.input(type)) : nil)
    }
    let moved = try graph.pushforward(primals: primals, tangents)
    moves = moved.map { $0 != nil }
    isCostly = graph.hasAverages
    trace = try builder.finish(moved.compactMap { $0 })
  }

  func images(of influence: SharedInfluence) throws(TraceError) -> [Term?] {
    let directions = influence.deviations.compactMap { $0 }
    let size = directions.reduce(0) { $0 + $1.shape.count } / influence.blocks
    let isShort = isCostly && size > 0 && size < influence.blocks
    let images =
      isShort && directions.allSatisfy { $0.element == .f64 }
      ? try combinations(of: directions, size: size, blocks: influence.blocks)
      : try batched(directions, count: influence.blocks)
    return Parted.filled(moves, images)
  }

  private func batched(_ directions: [Term], count: Int) throws(TraceError) -> [Term] {
    try trace.batched(directions, directions.map { _ in true }, count: count)
  }

  /// The images of many directions d_b, from those of the few unit directions e_j that they are made
  /// of: A d_b = Σ_j d_bj A e_j.
  private func combinations(
    of directions: [Term], size: Int, blocks: Int
  ) throws(TraceError) -> [Term] {
    let units = try Term.identity(size, .f64)
    var parts: [Term] = [], columns: [Term] = [], first = 0
    for direction in directions {
      let event = Array(direction.shape.extents.dropFirst()), count = event.reduce(1, *)
      let own = try units.part(first, count, axis: 1)
      parts.append(try own.reshaped(to: Shape([size] + event)))
      columns.append(try direction.reshaped(to: Shape([blocks, count])))
      first += count
    }
    let weights = try Term.concatenated(columns, axis: 1)
    var images: [Term] = []
    for image in try batched(parts, count: size) {
      let event = Array(image.shape.extents.dropFirst())
      let rows = try image.reshaped(to: Shape([size, event.reduce(1, *)]))
      let combined = try Term.product(weights.converted(to: image.element), rows)
      images.append(try combined.reshaped(to: Shape([blocks] + event)))
    }
    return images
  }
}

extension Term {
  /// What stands for the term where only its mean counts: of an estimate the mean.
  var mean: Term {
    switch self {
    case .estimate(let estimate): Term(estimate.mean)
    case .known, .number, .traced: self
    }
  }

  /// Whether the term is an estimate, not traced.
  public var isEstimate: Bool {
    if case .estimate = self { true } else { false }
  }
}

extension Operation {
  /// Whether it is linear in its first operand, and the others are no floating numbers.
  fileprivate var isLinearInOne: Bool {
    switch self {
    case .reshape, .transpose, .broadcast, .slice, .pad, .gather: true
    case .reduce(let reduction, _, _): reduction == .sum
    case .cumulative(let reduction, _): reduction == .sum
    case .constant, .unary, .binary, .compare, .select, .convert, .scatter, .scatterAdd,
      .concatenate, .norm, .argument, .sort, .sortOrder, .product, .complex, .stop, .eigenvalues,
      .eig, .eigh, .svd, .qr, .cholesky, .solve, .determinant, .logAbsDeterminant, .expm, .require,
      .expmDerivative, .cond, .whileLoop, .scan, .average, .fold, .noise, .stratum,
      .unreparameterised:
      false
    }
  }
}

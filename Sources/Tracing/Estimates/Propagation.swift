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
      let place = maps.firstIndex { $0.active == active } ?? maps.count
      if place == maps.count { maps.append((active, try BlockMap(graph, primals, active))) }
      return try maps[place].map.images(of: influence)
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
  /// What the directions along single elements of the inputs become, once they were asked for.
  private var columns: [Term]?

  init(_ graph: Graph, _ primals: [Term], _ active: [Bool]) throws(TraceError) {
    let builder = GraphBuilder()
    var tangents: [Term?] = []
    for (type, isActive) in zip(graph.inputTypes, active) {
      tangents.append(isActive ? .traced(builder.input(type)) : nil)
    }
    let moved = try graph.pushforward(primals: primals, tangents)
    moves = moved.map { $0 != nil }
    trace = try builder.finish(moved.compactMap { $0 })
  }

  mutating func images(of influence: SharedInfluence) throws(TraceError) -> [Term?] {
    let directions = influence.deviations.compactMap { $0 }
    if let images = try combined(directions, influence.blocks) { return images }
    let images = try trace.batched(
      directions, directions.map { _ in true }, count: influence.blocks)
    return Parted.filled(moves, images)
  }

  /// The images of a mean over samples as J d_b, where the Jacobian matrix J has fewer columns than
  /// there are blocks.
  ///
  /// Samples are then moved along each column and not along each block. Nil elsewhere, and for other
  /// numbers than f64.
  private mutating func combined(
    _ directions: [Term], _ blocks: Int
  ) throws(TraceError) -> [Term?]? {
    let outputs = trace.graph.outputTypes
    guard trace.graph.hasAverages,
      (directions.map(\.type) + outputs).allSatisfy({ $0.element == .f64 })
    else { return nil }
    let widths = directions.map { $0.shape.count / blocks }, width = widths.reduce(0, +)
    guard 0 < width, width < blocks else { return nil }
    if columns == nil { columns = try columns(widths, directions) }
    guard let columns else { return nil }
    var parts: [Term] = []
    for (direction, width) in zip(directions, widths) {
      parts.append(try direction.reshaped(to: Shape([blocks, width])))
    }
    let matrix = try Term.concatenated(parts, axis: 1)
    var images: [Term] = []
    for (column, type) in zip(columns, outputs) {
      let rows = try column.reshaped(to: Shape([width, type.shape.count]))
      images.append(try Term.product(matrix, rows).reshaped(to: type.shape.rows(blocks)))
    }
    return Parted.filled(moves, images)
  }

  private func columns(_ widths: [Int], _ directions: [Term]) throws(TraceError) -> [Term] {
    let width = widths.reduce(0, +)
    let units = try Term.identity(width, .f64)
    var inputs: [Term] = [], start = 0
    for (direction, count) in zip(directions, widths) {
      let extents = Array(direction.shape.extents.dropFirst())
      inputs.append(
        try units.part(start, count, axis: 1).reshaped(to: Shape(extents).rows(width)))
      start += count
    }
    return try trace.batched(inputs, inputs.map { _ in true }, count: width)
  }
}

extension Term {
  /// What stands for the term where only its mean counts: of an estimate the mean.
  public var mean: Term {
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
    case .constant, .unary, .binary, .special, .compare, .select, .convert, .scatter, .scatterAdd,
      .concatenate, .norm, .argument, .sort, .sortOrder, .product, .complex, .stop, .eigenvalues,
      .eig, .eigh, .svd, .qr, .cholesky, .solve, .determinant, .logAbsDeterminant, .expm, .require,
      .expmDerivative, .cond, .whileLoop, .scan, .average, .fold, .noise, .stratum, .sample,
      .unreparameterised:
      false
    }
  }
}

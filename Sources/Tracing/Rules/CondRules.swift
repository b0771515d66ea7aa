import Tensors

/// One of two graphs.
struct CondRules: OperationRules {
  let branches: Branches

  var name: String { "cond" }
  var attributes: String { "" }
  var operandCount: Int? { 1 + branches.yes.inputCount }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.truth(name, operands[0])
    try ShapeRule.inputs(name, Array(operands.dropFirst()), of: branches.yes)
    try ShapeRule.inputs(name, Array(operands.dropFirst()), of: branches.no)
    guard branches.yes.outputTypes == branches.no.outputTypes else {
      throw .domain(operation: name, reason: "the two sides have results of different types")
    }
    return branches.yes.outputTypes
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    try branches.executable(taking: operands[0].scalar == .bool(true))
      .run(Array(operands.dropFirst()))
  }

  /// The tangents of the side that is taken.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let tangents = Array(point.tangents.dropFirst()), active = tangents.map { $0 != nil }
    let moves = zip(branches.yes.moves(with: active), branches.no.moves(with: active)).map {
      $0 || $1
    }
    if !moves.contains(true) { return moves.map { _ in nil } }
    let moving = Branches(
      yes: try branches.yes.tangents(active: active, of: moves),
      no: try branches.no.tangents(active: active, of: moves))
    let results = try Term.apply(.cond(moving), point.operands + tangents.compactMap { $0 })
    return Parted.filled(moves, results)
  }

  /// The cotangents go back through the side that was taken.
  var transposition: Transposition { .linear(transpose) }

  private func transpose(_ point: Cotangents) throws(TraceError) -> [Term?] {
    let arguments = Array(point.operands.dropFirst())
    let isLinear = arguments.map { $0 == nil }
    let back = Branches(
      yes: try branches.yes.transposition(linear: isLinear, of: point.results.map { $0 != nil }),
      no: try branches.no.transposition(linear: isLinear, of: point.results.map { $0 != nil }))
    guard let predicate = point.operands[0] else { throw .traceEnded }
    let cotangents = try Term.apply(
      .cond(back),
      [predicate] + arguments.compactMap { $0 } + point.results.compactMap { $0 })
    return [nil] + Parted.filled(isLinear, cotangents)
  }

  /// Where the predicate is one for all rows, a `cond` of batched sides; else both sides are
  /// computed and selected from, or, where one might fail, the rows are taken one by one.
  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let arguments = Array(operands.dropFirst()), flags = Array(isBatched.dropFirst())
    if !isBatched[0] {
      let sides = Branches(
        yes: try branches.yes.batched(flags, count: count),
        no: try branches.no.batched(flags, count: count))
      return try Term.apply(.cond(sides), operands)
    }
    guard branches.yes.isTotal, branches.no.isTotal else {
      return try Rows.apply(.cond(branches), operands, isBatched, count: count)
    }
    let yes = try branches.yes.batched(flags, count: count).inlined(arguments)
    let no = try branches.no.batched(flags, count: count).inlined(arguments)
    var results: [Term] = []
    for (a, b) in zip(yes, no) { results.append(try Rows.select(operands[0], a, b)) }
    return results
  }
}

/// Batches that are walked row by row.
enum Rows {
  /// An operation applied to each row in turn: for operations that must not run on rows that do not ask
  /// for it.
  static func apply(
    _ operation: Operation, _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let parts = Parted(operands, isBatched)
    let rowTypes = parts.chosen.map { $0.type.row }
    let body = try Graph.recording([TensorType(.i64)] + rowTypes + parts.others.map(\.type)) {
      (terms) throws(TraceError) in
      let rows = terms.dropFirst().prefix(rowTypes.count)
      return try Term.apply(
        operation, Parted.merged(isBatched, rows, terms.dropFirst(1 + rowTypes.count)))
    }
    let scan = Scan(body: body, length: count, carried: 0, scanned: rowTypes.count)
    return try Term.apply(.scan(scan), parts.chosen + parts.others)
  }

  /// Whole rows of one or the other, as a vector of truth values says.
  static func select(_ mask: Term, _ a: Term, _ b: Term) throws(TraceError) -> Term {
    let column = Shape(mask.shape.extents + [Int](repeating: 1, count: a.rank - 1))
    return try Term.select(mask.reshaped(to: column), a, b)
  }
}

extension TensorType {
  /// The type of a row.
  var row: TensorType { with(Shape(Array(shape.extents.dropFirst()))) }

  /// The type of `count` of them along a new first axis.
  func rows(_ count: Int) -> TensorType { with(Shape([count] + shape.extents)) }
}

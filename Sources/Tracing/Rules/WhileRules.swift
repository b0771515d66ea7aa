import Tensors

/// A loop that runs while a condition holds.
struct WhileRules: OperationRules {
  let loop: WhileLoop

  var name: String { "while" }
  var attributes: String { "" }
  var operandCount: Int? { loop.body.inputCount }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.inputs(name, operands, of: loop.condition)
    try ShapeRule.inputs(name, operands, of: loop.body)
    guard loop.condition.outputs.count == 1 else {
      throw .domain(operation: name, reason: "the condition has one result")
    }
    try ShapeRule.truth(name, loop.condition.outputTypes[0])
    let carried = Array(operands.prefix(loop.carried))
    guard loop.body.outputTypes == carried else {
      throw .domain(operation: name, reason: "a carried value changes its type")
    }
    return carried
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    try loop.executable().run(operands)
  }

  /// One loop carries the values and their tangents; the values alone decide when it ends.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let active = point.tangents.map { $0 != nil }
    let constants = Array(active.dropFirst(loop.carried))
    let carried = loop.body.moving(Array(active.prefix(loop.carried))) { $0 + constants }
    if !carried.contains(true) { return carried.map { _ in nil } }
    var starts: [Term] = []
    for (index, moves) in carried.enumerated() where moves {
      starts.append(try point.tangent(index))
    }
    let operands = point.operands
    let values = Array(operands.prefix(loop.carried)), rest = operands.dropFirst(loop.carried)
    let directions = point.tangents.dropFirst(loop.carried).compactMap { $0 }
    let joint = WhileLoop(
      condition: try joint(carried, constants) { (values, _) throws(TraceError) in
        try loop.condition.inlined(values)
      },
      body: try joint(carried, constants) { (values, tangents) throws(TraceError) in
        let primals = try loop.body.primals(values)
        let moved = try loop.body.pushforward(primals: primals, tangents)
        var results = loop.body.outputs.map { primals[$0] }
        for (index, type) in loop.body.outputTypes.enumerated() where carried[index] {
          results.append(try moved[index].orZeros(type))
        }
        return results
      }, carried: loop.carried + starts.count)
    let results = try Term.apply(.whileLoop(joint), values + starts + rest + directions)
    return Parted.filled(carried, results.dropFirst(loop.carried))
  }

  /// A graph of (c, dc, k, dk).
  private func joint(
    _ carried: [Bool], _ constants: [Bool],
    _ f: ([Term], [Term?]) throws(TraceError) -> [Term]
  ) throws(TraceError) -> Graph {
    let types = loop.body.inputTypes
    let c = Array(types.prefix(loop.carried)), k = Array(types.dropFirst(loop.carried))
    let inputs = c + Parted(c, carried).chosen + k + Parted(k, constants).chosen
    return try Graph.recording(inputs) { (terms) throws(TraceError) in
      let moving = carried.count { $0 }
      let rest = terms.dropFirst(c.count + moving)
      return try f(
        Array(terms.prefix(c.count)) + rest.prefix(k.count),
        Parted.filled(carried, terms.dropFirst(c.count))
          + Parted.filled(constants, rest.dropFirst(k.count)))
    }
  }

  /// Cotangents run through the turns in the opposite order.
  var transposition: Transposition {
    .linear { (point: Cotangents) throws(TraceError) in
      try WhileTransposition(loop, point).cotangents()
    }
  }

  /// A loop over batches.
  ///
  /// Where the rows end at different turns, it runs until the last one ends, and
  /// a row that has ended keeps its values; where a turn might fail on such a row, the rows
  /// are taken one by one.
  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let constants = Array(isBatched.dropFirst(loop.carried))
    let carried = loop.body.batching(Array(isBatched.prefix(loop.carried))) { $0 + constants }
    let endsTogether = !loop.condition.isBatched(carried + constants)[0]
    if endsTogether { return try inStep(operands, isBatched, carried, count: count) }
    guard loop.body.isTotal, loop.condition.isTotal else {
      return try Rows.apply(.whileLoop(loop), operands, isBatched, count: count)
    }
    return try untilAllEnd(operands, isBatched, count: count)
  }

  /// All rows make the same number of turns.
  private func inStep(
    _ operands: [Term], _ isBatched: [Bool], _ carried: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let flags = carried + isBatched.dropFirst(loop.carried)
    let types = zip(loop.body.inputTypes, flags).map { $1 ? $0.rows(count) : $0 }
    let together = WhileLoop(
      condition: try Graph.recording(types) { (terms) throws(TraceError) in
        try loop.condition.rows(terms, flags, count: count) { _ in true }
      },
      body: try Graph.recording(types) { (terms) throws(TraceError) in
        try loop.body.rows(terms, flags, count: count) { !carried[$0] }
      }, carried: loop.carried)
    var starts = operands
    for (index, isCarried) in carried.enumerated() where isCarried {
      starts[index] = try operands[index].rows(isBatched[index], count)
    }
    var results: [Term] = []
    for (index, result) in try Term.apply(.whileLoop(together), starts).enumerated() {
      results.append(try result.rows(carried[index], count))
    }
    return results
  }

  /// Carries beside the values whether each row still runs.
  private func untilAllEnd(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let flags = [Bool](repeating: true, count: loop.carried) + isBatched.dropFirst(loop.carried)
    let types = zip(loop.body.inputTypes, flags).map { $1 ? $0.rows(count) : $0 }
    let running = TensorType(.bool, Shape([count]))
    let together = WhileLoop(
      condition: try Graph.recording([running] + types) { (terms) throws(TraceError) in
        [try terms[0].reduced(.any)]
      },
      body: try Graph.recording([running] + types) { (terms) throws(TraceError) in
        let values = Array(terms.dropFirst())
        let next = try loop.body.rows(values, flags, count: count)
        var carried: [Term] = []
        for (old, new) in zip(values, next) {
          carried.append(try Rows.select(terms[0], new, old))
        }
        let goesOn = try loop.condition.rows(
          carried + values.dropFirst(loop.carried), flags, count: count)[0]
        return [try Term.binary(.and, terms[0], goesOn)] + carried
      }, carried: loop.carried + 1)
    var starts = operands
    for index in 0..<loop.carried {
      starts[index] = try operands[index].rows(isBatched[index], count)
    }
    let begins = try loop.condition.rows(starts, flags, count: count)[0]
    return Array(try Term.apply(.whileLoop(together), [begins] + starts).dropFirst())
  }
}

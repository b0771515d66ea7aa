import Tensors

/// A loop of a known number of turns.
struct ScanRules: OperationRules {
  let scan: Scan

  var name: String { "scan" }
  var attributes: String { "[\(scan.length)\(scan.isReversed ? ", reversed" : "")]" }
  var operandCount: Int? { scan.body.inputCount - 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    var inputs = [TensorType(.i64)]
    for (index, operand) in operands.enumerated() {
      let isScanned = (scan.carried..<scan.carried + scan.scanned).contains(index)
      guard isScanned else {
        inputs.append(operand)
        continue
      }
      guard operand.shape.rank > 0, operand.shape[0] == scan.length else {
        throw .shape(operation: name, got: operand.shape, expected: "\(scan.length) rows")
      }
      inputs.append(operand.row)
    }
    try ShapeRule.inputs(name, inputs, of: scan.body)
    let outputs = scan.body.outputTypes, carried = Array(operands.prefix(scan.carried))
    guard Array(outputs.prefix(scan.carried)) == carried else {
      throw .domain(operation: name, reason: "a carried value changes its type")
    }
    return carried + outputs.dropFirst(scan.carried).map { $0.rows(scan.length) }
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    try scan.executable().run(operands)
  }

  /// One loop carries the values and their tangents side by side.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let operands = ScanParts(point.operands, scan)
    let active = ScanParts(point.tangents.map { $0 != nil }, scan)
    // A carried value moves where it starts to, or where a turn makes it.
    let carried = scan.body.moving(active.carried) {
      [false] + $0 + active.rows + active.constants
    }
    let moves = scan.body.moves(with: [false] + carried + active.rows + active.constants)
    if !moves.contains(true) { return moves.map { _ in nil } }
    var starts: [Term] = []
    for (index, moves) in carried.enumerated() where moves {
      starts.append(try point.tangent(index))
    }
    let tangents = ScanParts(point.tangents, scan)
    let moving = try Scan(
      body: jointBody(carried, active, moves), length: scan.length,
      carried: scan.carried + starts.count,
      scanned: scan.scanned + tangents.rows.compactMap { $0 }.count, isReversed: scan.isReversed)
    let results = try Term.apply(
      .scan(moving),
      operands.carried + starts + operands.rows + tangents.rows.compactMap { $0 }
        + operands.constants + tangents.constants.compactMap { $0 })
    let keptMoves = moves.dropFirst(scan.carried)
    return Parted.filled(carried, results.dropFirst(scan.carried).prefix(starts.count))
      + Parted.filled(Array(keptMoves), results.dropFirst(scan.carried + starts.count))
  }

  /// (turn, c, dc, x, dx, k, dk) to (c⁺, dc⁺, dy).
  private func jointBody(
    _ carried: [Bool], _ active: ScanParts<Bool>, _ moves: [Bool]
  ) throws(TraceError) -> Graph {
    let types = ScanParts(Array(scan.body.inputTypes.dropFirst()), scan)
    func moving(_ types: [TensorType], _ flags: [Bool]) -> [TensorType] {
      types + Parted(types, flags).chosen
    }
    let inputs =
      [TensorType(.i64)] + moving(types.carried, carried) + moving(types.rows, active.rows)
      + moving(types.constants, active.constants)
    return try Graph.recording(inputs) { (terms) throws(TraceError) in
      var rest = terms.dropFirst()
      func take(_ flags: [Bool]) -> (values: [Term], tangents: [Term?]) {
        let values = Array(rest.prefix(flags.count))
        rest = rest.dropFirst(flags.count)
        let tangents = Parted.filled(flags, rest)
        rest = rest.dropFirst(flags.count { $0 })
        return (values, tangents)
      }
      let c = take(carried), x = take(active.rows), k = take(active.constants)
      let primals = try scan.body.primals([terms[0]] + c.values + x.values + k.values)
      let moved = try scan.body.pushforward(
        primals: primals, [nil] + c.tangents + x.tangents + k.tangents)
      var results = scan.body.outputs.prefix(scan.carried).map { primals[$0] }
      for (index, type) in scan.body.outputTypes.enumerated() {
        let isMoving = index < scan.carried ? carried[index] : moves[index]
        if isMoving { results.append(try moved[index].orZeros(type)) }
      }
      return results
    }
  }

  /// Cotangents run through the turns in the opposite order.
  var transposition: Transposition {
    .linear { (point: Cotangents) throws(TraceError) in
      try ScanTransposition(scan, point).cotangents()
    }
  }

  /// A loop over batches of carried values and rows.
  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let flags = ScanParts(isBatched, scan), terms = ScanParts(operands, scan)
    let carried = scan.body.batching(flags.carried) { [false] + $0 + flags.rows + flags.constants }
    var starts: [Term] = [], rows: [Term] = []
    for (index, start) in terms.carried.enumerated() {
      starts.append(
        carried[index] ? try start.rows(flags.carried[index], count) : start)
    }
    for (index, row) in terms.rows.enumerated() {
      rows.append(flags.rows[index] ? try row.exchangingFirstAxes() : row)
    }
    let inputs = [false] + carried + flags.rows + flags.constants
    let types = zip(scan.body.inputTypes, inputs).map { $1 ? $0.rows(count) : $0 }
    let body = try Graph.recording(types) { (terms) throws(TraceError) in
      // A carried value that no row changes stays one value.
      try scan.body.rows(terms, inputs, count: count) { $0 < scan.carried && !carried[$0] }
    }
    let batched = Scan(
      body: body, length: scan.length, carried: scan.carried, scanned: scan.scanned,
      isReversed: scan.isReversed)
    let results = try Term.apply(.scan(batched), starts + rows + terms.constants)
    var all: [Term] = []
    for (index, result) in results.enumerated() {
      if index < scan.carried {
        all.append(try result.rows(carried[index], count))
      } else {
        all.append(try result.exchangingFirstAxes())
      }
    }
    return all
  }
}

/// Operands of a scan, or something for each of them, by their kinds.
struct ScanParts<Element> {
  let carried: [Element]
  let rows: [Element]
  let constants: [Element]

  init(_ all: [Element], _ scan: Scan) {
    carried = Array(all.prefix(scan.carried))
    rows = Array(all.dropFirst(scan.carried).prefix(scan.scanned))
    constants = Array(all.dropFirst(scan.carried + scan.scanned))
  }
}

extension Graph {
  /// The carried values of a loop that depend on flagged inputs, where `inputs` tells the flags of all
  /// inputs from those of the carried ones.
  func depending(_ carried: [Bool], _ inputs: ([Bool]) -> [Bool]) -> [Bool] {
    closure(carried) { depends(on: inputs($0)) }
  }

  /// The carried values of a loop that can have tangents.
  func moving(_ carried: [Bool], _ inputs: ([Bool]) -> [Bool]) -> [Bool] {
    closure(carried) { moves(with: inputs($0)) }
  }

  /// The carried values of a loop that become batches.
  func batching(_ carried: [Bool], _ inputs: ([Bool]) -> [Bool]) -> [Bool] {
    closure(carried) { isBatched(inputs($0)) }
  }

  /// The flags that a turn leaves as they are, from these on.
  private func closure(_ carried: [Bool], _ turn: ([Bool]) -> [Bool]) -> [Bool] {
    var flags = carried
    while true {
      let next = zip(flags, turn(flags)).map { $0 || $1 }
      if next == flags { return flags }
      flags = next
    }
  }
}

extension Term {
  /// The first two axes exchanged.
  func exchangingFirstAxes() throws(TraceError) -> Term {
    try transposed([1, 0] + Array(2..<Swift.max(2, rank)))
  }
}

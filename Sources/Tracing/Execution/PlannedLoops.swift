import Tensors

/// A loop with a condition whose graphs are compiled.
final class PlannedWhile: Sendable {
  private let condition: Executable
  private let body: Executable
  private let carried: Int

  init(_ loop: WhileLoop) throws(TensorError) {
    condition = try Executable(loop.condition)
    body = try Executable(loop.body)
    carried = loop.carried
  }

  /// The carried values after the last turn.
  func run(_ given: consuming [Tensor]) throws(TensorError) -> [Tensor] {
    var operands = given
    let constants = Array(operands.dropFirst(carried))
    var values = Array(operands.prefix(carried))
    operands = []
    var turns = Turns(body), tests = Turns(condition)
    while true {
      try Interruption.check()
      for value in values { tests.give(value) }
      for constant in constants { tests.give(constant) }
      try tests.run()
      guard tests.take().scalar == .bool(true) else { break }
      for value in values { turns.give(value) }
      values.removeAll(keepingCapacity: true)
      for constant in constants { turns.give(constant) }
      try turns.run()
      for _ in 0..<carried { values.append(turns.take()) }
    }
    return values
  }
}

/// A counted loop whose turn is compiled; kept values are written into their rows at once.
final class PlannedScan: Sendable {
  private let body: Executable
  private let scan: Scan

  init(_ scan: Scan) throws(TensorError) {
    body = try Executable(scan.body)
    self.scan = scan
  }

  /// The number of turns.
  var length: Int { scan.length }

  /// The carried values after the last turn, then the kept rows.
  func run(_ given: consuming [Tensor]) throws(TensorError) -> [Tensor] {
    var operands = given
    let rows = Array(operands[scan.carried..<scan.carried + scan.scanned])
    let constants = Array(operands.dropFirst(scan.carried + scan.scanned))
    var values = Array(operands.prefix(scan.carried))
    operands = []
    var kept: [Tensor] = []
    for type in scan.body.outputTypes.dropFirst(scan.carried) {
      kept.append(try Tensor(rows: scan.length, of: type.shape, type.element))
    }
    var turns = Turns(body)
    for turn in 0..<scan.length {
      try Interruption.check()
      let row = scan.row(ofTurn: turn)
      try turns.give(number: turn)
      for value in values { turns.give(value) }
      values.removeAll(keepingCapacity: true)
      for tensor in rows { try turns.give(row: row, of: tensor) }
      for constant in constants { turns.give(constant) }
      try turns.run()
      for _ in 0..<scan.carried { values.append(turns.take()) }
      for index in kept.indices { try kept[index].setRow(row, to: turns.take()) }
    }
    return values + kept
  }
}

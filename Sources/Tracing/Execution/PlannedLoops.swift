import Tensors

/// A loop with a condition whose graphs are compiled.
final class PlannedWhile: Sendable {
  private let condition: Executable
  private let body: Executable
  private let carried: Int

  init(_ loop: WhileLoop) {
    condition = Executable(loop.condition)
    body = Executable(loop.body)
    carried = loop.carried
  }

  /// The carried values after the last turn.
  func run(_ given: consuming [Tensor]) throws(TensorError) -> [Tensor] {
    var operands = given
    let constants = Array(operands.dropFirst(carried))
    var values = Array(operands.prefix(carried))
    operands = []
    while try condition.run(values + constants)[0].scalar == .bool(true) {
      try Interruption.check()
      values += constants
      let inputs = values
      values = []
      values = try body.run(inputs)
    }
    return values
  }
}

/// A counted loop whose turn is compiled; kept values are written into their rows at once.
final class PlannedScan: Sendable {
  private let body: Executable
  private let scan: Scan

  init(_ scan: Scan) {
    body = Executable(scan.body)
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
    for turn in 0..<scan.length {
      try Interruption.check()
      let row = scan.row(ofTurn: turn)
      var inputs = [try Tensor(turn)]
      inputs.append(contentsOf: values)
      values = []
      for tensor in rows { inputs.append(try tensor.firstAxisRow(row)) }
      inputs.append(contentsOf: constants)
      let results = try body.run(inputs)
      for index in kept.indices { try kept[index].setRow(row, to: results[scan.carried + index]) }
      values = Array(results.prefix(scan.carried))
    }
    return values + kept
  }
}

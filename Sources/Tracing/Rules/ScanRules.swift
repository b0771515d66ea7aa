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
      inputs.append(operand.with(Shape(Array(operand.shape.extents.dropFirst()))))
    }
    try ShapeRule.inputs(name, inputs, of: scan.body)
    let outputs = scan.body.outputTypes, carried = Array(operands.prefix(scan.carried))
    guard Array(outputs.prefix(scan.carried)) == carried else {
      throw .domain(operation: name, reason: "a carried value changes its type")
    }
    return carried
      + outputs.dropFirst(scan.carried).map { $0.with(Shape([scan.length] + $0.shape.extents)) }
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    var carried = Array(operands.prefix(scan.carried))
    let rows = operands.dropFirst(scan.carried).prefix(scan.scanned)
    let constants = Array(operands.dropFirst(scan.carried + scan.scanned))
    var kept = [[Tensor]](repeating: [], count: scan.kept)
    for turn in 0..<scan.length {
      try Interruption.check()
      let row = scan.row(ofTurn: turn)
      var inputs = [try Tensor(turn)] + carried
      for tensor in rows { inputs.append(try tensor.row(row)) }
      let outputs = try scan.body.evaluated(inputs + constants)
      carried = Array(outputs.prefix(scan.carried))
      for (index, value) in outputs.dropFirst(scan.carried).enumerated() {
        kept[index].append(value)
      }
    }
    let types = scan.body.outputTypes.dropFirst(scan.carried)
    for (values, type) in zip(kept, types) {
      let inOrder = scan.isReversed ? Array(values.reversed()) : values
      carried.append(try Tensor.rows(inOrder, type))
    }
    return carried
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    []
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    throw .tensor(.domain(operation: name, reason: "it does not run in a batch"))
  }
}

extension Tensor {
  /// The slice at a position of the first axis.
  func row(_ position: Int) throws(TensorError) -> Tensor {
    let extents = shape.extents
    var starts = [Int](repeating: 0, count: extents.count), counts = extents
    starts[0] = position
    counts[0] = 1
    let steps = [Int](repeating: 1, count: extents.count)
    return try sliced(starts: starts, counts: counts, steps: steps)
      .reshaped(to: Shape(Array(extents.dropFirst())))
  }

  /// Tensors of one type as the rows of a tensor.
  static func rows(_ rows: [Tensor], _ type: TensorType) throws(TensorError) -> Tensor {
    let shape = Shape([rows.count] + type.shape.extents)
    if shape.count == 0 {
      return try Tensor(repeating: .float(0), shape).converted(to: type.element)
    }
    var parts: [Tensor] = []
    for row in rows { parts.append(try row.reshaped(to: Shape([1] + type.shape.extents))) }
    return try concatenated(parts, axis: 0)
  }
}

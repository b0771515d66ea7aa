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
    try scan.executable.run(operands)
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    []
  }
}

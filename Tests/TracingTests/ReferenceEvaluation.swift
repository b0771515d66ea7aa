import Tensors
import Testing

@testable import Tracing

/// Graphs evaluated as their definition says, one equation and one turn after the other: what
/// compiled graphs are compared with.
extension Graph {
  func reference(_ inputs: [Tensor]) throws(TensorError) -> [Tensor] {
    var values = inputs
    for equation in equations {
      let operands = equation.operands.map { values[$0] }
      switch equation.operation {
      case .cond(let branches):
        let side = operands[0].scalar == .bool(true) ? branches.yes : branches.no
        values += try side.reference(Array(operands.dropFirst()))
      case .whileLoop(let loop): values += try loop.reference(operands)
      case .scan(let scan): values += try scan.reference(operands)
      default: values += try equation.operation.rules.evaluate(operands)
      }
    }
    return outputs.map { values[$0] }
  }
}

extension WhileLoop {
  fileprivate func reference(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    var values = Array(operands.prefix(carried))
    let constants = operands.dropFirst(carried)
    while try condition.reference(values + constants)[0].scalar == .bool(true) {
      values = try body.reference(values + constants)
    }
    return values
  }
}

extension Scan {
  fileprivate func reference(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    var values = Array(operands.prefix(carried))
    let rows = operands.dropFirst(carried).prefix(scanned)
    let constants = operands.dropFirst(carried + scanned)
    var keptRows = [[Tensor]](repeating: [], count: kept)
    for turn in 0..<length {
      let row = try Tensor(Shape([1]), [isReversed ? length - 1 - turn : turn])
      var inputs = [try Tensor(turn)] + values
      for tensor in rows {
        let shape = Shape(Array(tensor.shape.extents.dropFirst()))
        inputs.append(try tensor.gathered(axis: 0, at: row).reshaped(to: shape))
      }
      let results = try body.reference(inputs + constants)
      values = Array(results.prefix(carried))
      for k in 0..<kept { keptRows[k].append(results[carried + k]) }
    }
    for (k, type) in body.outputTypes.dropFirst(carried).enumerated() {
      var parts = isReversed ? Array(keptRows[k].reversed()) : keptRows[k]
      parts = try parts.map { (part) throws(TensorError) in
        try part.reshaped(to: Shape([1] + type.shape.extents))
      }
      let none = Shape([0] + type.shape.extents)
      let empty = try Tensor(repeating: .float(0), none).converted(to: type.element)
      values.append(try Tensor.concatenated([empty] + parts, axis: 0))
    }
    return values
  }
}

extension Tensor {
  /// Whether both have the same bits, where any nan is as good as another.
  func agrees(with other: Tensor) -> Bool {
    guard shape == other.shape, type == other.type else { return false }
    func same(_ a: Double, _ b: Double) -> Bool {
      a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    }
    return (0..<count).allSatisfy { k in
      switch (self[flat: k], other[flat: k]) {
      case (.float(let a), .float(let b)): same(a, b)
      case (.float32(let a), .float32(let b)): same(Double(a), Double(b))
      case (.complex(let a), .complex(let b)):
        same(a.real, b.real) && same(a.imaginary, b.imaginary)
      case (let a, let b): a == b
      }
    }
  }
}

/// What an evaluation gave: tensors, or an error.
enum Outcome {
  case values([Tensor])
  case error(TraceError)

  init(_ body: () throws(TraceError) -> [Tensor]) {
    do throws(TraceError) { self = .values(try body()) } catch { self = .error(error) }
  }

  /// Whether both are the same error, or agree tensor by tensor.
  func agrees(with other: Outcome) -> Bool {
    switch (self, other) {
    case (.values(let a), .values(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.agrees(with: $1) }
    case (.error(let a), .error(let b)): a == b
    case (.values, .error), (.error, .values): false
    }
  }
}

/// Compares the simplified and the compiled graph with the definition, at inputs that are used
/// more than once.
func expectCompiledAgrees(_ graph: Graph, _ inputs: [Tensor], _ comment: String = "") throws {
  let expected = Outcome { () throws(TraceError) in
    try wrapping { () throws(TensorError) in try graph.reference(inputs) }
  }
  let simple = graph.simplified()
  try simple.verify()
  #expect(simple.inputTypes == graph.inputTypes && simple.outputTypes == graph.outputTypes)
  let simplified = Outcome { () throws(TraceError) in
    try wrapping { () throws(TensorError) in try simple.reference(inputs) }
  }
  // An equation that raised an error may have been dropped: nobody needed its result.
  if case .values = expected {
    #expect(simplified.agrees(with: expected), "simplified \(comment)\n\(graph)\n\(simple)")
  }
  let executable = try Executable(graph)
  for _ in 0..<2 {
    let compiled = Outcome { () throws(TraceError) in
      try executable(inputs.map { Term($0) }).map { (term) throws(TraceError) in
        try term.mean.knownValue()
      }
    }
    #expect(
      compiled.agrees(with: simplified),
      "compiled \(comment)\n\(graph)\n\(executable)\n\(compiled)\n\(simplified)")
  }
}

import Tensors

/// Evaluates a graph over rows while every floating result is disturbed a little: what changes of
/// the outputs is how much rounding they suffer.
///
/// Each result v of an operation that rounds becomes v (1 + δ u), with u uniform in -1...1 and
/// independent for each number; the matrix of a factorisation A becomes A + δ max|A| U instead,
/// since its backward error is normwise. With δ = 0 the outputs are those of the graph.
public struct PerturbedEvaluation {
  /// The length of the first axis of whatever belongs to rows.
  private let count: Int
  /// How much results are disturbed.
  private let size: Double
  private var random: UInt64
  /// Rows in which a number left the range of floating numbers: an infinity or nan made of finite
  /// operands.
  public private(set) var leaves: [Bool]

  /// An evaluation of this many rows, disturbed by δ with numbers that follow from the seed.
  public init(rows count: Int, by size: Double, seed: UInt64) {
    self.count = count
    self.size = size
    random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    leaves = [Bool](repeating: false, count: count)
  }

  /// The outputs at these inputs.
  public mutating func callAsFunction(
    _ graph: Graph, _ inputs: [Tensor]
  ) throws(TraceError) -> [Tensor] {
    do throws(TensorError) { return try run(graph, inputs) } catch { throw .tensor(error) }
  }

  private mutating func run(_ graph: Graph, _ inputs: [Tensor]) throws(TensorError) -> [Tensor] {
    var values = inputs
    values.reserveCapacity(graph.types.count)
    for equation in graph.equations {
      try Interruption.check()
      let operands = equation.operands.map { values[$0] }
      switch equation.operation {
      case .cond(let branches):
        let side = operands[0].scalar == .bool(true) ? branches.yes : branches.no
        values += try run(side, Array(operands.dropFirst()))
      case .whileLoop(let loop): values += try run(loop, operands)
      case .scan(let scan): values += try run(scan, operands)
      default: values += try run(equation.operation, operands)
      }
    }
    return graph.outputs.map { values[$0] }
  }

  private mutating func run(
    _ operation: Operation, _ operands: [Tensor]
  ) throws(TensorError) -> [Tensor] {
    guard let rounding = operation.rounding else { return try operation.rules.evaluate(operands) }
    var given = operands
    if size > 0 {
      switch rounding {
      case .normwise:
        for (index, operand) in given.enumerated() { given[index] = try disturbedAsMatrix(operand) }
      case .termwise:
        for (index, operand) in given.enumerated() {
          given[index] = try self.disturbed(operand, by: 1)
        }
      case .elementwise, .coarse: break
      }
    }
    let results = try operation.rules.evaluate(given)
    var disturbed: [Tensor] = []
    for result in results {
      note(result, made: operands)
      guard size > 0 else {
        disturbed.append(result)
        continue
      }
      let rounded = try self.disturbed(result, by: rounding == .coarse ? 16 : 1)
      disturbed.append(
        try moved(rounded, made: operands, evenZeros: operation.vanishesOnlyByUnderflow))
    }
    return disturbed
  }

  // MARK: Loops

  private mutating func run(_ loop: WhileLoop, _ operands: [Tensor]) throws(TensorError) -> [Tensor]
  {
    var values = Array(operands.prefix(loop.carried))
    let constants = Array(operands.dropFirst(loop.carried))
    while try run(loop.condition, values + constants)[0].scalar == .bool(true) {
      values = try run(loop.body, values + constants)
    }
    return values
  }

  private mutating func run(_ scan: Scan, _ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    var values = Array(operands.prefix(scan.carried))
    let rows = operands.dropFirst(scan.carried).prefix(scan.scanned)
    let constants = Array(operands.dropFirst(scan.carried + scan.scanned))
    var kept = [[Tensor]](repeating: [], count: scan.kept)
    for turn in 0..<scan.length {
      let position = scan.isReversed ? scan.length - 1 - turn : turn
      var inputs = [try Tensor(turn)] + values
      for tensor in rows {
        let part = try tensor.gathered(axis: 0, at: Tensor(Shape([1]), [position]))
        inputs.append(try part.reshaped(to: Shape(Array(tensor.shape.extents.dropFirst()))))
      }
      let results = try run(scan.body, inputs + constants)
      values = Array(results.prefix(scan.carried))
      for index in 0..<scan.kept { kept[index].append(results[scan.carried + index]) }
    }
    for (index, type) in scan.body.outputTypes.dropFirst(scan.carried).enumerated() {
      var parts = [
        try Tensor(repeating: .float(0), Shape([0] + type.shape.extents))
          .converted(to: type.element)
      ]
      for part in scan.isReversed ? kept[index].reversed() : kept[index] {
        parts.append(try part.reshaped(to: Shape([1] + type.shape.extents)))
      }
      values.append(try Tensor.concatenated(parts, axis: 0))
    }
    return values
  }

  // MARK: Disturbances

  /// A number between -1 and 1; the generator is Steele, Lea and Flood's (2014) mixed counter.
  private mutating func uniform() -> Double {
    random &+= 0x9E37_79B9_7F4A_7C15
    var z = random
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double(Int64(bitPattern: z ^ (z >> 31)) >> 11) * 0x1p-52
  }

  private func relative(_ type: ElementType) -> Double { type == .f32 ? size * 0x1p29 : size }

  private mutating func disturbed(
    _ tensor: Tensor, by factor: Double
  ) throws(TensorError) -> Tensor {
    guard tensor.type.isFloating, tensor.count > 0 else { return tensor }
    let size = factor * relative(tensor.type)
    return try changed(tensor) { (x, random) in x * (1 + size * random) }
  }

  private mutating func disturbedAsMatrix(_ tensor: Tensor) throws(TensorError) -> Tensor {
    guard tensor.type.isFloating, tensor.shape.rank >= 2, tensor.count > 0 else { return tensor }
    let area = tensor.shape.extents.suffix(2).reduce(1, *)
    var scales: [Double] = []
    let moduli = try tensor.moduli()
    for first in stride(from: 0, to: moduli.count, by: area) {
      scales.append(moduli[first..<first + area].reduce(0) { max($0, $1.isFinite ? $1 : 0) })
    }
    let size = relative(tensor.type)
    var index = 0
    return try changed(tensor) { (x, random) in
      defer { index += 1 }
      return x + size * scales[index / area] * random
    }
  }

  /// A complex number is changed in its real part's measure in both parts alike.
  private mutating func changed(
    _ tensor: Tensor, _ body: (Double, Double) -> Double
  ) throws(TensorError) -> Tensor {
    if tensor.type == .c128 {
      var numbers = tensor.elements(as: Complex128.self)
      for index in numbers.indices {
        let x = numbers[index], factor = 1 + size * uniform()
        numbers[index] = Complex128(body(x.real, 0) * factor, body(x.imaginary, 0) * factor)
      }
      return try Tensor(tensor.shape, numbers)
    }
    var numbers = try tensor.converted(to: .f64).elements(as: Double.self)
    for index in numbers.indices { numbers[index] = body(numbers[index], uniform()) }
    let changed = try Tensor(tensor.shape, numbers)
    return tensor.type == .f64 ? changed : try changed.converted(to: tensor.type)
  }

  // MARK: Range

  /// The smallest magnitude that is not taken for an underflow.
  private static let least = 1e-290

  /// Numbers too small to be held are moved by as much as may have been lost, which matters only
  /// where something large multiplies it, or a logarithm is taken.
  private mutating func moved(
    _ result: Tensor, made operands: [Tensor], evenZeros: Bool
  ) throws(TensorError) -> Tensor {
    guard result.type == .f64,
      result.elements(as: Double.self).contains(where: {
        abs($0) < PerturbedEvaluation.least
      })
    else { return result }
    var numbers = result.elements(as: Double.self)
    let factors = operands.filter { $0.type == .f64 && $0.count == numbers.count }
      .map { $0.elements(as: Double.self) }
    // δ is 2^-49 in the weaker of the two disturbances that are compared.
    let amount = PerturbedEvaluation.least * size * 0x1p49
    for index in numbers.indices
    where abs(numbers[index]) < PerturbedEvaluation.least {
      if numbers[index] == 0 {
        guard evenZeros, !(factors.count > 1 && factors.contains { $0[index] == 0 }) else {
          continue
        }
      }
      numbers[index] += amount * uniform()
    }
    return try Tensor(result.shape, numbers)
  }

  private mutating func note(_ result: Tensor, made operands: [Tensor]) {
    guard result.type.isFloating, result.count > 0, let moduli = try? result.moduli() else {
      return
    }
    var strange: [Int] = []
    for (index, size) in moduli.enumerated() where !size.isFinite { strange.append(index) }
    guard !strange.isEmpty else { return }
    let length = result.shape.extents.first ?? 0
    guard result.shape.rank > 0, length >= count, length % count == 0 else {
      // What belongs to no row belongs to all of them.
      if operands.allSatisfy({ $0.hasFiniteNumbers(in: 0..<1, of: 1) }) {
        for row in leaves.indices { leaves[row] = true }
      }
      return
    }
    let perRow = result.count / count
    for row in Set(strange.map { $0 / perRow }) where !leaves[row] {
      leaves[row] = operands.allSatisfy { $0.hasFiniteNumbers(in: row..<row + 1, of: count) }
    }
  }
}

extension Tensor {
  /// The magnitudes of its numbers.
  fileprivate func moduli() throws(TensorError) -> [Double] {
    switch type {
    case .c128: elements(as: Complex128.self).map(\.magnitude)
    case .f64: elements(as: Double.self).map(\.magnitude)
    case .f32, .i64, .bool: try converted(to: .f64).elements(as: Double.self).map(\.magnitude)
    }
  }

  /// Whether the numbers of a row, of so many, are finite.
  fileprivate func hasFiniteNumbers(in row: Range<Int>, of rows: Int) -> Bool {
    guard let moduli = try? moduli() else { return true }
    let isByRow = shape.rank > 0 && moduli.count % rows == 0 && shape[0] % rows == 0
    let perRow = moduli.count / rows
    let own = isByRow ? moduli[row.lowerBound * perRow..<row.upperBound * perRow] : moduli[...]
    return own.allSatisfy(\.isFinite)
  }
}

/// How an operation rounds.
private enum Rounding {
  /// Each number of its results by itself.
  case elementwise
  /// Each number by itself, by more than one unit in its last place.
  case coarse
  /// As if each of the terms that are summed were slightly different.
  case termwise
  /// As if the matrices that it is given were slightly different.
  case normwise
}

extension Operation {
  /// How the operation rounds, nil where its results are exact.
  fileprivate var rounding: Rounding? {
    switch self {
    case .unary(let f): f.isExact ? nil : .elementwise
    case .binary(let f): f.isExact ? nil : .elementwise
    case .convert, .average: .elementwise
    case .reduce, .norm, .cumulative, .product: .termwise
    case .special: .coarse
    case .eigenvalues, .eig, .eigh, .svd, .qr, .cholesky, .solve, .determinant,
      .logAbsDeterminant, .expm, .expmDerivative:
      .normwise
    case .constant, .compare, .select, .reshape, .transpose, .broadcast, .slice, .pad, .gather,
      .scatter, .scatterAdd, .concatenate, .argument, .sort, .sortOrder, .complex, .stop,
      .require, .fold, .noise, .sample, .stratum, .unreparameterised, .cond, .whileLoop, .scan:
      nil
    }
  }

  /// Whether a result 0 of operands that are not 0 is too small a number.
  fileprivate var vanishesOnlyByUnderflow: Bool {
    switch self {
    case .binary(.multiply), .binary(.divide), .binary(.power), .unary(.exp), .unary(.logistic),
      .unary(.softplus), .unary(.erfc):
      true
    default: false
    }
  }
}

extension UnaryFunction {
  /// Whether its results are not rounded.
  fileprivate var isExact: Bool {
    switch self {
    case .negate, .abs, .sign, .floor, .ceil, .round, .real, .imaginary, .conjugate, .not, .isNaN,
      .isFinite:
      true
    default: false
    }
  }
}

extension BinaryFunction {
  /// Whether its results are not rounded.
  fileprivate var isExact: Bool {
    switch self {
    case .minimum, .maximum, .remainder, .quotient, .and, .or: true
    case .add, .subtract, .multiply, .divide, .power, .atan2: false
    }
  }
}

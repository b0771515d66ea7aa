import Tensors
import TestSupport

@testable import Tracing

/// The rules of operations.
extension FuzzTarget {
  static let shapes = FuzzTarget(
    name: "shapes", summary: "operations on any operands: what is traced is what is evaluated",
    form: .choices, limit: 300, seeds: { [] }
  ) { input in
    var generator = OperationGenerator(SeededGenerator(choices: input))
    MemoryBudget.ration(64 << 20)
    defer { MemoryBudget.ration(nil) }
    for _ in 0..<3 {
      let operation = generator.operation()
      // Where they are too large they are none.
      guard let operands = try? generator.operands(of: operation) else { return }
      try compare(operation, operands)
    }
  }

  /// Applies an operation to tensors at once and in a trace.
  private static func compare(_ operation: Operation, _ operands: [Tensor]) throws {
    let about = "\(operation) of \(operands.map { TensorType($0) })"
    let evaluated = Result { () throws(TraceError) in
      try Term.apply(operation, operands.map { .known($0) })
    }
    let builder = GraphBuilder()
    let inputs = operands.map { Term.traced(builder.input(TensorType($0))) }
    let traced = Result { () throws(TraceError) in try Term.apply(operation, inputs) }
    switch (evaluated, traced) {
    case (.failure, .failure): break
    case (.success, .failure(let error)):
      throw FuzzComplaint("\(about) is evaluated, but traced it is \(error)")
    case (.failure(let error), .success):
      try FuzzComplaint.unless(error.isOfValues, "\(about) is traced, but evaluated it is \(error)")
    case (.success(let values), .success(let terms)):
      try FuzzComplaint.unless(
        values.map(\.type) == terms.map(\.type),
        "\(about) gives \(values.map(\.type)), traced \(terms.map(\.type))")
      let graph = try builder.finish(terms).graph
      guard let results = try? Executable(graph)(operands.map { .known($0) }) else { return }
      for (value, result) in zip(values, results) {
        try FuzzComplaint.unless(
          try value.knownValue().hasBits(of: result.knownValue()), "\(about): other bits compiled")
      }
    }
  }
}

extension Tensor {
  /// Whether all bits agree, but for those of a nan, of which nothing is promised.
  fileprivate func hasBits(of other: Tensor) -> Bool {
    type == other.type && shape == other.shape && bits == other.bits
  }

  private var bits: [UInt64] {
    var bits: [UInt64] = []
    withBytes { bytes in
      switch type {
      case .f64, .c128:
        bits = bytes.bindMemory(to: Double.self).map { $0.isNaN ? .max : $0.bitPattern }
      case .f32:
        bits = bytes.bindMemory(to: Float.self).map { $0.isNaN ? .max : UInt64($0.bitPattern) }
      case .i64, .bool: bits = bytes.map { UInt64($0) }
      }
    }
    return bits
  }
}

extension TraceError {
  /// Whether the numbers decide, and not only their types and shapes.
  fileprivate var isOfValues: Bool {
    switch self {
    case .tensor(let error):
      switch error {
      case .broadcast, .product, .shape, .type, .axis: false
      default: true
      }
    default: false
    }
  }
}

/// Makes operations with any parameters, and operands that often fit.
struct OperationGenerator {
  private var content: RandomContent

  init(_ random: SeededGenerator) {
    content = RandomContent(seed: 0)
    content.generator = random
  }

  /// An operation.
  mutating func operation() -> Operation {
    switch content.generator.below(28) {
    case 0: .unary(pick([.negate, .abs, .exp, .log, .sqrt, .sin, .not, .real, .floor, .isNaN]))
    case 1, 2: .binary(pick(BinaryFunction.allCases))
    case 3: .compare(pick(Comparison.allCases))
    case 4: .select
    case 5: .convert(pick([.bool, .i64, .f32, .f64, .c128]))
    case 6: .reshape(shape())
    case 7: .transpose(axes())
    case 8: .broadcast(shape())
    case 9: .slice(starts: axes(), counts: axes(), steps: axes())
    case 10: .pad(shape: shape(), starts: axes(), steps: axes())
    case 11: .gather(axis: axis())
    case 12: .scatter(axis: axis())
    case 13: .scatterAdd(axis: axis())
    case 14: .concatenate(axis: axis())
    case 15, 16:
      .reduce(pick(Reduction.allCases), axes: axes(), keepingAxes: content.generator.below(2) == 0)
    case 17: .norm(axes: axes())
    case 18: .argument(pick(Extremum.allCases), axis: axis())
    case 19: .cumulative(pick(Reduction.allCases), axis: axis())
    case 20: pick([.sort(axis: axis()), .sortOrder(axis: axis())])
    case 21, 22: .product
    case 23: pick([.complex, .stop, .fold])
    case 24: .noise(pick(Noise.allCases), event: shape(), pick([.f64, .f32, .i64]))
    case 25: pick([.stratum(number()), .sample(pick(Sampler.allCases))])
    case 26: pick([.determinant, .logAbsDeterminant, .cholesky, .solve, .expm, .qr])
    default: pick([.eigenvalues, .eig, .eigh, .svd, .expmDerivative])
    }
  }

  /// Operands, of one type and shape more often than not.
  mutating func operands(of operation: Operation) throws -> [Tensor] {
    let count = operandCount(of: operation)
    let shape = content.shape(rank: content.generator.pick([nil, 1, 2, 2, 3]))
    let type: ElementType = pick([.f64, .f64, .f32, .i64, .bool, .c128])
    let isAlike = content.generator.below(3) > 0
    return try (0..<count).map { _ in
      guard !isAlike else { return try tensor(type, shape) }
      return try tensor(
        pick([type, .i64, .bool, .f64]), pick([shape, content.shape(), Shape([3])]))
    }
  }

  /// How many it takes, which whoever applies it knows.
  private mutating func operandCount(of operation: Operation) -> Int {
    switch operation {
    case .binary, .compare, .gather, .product, .complex, .solve, .fold, .stratum, .sample,
      .expmDerivative:
      2
    case .select, .scatter, .scatterAdd: 3
    case .concatenate: 1 + content.generator.below(3)
    default: 1
    }
  }

  /// Small numbers, which indices may be, or any.
  private mutating func tensor(_ type: ElementType, _ shape: Shape) throws -> Tensor {
    if content.generator.below(3) == 0 { return try content.tensor(type, shape) }
    let numbers = (0..<shape.count).map { _ in Double(content.generator.below(7) - 2) }
    return try Tensor(shape, numbers).converted(to: type)
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    content.generator.pick(elements)
  }

  private mutating func shape() -> Shape {
    Shape((0..<content.generator.below(4)).map { _ in pick([1, 2, 3, 0, 6, 1 << 20, 1 << 40]) })
  }

  private mutating func axes() -> [Int] {
    (0..<content.generator.below(4)).map { _ in axis() }
  }

  private mutating func axis() -> Int {
    content.generator.below(5) == 0 ? number() : content.generator.below(4)
  }

  private mutating func number() -> Int { pick([0, 1, 2, -1, 7, 1 << 40, .max, .min]) }
}

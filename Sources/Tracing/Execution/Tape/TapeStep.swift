import Tensors

/// One step of a graph of scalars on its way to a tape: an instruction, or a control operation.
struct TapeStep {
  /// What the step does.
  enum Action {
    /// One instruction; the operands become x, y, z, w.
    case instruction(ScalarOpcode)
    /// The unary function of f64 or i64.
    case unary(ScalarOpcode, UnaryFunction)
    /// The binary function of f64 or i64.
    case binary(ScalarOpcode, BinaryFunction)
    /// A relation between the two operands.
    case compare(ScalarRelation)
    /// One of two graphs; a relation is between the first two operands, else one is the predicate.
    case cond(Branches, ScalarRelation?)
    /// A loop with a condition.
    case whileLoop(WhileLoop)
    /// A counted loop.
    case scan(Scan)
  }

  var action: Action
  var operands: [Int]
  var results: Range<Int>
}

/// What keeps a graph from becoming a tape: values that are no scalars, or too many of them.
struct NoTape: Error {}

/// The steps of a graph of scalars, neighbours fused where one instruction can do the work of both.
struct TapeSteps {
  /// The steps in order.
  private(set) var steps: [TapeStep] = []
  /// The constants by variable.
  private(set) var constants: [Int: Tensor] = [:]
  private let graph: Graph
  /// The step that binds a variable; -1 where none does.
  private var origins: [Int]
  private var uses: [Int]
  private var isFused: [Bool] = []

  init(_ graph: Graph) throws(NoTape) {
    self.graph = graph
    origins = [Int](repeating: -1, count: graph.types.count)
    uses = origins.map { _ in 0 }
    for equation in graph.equations {
      for operand in equation.operands { uses[operand] += 1 }
    }
    for output in graph.outputs { uses[output] += 1 }
    for equation in graph.equations { try lower(equation) }
    steps = zip(steps, isFused).filter { !$1 }.map { $0.0 }
  }

  /// The relation that computes a variable, taken out of the steps, with its operands.
  ///
  /// Only for a variable that nothing else reads; the relation must be the last step.
  mutating func takeTest(_ variable: Int) -> (ScalarRelation, [Int])? {
    guard let last = steps.last, last.results == variable..<variable + 1, uses[variable] == 1,
      case .compare(let relation) = last.action
    else { return nil }
    steps.removeLast()
    return (relation, last.operands)
  }

  private mutating func lower(_ equation: Equation) throws(NoTape) {
    let operands = equation.operands
    switch equation.operation {
    case .constant(let tensor):
      guard tensor.type.isWord, tensor.shape.rank <= 1 else { throw NoTape() }
      constants[equation.results.lowerBound] = tensor
      return
    case .broadcast(let shape) where shape.rank == 1:
      // A vector that repeats a known number is a known vector.
      guard let number = constants[operands[0]], let tensor = try? number.broadcast(to: shape)
      else { throw NoTape() }
      constants[equation.results.lowerBound] = tensor
      return
    case .cond(let branches):
      if let test = fusible(operands[0]), case .compare(let relation) = test.action {
        return append(
          .cond(branches, relation), test.operands + operands.dropFirst(), equation.results)
      }
      return append(.cond(branches, nil), operands, equation.results)
    case .whileLoop(let loop): return append(.whileLoop(loop), operands, equation.results)
    case .scan(let scan): return append(.scan(scan), operands, equation.results)
    default: break
    }
    for variable in operands + equation.results {
      guard graph.types[variable].isWordScalar else { throw NoTape() }
    }
    let element = graph.types[operands[0]].element
    switch equation.operation {
    case .unary(let f): try lower(f, operands[0], element, equation.results)
    case .binary(let f): try lower(f, operands[0], operands[1], element, equation.results)
    case .compare(let c): lower(c, operands[0], operands[1], element, equation.results)
    case .select: append(.instruction(.select), operands, equation.results)
    case .convert(let target): try lower(element, to: target, operands[0], equation.results)
    case .fold: append(.instruction(.fold), operands, equation.results)
    case .noise(.uniform, _, _):
      append(.instruction(.uniformNoise), operands, equation.results)
    case .noise(.normal, _, _):
      append(.instruction(.normalNoise), operands, equation.results)
    case .reshape, .broadcast, .transpose, .stop:
      append(.instruction(.move), operands, equation.results)
    default: throw NoTape()
    }
  }

  private mutating func append(
    _ action: TapeStep.Action, _ operands: [Int], _ results: Range<Int>
  ) {
    for result in results { origins[result] = steps.count }
    steps.append(TapeStep(action: action, operands: operands, results: results))
    isFused.append(false)
  }

  /// The step that computes a variable which only one other reads; the caller does its work.
  private mutating func fusible(
    _ variable: Int, _ opcodes: Set<ScalarOpcode>? = nil
  ) -> TapeStep? {
    let origin = origins[variable]
    guard origin >= 0, uses[variable] == 1 else { return nil }
    switch steps[origin].action {
    case .instruction(let opcode):
      guard let opcodes, opcodes.contains(opcode) else { return nil }
    case .compare: if opcodes != nil { return nil }
    case .unary, .binary, .cond, .whileLoop, .scan: return nil
    }
    isFused[origin] = true
    return steps[origin]
  }
}

extension TapeSteps {
  private mutating func lower(
    _ f: UnaryFunction, _ x: Int, _ element: ElementType, _ results: Range<Int>
  ) throws(NoTape) {
    if element == .bool { return append(.instruction(.not), [x], results) }
    if element == .i64 {
      guard f.resultType(.i64) == .i64 else { throw NoTape() }
      return append(.unary(.unaryInteger, f), [x], results)
    }
    switch f {
    case .negate: negate(x, results)
    case .exp:
      if let inner = fusible(x, [.negate, .negateProduct]), case .instruction(let op) = inner.action
      {
        append(
          .instruction(op == .negate ? .expNegate : .expNegateProduct), inner.operands, results)
      } else {
        append(.instruction(.exp), [x], results)
      }
    case .log: append(.instruction(.log), [x], results)
    case .sqrt: append(.instruction(.sqrt), [x], results)
    case .tanh: append(.instruction(.tanh), [x], results)
    case .logistic: append(.instruction(.logistic), [x], results)
    case .isNaN: append(.instruction(.isNaN), [x], results)
    case .isFinite: append(.instruction(.isFinite), [x], results)
    default: append(.unary(.unary, f), [x], results)
    }
  }

  private mutating func negate(_ x: Int, _ results: Range<Int>) {
    if let inner = fusible(x, [.multiply]) {
      append(.instruction(.negateProduct), inner.operands, results)
    } else {
      append(.instruction(.negate), [x], results)
    }
  }

  private mutating func lower(
    _ f: BinaryFunction, _ x: Int, _ y: Int, _ element: ElementType, _ results: Range<Int>
  ) throws(NoTape) {
    switch element {
    case .bool: append(.instruction(f == .and ? .and : .or), [x, y], results)
    case .i64:
      switch f {
      case .add: append(.instruction(.addIntegers), [x, y], results)
      case .subtract: append(.instruction(.subtractIntegers), [x, y], results)
      case .multiply: append(.instruction(.multiplyIntegers), [x, y], results)
      default: append(.binary(.binaryInteger, f), [x, y], results)
      }
    case .f64: lowerFloat(f, x, y, results)
    case .f32, .c128: throw NoTape()
    }
  }

  private mutating func lowerFloat(
    _ f: BinaryFunction, _ x: Int, _ y: Int, _ results: Range<Int>
  ) {
    let products: Set<ScalarOpcode> = [.multiply, .multiplyThree]
    switch f {
    case .add:
      if let inner = fusible(x, products) {
        append(inner.fused(.multiplyAdd, .multiplyThreeAdd), inner.operands + [y], results)
      } else if let inner = fusible(y, products) {
        append(inner.fused(.multiplyAdd, .multiplyThreeAdd), inner.operands + [x], results)
      } else {
        append(.instruction(.add), [x, y], results)
      }
    case .subtract:
      if let inner = fusible(y, products) {
        append(
          inner.fused(.subtractProduct, .subtractProductOfThree), inner.operands + [x], results)
      } else if let inner = fusible(x, [.multiply]) {
        append(.instruction(.multiplySubtract), inner.operands + [y], results)
      } else {
        append(.instruction(.subtract), [x, y], results)
      }
    case .multiply:
      if let inner = fusible(x, [.multiply]) {
        append(.instruction(.multiplyThree), inner.operands + [y], results)
      } else if let inner = fusible(y, [.multiply]) {
        append(.instruction(.multiplyThree), inner.operands + [x], results)
      } else {
        append(.instruction(.multiply), [x, y], results)
      }
    case .divide:
      if let inner = fusible(y, [.add]) {
        append(.instruction(.divideBySum), [x] + inner.operands, results)
      } else {
        append(.instruction(.divide), [x, y], results)
      }
    default: append(.binary(.binary, f), [x, y], results)
    }
  }

  private mutating func lower(
    _ c: Comparison, _ x: Int, _ y: Int, _ element: ElementType, _ results: Range<Int>
  ) {
    // A truth value is the word 0 or 1, ordered as integers are.
    let isFloat = element == .f64
    let less: ScalarRelation = isFloat ? .less : .lessIntegers
    let lessOrEqual: ScalarRelation = isFloat ? .lessOrEqual : .lessOrEqualIntegers
    switch c {
    case .equal: append(.compare(isFloat ? .equal : .equalIntegers), [x, y], results)
    case .notEqual: append(.compare(isFloat ? .notEqual : .notEqualIntegers), [x, y], results)
    case .less: append(.compare(less), [x, y], results)
    case .lessOrEqual: append(.compare(lessOrEqual), [x, y], results)
    case .greater: append(.compare(less), [y, x], results)
    case .greaterOrEqual: append(.compare(lessOrEqual), [y, x], results)
    }
  }

  private mutating func lower(
    _ element: ElementType, to target: ElementType, _ x: Int, _ results: Range<Int>
  ) throws(NoTape) {
    let opcode: ScalarOpcode
    switch (element, target) {
    case (.i64, .f64), (.bool, .f64): opcode = .integerToFloat
    case (.f64, .i64): opcode = .floatToInteger
    case (.f64, .bool): opcode = .floatToBool
    case (.i64, .bool): opcode = .integerToBool
    // The words of false and true are 0 and 1.
    case (.bool, .i64), (.bool, .bool), (.i64, .i64), (.f64, .f64): opcode = .move
    default: throw NoTape()
    }
    append(.instruction(opcode), [x], results)
  }
}

extension TapeStep {
  /// The opcode for this product of two or of three with something more.
  fileprivate func fused(_ two: ScalarOpcode, _ three: ScalarOpcode) -> Action {
    .instruction(operands.count == 2 ? two : three)
  }
}

extension ElementType {
  /// Whether an element fits a register of a tape.
  var isWord: Bool {
    switch self {
    case .bool, .i64, .f64: true
    case .f32, .c128: false
    }
  }
}

extension TensorType {
  /// Whether a register of a tape holds it.
  var isWordScalar: Bool { shape.rank == 0 && element.isWord }
}

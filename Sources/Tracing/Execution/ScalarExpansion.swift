import Tensors

/// A graph of small tensors as a graph of their elements.
///
/// Elementwise functions become one equation per element, and operations that only move elements
/// none at all: an operation on the numbers of the elements tells where each one goes. So few
/// elements are added from left to right, as the kernels do. Products of matrices stay with their
/// kernels, which round once for a product and its sum.
struct ScalarExpansion {
  /// The graph of scalars; its inputs and outputs are those of the given one, element by element.
  let graph: Graph

  private static let mostElements = 16, mostScalars = 400

  /// The expansion, nil where some tensor is large or some operation is not of these kinds.
  init?(_ graph: Graph) {
    let isSmall = graph.types.allSatisfy { type in
      type.shape.count <= ScalarExpansion.mostElements
        && (type.element == .f64 || type.element == .i64 || type.element == .bool)
    }
    guard isSmall, graph.types.contains(where: { $0.shape.rank > 0 }),
      graph.types.reduce(0, { $0 + $1.shape.count }) <= ScalarExpansion.mostScalars
    else { return nil }
    var builder = Builder()
    for type in graph.types.prefix(graph.inputCount) { builder.addInput(type) }
    for equation in graph.equations {
      if builder.takeWhole(equation, graph.types) { continue }
      guard let places = builder.elements(of: equation, graph.types) else { return nil }
      builder.places.append(places)
    }
    self.graph = Graph(
      types: builder.types, inputCount: builder.inputCount, equations: builder.equations,
      outputs: graph.outputs.flatMap { builder.places[$0] })
  }

  /// The scalars and equations so far.
  private struct Builder {
    var types: [TensorType] = []
    var equations: [Equation] = []
    var inputCount = 0
    /// For each variable the scalars of its elements, in row-major order.
    var places: [[Int]] = []

    mutating func addInput(_ type: TensorType) {
      places.append(Array(types.count..<types.count + type.shape.count))
      types += Array(repeating: TensorType(type.element), count: type.shape.count)
      inputCount = types.count
    }

    /// Takes over a loop or branches of scalars as they are; whether the equation is one.
    mutating func takeWhole(_ equation: Equation, _ all: [TensorType]) -> Bool {
      switch equation.operation {
      case .cond, .whileLoop, .scan: break
      default: return false
      }
      let types = equation.results.map { all[$0] }
      guard (equation.operands.map { all[$0] } + types).allSatisfy({ $0.shape.rank == 0 }) else {
        return false
      }
      let results = self.types.count..<self.types.count + types.count
      let operands = equation.operands.map { places[$0][0] }
      equations.append(Equation(equation.operation, operands, results))
      self.types += types
      places += results.map { [$0] }
      return true
    }

    private mutating func append(
      _ operation: Operation, _ operands: [Int], _ element: ElementType
    ) -> Int {
      equations.append(Equation(operation, operands, types.count..<types.count + 1))
      types.append(TensorType(element))
      return types.count - 1
    }

    /// The scalars of the result of an equation, nil where it is not of these kinds.
    mutating func elements(of equation: Equation, _ all: [TensorType]) -> [Int]? {
      guard equation.results.count == 1 else { return nil }
      let type = all[equation.results.lowerBound]
      switch equation.operation {
      case .constant(let tensor): return constants(tensor)
      case .unary, .binary, .special, .compare, .select, .convert, .fold, .stratum, .sample:
        let operands = equation.operands.map { places[$0] }
        return (0..<type.shape.count).map { k in
          append(equation.operation, operands.map { $0[k] }, type.element)
        }
      case .noise(_, let event, _):
        guard event.rank == 0 else { return nil }
        return places[equation.operands[0]].map { append(equation.operation, [$0], type.element) }
      case .stop, .unreparameterised: return places[equation.operands[0]]
      case .reshape, .transpose, .broadcast, .slice, .pad, .concatenate:
        return moved(equation, type, all)
      case .reduce(let reduction, let axes, _):
        guard type.element == .f64, let f = reduction.combination else { return nil }
        return rows(equation.operands[0], axes, all)?.map { chain(f, $0) }
      case .norm(let axes):
        guard type.element == .f64, all[equation.operands[0]].element == .f64 else { return nil }
        guard let zero = try? Tensor(0.0), let one = try? Tensor(1.0) else { return nil }
        return rows(equation.operands[0], axes, all)?.map { norm($0, zero, one) }
      case .gather, .scatter, .scatterAdd, .argument, .cumulative, .sort, .sortOrder,
        .product, .complex, .eigenvalues, .eig, .eigh, .svd, .qr, .cholesky, .solve,
        .determinant, .logAbsDeterminant, .expm, .expmDerivative, .require, .cond, .whileLoop,
        .scan, .average:
        return nil
      }
    }

    /// The elements that a reduction over neighbouring axes combines, for each of its results; nil
    /// for other axes and for no elements.
    private func rows(_ operand: Int, _ axes: [Int], _ all: [TensorType]) -> [[Int]]? {
      let shape = all[operand].shape
      guard let first = axes.min(), let last = axes.max(), last - first == Set(axes).count - 1,
        shape.count > 0
      else { return nil }
      let length = (first...last).reduce(1) { $0 * shape[$1] }
      let inner = (last + 1..<shape.rank).reduce(1) { $0 * shape[$1] }
      let elements = places[operand]
      return (0..<shape.count / length).map { result in
        let (row, column) = result.quotientAndRemainder(dividingBy: inner)
        return (0..<length).map { elements[(row * length + $0) * inner + column] }
      }
    }

    private mutating func chain(_ f: BinaryFunction, _ elements: [Int]) -> Int {
      elements.dropFirst().reduce(elements[0]) { append(.binary(f), [$0, $1], .f64) }
    }

    /// The norm as its kernel computes it: over the largest modulus, where that is neither 0 nor
    /// infinite, so that no square leaves the range.
    private mutating func norm(_ elements: [Int], _ zero: Tensor, _ one: Tensor) -> Int {
      let largest = chain(.maximum, elements.map { append(.unary(.abs), [$0], .f64) })
      let zero = append(.constant(zero), [], .f64), one = append(.constant(one), [], .f64)
      let isPositive = append(.compare(.greater), [largest, zero], .bool)
      let isFinite = append(.unary(.isFinite), [largest], .bool)
      let isUsable = append(.binary(.and), [isPositive, isFinite], .bool)
      let scale = append(.select, [isUsable, largest, one], .f64)
      let squares = elements.map {
        let scaled = append(.binary(.divide), [$0, scale], .f64)
        return append(.binary(.multiply), [scaled, scaled], .f64)
      }
      let root = append(.unary(.sqrt), [chain(.add, squares)], .f64)
      return append(.binary(.multiply), [root, scale], .f64)
    }

    private mutating func constants(_ tensor: Tensor) -> [Int]? {
      var scalars: [Int] = []
      for k in 0..<tensor.count {
        guard let value = try? Tensor(repeating: tensor[flat: k], .scalar) else { return nil }
        scalars.append(append(.constant(value), [], tensor.type))
      }
      return scalars
    }

    /// Where the elements go, found by moving their numbers; the number 0 is a new zero.
    private mutating func moved(
      _ equation: Equation, _ type: TensorType, _ all: [TensorType]
    ) -> [Int]? {
      var sources = [-1], operands: [Tensor] = []
      for operand in equation.operands {
        let first = sources.count
        sources += places[operand]
        guard
          let numbers = try? Tensor.range(from: first, count: places[operand].count, step: 1)
            .reshaped(to: all[operand].shape)
        else { return nil }
        operands.append(numbers)
      }
      guard let result = try? equation.operation.rules.evaluate(operands)[0] else { return nil }
      var zero: Int?
      var scalars: [Int] = []
      for number in result.elements(as: Int.self) {
        if number > 0 {
          scalars.append(sources[number])
        } else if let zero {
          scalars.append(zero)
        } else {
          guard
            let value = try? Tensor(repeating: .float(0), .scalar).converted(to: type.element)
          else { return nil }
          let made = append(.constant(value), [], type.element)
          zero = made
          scalars.append(made)
        }
      }
      return scalars
    }
  }
}

extension Graph {
  /// The graph with the small tensors inside its loops and branches as their elements, so that
  /// loops over scalars are tapes whatever their turns are made of; nil without loops and branches.
  func withScalarTurns() -> Graph? {
    let hasTurns = equations.contains {
      switch $0.operation {
      case .cond, .whileLoop, .scan: true
      default: false
      }
    }
    guard hasTurns else { return nil }
    let equations = self.equations.map { equation in
      let operation: Operation
      switch equation.operation {
      case .cond(let branches):
        operation = .cond(
          Branches(yes: branches.yes.asScalarTurn(), no: branches.no.asScalarTurn()))
      case .whileLoop(let loop):
        operation = .whileLoop(
          WhileLoop(
            condition: loop.condition.asScalarTurn(), body: loop.body.asScalarTurn(),
            carried: loop.carried))
      case .scan(let scan):
        operation = .scan(
          Scan(
            body: scan.body.asScalarTurn(), length: scan.length, carried: scan.carried,
            scanned: scan.scanned, isReversed: scan.isReversed))
      default: return equation
      }
      return Equation(operation, equation.operands, equation.results)
    }
    return Graph(types: types, inputCount: inputCount, equations: equations, outputs: outputs)
  }

  private func asScalarTurn() -> Graph {
    let turn = withScalarTurns() ?? self
    guard (inputTypes + outputTypes).allSatisfy({ $0.shape.rank == 0 }) else { return turn }
    return ScalarExpansion(turn)?.graph.simplified() ?? turn
  }
}

extension Reduction {
  /// What combines two elements; nil for truth values.
  fileprivate var combination: BinaryFunction? {
    switch self {
    case .sum: .add
    case .product: .multiply
    case .minimum: .minimum
    case .maximum: .maximum
    case .any, .all: nil
    }
  }
}

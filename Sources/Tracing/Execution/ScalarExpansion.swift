import Tensors

/// A graph of small tensors as a graph of their elements.
///
/// Elementwise functions become one equation per element, and operations that only move elements
/// none at all: an operation on the numbers of the elements tells where each one goes. Sums and
/// products of matrices stay with their kernels, whose order of additions is their own.
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
      case .gather, .scatter, .scatterAdd, .reduce, .norm, .argument, .cumulative, .sort,
        .sortOrder,
        .product, .complex, .eigenvalues, .eig, .eigh, .svd, .qr, .cholesky, .solve,
        .determinant, .logAbsDeterminant, .expm, .expmDerivative, .require, .cond, .whileLoop,
        .scan, .average:
        return nil
      }
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

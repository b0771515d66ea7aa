import Tensors

@testable import Tracing

/// Random graphs of what networks are made of: products of matrices and of batches of them, transposes,
/// reshapes, rows and columns that are stretched, reductions, and chains of functions between them.
struct RandomMatrixGraphs {
  private var random: RandomGraphs
  private static let extents = [1, 2, 3, 5, 17]
  private static let unaries: [UnaryFunction] = [
    .negate, .exp, .tanh, .logistic, .sqrt, .abs, .softplus,
  ]
  private static let binaries: [BinaryFunction] = [
    .add, .subtract, .multiply, .divide, .maximum, .add, .multiply,
  ]

  init(_ seed: Int) { random = RandomGraphs(seed) }

  /// A graph, and inputs for it.
  mutating func graph() throws -> (Graph, [Tensor]) {
    let element: ElementType = random.pick(3) == 0 ? .f64 : .f32
    let extents = (0..<3).map { _ in random.pick(RandomMatrixGraphs.extents) }
    var types: [TensorType] = []
    for _ in 0..<5 {
      let rank = random.pick([1, 2, 2, 2, 3, 0])
      let shape = Shape((0..<rank).map { _ in random.pick(extents) })
      types.append(TensorType(element, shape))
    }
    let builder = GraphBuilder()
    var pool = types.map { Term.traced(builder.input($0)) }
    for _ in 0..<25 {
      // What its operands do not allow is left out.
      if let result = try? result(pool) { pool.append(result) }
    }
    let made = pool.count - types.count
    let outputs = (0..<4).map { _ in pool[types.count + random.pick(max(1, made))] }
    let inputs = try types.map { try random.tensor($0) }
    return (try builder.finish(outputs).graph, inputs)
  }

  private mutating func result(_ pool: [Term]) throws -> Term {
    let x = random.pick(pool), y = random.pick(pool)
    switch random.pick(12) {
    case 0, 1: return try Term.unary(random.pick(RandomMatrixGraphs.unaries), x)
    case 2, 3, 4:
      // Rows, columns and numbers are stretched.
      return try Term.binary(random.pick(RandomMatrixGraphs.binaries), x, y)
    case 5, 6, 7: return try product(x, y)
    case 8: return try x.transposed(permutation(x.rank))
    case 9:
      let axes = (0..<x.rank).filter { _ in random.pick(2) == 0 }
      let reduction = random.pick([Reduction.sum, .sum, .maximum])
      return try x.reduced(reduction, over: axes, keepingAxes: random.pick(2) == 0)
    case 10: return try reshaped(x)
    default:
      let number = try Term(random.pick([0, -0.0, 1, 2, -1, 0.5]))
      return try Term.binary(random.pick(RandomMatrixGraphs.binaries), x, number)
    }
  }

  private mutating func permutation(_ rank: Int) -> [Int] {
    var rest = Array(0..<rank)
    return (0..<rank).map { _ in rest.remove(at: random.pick(rest.count)) }
  }

  /// A product of the operands, transposed where they fit that way alone, and sometimes transposed itself.
  private mutating func product(_ x: Term, _ y: Term) throws -> Term {
    let turned = x.rank < 2 ? x : try x.transposed(), other = y.rank < 2 ? y : try y.transposed()
    let pairs = [(x, y), (turned, y), (x, other), (turned, other)].filter { a, b in
      a.rank > 0 && b.rank > 0
        && a.shape[a.rank - 1] == b.shape[b.rank == 1 ? 0 : b.rank - 2]
    }
    let (a, b) = pairs.isEmpty ? (x, y) : random.pick(pairs)
    let made = try Term.product(a, b)
    return made.rank > 1 && random.pick(3) == 0 ? try made.transposed() : made
  }

  private mutating func reshaped(_ x: Term) throws -> Term {
    var extents = x.shape.extents
    if random.pick(2) == 0 || extents.count < 2 {
      extents.insert(1, at: random.pick(extents.count + 1))
    } else {
      let axis = random.pick(extents.count - 1)
      extents[axis] *= extents.remove(at: axis + 1)
    }
    return try x.reshaped(to: Shape(extents))
  }

  /// A number in 0..<n.
  mutating func pick(_ n: Int) -> Int { random.pick(n) }
}

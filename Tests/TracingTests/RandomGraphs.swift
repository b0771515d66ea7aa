import Tensors

@testable import Tracing

/// Graphs of random operations on tensors of all types and small shapes, with nested control
/// operations.
struct RandomGraphs {
  private var state: UInt64
  private static let shapes = [[], [], [], [3], [1], [2, 3], [2, 1], [0], [3, 0]].map(Shape.init)
  private static let unaries: [UnaryFunction] = [
    .negate, .negate, .abs, .sign, .floor, .exp, .log, .tanh, .logistic, .sqrt, .sin, .isNaN,
    .isFinite, .not, .imaginary, .real, .softplus,
  ]
  private static let numbers = [0, -0.0, 1, -1, 2, 0.5, -3, .infinity, .nan]

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number in 0..<n (splitmix64).
  mutating func pick(_ n: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(n))
  }

  mutating func pick<T>(_ list: [T]) -> T { list[pick(list.count)] }

  /// A graph, and inputs for it.
  mutating func graph(scalars: Bool) throws -> (Graph, [Tensor]) {
    let elements: [ElementType] =
      scalars ? [.f64, .f64, .i64, .bool] : [.f64, .f64, .f32, .i64, .bool, .c128]
    var types = [TensorType(.f64), TensorType(.bool), TensorType(.i64)]
    for _ in 0..<4 {
      types.append(TensorType(pick(elements), scalars ? .scalar : pick(RandomGraphs.shapes)))
    }
    if scalars { types.append(TensorType(.f64, Shape([3]))) }
    let builder = GraphBuilder()
    var pool = types.map { Term.traced(builder.input($0)) }
    grow(&pool, equations: 20, depth: 2, scalars)
    let outputs = (0..<4).map { _ in pool[types.count / 2 + pick(pool.count - types.count / 2)] }
    let inputs = try types.map { try tensor($0) }
    return (try builder.finish(outputs).graph, inputs)
  }

  mutating func tensor(_ type: TensorType) throws -> Tensor {
    let numbers = (0..<type.shape.count).map { _ in
      pick(6) == 0 ? Double(pick(4) - 1) : Double(pick(4000) - 2000) / 700
    }
    let tensor = try Tensor(
      type.shape, type.element == .i64 ? numbers.map { $0.rounded() } : numbers)
    return try tensor.converted(to: type.element)
  }

  /// Adds results of random operations to the terms.
  private mutating func grow(
    _ pool: inout [Term], equations: Int, depth: Int, _ scalars: Bool
  ) {
    for _ in 0..<equations {
      // An operation that its operands do not allow is left out.
      if let results = try? results(pool, depth: depth, scalars) { pool += results }
    }
  }

  private mutating func results(
    _ pool: [Term], depth: Int, _ scalars: Bool
  ) throws -> [Term] {
    let x = pick(pool)
    let partners = pool.filter { $0.type == x.type }
    let y = pick(partners)
    switch pick(depth > 0 ? 15 : 13) {
    case 0, 1: return [try Term.applyOne(.unary(pick(RandomGraphs.unaries)), [x])]
    case 2, 3, 4: return [try Term.applyOne(.binary(pick(BinaryFunction.allCases)), [x, y])]
    case 5: return [try Term.applyOne(.compare(pick(Comparison.allCases)), [x, y])]
    case 6:
      let masks = pool.filter { $0.type == x.type.with(.bool) }
      return masks.isEmpty ? [] : [try Term.applyOne(.select, [pick(masks), x, y])]
    case 7:
      let target: ElementType = pick([.f64, .f64, .bool, .i64, .f32])
      if scalars, target == .f32 || (target == .i64 && x.element == .f64) { return [] }
      if target == .i64, x.element != .bool, pick(8) != 0 { return [] }
      return [try x.converted(to: target)]
    case 8:
      return scalars ? [] : [try Term.applyOne(.broadcast(pick(RandomGraphs.shapes)), [x])]
    case 9:
      if scalars { return [] }
      if x.rank == 2, pick(2) == 0 { return [try Term.applyOne(.transpose([1, 0]), [x])] }
      let all = Array(0..<x.rank)
      return [try Term.applyOne(.reduce(.sum, axes: all, keepingAxes: false), [x])]
    case 10, 11:
      let constant = try Term(pick(RandomGraphs.numbers)).converted(to: x.element)
      let functions: [BinaryFunction] = [.add, .subtract, .multiply, .divide, .minimum]
      return [
        pick(2) == 0
          ? try Term.binary(pick(functions), x, constant)
          : try Term.binary(pick(functions), constant, x)
      ]
    case 12: return try draws(x, y, scalars)
    case 13: return try pick(2) == 0 ? cond(pool, depth, scalars) : whileLoop(pool, depth, scalars)
    default: return try scan(pool, depth, scalars)
    }
  }

  /// Random draws of keys.
  private mutating func draws(_ x: Term, _ y: Term, _ scalars: Bool) throws -> [Term] {
    guard x.element == .i64 else { return [try x.unreparameterised("Bernoulli", parameters: [y])] }
    switch pick(3) {
    case 0: return [try Term.applyOne(.fold, [x, y])]
    case 1: return [try Term.applyOne(.stratum(1 + pick(9)), [x, y])]
    default:
      let event = scalars ? .scalar : pick(RandomGraphs.shapes)
      let element: ElementType = scalars ? .f64 : pick([.f64, .f32])
      return [try Term.applyOne(.noise(pick(Noise.allCases), event: event, element), [x])]
    }
  }

  /// A graph with these inputs, whose outputs are `given` of them, then random ones.
  private mutating func graph(
    _ inputs: [TensorType], _ outputs: [TensorType], kept: Int, depth: Int, _ scalars: Bool,
    adding: (([Term]) throws(TraceError) -> [Term])? = nil
  ) throws -> Graph {
    let builder = GraphBuilder()
    var pool = inputs.map { Term.traced(builder.input($0)) }
    let first = try adding?(pool) ?? []
    grow(&pool, equations: 8, depth: depth - 1, scalars)
    let chosen = try outputs.map { type in
      let fitting = pool.filter { $0.type == type }
      return try fitting.isEmpty
        ? Term.zeros(type) : pick(2) == 0 ? pick(fitting) : fitting[fitting.count - 1]
    }
    let candidates = scalars ? pool.filter { $0.rank == 0 } : pool
    let rest = (0..<kept).map { _ in pick(candidates) }
    return try builder.finish(first + chosen + rest).graph
  }

  private mutating func cond(_ pool: [Term], _ depth: Int, _ scalars: Bool) throws -> [Term] {
    guard let predicate = pool.last(where: { $0.type == TensorType(.bool) }) else { return [] }
    let inputs = (0..<4).map { _ in pick(pool) }
    let types = inputs.map(\.type)
    let outputs = (scalars ? types.filter { $0.shape.rank == 0 } : types).prefix(2)
    let yes = try graph(types, Array(outputs), kept: 0, depth: depth, scalars)
    let no = try graph(types, Array(outputs), kept: 0, depth: depth, scalars)
    return try Term.apply(.cond(Branches(yes: yes, no: no)), [predicate] + inputs)
  }

  private mutating func whileLoop(
    _ pool: [Term], _ depth: Int, _ scalars: Bool
  ) throws -> [Term] {
    let carriable = scalars ? pool.filter { $0.rank == 0 } : pool
    let carried = (0..<3).map { _ in pick(carriable) }, constants = [pick(pool), pick(pool)]
    let types = [TensorType(.i64)] + (carried + constants).map(\.type)
    let turns = pick(5)
    let builder = GraphBuilder()
    let inputs = types.map { Term.traced(builder.input($0)) }
    let condition = try builder.finish([Term.compare(.less, inputs[0], Term(turns))]).graph
    let body = try graph(types, carried.map(\.type), kept: 0, depth: depth, scalars) {
      (pool) throws(TraceError) in [try pool[0] + Term(1)]
    }
    let start = try Term(pick(2)), zero = pool.first { $0.type == TensorType(.i64) }
    return try Term.apply(
      .whileLoop(WhileLoop(condition: condition, body: body, carried: 4)),
      [pick(4) == 0 ? zero ?? start : start] + carried + constants)
  }

  private mutating func scan(_ pool: [Term], _ depth: Int, _ scalars: Bool) throws -> [Term] {
    let carriable = scalars ? pool.filter { $0.rank == 0 } : pool
    let carried = (0..<3).map { _ in pick(carriable) }, constants = [pick(pool), pick(pool)]
    let length = pick([3, 3, 3, 0, 2])
    let scanned = pool.filter { $0.rank > 0 && $0.shape[0] == length }.prefix(2)
    let rows = scanned.map { $0.type.with(Shape(Array($0.shape.extents.dropFirst()))) }
    let types = [TensorType(.i64)] + carried.map(\.type) + rows + constants.map(\.type)
    let body = try graph(types, carried.map(\.type), kept: 2, depth: depth, scalars)
    return try Term.apply(
      .scan(
        Scan(
          body: body, length: length, carried: 3, scanned: rows.count, isReversed: pick(2) == 0)),
      carried + scanned + constants)
  }
}

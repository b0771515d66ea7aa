import Dispatch
import Tensors
import Testing

@testable import Tracing

/// Scalar functions on a tape, and loops on it.
@Suite struct TapeTests {
  static let floats: [Double] = [
    0, -0.0, 1, -1, 0.5, -2.5, 3, 1e300, -1e300, 5e-324, -5e-324, 1e-310, .infinity, -.infinity,
    .nan, 710, -745.2, 9.3e18,
  ]
  static let integers = [0, 1, -1, 2, -7, 63, Int.max, Int.min, 3_037_000_500]
  static let unaries: [UnaryFunction] = ElementwiseSamples.unary

  @Test(arguments: unaries)
  func everyFunctionOfOneNumber(function: UnaryFunction) throws {
    for element in [ElementType.f64, .i64, .bool] where function.resultType(element) != nil {
      let graph = Graph(
        .unary(function), [TensorType(element)], [TensorType(function.resultType(element) ?? .f64)])
      for x in try TapeTests.values(element) { try expectCompiledAgrees(graph, [x]) }
    }
  }

  @Test(arguments: BinaryFunction.allCases)
  func everyFunctionOfTwoNumbers(function: BinaryFunction) throws {
    for element in [ElementType.f64, .i64, .bool] where function.resultType(element) != nil {
      let type = TensorType(element)
      try compareOnPairs(Graph(.binary(function), [type, type], [type]), element)
    }
  }

  @Test(arguments: Comparison.allCases)
  func everyRelation(comparison: Comparison) throws {
    for element in [ElementType.f64, .i64, .bool] {
      let type = TensorType(element)
      try compareOnPairs(Graph(.compare(comparison), [type, type], [TensorType(.bool)]), element)
      // The relation as the predicate of a branch.
      let number = TensorType(.f64)
      let branches = Branches(
        yes: try graph([number]) { (x) throws(TraceError) in [try -x[0]] },
        no: try graph([number]) { (x) throws(TraceError) in [try x[0] + x[0]] })
      let branching = try graph([type, type, number]) { (x) throws(TraceError) in
        try Term.apply(.cond(branches), [Term.compare(comparison, x[0], x[1]), x[2]])
      }
      for x in try TapeTests.values(element) {
        for y in try TapeTests.values(element) {
          try expectCompiledAgrees(branching, [x, y, Tensor(1.5)])
        }
      }
    }
  }

  @Test func everyConversion() throws {
    for source in [ElementType.f64, .i64, .bool] {
      for target in [ElementType.f64, .i64, .bool] {
        let graph = Graph(.convert(target), [TensorType(source)], [TensorType(target)])
        for x in try TapeTests.values(source) { try expectCompiledAgrees(graph, [x]) }
      }
    }
  }

  private func compareOnPairs(_ graph: Graph, _ element: ElementType) throws {
    let executable = try Executable(graph)
    for x in try TapeTests.values(element) {
      for y in try TapeTests.values(element) {
        let expected = Outcome { () throws(TraceError) in
          try wrapping { () throws(TensorError) in try graph.reference([x, y]) }
        }
        let compiled = Outcome { () throws(TraceError) in
          try executable([Term(x), Term(y)]).map { (t) throws(TraceError) in try t.knownValue() }
        }
        #expect(compiled.agrees(with: expected), "\(x.scalar) \(y.scalar) \(executable)")
      }
    }
  }

  private static func values(_ element: ElementType) throws -> [Tensor] {
    switch element {
    case .f64: try floats.map { try Tensor($0) }
    case .i64: try integers.map { try Tensor($0) }
    case .bool: try [Tensor(false), Tensor(true)]
    case .f32, .c128: []
    }
  }

  /// Carried values that change places every turn: no copy may overwrite what is still read.
  @Test func carriedValuesRotate() throws {
    let number = TensorType(.f64)
    let body = try graph([TensorType(.i64)] + [number, number, number, number]) {
      (x) throws(TraceError) in [x[2], x[3], x[1], try x[1] + x[4]]
    }
    for length in 0..<7 {
      let scan = Scan(body: body, length: length, carried: 4, scanned: 0)
      let graph = Graph(
        .scan(scan), [number, number, number, number], [number, number, number, number])
      #expect("\(try Executable(graph))".contains("tape"))
      try expectCompiledAgrees(graph, [Tensor(1.0), Tensor(2.0), Tensor(3.0), Tensor(4.0)])
    }
  }

  /// Small tensors between scalars are taken apart: sums, products, extrema and norms over any
  /// neighbouring axes have the bits of their kernels, in a loop and alone.
  @Test(arguments: [Reduction.sum, .product, .minimum, .maximum, nil])
  func smallReductions(reduction: Reduction?) throws {
    let number = TensorType(.f64)
    for axes in [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]] {
      func turn(_ x: [Term]) throws(TraceError) -> [Term] {
        var parts: [Term] = []
        for k in 0..<12 {
          parts.append(try (x[k % 3] * Term(Double(k) - 4.7)).reshaped(to: Shape([1])))
        }
        let cube = try Term.concatenated(parts, axis: 0).reshaped(to: Shape([2, 3, 2]))
        let reduced =
          if let reduction {
            try cube.reduced(reduction, over: axes)
          } else {
            try Term.applyOne(.norm(axes: axes), [cube])
          }
        return [x[1], x[2], try reduced.sum()]
      }
      let alone = try graph([number, number, number]) { (x) throws(TraceError) in try turn(x) }
      let body = try graph([TensorType(.i64), number, number, number]) {
        (x) throws(TraceError) in try turn(Array(x[1...]))
      }
      let loop = Graph(
        .scan(Scan(body: body, length: 3, carried: 3, scanned: 0)), [number, number, number],
        [number, number, number])
      #expect("\(try Executable(loop))".contains("tape"), "\(axes)")
      for (a, b) in [(0.3, -1.7), (0, -0.0), (1e200, -3e-200), (.infinity, 1), (.nan, 2)] {
        let inputs = try [Tensor(a), Tensor(b), Tensor(0.1)]
        try expectCompiledAgrees(alone, inputs, "\(axes)")
        try expectCompiledAgrees(loop, inputs, "\(axes)")
      }
    }
  }

  /// x ← x + 1 for ever.
  static func endless(_ type: TensorType) throws -> Executable {
    let loop = WhileLoop(
      condition: try graph([type]) { (x) throws(TraceError) in
        [try Term.compare(.less, x[0].sum(), Term(Double.infinity))]
      },
      body: try graph([type]) { (x) throws(TraceError) in
        [try Term.unary(.tanh, x[0]) + Term(1)]
      }, carried: 1)
    return try Executable(Graph(.whileLoop(loop), [type], [type]))
  }

  @Test func loopsOf100000TurnsHoldNoMemory() throws {
    for type in [TensorType(.f64), TensorType(.f64, Shape([3])), TensorType(.f32, Shape([2, 2]))] {
      let body = try graph([TensorType(.i64), type]) { (x) throws(TraceError) in
        [try Term.unary(.tanh, x[1]) + x[1]]
      }
      let scan = Scan(body: body, length: 100_000, carried: 1, scanned: 0)
      let executable = try Executable(Graph(.scan(scan), [type], [type]))
      let start = try Term.ones(type)
      // Other tests run beside this one and hold memory of their own, so the least of some runs counts;
      // a turn that held a tensor would make 2 MB in each.
      var least = Int.max
      for _ in 0..<20 where least >= 1 << 20 {
        let before = MemoryBudget.bytesInUse
        let result = try executable([start])
        least = min(least, MemoryBudget.bytesInUse - before)
        #expect(result[0].type == type)
      }
      #expect(least < 1 << 20, "\(type)")
    }
  }
}

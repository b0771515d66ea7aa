import Tensors
import Testing

@testable import Tracing

@Suite struct GraphTests {
  @Test func textIsReadable() throws {
    let builder = GraphBuilder()
    let a = Term.traced(builder.input(TensorType(.f64)))
    let b = Term.traced(builder.input(TensorType(.f64, Shape([3]))))
    let unused = try Term.unary(.exp, b)
    let d = try (a * b).plus(2).sum() / Term(3)
    let graph = try builder.finish([d]).graph
    #expect(unused.type == b.type)
    #expect(
      graph.description == """
        f(a: f64, b: f64[3]) {
          c: f64[3] = broadcast[3] a
          d: f64[3] = multiply c b
          e: f64[3] = broadcast[3] 2.0
          f: f64[3] = add d e
          g: f64 = sum[axes [0]] f
          h: f64 = divide g 3.0
          return h
        }
        """)
  }

  @Test func derivativesAreGraphs() throws {
    let builder = GraphBuilder()
    let x = Term.traced(builder.input(TensorType(.f64)))
    let graph = try builder.finish([Term.unary(.exp, x * x)]).graph
    #expect(
      try graph.jvp(active: [true]).description == """
        f(a: f64, b: f64) {
          c: f64 = multiply a a
          d: f64 = exp c
          e: f64 = multiply b a
          f: f64 = multiply a b
          g: f64 = add e f
          h: f64 = multiply d g
          return d, h
        }
        """)
    #expect(
      try graph.jvp(active: [false]).description == """
        f(a: f64) {
          b: f64 = multiply a a
          c: f64 = exp b
          return c, 0.0
        }
        """)
  }

  @Test func constantsFoldAndCapturesBecomeInputs() throws {
    let outer = GraphBuilder()
    let a = Term.traced(outer.input(TensorType(.f64)))
    let inner = GraphBuilder()
    let x = Term.traced(inner.input(TensorType(.f64)))
    let constant = try Term(2.0) * Term(3.0)
    // What depends on outer values alone is recorded outside.
    let doubled = try a + a
    let trace = try inner.finish([x * a * a + x * constant * doubled])
    #expect(trace.captures.count == 2)
    #expect(
      trace.graph.text(name: "g") == """
        g(a: f64, b: f64, c: f64) {
          d: f64 = multiply a b
          e: f64 = multiply d b
          f: f64 = multiply a 6.0
          g: f64 = multiply f c
          h: f64 = add e g
          return h
        }
        """)
  }

  @Test func evaluationMatchesRecordedValues() throws {
    let builder = GraphBuilder()
    let x = Term.traced(builder.input(for: try vector([1, -2, 3])))
    let y = try Term.select(Term.compare(.greater, x, Term(0)), x, -x)
    let trace = try builder.finish([y])
    let result = try trace.graph.evaluate([vector([1, -2, 3]).knownValue()])
    #expect(result[0].elements(as: Double.self) == [1, 2, 3])
    #expect(try result[0].hasSameBits(as: y.knownValue()))
    #expect(try trace([vector([4, -5, 6])])[0].value?.elements(as: Double.self) == [4, 5, 6])
  }

  @Test func manyTangentsShareThePoint() throws {
    let builder = GraphBuilder()
    let x = Term.traced(builder.input(TensorType(.f64)))
    let graph = try builder.finish([x * x, x]).graph
    let tangents = try [[Tensor(1.0)], [Tensor(2.0)]]
    let (outputs, moved) = try graph.pushforward([Tensor(3.0)], tangents: tangents)
    #expect(outputs.map(\.scalar) == [.float(9), .float(3)])
    #expect(moved.map { $0.map(\.scalar) } == [[.float(6), .float(1)], [.float(12), .float(2)]])
  }
}

@Suite struct GraphVerifierTests {
  static let scalar = TensorType(.f64)

  static let broken: [(Graph, GraphFault)] = [
    (
      Graph(types: [scalar], inputCount: 1, equations: [], outputs: [1]), .unboundOutput(1)
    ),
    (
      Graph(
        types: [scalar, scalar], inputCount: 1,
        equations: [Equation(.unary(.exp), [1], 1..<2)], outputs: [1]),
      .unbound(variable: 1, equation: 0)
    ),
    (
      Graph(
        types: [scalar, scalar], inputCount: 1,
        equations: [Equation(.unary(.exp), [0], 0..<1)], outputs: [0]),
      .notAssignedOnce(variable: 0)
    ),
    (
      Graph(types: [scalar, scalar], inputCount: 1, equations: [], outputs: [0]),
      .notAssignedOnce(variable: 1)
    ),
    (
      Graph(
        types: [scalar, TensorType(.f32)], inputCount: 1,
        equations: [Equation(.unary(.exp), [0], 1..<2)], outputs: [1]),
      .type(variable: 1, recorded: TensorType(.f32), derived: scalar)
    ),
    (
      Graph(
        types: [scalar, scalar, scalar], inputCount: 1,
        equations: [Equation(.unary(.exp), [0], 1..<3)], outputs: [1]),
      .resultCount(equation: 0, recorded: 2, derived: 1)
    ),
    (
      Graph(
        types: [scalar, scalar], inputCount: 1,
        equations: [Equation(.binary(.add), [0], 1..<2)], outputs: [1]),
      .operandCount(equation: 0, recorded: 1, accepted: 2)
    ),
    (
      Graph(
        types: [scalar, TensorType(.f64, Shape([2])), scalar], inputCount: 2,
        equations: [Equation(.binary(.add), [0, 1], 2..<3)], outputs: [2]),
      .operands(equation: 0, .broadcast(.scalar, Shape([2])))
    ),
  ]

  @Test(arguments: broken)
  func rejects(graph: Graph, fault: GraphFault) {
    #expect(throws: TraceError.invalidGraph(fault)) { try graph.verify() }
    #expect(!graph.isValid)
  }
}

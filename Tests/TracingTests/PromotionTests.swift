import Tensors
import Testing

@testable import Tracing

@Suite struct PromotionTests {
  static let vector = Shape([2])
  static let table: [(TensorType, TensorType, ElementType)] = [
    (TensorType(.bool), TensorType(.i64), .i64),
    (TensorType(.bool, vector), TensorType(.f32), .f32),
    (TensorType(.i64), TensorType(.i64, vector), .i64),
    (TensorType(.i64, vector), TensorType(.f32), .f32),
    (TensorType(.i64, vector), TensorType(.f64), .f64),
    (TensorType(.f32, vector), TensorType(.f64), .f32),
    (TensorType(.f64, vector), TensorType(.f32), .f64),
    (TensorType(.f32), TensorType(.f64), .f64),
    (TensorType(.f32, vector), TensorType(.f64, vector), .f64),
    (TensorType(.f32, vector), TensorType(.c128), .c128),
    (TensorType(.c128), TensorType(.f64, vector), .c128),
  ]

  @Test(arguments: table)
  func sumsPromote(a: TensorType, b: TensorType, expected: ElementType) throws {
    for (x, y) in [(a, b), (b, a)] {
      let known = try Term.zeros(x) + Term.zeros(y)
      #expect(known.element == expected)
      let builder = GraphBuilder()
      let traced = try Term.traced(builder.input(x)) + Term.zeros(y)
      #expect(traced.type == known.type)
      _ = try builder.finish([traced]).graph.verify()
    }
  }

  @Test(arguments: [
    (BinaryFunction.add, ElementType.bool, ElementType.i64),
    (.divide, .bool, .f64), (.divide, .i64, .f64), (.divide, .f32, .f32),
    (.power, .i64, .i64), (.minimum, .bool, .i64), (.atan2, .i64, .f64), (.and, .bool, .bool),
  ])
  func functionsWidenToWhereTheyAreDefined(
    f: BinaryFunction, operand: ElementType, expected: ElementType
  ) throws {
    let x = try Term.ones(TensorType(operand, PromotionTests.vector))
    #expect(try Term.binary(f, x, x).element == expected)
  }

  @Test(arguments: [
    (UnaryFunction.exp, ElementType.i64, ElementType.f64), (.exp, .bool, .f64),
    (.negate, .i64, .i64), (.negate, .bool, .i64), (.sqrt, .f32, .f32), (.abs, .c128, .f64),
    (.not, .bool, .bool), (.isFinite, .i64, .bool),
  ])
  func elementaryFunctionsWiden(
    f: UnaryFunction, operand: ElementType, expected: ElementType
  ) throws {
    let x = Term.traced(GraphBuilder().input(TensorType(operand, PromotionTests.vector)))
    #expect(try Term.unary(f, x).element == expected)
  }

  @Test func whatIsNotDefinedIsAnError() throws {
    let z = try Term.ones(TensorType(.c128))
    #expect(throws: TraceError.self) { try Term.binary(.minimum, z, z) }
    #expect(throws: TraceError.self) { try Term.compare(.less, z, z) }
    #expect(throws: TraceError.self) { try Term.unary(.not, Term(1.0)) }
    #expect(throws: TraceError.tensor(.broadcast(Shape([2]), Shape([3])))) {
      try Term.ones(TensorType(.f64, Shape([2]))) + Term.ones(TensorType(.f64, Shape([3])))
    }
  }

  @Test func meansAreFloating() throws {
    let mean = try Term.known(Tensor(Shape([2]), [1, 2])).mean()
    #expect(mean.element == .f64)
    #expect(try number(mean) == 1.5)
  }
}

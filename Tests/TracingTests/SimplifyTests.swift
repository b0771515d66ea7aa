import Tensors
import Testing

@testable import Tracing

/// What simplification must do, and what it must not.
@Suite struct SimplifyTests {
  static let number = TensorType(.f64)

  private func lines(_ types: [TensorType], _ f: TermFunction) throws -> [String] {
    try graph(types, f).simplified().description.split(separator: "\n").map(String.init)
  }

  @Test func identitiesVanish() throws {
    let matrix = TensorType(.f64, Shape([2, 3]))
    let shown = try lines([matrix]) { (x) throws(TraceError) in
      let y = try (x[0] * Term(1) / Term(1) - Term(0)).transposed([1, 0]).transposed([1, 0])
      return [try -(-y), try y.stopped().reshaped(to: Shape([6])).reshaped(to: Shape([2, 3]))]
    }
    #expect(
      shown == [
        "f(a: f64[2×3]) {", "  b: f64[6] = reshape[6] a", "  c: f64[2×3] = reshape[2×3] a",
        "  return a, c", "}",
      ] || shown == ["f(a: f64[2×3]) {", "  return a, a", "}"])
  }

  @Test func whatIsNotExactStays() throws {
    let shown = try lines([SimplifyTests.number]) { (x) throws(TraceError) in
      [try x[0] + Term(0), try Term(0) * x[0], try x[0] - x[0]]
    }
    #expect(
      shown == [
        "f(a: f64) {", "  b: f64 = add a 0.0", "  c: f64 = multiply 0.0 a",
        "  d: f64 = subtract a a", "  return b, c, d", "}",
      ])
  }

  @Test func equalEquationsAreMergedAndConstantsFolded() throws {
    let shown = try lines([SimplifyTests.number, SimplifyTests.number]) { (x) throws(TraceError) in
      let c = try Term.unary(.exp, Term(0).stopped())
      return [try (x[0] * x[1] + c) / (x[1] * x[0] + c)]
    }
    #expect(
      shown == [
        "f(a: f64, b: f64) {", "  c: f64 = multiply a b", "  d: f64 = add c 1.0",
        "  e: f64 = divide d d", "  return e", "}",
      ])
  }

  @Test func signsMoveIntoSums() throws {
    let shown = try lines([SimplifyTests.number, SimplifyTests.number]) { (x) throws(TraceError) in
      [try x[0] + (-x[1]) * Term(2), try x[0] - (-x[1])]
    }
    #expect(
      shown == [
        "f(a: f64, b: f64) {", "  c: f64 = multiply b 2.0", "  d: f64 = subtract a c",
        "  e: f64 = add a b", "  return d, e", "}",
      ])
  }

  @Test func invariantsLeaveLoopsAndUnusedValuesVanish() throws {
    let number = SimplifyTests.number
    let body = try graph([TensorType(.i64), number, number, number, number]) {
      (x) throws(TraceError) in
      // Carried: used, unused, unchanged; the exponential is the same at every turn.
      [try x[1] + Term.unary(.exp, x[4]) * x[3], try x[2] + Term(1), x[3], x[1]]
    }
    let scan = Scan(body: body, length: 10, carried: 3, scanned: 0)
    let whole = try graph([number, number, number, number]) { (x) throws(TraceError) in
      [try Term.apply(.scan(scan), x)[0]]
    }
    let simple = whole.simplified()
    guard case .scan(let left)? = simple.equations.last?.operation else {
      Issue.record("\(simple)")
      return
    }
    #expect(left.carried == 1 && left.kept == 0)
    #expect(left.body.equations.count == 1, "\(left.body)")
    try expectCompiledAgrees(
      whole, [Tensor(1.0), Tensor(2.0), Tensor(0.25), Tensor(-0.5)])
  }

  /// What may fail stays in a loop, which may have no turn.
  @Test func failingInvariantsStayInside() throws {
    let integer = TensorType(.i64)
    let loop = WhileLoop(
      condition: try graph([integer, integer]) { (x) throws(TraceError) in
        [try Term.compare(.less, x[0], Term(3))]
      },
      body: try graph([integer, integer]) { (x) throws(TraceError) in
        [try x[0] + Term.binary(.quotient, Term(6), x[1])]
      }, carried: 1)
    let graph = Graph(.whileLoop(loop), [integer, integer], [integer])
    try expectCompiledAgrees(graph, [Tensor(5), Tensor(0)])
    try expectCompiledAgrees(graph, [Tensor(0), Tensor(0)])
    try expectCompiledAgrees(graph, [Tensor(0), Tensor(4)])
  }

  @Test func axesOfLengthOneAreFree() throws {
    let shown = try lines([TensorType(.f32, Shape([4, 3]))]) { (x) throws(TraceError) in
      let y = try x[0].reshaped(to: Shape([4, 1, 3])).transposed([0, 2, 1])
      return [try Term.unary(.exp, y.sum(over: [2]))]
    }
    #expect(
      shown == [
        "f(a: f32[4×3]) {", "  b: f32[4×3] = exp a", "  return b", "}",
      ])
  }

  @Test func repeatedConstantsAreNumbers() throws {
    let matrix = TensorType(.f64, Shape([40, 50]))
    let ones = Term(try Tensor(repeating: .float(1), matrix.shape))
    let twos = Term(try Tensor(repeating: .float(2), matrix.shape))
    let shown = try lines([matrix]) { (x) throws(TraceError) in
      [try Term.binary(.power, x[0] * ones, twos)]
    }
    #expect(
      shown == [
        "f(a: f64[40×50]) {", "  b: f64[40×50] = multiply a a", "  return b", "}",
      ])
  }

  @Test func transposedProductsAreProducts() throws {
    let a = TensorType(.f32, Shape([4, 3])), b = TensorType(.f32, Shape([3, 5]))
    let shown = try lines([a, b]) { (x) throws(TraceError) in
      [try Term.product(x[0], x[1]).transposed()]
    }
    #expect(
      shown == [
        "f(a: f32[4×3], b: f32[3×5]) {", "  c: f32[5×3] = transpose[1, 0] b",
        "  d: f32[3×4] = transpose[1, 0] a", "  e: f32[5×4] = product c d", "  return e", "}",
      ])
    // Read both ways it is computed once.
    let both = try lines([a, b]) { (x) throws(TraceError) in
      let product = try Term.product(x[0], x[1])
      return [product, try product.transposed()]
    }
    #expect(both.count { $0.contains("product") } == 1)
  }

  @Test func wideningAndNarrowingVanishes() throws {
    let shown = try lines([TensorType(.f32, Shape([4]))]) { (x) throws(TraceError) in
      [try x[0].converted(to: .f64).converted(to: .f32)]
    }
    #expect(shown == ["f(a: f32[4]) {", "  return a", "}"])
  }
}

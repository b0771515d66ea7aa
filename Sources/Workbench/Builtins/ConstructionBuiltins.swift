import Tensors
import Tracing

/// Tensors from sizes and values.
enum ConstructionBuiltins {
  private static let sizes = Builtin.Parameter("sizes", "the extents, one argument each")

  static let all: [Builtin] = [
    filled("zeros", 0, "a tensor of zeros", "sum(zeros(2, 3))", "0.0"),
    filled("ones", 1, "a tensor of ones", "sum(ones(2, 3))", "6.0"),
    Builtin(
      "full", .construction, [.init("value", "a scalar"), sizes], isVariadic: true,
      "a tensor with every element equal to a value", example: ("sum(full(7, 2, 3))", "42")
    ) { a, p, r, m throws(Fault) in
      let shape = try shape(a.rest, a), value = try a.term(0)
      return try a.run { () throws(TraceError) in Value(try value.broadcast(to: shape)) }
    },
    Builtin(
      "eye", .construction, [.init("n", "the number of rows")],
      "the identity matrix n×n", synonyms: ["identity matrix"], example: ("trace(eye(3))", "3.0")
    ) { a, p, r, m throws(Fault) in
      let n = try a.size(0)
      return try a.run { () throws(TraceError) in Value(try Term.identity(n, .f64)) }
    },
    Builtin(
      "linspace", .construction,
      [
        .init("a", "the first point"), .init("b", "the last point"),
        .init("n", "how many points", initial: "100"),
      ],
      "n points at equal distances from a to b", formula: "a + (b - a)(i - 1)/(n - 1)",
      example: ("linspace(0, 1, 5)[2]", "0.25")
    ) { a, p, r, m throws(Fault) in
      let from = try a.float(0), to = try a.float(1), n = try a.size(2, default: 100)
      if n > 0, a.values[0].isMoving || a.values[1].isMoving {
        do throws(OperationError) {
          return try moving(from: a.values[0], to: a.values[1], n)
        } catch { throw Fault(error, at: a.span) }
      }
      return try a.run { () throws(TraceError) in
        do throws(TensorError) { return Value(try Tensor.linspace(from, to, count: n)) } catch {
          throw .tensor(error)
        }
      }
    },
    Builtin(
      "diag", .construction, [.init("x", "a vector, or a matrix")],
      "the matrix with x on its diagonal; of a matrix its diagonal",
      example: ("diag([1, 2]) @ [1, 1]", "i64[2]\n  1  2")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0)
      return try a.run { () throws(TraceError) in
        Value(try x.rank == 1 ? x.diagonalMatrix() : x.diagonal())
      }
    },
  ]

  /// (a (n - 1 - i) + b i)/(n - 1) of ends that are being recorded.
  private static func moving(from a: Value, to b: Value, _ n: Int) throws(OperationError) -> Value {
    let up = try ResolvedRange(start: 0, width: 1, count: n).materialized()
    let down = try ResolvedRange(start: Double(n - 1), width: -1, count: n).materialized()
    let sum = try Arithmetic.binary(
      .add, Arithmetic.binary(.multiply, a, down), Arithmetic.binary(.multiply, b, up))
    // One point alone is the first.
    if n == 1 { return try Arithmetic.binary(.add, a, up) }
    return try Arithmetic.binary(.divide, sum, .float(Double(n - 1)))
  }

  private static func filled(
    _ name: String, _ value: Double, _ summary: String, _ example: String, _ output: String
  ) -> Builtin {
    Builtin(
      name, .construction, [sizes], isVariadic: true, summary, example: (example, output)
    ) { a, p, r, m throws(Fault) in
      let shape = try shape(a.rest, a)
      return try a.run { () throws(TraceError) in
        Value(try Term(repeating: .float(value), shape))
      }
    }
  }

  /// Extents given one by one, or as one vector or tuple of them.
  static func shape(_ values: [Value], _ a: Bound) throws(Fault) -> Shape {
    var list = values
    if list.count == 1 {
      switch list[0] {
      case .aggregate(let tuple): list = tuple.items
      case .tensor(let box) where box.tensor.shape.rank == 1 && box.tensor.type == .i64:
        list = box.tensor.elements(as: Int.self).map { .int($0) }
      default: break
      }
    }
    var extents: [Int] = []
    for (offset, value) in list.enumerated() {
      let span = offset < a.restSpans.count ? a.restSpans[offset] : a.span
      let size: Int?
      switch value.known {
      case .int(let x): size = x
      case .float(let x): size = Int(exactly: x)
      default: size = nil
      }
      if let estimate = value.estimate {
        throw Fault(OperationError(estimate.refused(by: "a size")), at: span)
      }
      guard let size else {
        throw Fault(
          "type", "\(a.builtin.name): a size is an integer, not \(value.kindDescription)", at: span)
      }
      guard size >= 0 else {
        throw Fault("domain", "\(a.builtin.name): the size \(size) is negative", at: span)
      }
      extents.append(size)
    }
    return Shape(extents)
  }
}

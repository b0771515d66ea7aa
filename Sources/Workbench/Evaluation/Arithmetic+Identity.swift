import Tensors
import Tracing

extension Arithmetic {
  /// `x ∘ y` where one side is a multiple of `I`: scalars scale it, square matrices give its size.
  static func withIdentity(
    _ f: BinaryFunction, _ x: Value, _ y: Value
  ) throws(OperationError) -> Value {
    switch (f, x, y) {
    case (.add, .identity(let a), .identity(let b)),
      (.subtract, .identity(let a), .identity(let b)):
      return .identity(try binary(f, a, b))
    case (.add, .identity(let a), _), (.subtract, .identity(let a), _):
      return try binary(f, try sized(a, like: y), y)
    case (.add, _, .identity(let b)), (.subtract, _, .identity(let b)):
      return try binary(f, x, try sized(b, like: x))
    case (.multiply, .identity(let a), _) where y.numericType?.shape.rank == 0:
      return .identity(try binary(.multiply, a, y))
    case (.multiply, _, .identity(let b)) where x.numericType?.shape.rank == 0:
      return .identity(try binary(.multiply, x, b))
    case (.divide, .identity(let a), _) where y.numericType?.shape.rank == 0:
      return .identity(try binary(.divide, a, y))
    case (.multiply, .identity(let a), _) where y.isNumeric:
      return try binary(.multiply, try sized(a, like: y), y)
    case (.multiply, _, .identity(let b)) where x.isNumeric:
      return try binary(.multiply, x, try sized(b, like: x))
    default:
      throw OperationError(
        "type", "I takes part only in sums and products", hint: "eye(n) is a matrix of its own")
    }
  }

  /// The multiple of the identity matrix with the size of a square partner.
  private static func sized(_ scale: Value, like partner: Value) throws(OperationError) -> Value {
    guard let shape = partner.numericType?.shape, shape.rank >= 2,
      shape[shape.rank - 1] == shape[shape.rank - 2]
    else {
      throw OperationError(
        "shape", "I takes its size from a square matrix, not from \(partner.kindDescription)",
        hint: "eye(n) has a size of its own", showsOperands: true)
    }
    let one: Value
    do throws(TraceError) { one = Value(try Term.identity(shape[shape.rank - 1], .i64)) } catch {
      throw OperationError(error)
    }
    return try binary(.multiply, scale, one)
  }
}

import Tensors

/// What makes two equations compute the same: operation, operands and types of the results.
struct EquationKey: Hashable {
  private enum Kind: Hashable {
    case unary(UnaryFunction)
    case binary(BinaryFunction)
    case compare(Comparison)
    case broadcast
    case scalar(ElementType, UInt64, UInt64)
    case loop(ObjectIdentifier)
    case named(String)
  }

  private let kind: Kind
  private let operands: [Int]
  private let types: [TensorType]

  /// The key of an equation, nil for one that is not worth comparing: a constant tensor.
  init?(_ operation: Operation, _ operands: [Int], _ types: [TensorType]) {
    var operands = operands
    switch operation {
    case .constant(let tensor):
      guard tensor.shape.rank == 0 else { return nil }
      let (low, high) = tensor.scalar.words
      kind = .scalar(tensor.type, low, high)
    case .unary(let f): kind = .unary(f)
    case .binary(let f):
      kind = .binary(f)
      if f.isSymmetric { operands.sort() }
    case .compare(let c): kind = .compare(c)
    case .broadcast: kind = .broadcast
    case .cond(let branches): kind = .loop(ObjectIdentifier(branches))
    case .whileLoop(let loop): kind = .loop(ObjectIdentifier(loop))
    case .scan(let scan): kind = .loop(ObjectIdentifier(scan))
    case .average(let average): kind = .loop(ObjectIdentifier(average))
    default:
      // Attributes and result types tell all other operations apart.
      let rules = operation.rules
      kind = .named(rules.name + rules.attributes)
    }
    self.operands = operands
    self.types = types
  }
}

extension BinaryFunction {
  /// Whether f(x, y) = f(y, x), up to the payload of a nan.
  fileprivate var isSymmetric: Bool {
    switch self {
    case .add, .multiply, .minimum, .maximum, .and, .or: true
    case .subtract, .divide, .power, .remainder, .quotient, .atan2: false
    }
  }
}

extension Scalar {
  /// The bits.
  fileprivate var words: (UInt64, UInt64) {
    switch self {
    case .bool(let x): (x ? 1 : 0, 0)
    case .int(let x): (UInt64(bitPattern: Int64(x)), 0)
    case .float32(let x): (UInt64(x.bitPattern), 0)
    case .float(let x): (x.bitPattern, 0)
    case .complex(let z): (z.real.bitPattern, z.imaginary.bitPattern)
    }
  }
}

import Tensors
import Tracing

/// Operators on values: scalars at once, trees leaf by leaf, the rest by the traced core.
enum Arithmetic {
  /// `x ∘ y`.
  static func binary(_ f: BinaryFunction, _ x: Value, _ y: Value) throws(OperationError) -> Value {
    if f.resultType(.f64) == .f64 {
      switch (x, y) {
      case (.float(let i), .float(let j)): return .float(ScalarMath.apply(f, i, j))
      case (.int(let i), .float(let j)): return .float(ScalarMath.apply(f, Double(i), j))
      case (.float(let i), .int(let j)): return .float(ScalarMath.apply(f, i, Double(j)))
      default: break
      }
    }
    if f == .add, case .text = x, case .text = y {
      throw OperationError(
        "type", "texts are joined inside one, not by +", hint: #""{a}{b}""#, showsOperands: true)
    }
    if case .identity = x { return try withIdentity(f, x, y) }
    if case .identity = y { return try withIdentity(f, x, y) }
    if case .aggregate = x, !y.hasLeaf || y.isNumeric { try requireLeaf(x) }
    if case .aggregate = y, x.isNumeric { try requireLeaf(y) }
    return try mapped(x, y) { (x, y) throws(OperationError) in try pair(f, x, y) }
  }

  private static func pair(_ f: BinaryFunction, _ x: Value, _ y: Value) throws(OperationError)
    -> Value
  {
    guard let (a, b) = try terms(x, y) else {
      throw OperationError("type", "\(f.name) needs numbers", showsOperands: true)
    }
    do throws(TraceError) { return Value(try Term.binary(f, a, b)) } catch {
      throw OperationError(error)
    }
  }

  /// Both values as terms of the traced core, or nil where one is no number.
  private static func terms(_ x: Value, _ y: Value) throws(OperationError) -> (Term, Term)? {
    do throws(TraceError) {
      guard let a = try x.term(), let b = try y.term() else { return nil }
      return (a, b)
    } catch { throw OperationError(error) }
  }

  /// `f(x)` elementwise; over a tree, of every floating leaf.
  static func unary(_ f: UnaryFunction, _ x: Value) throws(OperationError) -> Value {
    if case .float(let i) = x, f.resultType(.f64) == .f64 {
      return .float(ScalarMath.apply(f, i))
    }
    if case .identity(let scale) = x, f == .negate { return .identity(try unary(f, scale)) }
    if case .aggregate(let tree) = x {
      try requireLeaf(x)
      return try mapped(f, tree)
    }
    do throws(TraceError) {
      if let a = try x.term() { return Value(try Term.unary(f, a)) }
    } catch { throw OperationError(error) }
    throw OperationError("type", "\(f.name) needs a number, not \(x.kindDescription)")
  }

  private static func mapped(_ f: UnaryFunction, _ tree: Aggregate) throws(OperationError) -> Value
  {
    try checkStop()
    var items: [Value] = []
    for item in tree.items {
      if case .aggregate(let inner) = item {
        items.append(try mapped(f, inner))
      } else {
        items.append(item.isLeaf ? try unary(f, item) : item)
      }
    }
    return .aggregate(Aggregate(items, names: tree.names))
  }

  /// `x < y` and its relatives; texts and truth values by equality.
  static func compare(_ c: Comparison, _ x: Value, _ y: Value) throws(OperationError) -> Value {
    switch (x, y) {
    case (.text(let a), .text(let b)):
      switch c {
      case .equal: return .bool(a == b)
      case .notEqual: return .bool(a != b)
      case .less: return .bool(a < b)
      case .lessOrEqual: return .bool(a <= b)
      case .greater: return .bool(a > b)
      case .greaterOrEqual: return .bool(a >= b)
      }
    case (.function(let f), .function(let g)) where c == .equal || c == .notEqual:
      return .bool(f.isSame(as: g) == (c == .equal))
    case (.text, _), (_, .text), (.function, _), (_, .function):
      if c == .equal || c == .notEqual { return .bool(c == .notEqual) }
    case (.aggregate(let a), .aggregate(let b)) where c == .equal || c == .notEqual:
      return .bool(try areEqual(a, b) == (c == .equal))
    default: break
    }
    guard let (a, b) = try terms(x, y) else {
      throw OperationError(
        "type", "\(x.kindDescription) and \(y.kindDescription) have no order",
        showsOperands: true)
    }
    do throws(TraceError) { return Value(try Term.compare(c, a, b)) } catch {
      throw OperationError(error)
    }
  }

  private static func areEqual(_ a: Aggregate, _ b: Aggregate) throws(OperationError) -> Bool {
    try checkStop()
    guard a.hasStructure(of: b) else { return false }
    for (x, y) in zip(a.items, b.items) {
      switch try compare(.equal, x, y).known {
      case .bool(let same): if !same { return false }
      case .tensor(let box):
        if box.tensor.type == .bool, box.tensor.elements(as: Bool.self).contains(false) {
          return false
        }
      case .traced(let traced): throw OperationError(TraceError.valueUnknown(traced.type))
      default: return false
      }
    }
    return true
  }

  /// `x @ y`.
  static func product(_ x: Value, _ y: Value) throws(OperationError) -> Value {
    if case .identity(let a) = x { return try binary(.multiply, a, y) }
    if case .identity(let b) = y { return try binary(.multiply, x, b) }
    guard let (a, b) = try terms(x, y) else {
      let culprit = x.isNumeric ? y : x
      throw OperationError("domain", "@: it is given \(culprit.kindDescription)")
    }
    do throws(TraceError) { return Value(try Term.product(a, b)) } catch {
      throw OperationError(error)
    }
  }

  /// A term of a sum: truth values count as 0 and 1.
  static func counted(_ x: Value) throws(OperationError) -> Value {
    if case .bool(let b) = x { return .int(b ? 1 : 0) }
    return x
  }

  /// Whether elements of a type can be stored in a tensor of another without loss of kind; a
  /// scalar is weak and fits in a narrower type of its kind.
  static func fits(_ type: TensorType, in element: ElementType) -> Bool {
    if type.element == element { return true }
    switch element {
    case .bool: return false
    case .i64: return type.element == .bool
    case .f32: return type.element != .c128 && (type.element != .f64 || type.shape.rank == 0)
    case .f64: return type.element != .c128
    case .c128: return true
    }
  }
}

import Language
import Tensors
import Tracing

/// Two values of which a graph will take one: their numbers in pairs, and what is the same in both.
struct Merge {
  /// The numbers that differ, of the first and of the second value, with equal types.
  private(set) var first: [Term] = []
  private(set) var second: [Term] = []
  let span: SourceSpan

  init(at span: SourceSpan) { self.span = span }

  /// Adds a pair.
  ///
  /// A missing value is filled up with zeros where `fills`: then nobody reads it.
  mutating func add(
    _ a: Value, _ b: Value, _ name: String, at span: SourceSpan? = nil, fills: Bool = false
  ) throws(Fault) -> NumberedForm {
    if let same = Merge.same(a, b) { return .fixed(same) }
    switch (a, b) {
    case (.unset, _), (_, .unset):
      guard fills else { return .fixed(.unset) }
      let zeros = try Merge.zeros(like: Merge.isUnset(a) ? b : a, at: span ?? self.span)
      return try Merge.isUnset(a)
        ? add(zeros, b, name, at: span) : add(a, zeros, name, at: span)
    case (.aggregate(let x), .aggregate(let y)) where x.hasStructure(of: y):
      var forms: [NumberedForm] = []
      for (p, q) in zip(x.items, y.items) { forms.append(try add(p, q, name, at: span)) }
      return .aggregate(forms, names: x.names)
    default: return try addNumbers(a, b, name, at: span ?? self.span)
    }
  }

  private mutating func addNumbers(
    _ a: Value, _ b: Value, _ name: String, at span: SourceSpan
  ) throws(Fault) -> NumberedForm {
    guard let x = a.numericType, let y = b.numericType, x.shape == y.shape,
      let type = Merge.common(x, y)
    else {
      throw Fault(
        a.isNumeric && b.isNumeric ? "shape" : "type",
        "\(name) would be \(a.kindDescription) or \(b.kindDescription), as a condition says that only "
          + "the run of the graph decides", at: span)
    }
    do throws(TraceError) {
      guard let p = try a.term(), let q = try b.term() else { return .fixed(a) }
      first.append(try p.converted(to: type))
      second.append(try q.converted(to: type))
    } catch { throw Fault(OperationError(error), at: span) }
    return .number(first.count - 1)
  }

  /// The type that both numbers have in a graph: integers become floats beside floats.
  static func common(_ a: TensorType, _ b: TensorType) -> ElementType? {
    if a.element == b.element { return a.element }
    switch (a.element, b.element) {
    case (.i64, .f64), (.f64, .i64): return .f64
    case (.i64, .f32), (.f32, .i64): return .f32
    case (.f64, .c128), (.c128, .f64), (.i64, .c128), (.c128, .i64): return .c128
    default: return nil
    }
  }

  /// One of two values that are both computed.
  static func selected(
    _ flag: Value, _ a: Value, _ b: Value, at span: SourceSpan
  ) throws(Fault) -> Value {
    var merge = Merge(at: span)
    let form = try merge.add(a, b, "the value", fills: true)
    do throws(TraceError) {
      guard let mask = try flag.term() else { return b }
      var numbers: [Term] = []
      for (x, y) in zip(merge.first, merge.second) { numbers.append(try Term.select(mask, x, y)) }
      return form.value(numbers)
    } catch { throw Fault(OperationError(error), at: span) }
  }

  private static func isUnset(_ value: Value) -> Bool {
    if case .unset = value { true } else { false }
  }

  /// The value where both are the same without a doubt.
  static func same(_ a: Value, _ b: Value) -> Value? {
    switch (a, b) {
    case (.unset, .unset): a
    case (.int(let x), .int(let y)) where x == y: a
    case (.bool(let x), .bool(let y)) where x == y: a
    case (.float(let x), .float(let y)) where x.bitPattern == y.bitPattern: a
    case (.traced(let x), .traced(let y)) where x === y: a
    case (.tensor(let x), .tensor(let y)) where x === y: a
    case (.estimate(let x), .estimate(let y)) where x === y: a
    case (.text(let x), .text(let y)) where x == y: a
    case (.function(let x), .function(let y)) where x.isSame(as: y): a
    case (.aggregate(let x), .aggregate(let y)) where x === y: a
    case (.density(let x), .density(let y)) where x === y: a
    case (.module(let x), .module(let y)) where x === y: a
    case (.identity(let x), .identity(let y)): same(x, y) == nil ? nil : a
    default: nil
    }
  }

  /// The same structure with zeros for its numbers.
  static func zeros(like value: Value, at span: SourceSpan) throws(Fault) -> Value {
    try recorded(at: span) { () throws(TraceError) in
      try value.mappingNumbers { (number) throws(TraceError) in
        try number.numericType.map { (type) throws(TraceError) in Value(try Term.zeros(type)) }
          ?? number
      }
    }
  }
}

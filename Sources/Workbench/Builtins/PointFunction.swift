import Language
import Tensors
import Tracing

/// A function of a point: a tuple is spread over its arguments where it takes that many.
///
/// A step F(θ, ψ) is applied to the pair (θ, ψ), a function F(p) of one argument to the pair as it
/// is; records, tensors and numbers are never spread.
struct PointFunction {
  let function: Value
  /// What stands before the point: a time.
  private let leading: [Value]
  /// Whether the items of a point are its arguments.
  let spreads: Bool

  /// The function as it will be called with points like this one.
  init(
    _ function: Value, of point: Value, after leading: [Value] = [], _ p: borrowing Program
  ) {
    self.function = function
    self.leading = leading
    guard case .aggregate(let tuple) = point, tuple.names == nil, tuple.items.count > 1 else {
      spreads = false
      return
    }
    var (required, most) = PointFunction.arity(of: function, p)
    required -= leading.count
    if most < .max { most -= leading.count }
    // F(p, n=2) takes the pair as it is, F(θ, ψ, h=0.1) its two items.
    spreads = required != 1 && (max(required, 2)...max(most, 2)).contains(tuple.items.count)
  }

  /// The value at a point.
  func callAsFunction(
    _ point: Value, at span: SourceSpan, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Value {
    var arguments = Arguments(positional: leading, span: span)
    if spreads, case .aggregate(let tuple) = point {
      arguments.positional += tuple.items
    } else {
      arguments.positional.append(point)
    }
    return try Function.call(function, arguments, calleeSpan: span, p, &r, &m)
  }

  /// The fewest and the most positional arguments that a function takes.
  private static func arity(of f: Value, _ p: borrowing Program) -> (required: Int, most: Int) {
    switch f {
    case .function(let closure):
      switch closure.body {
      case .script(let id): return (p.functions[id].required, p.functions[id].most)
      case .builtin(let builtin):
        return (builtin.parameters.count { $0.initial == nil }, builtin.parameters.count)
      case .derived(let derived): return arity(of: derived.base, p)
      }
    case .aggregate(let record):
      guard let apply = record.field("apply") else { return (1, 1) }
      let (required, most) = arity(of: apply, p)
      return (required - 1, most == .max ? most : most - 1)
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate, .density, .module, .identity,
      .text, .figure:
      return (1, 1)
    }
  }
}

extension Value {
  /// Where another point differs in structure, type or shape, in words; nil where it does not.
  func change(to other: Value, _ place: String = "the point") -> String? {
    if isAlike(other) { return nil }
    if case .aggregate(let a) = self, case .aggregate(let b) = other, a.hasStructure(of: b) {
      for k in a.items.indices {
        let item = a.names.map { $0[k] } ?? "item \(k + 1)"
        if let change = a.items[k].change(to: b.items[k], "\(item) of \(place)") { return change }
      }
    }
    return "\(place) was \(Arithmetic.outline(self)) and became \(Arithmetic.outline(other))"
  }

  /// Whether another value has the same structure, types and shapes.
  func isAlike(_ other: Value) -> Bool {
    isAlike(other) { a, b in
      switch (a, b) {
      case (.float, .float), (.int, .int), (.bool, .bool), (.function, .function), (.text, .text):
        return true
      default:
        guard let type = a.numericType else { return a.kindDescription == b.kindDescription }
        return type == b.numericType
      }
    }
  }

  /// The value with its integers made floats, in a tree all of them.
  func floating() throws(TraceError) -> Value {
    switch self {
    case .float: return self
    case .int(let x): return .float(Double(x))
    case .aggregate(let tree):
      var items: [Value] = []
      for item in tree.items { items.append(try item.floating()) }
      return .aggregate(Aggregate(items, names: tree.names))
    case .tensor, .traced, .estimate, .bool, .unset, .function, .density, .module, .identity,
      .text, .figure:
      guard numericType?.element == .i64, let term = try term() else { return self }
      return Value(try term.floating())
    }
  }

  /// The value with integers made floats where another one of the same structure has floats.
  func promoted(like other: Value) throws(TraceError) -> Value {
    if case .aggregate(let a) = self, case .aggregate(let b) = other, a.hasStructure(of: b) {
      var items: [Value] = []
      for (x, y) in zip(a.items, b.items) { items.append(try x.promoted(like: y)) }
      return .aggregate(Aggregate(items, names: a.names))
    }
    guard let type = numericType, let wanted = other.numericType, type.element == .i64,
      wanted.isFloating, type.shape == wanted.shape, let term = try term()
    else { return self }
    return Value(try term.converted(to: wanted.element))
  }
}

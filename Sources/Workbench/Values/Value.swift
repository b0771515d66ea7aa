import Language
import Plotting
import Tensors
import Tracing

/// A value of the gm language.
///
/// Nine bytes, so that it travels in two registers: everything wider than a number is one
/// reference. Scalars of types i64, f64 and bool are stored here and nowhere else; a rank-0
/// `tensor` has type f32 or c128.
public enum Value {
  /// No value: a name that has not been assigned, an argument that was not given, a statement.
  case unset
  /// An i64 scalar.
  case int(Int)
  /// An f64 scalar.
  case float(Double)
  /// A truth value.
  case bool(Bool)
  /// A tensor, or an f32 or c128 scalar.
  case tensor(TensorBox)
  /// A number that is being recorded in a graph.
  case traced(Traced)
  /// A number known from random draws, with its error.
  case estimate(Estimate)
  /// A function: the user's, a builtin or a derivative of one.
  case function(Closure)
  /// A tuple or a record.
  case aggregate(Aggregate)
  /// A density, by its factors.
  case density(Density)
  /// A module brought in by `use`.
  case module(Module)
  /// A multiple of the identity matrix, `2*I`, whose size comes from its partner.
  indirect case identity(Value)
  /// A text.
  indirect case text(String)
  /// A picture: what is to be seen, which the front end draws.
  indirect case figure(Figure)
}

/// Holds a tensor behind one reference.
public final class TensorBox {
  /// The tensor; written only by an indexed assignment that owns the box.
  var tensor: Tensor

  init(_ tensor: Tensor) { self.tensor = tensor }
}

extension Value {
  /// The value of a tensor: rank-0 i64, f64 and bool become scalars.
  init(_ tensor: Tensor) {
    guard tensor.shape.rank == 0 else {
      self = .tensor(TensorBox(tensor))
      return
    }
    switch tensor.scalar {
    case .int(let x): self = .int(x)
    case .float(let x): self = .float(x)
    case .bool(let x): self = .bool(x)
    case .float32, .complex: self = .tensor(TensorBox(tensor))
    }
  }

  /// The value of a term of the traced core.
  init(_ term: Term) {
    switch term {
    case .known(let tensor): self.init(tensor)
    case .number(let x): self = .float(x)
    case .traced(let traced): self = .traced(traced)
    case .estimate(let estimate): self = .estimate(estimate)
    }
  }

  /// The number as a term of the traced core, or nil where the value is not a number.
  func term() throws(TraceError) -> Term? {
    do throws(TensorError) {
      switch self {
      case .int(let x): return .known(try Tensor(x))
      case .float(let x): return .number(x)
      case .bool(let x): return .known(try Tensor(x))
      case .tensor(let box): return .known(box.tensor)
      case .traced(let traced): return .traced(traced)
      case .estimate(let estimate): return .estimate(estimate)
      case .unset, .function, .density, .aggregate, .module, .identity, .text, .figure: return nil
      }
    } catch {
      throw .tensor(error)
    }
  }

  /// Lets go of a value: in the scalar cases the compiler knows that there is nothing to do.
  @inline(__always)
  static func discard(_ value: Value) {
    switch value {
    case .unset, .int, .float, .bool: return
    case .tensor, .traced, .estimate, .function, .density, .aggregate, .module, .identity, .text,
      .figure:
      return
    }
  }

  /// Whether the value is a number: a scalar, a tensor, a traced one or an estimate.
  var isNumeric: Bool {
    switch self {
    case .int, .float, .bool, .tensor, .traced, .estimate: true
    case .unset, .function, .density, .aggregate, .module, .identity, .text, .figure: false
    }
  }

  /// The type of a number, or nil.
  var numericType: TensorType? {
    switch self {
    case .int: TensorType(.i64, .scalar)
    case .float: TensorType(.f64, .scalar)
    case .bool: TensorType(.bool, .scalar)
    case .tensor(let box): TensorType(box.tensor.type, box.tensor.shape)
    case .traced(let traced): traced.type
    case .estimate(let estimate): estimate.type
    case .unset, .function, .density, .aggregate, .module, .identity, .text, .figure: nil
    }
  }

  /// The number with any trace left aside: what is known of it while a graph is recorded.
  var known: Value {
    guard case .traced(let traced) = self, let value = traced.known else { return self }
    return Value(value)
  }

  /// The value with the means of its estimates for them.
  var mean: Value {
    mappingNumbers { part in
      if case .estimate(let estimate) = part { Value(estimate.mean) } else { part }
    }
  }

  /// Whether it is an estimate, or depends on one in a graph being recorded.
  var isEstimated: Bool {
    switch self {
    case .estimate: true
    case .traced(let traced): traced.isEstimated
    case .unset, .int, .float, .bool, .tensor, .function, .density, .aggregate, .module, .identity,
      .text, .figure:
      false
    }
  }

  /// Whether it is a variable of a graph being recorded.
  var isTraced: Bool { if case .traced = self { true } else { false } }

  /// The estimate that it is, in a trace or not.
  var estimate: Estimate? { if case .estimate(let estimate) = known { estimate } else { nil } }

  /// Refuses a value of which something is recorded without being known: it has no text.
  func requireKnown(at span: SourceSpan) throws(Fault) {
    switch self {
    case .traced(let traced):
      if traced.known == nil { throw Fault(OperationError(.valueUnknown(traced.type)), at: span) }
    case .aggregate(let tree):
      for item in tree.items { try item.requireKnown(at: span) }
    case .unset, .int, .float, .bool, .tensor, .estimate, .function, .density, .module, .identity,
      .text, .figure:
      break
    }
  }

  /// Words for messages: `f64[2×3]`, `an estimate f64`, `a text`, `a function`.
  var kindDescription: String {
    if case .estimate(let estimate) = known { return "an estimate \(estimate.type)" }
    if let type = numericType { return type.description }
    switch self {
    case .function: return "a function"
    case .aggregate(let a):
      if isDistribution { return "a distribution" }
      if isRun { return "a run" }
      if a.names == nil, a.items.isEmpty { return "none" }
      return a.names == nil ? "a tuple of \(a.items.count)" : "a record"
    case .density: return "a density"
    case .module(let module): return "the module \(module.name)"
    case .identity: return "a multiple of I"
    case .text: return "a text"
    case .figure: return "a figure"
    case .unset: return "no value"
    case .int, .float, .bool, .tensor, .traced, .estimate: return "a number"
    }
  }
}

import Language
import Tensors
import Tracing

/// Under which conditions code has been left by `break`, `next` or `return`: truth values, known or
/// traced, of which at most one is true.
struct Escape {
  var breaking: Value
  var continuing: Value
  var returning: Value
  /// What is returned where `returning` is true.
  var returned: Value

  /// Code that goes on.
  static var none: Escape {
    Escape(
      breaking: .bool(false), continuing: .bool(false), returning: .bool(false), returned: .unset)
  }

  /// The flow of the machine; it goes on normally afterwards.
  static func taken(from m: inout State) -> Escape {
    var escape = Escape.none
    switch m.flow {
    case .normal: return .none
    case .breaking: escape.breaking = .bool(true)
    case .continuing: escape.continuing = .bool(true)
    case .returning:
      escape.returning = .bool(true)
      escape.returned = m.result
      m.result = .unset
    case .traced: escape = m.escape
    }
    m.flow = .normal
    m.escape = .none
    return escape
  }

  /// Makes it the flow of the machine.
  func put(into m: inout State) {
    if breaking.isTrue {
      m.flow = .breaking
    } else if continuing.isTrue {
      m.flow = .continuing
    } else if returning.isTrue {
      m.flow = .returning
      m.result = returned
    } else if [breaking, continuing, returning].allSatisfy(\.isFalse) {
      m.flow = .normal
    } else {
      m.flow = .traced
      m.escape = self
    }
  }

  /// The parts in order, for merging.
  var parts: [Value] { [breaking, continuing, returning, returned] }

  init(breaking: Value, continuing: Value, returning: Value, returned: Value) {
    self.breaking = breaking
    self.continuing = continuing
    self.returning = returning
    self.returned = returned
  }

  /// The escape of these parts.
  init(_ parts: [Value]) {
    self.init(breaking: parts[0], continuing: parts[1], returning: parts[2], returned: parts[3])
  }

  /// Whether the code has been left, in one way or another.
  func isLeft(at span: SourceSpan) throws(Fault) -> Value {
    try Escape.either([breaking, continuing, returning], at: span)
  }

  /// The disjunction of truth values.
  static func either(_ flags: [Value], at span: SourceSpan) throws(Fault) -> Value {
    var result = Value.bool(false)
    for flag in flags where !flag.isFalse {
      if result.isFalse {
        result = flag
      } else {
        do throws(OperationError) { result = try Arithmetic.binary(.or, result, flag) } catch {
          throw Fault(error, at: span)
        }
      }
    }
    return result
  }

  /// The value of a function that may have returned before its end.
  func returned(orElse value: Value, at span: SourceSpan) throws(Fault) -> Value {
    guard case .traced(let flag) = returning else { return value }
    if case .unset = value { return returned }
    return try Merge.selected(.traced(flag), returned, value, at: span)
  }
}

extension Value {
  /// Whether it is the truth value true, without a doubt.
  var isTrue: Bool { if case .bool(true) = self { true } else { false } }

  /// Whether it is the truth value false, without a doubt.
  var isFalse: Bool { if case .bool(false) = self { true } else { false } }
}

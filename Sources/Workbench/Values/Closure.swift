import Language

/// A function value.
public final class Closure {
  /// What the function does when called.
  enum Body {
    /// A function of the program, by number.
    case script(Int)
    case builtin(Builtin)
    /// A function made by another one, such as `grad(f)`.
    case derived(Derived)
  }

  let body: Body
  /// What keeps the code of a script function.
  let lease: CodeLease?
  /// The name that it was defined under, for printing.
  let name: String?
  /// What a script function captured from the functions around it, in the order of its code.
  let captured: ContiguousArray<Value>

  /// The capture that is the function itself, or -1: it is bound at each call, since a function
  /// that held itself would never be freed.
  let itself: Int
  /// The number of a script function without captures, or -1: what the quick call asks for.
  let plain: Int
  /// What a recorded graph takes for granted of it, once it was asked for.
  var signature: SignatureOfCode?
  /// How deep functions and tuples nest in it.
  let nesting: Int

  /// A function; one of the program comes with the lease of its code.
  init(
    _ body: Body, lease: CodeLease? = nil, captured: ContiguousArray<Value> = [],
    itself: Int = -1, name: String? = nil
  ) {
    self.body = body
    self.lease = lease
    self.name = name
    self.captured = captured
    self.itself = itself
    if case .script(let id) = body, captured.isEmpty { plain = id } else { plain = -1 }
    switch body {
    case .script: nesting = captured.isEmpty ? 0 : 1 + (captured.lazy.map(\.nesting).max() ?? 0)
    case .builtin: nesting = 0
    case .derived(let derived): nesting = 1 + derived.base.nesting
    }
  }

  /// Whether it is the other function itself, or the same code with the same captures.
  func isSame(as other: Closure) -> Bool {
    if self === other { return true }
    guard captured.count == other.captured.count, itself == other.itself else { return false }
    for (a, b) in zip(captured, other.captured) where !a.isSame(as: b) { return false }
    switch (body, other.body) {
    case (.script(let a), .script(let b)): return a == b && lease === other.lease
    case (.builtin(let a), .builtin(let b)): return a.name == b.name
    case (.derived(let a), .derived(let b)):
      return a.name == b.name && a.detail == b.detail && a.base.isSame(as: b.base)
    case (.script, _), (.builtin, _), (.derived, _): return false
    }
  }
}

extension Value {
  /// Whether two captures are known to be the same without computing anything.
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.unset, .unset): true
    case (.int(let a), .int(let b)): a == b
    case (.bool(let a), .bool(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.text(let a), .text(let b)): a == b
    case (.tensor(let a), .tensor(let b)): a === b
    case (.function(let a), .function(let b)): a.isSame(as: b)
    case (.module(let a), .module(let b)): a === b
    case (.aggregate(let a), .aggregate(let b)):
      a === b || a.hasStructure(of: b) && zip(a.items, b.items).allSatisfy { $0.isSame(as: $1) }
    case (.identity(let a), .identity(let b)): a.isSame(as: b)
    case (
      .unset, _
    ), (.int, _), (.bool, _), (.float, _), (.text, _), (.tensor, _), (.function, _), (.module, _),
      (.aggregate, _), (.identity, _), (.traced, _), (.estimate, _), (.density, _), (.figure, _):
      false
    }
  }
}

/// A function made from another function.
struct Derived {
  /// The name as called: `grad`.
  let name: String
  /// What else it was made with, such as the names of arguments; nil where that is nothing.
  let detail: [String]?
  /// The function it was made from.
  let base: Value
  /// What it always gives, where it is a constant of a model.
  var constant: Value?
  /// The same of another function.
  let remake: (Value) -> Value
  /// Called with positional and keyword arguments.
  let call: (Arguments, borrowing Program, inout Slots, inout State) throws(Fault) -> Value
}

extension Derived {
  /// The arguments with integers as the floats that they stand for, where all arguments are
  /// differentiated by.
  func promoted(_ arguments: Arguments) -> Arguments {
    guard detail == nil else { return arguments }
    var promoted = arguments
    for (index, value) in arguments.positional.enumerated() {
      if case .int(let x) = value { promoted.positional[index] = .float(Double(x)) }
    }
    return promoted
  }
}

/// The arguments of a call that is not a plain positional call of a script function.
struct Arguments {
  var positional: [Value]
  var keywords: [(name: String, value: Value)] = []
  /// The spans of the positional arguments, and of the keywords, where they are known.
  var spans: [SourceSpan] = []
  var keywordSpans: [SourceSpan] = []
  /// The span of the call.
  var span: SourceSpan

  func span(ofPositional k: Int) -> SourceSpan { k < spans.count ? spans[k] : span }

  func span(ofKeyword k: Int) -> SourceSpan { k < keywordSpans.count ? keywordSpans[k] : span }
}

import Language
import Tensors
import Tracing

/// The key of what is being evaluated, from which its draws have theirs.
///
/// A call, a turn of a loop, a row of `vmap`, a sample of an expectation and a draw each fold their
/// own number into it. So a draw depends on where it stands and on how it was reached, on nothing
/// else: not on other draws, not on threads, not on whether a graph is recorded.
struct KeyScope {
  /// The key where it is a number.
  var bits: UInt64
  /// The key where only the run of the graph being recorded knows it; `bits` then mean nothing.
  var traced: Traced?
}

extension State {
  /// The scope in which draws have their keys now.
  var keys: KeyScope {
    get { KeyScope(bits: key, traced: tracedKey) }
    set {
      key = newValue.bits
      tracedKey = newValue.traced
    }
  }

  /// Folds a number that is known into the key.
  @inline(__always)
  mutating func enterKey(_ number: UInt64, at span: SourceSpan) throws(Fault) {
    key = RandomKey(word: key).folded(number).word
    if tracedKey != nil { try enterTracedKey(number, at: span) }
  }

  @inline(never)
  private mutating func enterTracedKey(_ number: UInt64, at span: SourceSpan) throws(Fault) {
    try fold(at: span) { () throws(TraceError) in try Term(RandomKey(word: number)) }
  }

  /// Enters a turn of a loop, or a row, whose scope is given.
  @inline(__always)
  mutating func enterTurn(
    _ position: Int, of scope: borrowing KeyScope, at span: SourceSpan
  ) throws(Fault) {
    key = RandomKey(word: scope.bits).folded(UInt64(bitPattern: Int64(position))).word
    if scope.traced != nil { try enterTracedTurn(position, of: scope, at: span) }
  }

  @inline(never)
  private mutating func enterTracedTurn(
    _ position: Int, of scope: borrowing KeyScope, at span: SourceSpan
  ) throws(Fault) {
    tracedKey = scope.traced
    try fold(at: span) { () throws(TraceError) in try Term(position) }
  }

  /// Enters a turn whose number is a variable of the graph that is being recorded.
  mutating func enterTurn(
    _ position: Term, of scope: KeyScope, at span: SourceSpan
  ) throws(Fault) {
    keys = scope
    try fold(at: span) { () throws(TraceError) in position }
  }

  /// Evaluates with the key of a place of the code, 0 for no place of its own.
  mutating func withKey(
    _ site: UInt64, at span: SourceSpan, _ body: (inout State) throws(Fault) -> Value
  ) throws(Fault) -> Value {
    if site == 0 { return try body(&self) }
    let outer = keys
    defer { keys = outer }
    try enterKey(site, at: span)
    return try body(&self)
  }

  private mutating func fold(
    at span: SourceSpan, _ number: () throws(TraceError) -> Term
  ) throws(Fault) {
    do throws(TraceError) {
      let folded = try Term.fold(scopeTerm(), number())
      if case .traced(let traced) = folded { tracedKey = traced }
    } catch { throw Fault(OperationError(error), at: span) }
  }

  /// The key as a number of the core, i64.
  ///
  /// The numbers of samples come last: what was folded before is one number for all samples.
  func keyTerm() throws(TraceError) -> Term {
    var term = try scopeTerm()
    for sample in samples { term = try Term.fold(term, sample) }
    return term
  }

  private func scopeTerm() throws(TraceError) -> Term {
    if let tracedKey { return .traced(tracedKey) }
    return try Term(RandomKey(word: key))
  }
}

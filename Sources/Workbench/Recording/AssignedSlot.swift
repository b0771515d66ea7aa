import Language

/// A variable that a piece of code assigns.
struct AssignedSlot {
  /// Its slot in the window of the running call.
  let slot: Int
  /// The name as spelled.
  let name: String
  /// Where it is assigned first.
  let span: SourceSpan

  /// The variables of several lists, each once.
  static func joined(_ lists: some Sequence<[AssignedSlot]>) -> [AssignedSlot] {
    var known: Set<Int> = []
    return lists.joined().filter { known.insert($0.slot).inserted }
  }
}

/// What is known of the turn of a loop before it runs.
struct TurnCode {
  /// The variables that it assigns, that of the loop included.
  let assigned: [AssignedSlot]
  /// Whether a `break` of the loop stands in it.
  let breaks: Bool
  /// Whether a `return` stands in it.
  let returns: Bool
  /// Whether the draws of each turn have keys of their own: not so in the loops of a solver, which
  /// evaluates the same function again and again.
  let movesKeys: Bool
}

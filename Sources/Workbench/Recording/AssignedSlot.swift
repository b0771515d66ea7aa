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
  /// Whether `break`, `next` or `return` stands in it.
  let mayLeave: Bool
}

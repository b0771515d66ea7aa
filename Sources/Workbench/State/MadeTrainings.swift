/// The trainings that a statement made before its session was killed, as the database of runs holds them:
/// where the statement is run again, it takes what they gave, to which another training would come too, after
/// as long.
struct MadeTrainings {
  struct Training {
    /// The number of steps that it was to come to.
    let steps: Int
    /// Whether Ctrl-C had ended it.
    let isPaused: Bool
    /// What it gave.
    let value: Value
  }

  /// Those that are still to come, in their order; nil where it is not kept what they gave.
  private var left: [Training?] = []
  /// How many were taken.
  private(set) var taken = 0

  init(_ trainings: [Training?] = []) { left = trainings }

  /// Whether they end with one that was paused, and what they gave is kept.
  var isPaused: Bool { left.last??.isPaused == true && !left.contains { $0 == nil } }

  /// The next training, where it was made before.
  mutating func next(of steps: Int) -> Training? {
    guard !left.isEmpty, let next = left.removeFirst() else { return nil }
    guard next.steps == steps else {
      // It is another training than was made, and so may be those after it.
      left = []
      return nil
    }
    taken += 1
    return next
  }
}

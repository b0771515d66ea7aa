import Tensors

/// Where the random numbers of a session come from.
///
/// The key of a statement is made of the seed and of the number of statements that drew since the
/// seed was set, so statements that do not draw change nothing.
final class Randomness {
  /// The seed, any integer.
  private(set) var seed: Int
  /// How many statements have drawn since the seed was set.
  private(set) var statements = 0
  /// Whether the running statement has drawn.
  var hasDrawn = false

  init(seed: Int) { self.seed = seed }

  /// Starts again from a seed: the next statement that draws is the first, or the one after so many.
  func reseed(_ seed: Int, after statements: Int = 0) {
    self.seed = seed
    self.statements = statements
    hasDrawn = false
  }

  /// The key of the n-th drawing statement since the seed, from 1.
  func key(ofStatement n: Int) -> UInt64 {
    RandomKey(seed: UInt64(bitPattern: Int64(seed))).folded(UInt64(bitPattern: Int64(n))).word
  }

  /// The key of the statement that runs next.
  var nextKey: UInt64 { key(ofStatement: statements + 1) }

  /// Ends a statement: the next one has another key if this one drew.
  func endStatement() {
    if hasDrawn { statements += 1 }
    hasDrawn = false
  }
}

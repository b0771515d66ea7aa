import Tensors

/// A loop of a known number of turns over carried values and rows.
///
/// Operands of the operation: the carried values, then `scanned` tensors whose first axis has the
/// length of the loop, then constants. The body maps the number of the turn (an i64 scalar from 0),
/// the carried values, one row of each scanned tensor and the constants to the next carried values
/// and to any number of values that are kept. Results: the carried values after the last turn, then
/// the kept values of all turns stacked along a new first axis.
public final class Scan: Sendable {
  /// One turn.
  public let body: Graph
  /// The number of turns.
  public let length: Int
  /// How many values are carried.
  public let carried: Int
  /// How many tensors are walked by rows.
  public let scanned: Int
  /// Whether the turns run from the last row to the first; kept values stand at their row.
  public let isReversed: Bool

  private let compiled = CompiledOnce()

  /// A loop from its turn.
  public init(body: Graph, length: Int, carried: Int, scanned: Int, isReversed: Bool = false) {
    self.body = body
    self.length = length
    self.carried = carried
    self.scanned = scanned
    self.isReversed = isReversed
  }

  /// The number of values kept at each turn.
  public var kept: Int { body.outputs.count - carried }

  /// The whole loop, ready to run.
  func executable() throws(TensorError) -> Executable {
    try compiled { () throws(TensorError) in
      Graph(
        .scan(self),
        body.inputTypes.dropFirst().enumerated().map { index, type in
          (carried..<carried + scanned).contains(index) ? stacked(type) : type
        },
        body.outputTypes.enumerated().map { $0 < carried ? $1 : stacked($1) })
    }
  }

  /// The type of the rows of all turns.
  private func stacked(_ type: TensorType) -> TensorType {
    type.with(Shape([length] + type.shape.extents))
  }

  /// The row of a turn.
  func row(ofTurn turn: Int) -> Int { isReversed ? length - 1 - turn : turn }
}

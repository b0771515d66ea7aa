import Tensors

/// How the blocks of one source of draws moved a mean.
public struct Influence: Sendable {
  /// Which draws: equal sources are the same draws, different ones are independent.
  public let source: UInt64
  /// How far each block b of n_b of the n draws moved the mean m: d_b = (n_b/n)(m_b - m), with m_b
  /// the mean over the block.
  ///
  /// Of the element type of the mean, shape [blocks] + its shape. The blocks add up to 0.
  public let deviations: Tensor

  /// The deviations of the blocks of a source.
  ///
  /// - Precondition: there is a first axis, of the blocks.
  public init(source: UInt64, deviations: Tensor) {
    precondition(deviations.shape.rank > 0)
    self.source = source
    self.deviations = deviations
  }

  /// The number of blocks.
  public var blocks: Int { deviations.shape[0] }

  /// The source in which many sources were added up.
  static let pool = UInt64.max

  /// How many sources are kept apart.
  static let most = 32
}

/// How one source moves several operands.
struct SharedInfluence {
  let source: UInt64
  let blocks: Int
  /// One per operand, nil for those that it does not move.
  private(set) var deviations: [Term?]

  /// For each operand whether the source moves it.
  var active: [Bool] { deviations.map { $0 != nil } }

  /// The influences of these terms by source, in the order of sources, then of numbers of blocks.
  ///
  /// At most 32 sources are kept apart; beyond that those with equal numbers of blocks are added
  /// block by block, d_b = Σ_s d_b^s, into one pool. Independent sources have E d_b^s d_b^t = 0, so
  /// E d_b² = Σ_s E (d_b^s)²: squared errors, and in the same way covariances, stay right on
  /// average. For that a source must not be in the pool of one operand and apart in another.
  static func of(_ operands: [Term]) throws(TraceError) -> [SharedInfluence] {
    let apart = try joined(operands) { $0.source }
    let isPooled = apart.contains { $0.source == Influence.pool } || apart.count > Influence.most
    if !isPooled { return apart }
    let pools = Set(apart.filter { $0.source == Influence.pool }.map(\.blocks))
    let isCrowded = apart.count > Influence.most
    return try joined(operands) {
      isCrowded || pools.contains($0.blocks) ? Influence.pool : $0.source
    }
  }

  /// The influences under the sources that `name` gives them.
  private static func joined(
    _ operands: [Term], _ name: (Influence) -> UInt64
  ) throws(TraceError) -> [SharedInfluence] {
    var shared: [SharedInfluence] = []
    for (index, operand) in operands.enumerated() {
      guard case .estimate(let estimate) = operand else { continue }
      for influence in estimate.influences {
        let source = name(influence), blocks = influence.blocks
        var place = shared.firstIndex { $0.source == source && $0.blocks == blocks }
        if place == nil {
          shared.append(
            SharedInfluence(
              source: source, blocks: blocks,
              deviations: [Term?](repeating: nil, count: operands.count)))
          place = shared.count - 1
        }
        guard let place else { continue }
        let deviations = Term.known(influence.deviations)
        shared[place].deviations[index] = try Term.sum(shared[place].deviations[index], deviations)
      }
    }
    return shared.sorted { ($0.source, $0.blocks) < ($1.source, $1.blocks) }
  }
}

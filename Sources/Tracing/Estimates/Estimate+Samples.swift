import Tensors

extension Estimate {
  /// How many blocks samples are put in at most.
  public static let mostBlocks = 1000

  /// The estimate of a mean from independent samples, the rows of a tensor.
  ///
  /// Each row is a block; of more than 1000 rows about n/1000 neighbours are one. Without a source
  /// given, equal samples are the same source of draws, so estimates from them correlate.
  ///
  /// - Throws: where there is no row.
  public convenience init(samples: Tensor, source: UInt64? = nil) throws(TraceError) {
    let shape = samples.shape
    guard shape.rank > 0, shape[0] > 0 else {
      throw .tensor(.shape(operation: "estimate", got: shape, expected: "at least one row"))
    }
    let n = shape[0], blocks = Swift.min(n, Estimate.mostBlocks)
    let counts = (0..<blocks).map { n / blocks + ($0 < n % blocks ? 1 : 0) }
    try self.init(
      blockSums: Estimate.blockSums(Term.known(samples).floating(), blocks).knownValue(),
      counts: counts, source: source ?? Estimate.source(of: samples))
  }

  /// The estimate of a mean from the sums over blocks of draws, stacked along the first axis, and how many
  /// draws each block has.
  ///
  /// - Precondition: the sums are floating, and there is a block with a draw.
  public convenience init(
    blockSums: Tensor, counts: [Int], source: UInt64
  ) throws(TraceError) {
    let sums = Term(blockSums), n = Double(counts.reduce(0, +))
    precondition(blockSums.type.isFloating && blockSums.shape[0] == counts.count && n > 0)
    let mean = try sums.sum(over: [0]) / sums.constant(n)
    // d_b = (n_b/n)(S_b/n_b - m) = (S_b - n_b m)/n, with S_b the sum over the block.
    let column = Shape([counts.count] + [Int](repeating: 1, count: sums.rank - 1))
    let sizes = try Term.known(
      wrapping { () throws(TensorError) in try Tensor(column, counts.map(Double.init)) }
    ).converted(to: sums.element)
    let deviations = try (sums - sizes * mean) / sums.constant(n)
    self.init(
      mean: try mean.knownValue(),
      influences: [Influence(source: source, deviations: try deviations.knownValue())])
  }

  /// The sums over blocks of rows; the first ones have one row more where they do not divide.
  private static func blockSums(_ x: Term, _ blocks: Int) throws(TraceError) -> Term {
    let n = x.shape[0], rows = n / blocks, longer = n % blocks
    let rest = Array(x.shape.extents.dropFirst())
    func sums(_ start: Int, _ count: Int, _ length: Int) throws(TraceError) -> Term {
      try x.part(start, count * length, axis: 0)
        .reshaped(to: Shape([count, length] + rest)).sum(over: [1])
    }
    let short = try sums(longer * (rows + 1), blocks - longer, rows)
    if longer == 0 { return short }
    return try Term.concatenated([sums(0, longer, rows + 1), short], axis: 0)
  }

  /// A number for the contents of a tensor: its words folded one after the other.
  private static func source(of samples: Tensor) -> UInt64 {
    var hash: UInt64 = 0
    func mix(_ word: UInt64) { hash = RandomKey(word: hash ^ word).folded(0).word }
    for extent in samples.shape.extents { mix(UInt64(extent)) }
    for position in 0..<samples.count {
      switch samples[flat: position] {
      case .bool(let x): mix(x ? 1 : 0)
      case .int(let x): mix(UInt64(bitPattern: Int64(x)))
      case .float32(let x): mix(UInt64(x.bitPattern))
      case .float(let x): mix(x.bitPattern)
      case .complex(let z):
        mix(z.real.bitPattern)
        mix(z.imaginary.bitPattern)
      }
    }
    // The last one is the pool's.
    return hash == Influence.pool ? 0 : hash
  }
}

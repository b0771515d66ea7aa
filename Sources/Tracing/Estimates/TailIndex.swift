import Tensors

extension Estimate {
  /// The tail index above which the variance of the draws is so near to infinite that their standard
  /// error cannot be trusted.
  ///
  /// Source: Vehtari, Simpson, Gelman, Yao, Gabry, "Pareto smoothed importance sampling", 2024,
  /// section 2.4.
  public static let trustedTail = 0.7

  /// For each element the Pareto shape k̂ of its largest deviations, nan where those are too few: of
  /// real numbers that of the heavier side, of complex ones that of the moduli.
  public var tailIndices: [Double] {
    let count = mean.count
    if count == 0 { return [] }
    let sides = influences.map { Estimate.sides($0.deviations) }
    return (0..<count).map { element in
      var heaviest = Double.nan
      for side in sides.first?.indices ?? 0..<0 {
        var all: [Double] = []
        for numbers in sides {
          all += stride(from: element, to: numbers[side].count, by: count).map { numbers[side][$0] }
        }
        if let k = TailIndex.ofLargest(all), !(k <= heaviest) { heaviest = k }
      }
      return heaviest
    }
  }

  /// Numbers whose largest are the far ends of deviations: themselves and their negatives, or moduli.
  private static func sides(_ deviations: Tensor) -> [[Double]] {
    switch deviations.type {
    case .f64:
      let numbers = deviations.elements(as: Double.self)
      return [numbers, numbers.map { -$0 }]
    case .f32:
      let numbers = deviations.elements(as: Float.self).map(Double.init)
      return [numbers, numbers.map { -$0 }]
    case .c128, .i64, .bool: return [magnitudes(deviations)]
    }
  }

  /// The largest tail index, nil where no element has one.
  ///
  /// Elements none of whose deviations stands out, beyond five times their root mean square, are left
  /// out: their tails end, whatever shape is fitted to them.
  public var tailIndex: Double? {
    zip(tailIndices, standsOut).filter { !$0.0.isNaN && $0.1 }.map(\.0).max()
  }

  /// For each element whether some |d_b| > 5 √(mean d_b²).
  private var standsOut: [Bool] {
    let count = mean.count
    var largest = [Double](repeating: 0, count: count), squares = largest, blocks = 0
    for influence in influences {
      let magnitudes = Estimate.magnitudes(influence.deviations)
      blocks += influence.blocks
      for (position, d) in magnitudes.enumerated() {
        largest[position % count] = max(largest[position % count], d)
        squares[position % count] += d * d
      }
    }
    return zip(largest, squares).map { $0 * $0 * Double(blocks) > 25 * $1 }
  }

  /// The tail index as a tensor of the shape of the mean.
  public func tailIndexTensor() throws(TraceError) -> Tensor {
    try wrapping { () throws(TensorError) in try Tensor(mean.shape, tailIndices) }
  }
}

/// The shape of a generalised Pareto distribution, F(x) = 1 - (1 + k x/σ)^(-1/k), fitted to the
/// largest of some numbers.
enum TailIndex {
  /// From how many large numbers on a fit means anything.
  static let fewest = 10

  /// k̂ of the largest min(S/5, 3√S) of S numbers, nil where those are too few.
  static func ofLargest(_ numbers: [Double]) -> Double? {
    guard numbers.allSatisfy(\.isFinite) else { return nil }
    let sorted = numbers.sorted(), s = Double(sorted.count)
    let size = Int(min(0.2 * s, 3 * s.squareRoot()).rounded(.up))
    guard size >= fewest, sorted.count > size, let largest = sorted.last else { return nil }
    let cut = sorted[sorted.count - size - 1]
    // The shape does not depend on the scale.
    let beyond = sorted.suffix(size).filter { $0 > cut }.map { ($0 - cut) / (largest - cut) }
    return beyond.count < fewest ? nil : shape(of: beyond)
  }

  /// The shape for positive, ascending numbers, by the approximate posterior mean of Zhang and
  /// Stephens ("A New and Efficient Estimation Method for the Generalized Pareto Distribution",
  /// Technometrics 2009).
  ///
  /// b = -k/σ runs over a grid from a prior that fits the data; the shape is drawn to 1/2 as 10 more
  /// observations would, as in Pareto smoothed importance sampling.
  private static func shape(of x: [Double]) -> Double? {
    let n = x.count, grid = 30 + Int(Double(n).squareRoot())
    let quartile = x[Int(Double(n) / 4 + 0.5) - 1]
    guard quartile > 0, let largest = x.last else { return nil }
    var bs: [Double] = [], likelihoods: [Double] = []
    for j in 1...grid {
      let b = 1 / largest + (1 - (Double(grid) / (Double(j) - 0.5)).squareRoot()) / (3 * quartile)
      let k = shape(b, x)
      guard b != 0, k != 0 else { continue }
      bs.append(b)
      likelihoods.append(Double(n) * (ScalarMath.apply(.log, -b / k) - k - 1))
    }
    var weights = likelihoods.map { own in
      1 / likelihoods.reduce(0) { $0 + ScalarMath.apply(.exp, $1 - own) }
    }
    for i in weights.indices where weights[i] < 10 * Double.ulpOfOne { weights[i] = 0 }
    let total = weights.reduce(0, +)
    let b = zip(bs, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let k = shape(b, x)
    guard k.isFinite else { return nil }
    return (Double(n) * k + 5) / (Double(n) + 10)
  }

  /// The likeliest k for b: the mean of log(1 - b x).
  private static func shape(_ b: Double, _ x: [Double]) -> Double {
    x.reduce(0) { $0 + ScalarMath.apply(.log1p, -b * $1) } / Double(x.count)
  }
}

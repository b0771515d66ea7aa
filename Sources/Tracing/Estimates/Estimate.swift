import Tensors

/// A number, or a tensor, known from random draws: its mean, and how the draws moved it.
///
/// A function of estimates is an estimate again: the function of the means, moved by the derivative
/// of the function applied to each block's deviation (the delta method, to first order; Efron, "The
/// Jackknife, the Bootstrap and Other Resampling Plans", 1982, section 6). What common draws moved
/// stays correlated: e - e is 0 ± 0.
public final class Estimate: Sendable {
  /// The mean, of a floating type.
  public let mean: Tensor
  /// By source of draws, sorted by source.
  public let influences: [Influence]

  /// The estimate with a mean and what moved it.
  ///
  /// - Precondition: the mean is floating, and deviations have its type and, but for the blocks, its shape.
  public init(mean: Tensor, influences: [Influence]) {
    precondition(mean.type.isFloating)
    for influence in influences {
      let deviations = influence.deviations
      precondition(
        deviations.type == mean.type && deviations.shape == mean.shape.rows(influence.blocks))
    }
    self.mean = mean
    self.influences = influences.sorted { ($0.source, $0.blocks) < ($1.source, $1.blocks) }
  }

  /// The element type and shape of the mean.
  public var type: TensorType { TensorType(mean) }

  /// The standard error of each element, se² = Σ_sources B/(B-1) Σ_b |d_b|², in f64.
  ///
  /// Of complex numbers it is that of the distance. One block says nothing of its error: nan.
  public var errors: [Double] {
    var total = [Double](repeating: 0, count: mean.count)
    for influence in influences {
      let magnitudes = Estimate.magnitudes(influence.deviations)
      for element in total.indices {
        let own = stride(from: element, to: magnitudes.count, by: total.count)
        let error = Estimate.error(blocks: influence.blocks) { own.lazy.map { magnitudes[$0] } }
        total[element] = Estimate.distance(total[element], error)
      }
    }
    return total
  }

  /// The square of the standard error of each element.
  public var variances: [Double] { errors.map { $0 * $0 } }

  /// √(B/(B-1) Σ d_b²) of magnitudes, scaled by the largest, so that no square overflows or vanishes.
  private static func error<Numbers: Sequence<Double>>(
    blocks: Int, _ magnitudes: () -> Numbers
  ) -> Double {
    if blocks < 2 { return .nan }
    var largest = 0.0
    for d in magnitudes() {
      if d.isNaN { return .nan }
      largest = max(largest, d)
    }
    if largest == 0 || largest.isInfinite { return largest }
    let sum = magnitudes().reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    return largest * (sum * Double(blocks) / Double(blocks - 1)).squareRoot()
  }

  /// √(x² + y²) of numbers that are not negative.
  private static func distance(_ x: Double, _ y: Double) -> Double {
    if x == 0 || y.isNaN { return y }
    if y == 0 || x.isNaN { return x }
    let larger = max(x, y), ratio = min(x, y) / larger
    return larger.isInfinite ? larger : larger * (1 + ratio * ratio).squareRoot()
  }

  /// The standard error, real, of the shape of the mean.
  public func standardError() throws(TraceError) -> Tensor { try real(errors) }

  /// The square of the standard error.
  public func variance() throws(TraceError) -> Tensor { try real(variances) }

  /// Numbers for the elements as a tensor: f32 where the mean is.
  private func real(_ numbers: [Double]) throws(TraceError) -> Tensor {
    try wrapping { () throws(TensorError) in
      let tensor = try Tensor(mean.shape, numbers)
      return mean.type == .f32 ? try tensor.converted(to: .f32) : tensor
    }
  }

  /// |x| of all elements, in f64.
  static func magnitudes(_ tensor: Tensor) -> [Double] {
    switch tensor.type {
    case .f64: tensor.elements(as: Double.self).map(\.magnitude)
    case .f32: tensor.elements(as: Float.self).map { Double($0.magnitude) }
    case .c128: tensor.elements(as: Complex128.self).map(\.magnitude)
    case .i64, .bool: []
    }
  }

  /// The error of an operation that needs numbers.
  public func refused(by operation: String) -> TraceError {
    let isShown = mean.shape.rank == 0 && mean.type != .c128
    let number: Double? =
      switch mean.count == 1 ? mean.scalar : .bool(false) {
      case .float(let x): x
      case .float32(let x): Double(x)
      case .int, .bool, .complex: nil
      }
    return .estimate(
      operation: operation,
      EstimateSummary(
        type: type, number: isShown ? number : nil, error: isShown ? errors.first : nil))
  }
}

/// What a message says of an estimate.
public struct EstimateSummary: Hashable, Sendable {
  /// The type of the mean.
  public let type: TensorType
  /// The mean, where it is one real number.
  public let number: Double?
  /// Its standard error.
  public let error: Double?

  /// What is known of an estimate of this type.
  public init(type: TensorType, number: Double? = nil, error: Double? = nil) {
    self.type = type
    self.number = number
    self.error = error
  }
}

import Glibc

/// Smooth curves of noisy numbers, such as losses.
public enum Smoothing {
  /// The means of the numbers so far, in which older ones count ever less.
  ///
  /// `m_t = s·m_(t-1) + (1 - s)·v_t`, divided by the sum of the weights, `1 - s^t`, so that it begins
  /// at the first number rather than at 0 (Kingma and Ba 2015). A number that is not finite counts
  /// nothing, and has nan.
  ///
  /// - Parameters:
  ///   - values: In their order.
  ///   - share: What a number's weight is multiplied by at each step, 0 for no smoothing to below 1; or
  ///     `defaultShare`.
  /// - Returns: As many numbers.
  public static func exponential(_ values: [Double], share: Double? = nil) -> [Double] {
    let wanted = share ?? defaultShare(of: values.count)
    let share = wanted.isFinite ? max(0, min(1 - 1e-12, wanted)) : 0
    var mean = 0.0, weight = 0.0
    return values.map { value in
      guard value.isFinite else { return .nan }
      mean = share * mean + (1 - share) * value
      weight = share * weight + (1 - share)
      return mean / weight
    }
  }

  /// A share with which about a hundredth of a curve's numbers count: 0 for up to 100 numbers.
  public static func defaultShare(of count: Int) -> Double {
    max(0, 1 - 100 / Double(max(count, 1)))
  }
}

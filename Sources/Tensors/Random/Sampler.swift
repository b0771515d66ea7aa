/// What is drawn by rejection: to each key and each value of a parameter one number.
public enum Sampler: String, Hashable, Sendable, CaseIterable {
  /// The logarithm of a number with the density zᵅ⁻¹e⁻ᶻ/Γ(α), which has a meaning where the number
  /// itself underflows. Of α = 0 it is −∞, of α = ∞ ∞, of others that are not positive nan.
  case logGamma
  /// A count with the probabilities e^(−λ)λᵏ/k!, for 0 ≤ λ ≤ 2⁵⁰.
  case poisson

  /// The name of the operation.
  public var name: String {
    switch self {
    case .logGamma: "log_gamma_noise"
    case .poisson: "poisson_noise"
    }
  }
}

/// The random numbers of one key, one after another: as many as a rejection takes.
struct KeyedNumbers {
  private let low: UInt32, high: UInt32
  private var counter: UInt32 = 0

  init(_ key: Int) {
    low = UInt32(truncatingIfNeeded: key)
    high = UInt32(truncatingIfNeeded: key >> 32)
  }

  /// A uniform number in (0, 1).
  mutating func uniform() -> Double {
    let (a, b) = Threefry.block(key: low, high, counter: counter, 0)
    counter &+= 1
    return .unit(UInt64(b) << 32 | UInt64(a))
  }

  /// A standard normal number.
  mutating func normal() -> Double {
    let u = uniform()
    return Double.normals(u, uniform()).0
  }
}

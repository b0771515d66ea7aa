/// The standard distributions that numbers are drawn from.
public enum Noise: String, Hashable, Sendable, CaseIterable {
  /// Uniform in the open interval (0, 1): (k + 1/2) / 2⁵² with k of 52 random bits (f32: 23), so that
  /// 0 and 1 do not occur and 1 − u is as likely as u.
  case uniform
  /// Normal with mean 0 and variance 1, by Box and Muller from two such numbers.
  case normal
}

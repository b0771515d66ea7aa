import Glibc

/// Where numbers stand along an axis.
public struct Scale: Hashable, Sendable {
  /// The numbers from one end to the other; more than one, positive where `isLog`.
  public let domain: Interval
  /// The length of the axis in units.
  public let length: Double
  /// Whether equal ratios have equal lengths.
  public let isLog: Bool
  /// Whether numbers grow towards the start of the axis, as they do upwards on a page.
  public let isReversed: Bool
  /// What numbers are multiplied by, a power of two, before their difference is taken: a half, as the
  /// greatest numbers have no difference; far more where a unit over the difference would overflow.
  private let lift: Double
  private let low: Double
  private let factor: Double

  /// A scale.
  public init(_ domain: Interval, length: Double, isLog: Bool = false, isReversed: Bool = false) {
    self.domain = domain
    self.length = length
    self.isLog = isLog
    self.isReversed = isReversed
    lift = isLog ? 1 : domain.halfLength < 1e-290 ? 0x1p600 : 0.5
    low = isLog ? log(domain.low) : domain.low * lift
    let difference = (isLog ? log(domain.high) : domain.high * lift) - low
    factor = difference > 0 ? length / difference : 0
  }

  /// The place of a number in units: from 0 to the length for those of the domain, held to within a
  /// thousand lengths for others; nan for nan, and where there is no logarithm.
  @inline(__always)
  public func callAsFunction(_ value: Double) -> Double {
    let share: Double
    if isLog {
      guard value > 0 else { return .nan }
      share = (log(value) - low) * factor
    } else {
      share = (value * lift - low) * factor
    }
    let place = isReversed ? length - share : share
    return place.isNaN ? .nan : max(-1000 * length, min(1001 * length, place))
  }

  /// The number at a place: the inverse.
  public func value(at place: Double) -> Double {
    let share = (isReversed ? length - place : place) / max(length, .leastNormalMagnitude)
    if isLog { return exp(low + share * (log(domain.high) - low)) }
    return domain.at(share)
  }
}

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
  private let low: Double
  private let factor: Double

  /// A scale.
  ///
  /// Lengths are taken in halves, as the greatest numbers have no difference.
  public init(_ domain: Interval, length: Double, isLog: Bool = false, isReversed: Bool = false) {
    self.domain = domain
    self.length = length
    self.isLog = isLog
    self.isReversed = isReversed
    low = isLog ? log(domain.low) : domain.low
    let half = isLog ? (log(domain.high) - low) / 2 : domain.halfLength
    factor = half > 0 ? length / 2 / half : 0
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
      share = (value / 2 - low / 2) * factor * 2
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

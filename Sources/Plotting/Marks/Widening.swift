extension Interval {
  /// The interval with room to both sides of it, where it is one number: a half, or a tenth of a number
  /// to which a half is nothing.
  var spread: Interval {
    guard halfLength == 0 else { return self }
    let half = max(0.5, abs(low) / 10)
    return Interval(spanning: low - half, high + half)
  }

  /// Whether it is one number, or its ends differ by rounding alone.
  var isOneNumber: Bool { halfLength <= 4 * max(low.magnitude, high.magnitude).ulp }

  /// The interval with a tenth of its number to both sides of it, of 0 with 1, where it is one number:
  /// for an axis, where it stands in the middle.
  var opened: Interval {
    guard isOneNumber else { return self }
    let size = max(low.magnitude, high.magnitude)
    // A tenth of the least numbers is 0, and 1 is far more.
    let half = size == 0 ? 1 : max(size / 10, .leastNormalMagnitude)
    return Interval(spanning: low - half, high + half)
  }

  /// The interval with a ratio of 3 to both sides of it, where it is one positive number.
  var openedByRatio: Interval {
    guard low > 0, isOneNumber else { return self }
    return Interval(spanning: max(low / 3, .leastNonzeroMagnitude), high * 3)
  }

  /// Wider at both ends by a share of the length.
  func widened(by share: Double) -> Interval {
    let more = halfLength * share * 2
    return Interval(spanning: low - more, high + more)
  }
}

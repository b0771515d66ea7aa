extension Interval {
  /// The interval with room to both sides of it, where it is one number: a half, or a tenth of a number
  /// to which a half is nothing.
  var spread: Interval {
    guard halfLength == 0 else { return self }
    let half = max(0.5, abs(low) / 10)
    return Interval(spanning: low - half, high + half)
  }

  /// Wider at both ends by a share of the length.
  func widened(by share: Double) -> Interval {
    let more = halfLength * share * 2
    return Interval(spanning: low - more, high + more)
  }
}

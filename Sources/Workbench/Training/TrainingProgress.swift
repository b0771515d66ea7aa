import Modeling
import Tensors

/// The line that tells how a training goes: step, terms, steps a second, time left, the loss so far.
struct TrainingProgress {
  private let names: [String]?
  private let first: Int
  private let last: Int
  private let show: (SessionEvent) -> Void
  private let start = ContinuousClock.now
  private var next: ContinuousClock.Instant
  private var isShown = false
  /// Nothing is shown of what takes no longer.
  private static let patience = Duration.seconds(1), pause = Duration.milliseconds(200)
  private static let bars = Array("▁▂▃▄▅▆▇█"), barCount = 16

  init(names: [String]?, steps: Range<Int>, show: @escaping (SessionEvent) -> Void) {
    self.names = names
    (first, last) = (steps.lowerBound, steps.upperBound)
    self.show = show
    next = start + TrainingProgress.patience
  }

  /// Called after each step.
  mutating func update(_ loop: borrowing TrainingLoop) {
    let now = ContinuousClock.now
    guard now >= next else { return }
    next = now + TrainingProgress.pause
    isShown = true
    show(.progress(line(loop.step, loop.reports, seconds: (now - start) / .seconds(1))))
  }

  /// Erases the line.
  func end() { if isShown { show(.progress("")) } }

  private func line(_ step: Int, _ reports: [[Double]], seconds: Double) -> String {
    let style = NumberStyle(digits: 4)
    var terms: [String] = []
    for (index, values) in reports.enumerated() {
      // The mean of the last steps: a single batch tells little.
      let recent = values.suffix(max(1, min(100, values.count / 10)))
      let name = names.map { $0[index] } ?? "loss"
      terms.append("\(name) \(style.format(recent.reduce(0, +) / Double(max(recent.count, 1))))")
    }
    let speed = Double(step - first) / seconds
    let left = speed > 0 ? Double(last - step) / speed : .infinity
    return [
      "step \(step)/\(last)", terms.joined(separator: "  "),
      "\(NumberStyle(digits: 3).format(speed.rounded())) steps/s", Self.time(left) + " left",
      Self.sparkline(reports.first ?? []),
    ].joined(separator: "  ")
  }

  private static func time(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e7 else { return "long" }
    let total = Int(seconds.rounded())
    if total < 60 { return "\(total) s" }
    if total < 3600 { return "\(total / 60) min \(total % 60) s" }
    return "\(total / 3600) h \(total % 3600 / 60) min"
  }

  /// Means over equal parts of the steps, as bars between the least and the greatest; on a logarithmic
  /// scale where all are positive.
  static func sparkline(_ values: [Double]) -> String {
    let parts = min(barCount, values.count)
    var means: [Double] = []
    for part in 0..<parts {
      let slice = values[(part * values.count / parts)..<((part + 1) * values.count / parts)]
      means.append(slice.reduce(0, +) / Double(slice.count))
    }
    guard means.allSatisfy(\.isFinite), let least = means.min(), let most = means.max() else {
      return ""
    }
    let scale = least > 0 ? { (x: Double) in ScalarMath.apply(.log, x) } : { (x: Double) in x }
    let span = scale(most) - scale(least)
    return String(
      means.map { mean in
        let height = span > 0 ? (scale(mean) - scale(least)) / span : 0.5
        return bars[min(bars.count - 1, Int(height * Double(bars.count)))]
      })
  }
}

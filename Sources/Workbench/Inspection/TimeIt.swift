import Foundation
import Language
import Tensors

/// `timeit(e)`: evaluates e again and again, and tells how long one evaluation takes.
///
/// The first evaluation, which records and compiles, stands apart. A repetition is as many
/// evaluations as take 20 ms or more; mean and standard deviation are those of the repetitions. All
/// evaluations have the draws of the first, and print nothing.
final class TimeIt: Node {
  private let body: Node
  private let repeats: Node?
  private static let shortest = 0.02

  init(_ body: Node, repeats: Node?, span: SourceSpan) {
    self.body = body
    self.repeats = repeats
    super.init(span: span, height: 1 + max(body.height, repeats?.height ?? 0))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    guard m.traces.isEmpty else {
      throw fault(
        "timeit", "timeit measures what is run, and here a function is recorded to be compiled")
    }
    let repeats = try count(p, &r, &m), write = m.output.write
    m.output.write = { _ in }
    defer { m.output.write = write }
    let first = try time(1, p, &r, &m)
    var loops = 1, once = try time(1, p, &r, &m)
    while once < TimeIt.shortest {
      // At most ten times as many, as a single evaluation says little of the next.
      let factor = min(10, max(2, (1.2 * TimeIt.shortest / max(once, 1e-9)).rounded(.up)))
      loops *= Int(factor)
      once = try time(loops, p, &r, &m)
    }
    var times: [Double] = []
    for _ in 0..<repeats { times.append(try time(loops, p, &r, &m) / Double(loops)) }
    return Timing(times, loops: loops, first: first).value
  }

  private func count(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Int {
    guard let repeats else { return 7 }
    guard let n = try repeats.eval(p, &r, &m).known.whole, (1...1000).contains(n) else {
      throw repeats.fault("argument", "repeats is a whole number from 1 to 1000")
    }
    return n
  }

  /// The seconds that some evaluations take.
  private func time(
    _ loops: Int, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Double {
    let keys = m.keys, start = ContinuousClock.now
    for _ in 0..<loops {
      try Turn.poll(&m, at: span)
      m.keys = keys
      Value.discard(try body.eval(p, &r, &m))
    }
    m.keys = keys
    return DurationText.seconds(ContinuousClock.now - start)
  }
}

/// What `timeit` measured, in seconds.
struct Timing {
  let mean: Double
  let deviation: Double
  let best: Double
  let first: Double
  let loops: Int
  let repeats: Int
  private static let fields = ["mean", "sd", "best", "first", "loops", "repeats"]

  /// The figures of repetitions, each by its seconds per evaluation.
  init(_ times: [Double], loops: Int, first: Double) {
    let count = Double(times.count), mean = times.reduce(0, +) / count
    self.mean = mean
    let squares = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = times.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    best = times.min() ?? 0
    self.first = first
    self.loops = loops
    repeats = times.count
  }

  /// The figures in a record, nil where it is no timing.
  init?(_ value: Value) {
    guard case .aggregate(let record) = value, record.names == Timing.fields,
      case .float(let mean) = record.items[0], case .float(let deviation) = record.items[1],
      case .float(let best) = record.items[2], case .float(let first) = record.items[3],
      case .int(let loops) = record.items[4], case .int(let repeats) = record.items[5]
    else { return nil }
    (self.mean, self.deviation, self.best, self.first) = (mean, deviation, best, first)
    (self.loops, self.repeats) = (loops, repeats)
  }

  /// The record of the figures.
  var value: Value {
    let numbers = [mean, deviation, best, first].map { Value.float($0) }
    return .record(Array(zip(Timing.fields, numbers + [.int(loops), .int(repeats)])))
  }

  /// The figures in a line: `12.3 µs ± 0.4 µs (7 × 2000 runs; best 12.1 µs, first 3.1 ms)`.
  var text: String {
    func words(_ seconds: Double) -> String { DurationText.text(seconds: seconds) }
    return "\(words(mean)) ± \(words(deviation)) (\(repeats) × \(loops) "
      + "\(loops == 1 && repeats == 1 ? "run" : "runs"); best \(words(best)), first \(words(first)))"
  }
}

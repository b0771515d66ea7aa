import Language
import Tensors
import Tracing

extension Session {
  /// `:time`.
  func time(_ argument: String, at span: SourceSpan) throws(Fault) {
    switch argument {
    case "on", "": timesEverything = true
    case "off": timesEverything = false
    default:
      let (statements, source) = try parsed(argument, at: span)
      let start = ContinuousClock.now, compiled = CompileClock.total
      for statement in statements {
        try execute(statement, in: source, module: main, prints: true)
      }
      output.write(timeText(since: start, compiled: compiled))
    }
  }

  /// `time 3.1 ms (compile 2.9 ms, run 0.2 ms)`
  func timeText(since start: ContinuousClock.Instant, compiled: Duration) -> String {
    let text = duration(start, compiled: compiled)
    return textInHoles { "time " + hole("[TIME]", text) }
  }

  /// The time since a moment, and how much of it was recording and compiling.
  func duration(_ start: ContinuousClock.Instant, compiled: Duration) -> String {
    let total = ContinuousClock.now - start, compiling = CompileClock.total - compiled
    if compiling == .zero { return DurationText.text(of: total) }
    let running = max(.zero, total - compiling)
    return "\(DurationText.text(of: total)) (compile \(DurationText.text(of: compiling)), "
      + "run \(DurationText.text(of: running)))"
  }
}

/// Times in words.
enum DurationText {
  static func text(of duration: Duration) -> String { text(seconds: seconds(duration)) }

  static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// `12.3 µs`
  static func text(seconds: Double) -> String {
    let units: [(Double, String)] = [(1, "s"), (1e-3, "ms"), (1e-6, "µs")]
    let (unit, name) = units.first { seconds >= $0.0 } ?? (1e-9, "ns")
    let places = seconds / unit < 10 ? 2 : 1
    return DecimalText.fixed(seconds / unit, places: places) + " " + name
  }
}

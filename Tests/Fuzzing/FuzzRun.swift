import Foundation
import TestSupport

/// Runs a target for a while in this process, which ends with the first input that it does not bear.
public struct FuzzRun: Sendable {
  private let target: FuzzTarget
  private let watch = FuzzWatch()

  /// A run of the target of that name.
  public init(_ name: String) {
    guard let target = FuzzTarget.named(name) else { fatalError("there is no target \(name)") }
    self.target = target
  }

  /// The longest that an input may take, in seconds: a debug build on a busy machine.
  static let patience = 30.0

  /// Runs inputs for some seconds, or some number of inputs, whatever ends first.
  ///
  /// The process ends with 1 where one is not borne; the note that names it stays then.
  public func run(seconds: Double, inputs: Int) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      loop(until: Date().addingTimeInterval(seconds), inputs)
      done.signal()
    }
    thread.stackSize = FuzzSession.stackBytes + (12 << 20)
    thread.start()
    done.wait()
    try? FileManager.default.removeItem(atPath: Self.path(of: target.name))
  }

  private func loop(until end: Date, _ inputs: Int) {
    let mutation = FuzzMutation(target)
    var random = SeededGenerator(seed: 1)
    for number in 1...inputs where Date() < end {
      let input = mutation.input(&random)
      let about = "\(target.name), input \(number):\n\(target.shown(input))\n"
      note(about)
      watch.begin()
      do { try target(input) } catch {
        note("\(error)\n\(about)")
        exit(1)
      }
    }
    watch.end()
  }

  private func note(_ text: String) {
    try? text.write(toFile: Self.path(of: target.name), atomically: false, encoding: .utf8)
  }

  private static func path(of name: String) -> String {
    NSTemporaryDirectory() + "gm-fuzzing-\(name)"
  }

  /// What a run that did not end well was at; nil after one that did.
  public static func note(of name: String) -> String? {
    try? String(contentsOfFile: path(of: name), encoding: .utf8)
  }
}

/// Ends the process when an input does not end.
private final class FuzzWatch: @unchecked Sendable {
  // Sendable because both threads read and write under the lock alone.
  private let lock = NSLock()
  private var started: Date?

  init() {
    Thread.detachNewThread { [weak self] in
      while let self {
        if let started = self.lock.withLock({ self.started }),
          -started.timeIntervalSinceNow > FuzzRun.patience
        {
          abort()
        }
        sleep(1)
      }
    }
  }

  func begin() { lock.withLock { started = Date() } }
  func end() { lock.withLock { started = nil } }
}

import Foundation
import Synchronization
import Tensors
import TestSupport
import Testing
import Tracing

@testable import Modeling

/// Interrupted loops end with the bits of those that were not; in processes of their own, because the
/// flag is everybody's.
@Suite
struct TrainingPauseTests {
  /// A step that draws: x' = 0.9x + noise(fold(key, n)).
  static func loop(
    _ step: Int = 0, _ state: [Tensor]? = nil, shape: Shape = Shape([64, 8])
  ) throws -> TrainingLoop {
    let builder = GraphBuilder()
    let key = Term.traced(builder.input(TensorType(.i64)))
    let counter = Term.traced(builder.input(TensorType(.i64)))
    let x = Term.traced(builder.input(TensorType(.f32, shape)))
    let noise = try Term.noise(
      .normal, Term.fold(key, counter), event: shape, .f32)
    let next = try (x * Term(repeating: .float32(0.9), shape)) + noise
    let report = try next.sum(over: [0, 1]).converted(to: .f64)
    let trace = try builder.finish([next, report])
    return TrainingLoop(
      try Executable(trace.graph),
      inputs: [
        try Tensor(7), try Tensor(0),
        try state?[0] ?? Tensor(repeating: .float32(1), shape),
      ], counter: 1, state: [2], reportCount: 1, step: step)
  }

  @Test func pausedLoopsEndWithTheSameBits() async {
    await #expect(processExitsWith: .success) {
      var whole = try Self.loop()
      _ = try whole.run(until: 300) { _ in }
      var random = SeededGenerator(seed: 5)
      for _ in 0..<5 {
        var part = try Self.loop(), reports: [Double] = [], pauses = 0
        while part.step < 300 {
          let stop = Int.random(in: part.step..<300, using: &random)
          let ending = try part.run(until: 300) { loop in
            if loop.step == stop { Interruption.flag.store(true, ordering: .relaxed) }
          }
          Interruption.flag.store(false, ordering: .relaxed)
          reports += part.reports[0]
          if case .paused = ending { pauses += 1 }
          // What was given to the loop stays what it was, whatever the next steps write over.
          part = try Self.loop(part.step, part.state)
        }
        #expect(part.state[0].hasSameBits(as: whole.state[0]))
        #expect(reports == whole.reports[0])
        #expect(pauses > 0)
      }
    }
  }

  /// A loop keeps its state and the reports of its steps, and nothing else of a step: 10⁵ of them need no
  /// more memory than 10³, but for 8 bytes each.
  ///
  /// Not under a sanitizer, which keeps what is freed for a while.
  @Test(.enabled(if: !isSanitized)) func memoryDoesNotGrowWithTheSteps() async {
    await #expect(processExitsWith: .success) {
      func resident() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(
          line.split(whereSeparator: \.isWhitespace).lazy.compactMap { Int($0) }.first)
          * 1024
      }
      var loop = try TrainingPauseTests.loop(shape: Shape([2, 2]))
      _ = try loop.run(until: 1000) { _ in }
      let inTensors = MemoryBudget.bytesInUse, inAll = try resident()
      _ = try loop.run(until: 100_000) { _ in }
      #expect(loop.step == 100_000)
      #expect(MemoryBudget.bytesInUse - inTensors < 1 << 14)
      // An array that grows has room for twice as many, and its old self beside it for a while.
      #expect(try resident() - inAll < 4 * 8 * 100_000 + 2 << 20)
    }
  }

  @Test func anUnfinishedStepIsDropped() async {
    await #expect(processExitsWith: .success) {
      var whole = try Self.loop()
      _ = try whole.run(until: 2000) { _ in }
      var pauses = 0
      for delay: UInt32 in [1000, 3000, 7000, 15_000] {
        var part = try Self.loop()
        // The flag is raised while a step runs, at any of its kernels.
        Thread.detachNewThread {
          usleep(delay)
          Interruption.flag.store(true, ordering: .relaxed)
        }
        let ending = try part.run(until: 2000) { _ in }
        usleep(delay)
        Interruption.flag.store(false, ordering: .relaxed)
        if case .paused = ending { pauses += 1 }
        #expect(part.reports[0].count == part.step)
        var rest = try Self.loop(part.step, part.state)
        _ = try rest.run(until: 2000) { _ in }
        #expect(rest.state[0].hasSameBits(as: whole.state[0]))
        #expect(part.reports[0] + rest.reports[0] == whole.reports[0])
      }
      #expect(pauses > 0)
    }
  }
}

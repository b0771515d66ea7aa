import Foundation
import Tensors
import Testing

@testable import Tracing

/// Loops without end stop: every case runs in a process of its own, because the flag and the fuel
/// are everybody's.
@Suite struct ExecutableInterruptionTests {
  /// Seconds from the flag until the loop threw `.interrupted`; infinite where it did not.
  static func secondsToStop(_ type: TensorType) throws -> Double {
    let executable = try TapeTests.endless(type)
    let start = try Term.ones(type)
    let clock = ContinuousClock()
    let begin = clock.now
    Thread.detachNewThread {
      usleep(20_000)
      Interruption.flag.store(true, ordering: .relaxed)
    }
    do {
      _ = try executable([start])
      return .infinity
    } catch {
      guard error == .tensor(.interrupted) else { return .infinity }
      return (clock.now - begin - .milliseconds(20)) / .seconds(1)
    }
  }

  @Test func tapesStop() async {
    await #expect(processExitsWith: .success) {
      let seconds = try Self.secondsToStop(TensorType(.f64))
      #expect(seconds < 2)
    }
  }

  @Test func plansStop() async {
    await #expect(processExitsWith: .success) {
      let seconds = try Self.secondsToStop(TensorType(.f64, Shape([3])))
      #expect(seconds < 2)
    }
  }

  @Test func loopsWithoutStorageUseFuel() async {
    await #expect(processExitsWith: .success) {
      let executable = try TapeTests.endless(TensorType(.f64))
      MemoryBudget.ration(1 << 24)
      let start = try Term(1.0)
      #expect(throws: TraceError.tensor(.fuel)) { _ = try executable([start]) }
    }
  }
}

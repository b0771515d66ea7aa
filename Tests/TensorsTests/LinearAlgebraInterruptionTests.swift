import Foundation
import TestSupport
import Testing

@testable import Tensors

/// Every case runs in a process of its own: the flag would stop the neighbours' operations too.
@Suite struct LinearAlgebraInterruptionTests {
  /// Seconds within which everything stops: ten times what it takes.
  static let longest = isSanitized ? 20.0 : 1

  /// Seconds from the flag until `body` threw `.interrupted`; infinite where it did not.
  static func secondsToStop(after delay: UInt32, _ body: () throws -> Void) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    Thread.detachNewThread {
      usleep(delay)
      Interruption.flag.store(true, ordering: .relaxed)
    }
    defer { Interruption.flag.store(false, ordering: .relaxed) }
    do {
      try body()
      return .infinity
    } catch {
      guard error as? TensorError == .interrupted else { return .infinity }
      return (clock.now - start - .microseconds(Int(delay))) / .seconds(1)
    }
  }

  @Test func productsStop() async {
    await #expect(processExitsWith: .success) {
      var numbers = Numbers(1)
      let a = try numbers.matrix(1500, 1500)
      let stack = try Tensor(repeating: .float(1), Shape([40, 1, 1]))
      let seconds = Self.secondsToStop(after: 20_000) {
        for _ in 0..<1000 { _ = try Tensor.product(a, a) }
      }
      #expect(seconds < Self.longest)
      #expect(try Tensor.product(stack, stack).count == 40)
    }
  }

  @Test func longCallsAreAbandoned() async {
    await #expect(processExitsWith: .success) {
      var numbers = Numbers(2)
      let a = try numbers.matrix(700, 700)
      let before = MemoryBudget.bytesInUse
      // The flag has to come while the long call runs, not while it is made ready.
      let begun: UInt32 = isSanitized ? 1_000_000 : 50_000
      #expect(Self.secondsToStop(after: begun) { _ = try LinearAlgebra.eig(a) } < Self.longest)
      #expect(LongCall.isWaitingForAbandoned && MemoryBudget.bytesInUse > before)
      // The next one waits for it, interruptibly, and in the end gets its turn.
      #expect(Self.secondsToStop(after: 10_000) { _ = try LinearAlgebra.eig(a) } < Self.longest)
      let small = try numbers.matrix(120, 120)
      #expect(try LinearAlgebra.solve(small, small).shape == Shape([120, 120]))
      #expect(!LongCall.isWaitingForAbandoned)
      #expect(MemoryBudget.bytesInUse < before + 1_000_000)
    }
  }
}

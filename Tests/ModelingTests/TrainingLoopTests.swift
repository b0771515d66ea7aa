import Synchronization
import Tensors
import Testing
import Tracing

@testable import Modeling

/// A loop over a step of which every value is known: x' = x/2 + n, reporting x.
@Suite(.serialized)
struct TrainingLoopTests {
  private func loop(step: Int = 0, from x: Double = 8, rate: Double = 0.5) throws -> TrainingLoop {
    let builder = GraphBuilder()
    let counter = Term.traced(builder.input(TensorType(.i64)))
    let state = Term.traced(builder.input(TensorType(.f64, Shape([3]))))
    let factor = Term.traced(builder.input(TensorType(.f64)))
    let next = try state * factor + counter.converted(to: .f64)
    let report = try state.sum(over: [0])
    let trace = try builder.finish([next, report])
    return TrainingLoop(
      try Executable(trace.graph),
      inputs: [try Tensor(0), try Tensor(repeating: .float(x), Shape([3])), try Tensor(rate)],
      counter: 0, state: [1], reportCount: 1, step: step)
  }

  /// A loop of x' = x² - x, which overflows, and then subtracts infinities.
  private func growing(from x: Double) throws -> TrainingLoop {
    let builder = GraphBuilder()
    _ = builder.input(TensorType(.i64))
    let state = Term.traced(builder.input(TensorType(.f64, Shape([3]))))
    let trace = try builder.finish([try state * state - state, try state.sum(over: [0])])
    return TrainingLoop(
      try Executable(trace.graph),
      inputs: [try Tensor(0), try Tensor(repeating: .float(x), Shape([3]))],
      counter: 0, state: [1], reportCount: 1, step: 0)
  }

  /// The state after n steps in plain arithmetic.
  private func expected(_ n: Int, from x: Double = 8) -> Double {
    (0..<n).reduce(x) { x, k in x / 2 + Double(k) }
  }

  @Test func stepsFollowTheRecurrence() throws {
    var loop = try loop()
    guard case .finished = try loop.run(until: 20, each: { _ in }) else {
      Issue.record("it did not finish")
      return
    }
    #expect(loop.step == 20)
    #expect(loop.state[0].elements(as: Double.self) == [Double](repeating: expected(20), count: 3))
    #expect(loop.reports[0] == (0..<20).map { 3 * expected($0) })
  }

  @Test func aPartGoesOnWhereTheOtherEnded() throws {
    var first = try loop()
    _ = try first.run(until: 7) { _ in }
    var second = try loop(step: 7, from: expected(7))
    _ = try second.run(until: 20) { _ in }
    #expect(second.state[0].elements(as: Double.self)[0] == expected(20))
    #expect(first.reports[0] + second.reports[0] == (0..<20).map { 3 * expected($0) })
  }

  @Test func aNaNEndsBeforeTheStepThatMakesIt() throws {
    // 1e200 squared overflows on the way: inf - inf is a nan in the fourth state.
    var loop = try loop(from: .infinity, rate: -1)
    let ending = try loop.run(until: 20) { _ in }
    guard case .finished = ending else {
      Issue.record("inf alternates its sign, which is no nan")
      return
    }
    var zero = try self.loop(from: .infinity, rate: 0)
    guard case .notANumber = try zero.run(until: 20, each: { _ in }) else {
      Issue.record("0*inf is a nan")
      return
    }
    #expect(zero.step == 0)
    #expect(zero.reports[0].isEmpty)
    #expect(zero.state[0].elements(as: Double.self)[0] == .infinity)
  }

  /// What the steps before it reported is there, though they were made again to find it.
  @Test func theStepsBeforeANaNKeepTheirReports() throws {
    // Squaring 1e10 again and again: infinite in the fifth step, and inf - inf is a nan after it.
    var loop = try growing(from: 1e10)
    let ending = try loop.run(until: 50) { _ in }
    guard case .notANumber = ending else {
      Issue.record("it does not end in a nan")
      return
    }
    #expect(loop.step > 0)
    #expect(loop.reports[0].count == loop.step)
  }
}

import Testing

@testable import Tensors

@Suite struct ThreadIndependenceTests {
  @Test func anyNumberOfThreadsGivesTheSameBits() throws {
    let before = ThreadPool.threads
    defer { ThreadPool.setThreads(before) }
    ThreadPool.setThreads(1)
    let expected = try results()
    for threads in [2, 3, 7] {
      ThreadPool.setThreads(threads)
      for (k, result) in try results().enumerated() {
        #expect(result.hasSameBits(as: expected[k]), "\(threads) threads, result \(k)")
      }
    }
  }

  private func results() throws -> [Tensor] {
    let x = try Tensor.linspace(-3, 5, count: 300_000)
    let waves = try Tensor.map(.sin, x)
    let matrix = try waves.reshaped(to: Shape([600, 500]))
    let row = try matrix.sliced(starts: [3, 0], counts: [1, 500], steps: [1, 1])
    return [
      waves,
      try Tensor.combine(.multiply, matrix, row),
      try Tensor.combine(.power, Tensor.map(.abs, matrix), row),
      try waves.reduced(.sum, over: [0], keepingAxes: false),
      try waves.converted(to: .f32).reduced(.sum, over: [0], keepingAxes: false),
      try matrix.reduced(.sum, over: [0], keepingAxes: false),
      try matrix.reduced(.product, over: [1], keepingAxes: false),
      try matrix.reshaped(to: Shape([30, 20, 500])).reduced(.sum, over: [0, 2], keepingAxes: true),
      try matrix.transposed([1, 0]),
      try matrix.sorted(axis: 0),
      try matrix.sortOrder(axis: 1),
      try matrix.cumulative(.sum, axis: 0),
      try matrix.argument(.maximum, axis: 0),
    ]
  }

  @Test func theFirstOverflowIsToldForAnyNumberOfThreads() throws {
    let before = ThreadPool.threads
    defer { ThreadPool.setThreads(before) }
    var values = [Int](repeating: 1, count: 200_000)
    for k in [40_000, 90_000, 199_999] { values[k] = Int.max - k }
    let x = try Tensor.vector(values), y = try Tensor(1_000_000)
    for threads in [1, 2, 5] {
      ThreadPool.setThreads(threads)
      #expect(throws: TensorError.overflow("\(Int.max - 40_000) + 1000000")) {
        try Tensor.combine(.add, x, y)
      }
    }
  }
}

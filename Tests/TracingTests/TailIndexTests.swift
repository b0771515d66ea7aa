import Foundation
import Tensors
import Testing

@testable import Tracing

@Suite struct TailIndexTests {
  /// The quantiles of the standard normal distribution at (i - 1/2)/n.
  private func quantiles(_ n: Int) -> [Double] {
    (1...n).map { i in
      let p = (Double(i) - 0.5) / Double(n)
      var low = -10.0, high = 10.0
      for _ in 0..<100 {
        let middle = (low + high) / 2
        if erfc(-middle / 2.0.squareRoot()) / 2 < p { low = middle } else { high = middle }
      }
      return (low + high) / 2
    }
  }

  /// Weights p/q for q = N(0, s²) and p = N(0, 1) at quantiles of q; the values are arviz's.
  @Test(arguments: [
    (0.9, 0.204_493_68), (0.8, 0.345_388_65), (0.5477, 0.625_661_77), (0.4, 0.740_599_38),
    (1.2, -1.693_992_81),
  ])
  func importanceWeights(ratio: Double, wanted: Double) throws {
    let logs = quantiles(4000).map { z in
      let x = ratio * z
      return (x * x / (ratio * ratio) - x * x) / 2
    }
    let largest = logs.max() ?? 0
    let k = try #require(TailIndex.ofLargest(logs.map { exp($0 - largest) }))
    // 0.5477 stands for √0.3, rounded.
    #expect((k - wanted).magnitude < (ratio == 0.5477 ? 2e-4 : 1e-7), "\(k)")
    let scaled = try #require(TailIndex.ofLargest(logs.map { exp($0 - largest) * 1e-9 }))
    #expect((scaled - k).magnitude < 1e-7)
  }

  @Test(arguments: [0.3, 0.7, 1.0, 1.5]) func paretoTails(k: Double) throws {
    // Quantiles of the Pareto distribution of shape k.
    let n = 10_000
    let x = (1...n).map { pow(1 - (Double($0) - 0.5) / Double(n), -k) }
    let found = try #require(TailIndex.ofLargest(x))
    #expect((found - k).magnitude < 0.06, "\(found)")
  }

  @Test func fewOrStrangeNumbersHaveNone() {
    #expect(TailIndex.ofLargest([]) == nil)
    #expect(TailIndex.ofLargest((0..<20).map(Double.init)) == nil)
    #expect(TailIndex.ofLargest([Double](repeating: 0, count: 1000)) == nil)
    #expect(TailIndex.ofLargest([Double](repeating: 2, count: 1000)) == nil)
    #expect(TailIndex.ofLargest([.nan] + (0..<1000).map(Double.init)) == nil)
  }

  @Test func ofEachElement() throws {
    var draws = NormalDraws(3)
    let elements = (0..<1000).flatMap { _ in
      let x = draws.next()
      return [x, exp(4 * x)]
    }
    let e = try Estimate(samples: reals([1000, 2], elements))
    #expect(e.tailIndices[0] < 0.4 && e.tailIndices[1] > Estimate.trustedTail)
    #expect(e.tailIndex == e.tailIndices[1])
    #expect(try e.tailIndexTensor().shape == Shape([2]))
  }
}

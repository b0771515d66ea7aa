import Foundation
import Tensors
import Testing

@testable import Tracing

/// Whether standard errors hold what they promise over many data sets.
@Suite struct EstimateCoverageTests {
  private static let seeds = 2000, samples = 200

  /// A function of the means of x and y, and its value at the true means 2 and 3.
  enum Statistic: CaseIterable {
    case mean, difference, product, ratio, logarithm

    func callAsFunction(_ x: Term, _ y: Term) throws(TraceError) -> Term {
      switch self {
      case .mean: x
      case .difference: try y - x
      case .product: try x * y
      case .ratio: try x / y
      case .logarithm: try Term.unary(.log, x)
      }
    }
  }

  /// x = 2 + a/2, y = 3 + 0.3 a + 0.4 b for normal a, b.
  private func estimates(seed: Int) throws -> (Term, Term) {
    var draws = NormalDraws(10_000 + seed)
    var elements: [Double] = []
    for _ in 0..<Self.samples {
      let a = draws.next(), b = draws.next()
      elements += [2 + 0.5 * a, 3 + 0.3 * a + 0.4 * b]
    }
    let e = Term.estimate(try Estimate(samples: reals([Self.samples, 2], elements)))
    return (
      try e.part(0, 1, axis: 0).reshaped(to: .scalar),
      try e.part(1, 1, axis: 0).reshaped(to: .scalar)
    )
  }

  @Test func errorsCoverTheTruth() throws {
    var inside: [Statistic: [Int]] = [:], values: [Statistic: [Double]] = [:]
    var errors: [Statistic: Double] = [:]
    for seed in 0..<Self.seeds {
      let (x, y) = try estimates(seed: seed)
      for statistic in Statistic.allCases {
        let e = try statistic(x, y).asEstimate(),
          truth = try number(statistic(Term(2.0), Term(3.0)))
        let value = try number(.known(e.mean)), error = e.errors[0]
        for k in 1...3 where (value - truth).magnitude <= Double(k) * error {
          inside[statistic, default: [0, 0, 0]][k - 1] += 1
        }
        values[statistic, default: []].append(value)
        errors[statistic, default: 0] += error
      }
    }
    let n = Double(Self.seeds)
    for statistic in Statistic.allCases {
      for (count, p) in zip(inside[statistic] ?? [], [0.682689, 0.954500, 0.997300]) {
        // Within five standard deviations of the binomial distribution.
        let allowed = 5 * (n * p * (1 - p)).squareRoot()
        #expect((Double(count) - n * p).magnitude <= allowed, "\(statistic) \(count) \(p)")
      }
      // The mean error is the spread over the data sets, known to 1/√(2 n).
      let all = values[statistic] ?? [], mean = all.reduce(0, +) / n
      let spread = (all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot()
      let ratio = (errors[statistic] ?? 0) / n / spread
      #expect((ratio - 1).magnitude < 5 / (2 * n).squareRoot(), "\(statistic) \(ratio)")
    }
  }
}

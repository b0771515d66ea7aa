import Testing

@testable import Plotting

/// Smoothed curves begin at the first number and follow the rest.
@Suite struct SmoothingTests {
  @Test func isAWeightedMean() {
    let values = [4.0, 1, 7, 2]
    let smooth = Smoothing.exponential(values, share: 0.5)
    for count in 1...values.count {
      let weights = (0..<count).map { 1 / Double(1 << (count - 1 - $0)) }
      let sum = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(smooth[count - 1] - sum / weights.reduce(0, +)) < 1e-12)
    }
  }

  @Test func keepsConstants() {
    let smooth = Smoothing.exponential([Double](repeating: 3, count: 500), share: 0.99)
    #expect(smooth.allSatisfy { abs($0 - 3) < 1e-12 })
    #expect(
      Smoothing.exponential([1e308, 1e308], share: 0.9).allSatisfy { $0 > 9e307 && $0.isFinite })
  }

  @Test func leavesOutWhatIsNotFinite() {
    let smooth = Smoothing.exponential([1, .nan, .infinity, 1], share: 0.9)
    #expect(abs(smooth[0] - 1) < 1e-12 && smooth[1].isNaN && smooth[2].isNaN)
    #expect(abs(smooth[3] - 1) < 1e-12)
  }

  @Test func sharesByCount() {
    #expect(Smoothing.defaultShare(of: 0) == 0 && Smoothing.defaultShare(of: 100) == 0)
    #expect(Smoothing.defaultShare(of: 1000) == 0.9)
    #expect(Smoothing.exponential([5, 1, 4]) == [5, 1, 4])
    #expect(Smoothing.exponential([5, 1], share: .nan) == [5, 1])
  }
}

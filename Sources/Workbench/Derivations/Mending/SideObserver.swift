import Glibc

/// How a side is seen: one number for each point, or for each pair of points.
///
/// A tensor is projected on one fixed direction; where a link holds up to a term or a factor, what is
/// seen is the difference, of the logarithms for a factor, over a pair of points.
struct SideObserver {
  let comparison: LinkComparison
  let pointCount: Int

  /// How many numbers are seen.
  var count: Int { comparison == .equal ? pointCount : pointCount / 2 }

  /// What is seen of values; nan where there is none.
  func observe(_ values: [PointValue?]) -> [Double] {
    let numbers = values.map { $0.map(SideObserver.projection) ?? .nan }
    switch comparison {
    case .equal: return numbers
    case .upToConstant: return pairs(numbers) { $0 - $1 }
    case .upToFactor: return pairs(numbers) { log(abs($0)) - log(abs($1)) }
    }
  }

  /// A hole for each point from one for each number seen.
  func spread(_ hole: [Double]) -> [Double] {
    comparison == .equal ? hole : hole.flatMap { [$0, $0] }
  }

  /// The values at the points that stand for what is seen, the first of each pair.
  func representatives(_ values: [PointValue?]) -> [PointValue?] {
    comparison == .equal
      ? values : stride(from: 0, to: values.count - 1, by: 2).map { values[$0] }
  }

  private func pairs(_ numbers: [Double], _ f: (Double, Double) -> Double) -> [Double] {
    stride(from: 0, to: numbers.count - 1, by: 2).map { f(numbers[$0], numbers[$0 + 1]) }
  }

  /// The product with a fixed vector whose entries have no simple ratios.
  static func projection(_ value: PointValue) -> Double {
    if value.numbers.count == 1 { return value.numbers[0] }
    var sum = 0.0
    for (number, x) in value.numbers.enumerated() { sum += weight(number) * x }
    return sum
  }

  private static func weight(_ number: Int) -> Double {
    let golden = 0.6180339887498949 * Double(number + 1)
    return 0.7 + (golden - golden.rounded(.down)) * (number % 2 == 0 ? 1 : -1.3)
  }
}

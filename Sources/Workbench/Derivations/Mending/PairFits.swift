import Glibc
import Language

extension WantedValues {
  /// The explanations `c D₁ D₂`, `c D₁/D₂` and `c D₂/D₁`, cheapest first, at most three.
  func products(of entries: [Ingredient]) -> [Explanation] {
    guard usablePoints.count >= 6, usablePoints.count == values.count else { return [] }
    var found: [Explanation] = []
    for (number, a) in entries.enumerated() {
      for b in entries.dropFirst(number + 1) {
        for (p, q) in [(1.0, 1.0), (1, -1), (-1, 1)] {
          guard let constant = constant(of: a, p, b, q) else { continue }
          let factors = [(a.expression, p), (b.expression, q)]
          found.append(
            Explanation(
              constant: constant, above: factors.filter { $0.1 > 0 }.map(\.0),
              below: factors.filter { $0.1 < 0 }.map(\.0), cost: a.cost + b.cost))
        }
      }
    }
    return Array(found.sorted { $0.total < $1.total }.prefix(3))
  }

  /// The constant c of `c a^p b^q`.
  private func constant(
    of a: Ingredient, _ p: Double, _ b: Ingredient, _ q: Double
  ) -> ShortConstant? {
    let points = usablePoints
    func ratio(_ k: Int) -> Double {
      log(abs(values[k])) - p * a.logarithms[k] - q * b.logarithms[k]
    }
    func tolerance(_ k: Int) -> Double { 1e-6 + 8 * errors[k] / abs(values[k]) }
    func sign(_ k: Int) -> Bool { (values[k] < 0) != ((a.values[k] < 0) != (b.values[k] < 0)) }
    let first = ratio(points[0])
    for k in points.dropFirst() {
      guard abs(ratio(k) - first) <= tolerance(k) + tolerance(points[0]), sign(k) == sign(points[0])
      else { return nil }
    }
    let best = points.min { tolerance($0) < tolerance($1) } ?? points[0]
    let value = (sign(best) ? -1 : 1) * exp(ratio(best))
    guard let short = ShortConstant(value, tolerance: tolerance(best)), !short.isLearned else {
      return nil
    }
    return short
  }

  /// The sums `c₁ D₁ + c₂ D₂`, the cheapest three.
  func sums(of entries: [Ingredient]) -> [(Explanation, Explanation)] {
    guard usablePoints.count >= 6, usablePoints.count == values.count else { return [] }
    let known = entries.filter { $0.values.allSatisfy(\.isFinite) }
    var found: [(Explanation, Explanation)] = []
    for (number, a) in known.enumerated() {
      for b in known.dropFirst(number + 1) {
        guard let solution = LeastSquares.solution([a.values, b.values], values, errors) else {
          continue
        }
        var parts: [Explanation] = []
        for (c, entry) in zip(solution, [a, b]) {
          guard let short = ShortConstant(c, tolerance: 1e-7), !short.isLearned, short.bits <= 6
          else { break }
          parts.append(
            Explanation(constant: short, above: [entry.expression], below: [], cost: entry.cost))
        }
        if parts.count == 2 { found.append((parts[0], parts[1])) }
      }
    }
    let cheapest = found.sorted { $0.0.total + $0.1.total < $1.0.total + $1.1.total }
    return Array(cheapest.prefix(3))
  }

  /// The points whose number is known and not 0.
  private var usablePoints: [Int] { known.filter { values[$0] != 0 } }
}

/// Small linear fits.
enum LeastSquares {
  /// The x with `Σ_j x_j columns_j = wanted` at all points; nil where there is none or more than one.
  ///
  /// The rows are divided by the size of what is wanted, if it is not too small; the columns made orthogonal one after the other
  /// (modified Gram-Schmidt), and what remains must be of the size of the errors.
  static func solution(
    _ columns: [[Double]], _ wanted: [Double], _ errors: [Double]
  ) -> [Double]? {
    let sizes = wanted.map { abs($0) }.sorted()
    guard let middle = sizes.isEmpty ? nil : sizes[sizes.count / 2] else { return nil }
    let weights = zip(wanted, errors).map { 1 / max(abs($0), $1, 1e-3 * middle, 1e-300) }
    var rest = zip(wanted, weights).map { $0 * $1 }
    guard rest.count > columns.count + 3, rest.allSatisfy(\.isFinite) else { return nil }
    var basis: [[Double]] = [], triangle: [[Double]] = [], shares: [Double] = []
    for column in columns {
      var own = zip(column, weights).map { $0 * $1 }
      let length = dot(own, own).squareRoot()
      var coefficients: [Double] = []
      for other in basis {
        let share = dot(other, own)
        coefficients.append(share)
        for p in own.indices { own[p] -= share * other[p] }
      }
      let norm = dot(own, own).squareRoot()
      guard norm.isFinite, norm > 1e-6 * length else { return nil }
      for p in own.indices { own[p] /= norm }
      let share = dot(own, rest)
      for p in own.indices { rest[p] -= share * own[p] }
      basis.append(own)
      triangle.append(coefficients + [norm])
      shares.append(share)
    }
    for p in rest.indices where abs(rest[p]) > 1e-7 + 16 * errors[p] * weights[p] { return nil }
    for i in shares.indices.reversed() {
      for j in shares.indices.dropFirst(i + 1) { shares[i] -= triangle[j][i] * shares[j] }
      shares[i] /= triangle[i][i]
    }
    return shares
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
  }
}

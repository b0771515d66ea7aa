import Glibc

/// A fit of log|y| by a constant and the logarithms of variables, prepared once for many y.
///
///     log y(p) = log c + Σ_i a_i log|x_i(p)|
///
/// The columns are made orthogonal once (modified Gram-Schmidt, pivots that vanish left out), so that
/// each y costs one product with them and one back substitution.
struct MonomialFit {
  /// The variables whose powers are sought.
  let variables: [Ingredient]
  private let points: [Int]
  /// The orthonormal columns; the first is constant.
  private var columns: [[Double]] = []
  /// The coefficients of each raw column in the orthonormal ones.
  private var triangle: [[Double]] = []
  /// Which variables have a column.
  private var used: [Int] = []

  /// The fit over points at which the wanted numbers are known.
  init(variables: [Ingredient], points: [Int]) {
    self.variables = variables
    self.points = points
    guard points.count >= 6, variables.count <= 8, variables.count + 3 < points.count else {
      return
    }
    append([Double](repeating: 1, count: points.count), of: nil)
    for (number, variable) in variables.enumerated() {
      append(points.map { variable.logarithms[$0] }, of: number)
    }
  }

  private mutating func append(_ column: [Double], of variable: Int?) {
    guard column.allSatisfy(\.isFinite) else { return }
    let length = MonomialFit.dot(column, column).squareRoot()
    var rest = column
    var coefficients: [Double] = []
    for other in columns {
      let share = MonomialFit.dot(other, rest)
      coefficients.append(share)
      for p in rest.indices { rest[p] -= share * other[p] }
    }
    let norm = MonomialFit.dot(rest, rest).squareRoot()
    guard norm > 1e-6 * length, norm > 0 else { return }
    columns.append(rest.map { $0 / norm })
    triangle.append(coefficients + [norm])
    if let variable { used.append(variable) }
  }

  /// The exponents of all variables for a y given by its logarithms, rounded to halves, where at most
  /// three are not zero, none above 6, and they fit; nil where there are none or it does not fit.
  func exponents(of logarithm: (Int) -> Double) -> [Double]? {
    guard columns.count > 1 else { return nil }
    let wanted = points.map(logarithm)
    guard wanted.allSatisfy(\.isFinite) else { return nil }
    let shares = columns.map { MonomialFit.dot($0, wanted) }
    var solution = shares
    for i in shares.indices.reversed() {
      for j in shares.indices.dropFirst(i + 1) { solution[i] -= triangle[j][i] * solution[j] }
      solution[i] /= triangle[i][i]
    }
    var exponents = [Double](repeating: 0, count: variables.count)
    for (column, variable) in used.enumerated() {
      let exact = solution[column + 1], rounded = (2 * exact).rounded() / 2
      guard abs(exact - rounded) < 1e-3, abs(rounded) <= 6 else { return nil }
      exponents[variable] = rounded
    }
    let count = exponents.count { $0 != 0 }
    return (1...3).contains(count) ? exponents : nil
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
  }
}

import Glibc

/// Secant searches for c with f(c) = 0, one for each point and all at once.
struct Secants {
  /// The roots; nan where none was found.
  private(set) var roots: [Double]
  /// How far each root may be off, from the rounding of f and its slope.
  private(set) var errors: [Double]

  /// The most evaluations of f.
  static let steps = 12

  /// Searches from 1 and 1.001, or from 0 and 0.001 where c is added.
  ///
  /// A step that makes the residual four times larger is cut to an eighth.
  ///
  /// - Parameters:
  ///   - starts: Where to begin: 1 for a factor, 0 for a term.
  ///   - tolerances: How large f may be by rounding alone at each point.
  ///   - f: The residuals at a c for each point; nan where there is none.
  /// - Throws: What f throws.
  init(
    from starts: [Double], tolerances: [Double], _ f: ([Double]) throws(Fault) -> [Double]
  ) throws(Fault) {
    let count = tolerances.count
    roots = [Double](repeating: .nan, count: count)
    errors = [Double](repeating: .infinity, count: count)
    var old = starts
    var now = old.map { $0 + 0.001 }
    var before = try f(old), after = try f(now)
    for step in 0..<Secants.steps {
      var next = now
      for p in 0..<count {
        let rise = after[p] - before[p], run = now[p] - old[p]
        guard rise != 0, rise.isFinite, run != 0 else { continue }
        settle(p, now[p], after[p], slope: rise / run, tolerances[p])
        let change = -after[p] * run / rise
        next[p] = now[p] + min(max(change, -1e6), 1e6)
      }
      if step == Secants.steps - 1 || next == now { break }
      let reached = try f(next)
      for p in 0..<count where next[p] != now[p] {
        let isWorse = !reached[p].isFinite || abs(reached[p]) > 4 * abs(after[p])
        if isWorse, reached[p] != after[p] {
          // The next secant goes through the better of the two points and one nearer to it.
          next[p] = now[p] + (next[p] - now[p]) / 8
          pending.insert(p)
        } else {
          (old[p], before[p]) = (now[p], after[p])
          (now[p], after[p]) = (next[p], reached[p])
        }
      }
      try retry(f, &old, &before, &now, &after, next)
      if converged { break }
    }
  }

  /// The points whose last step went too far.
  private var pending: Set<Int> = []

  private mutating func retry(
    _ f: ([Double]) throws(Fault) -> [Double], _ old: inout [Double], _ before: inout [Double],
    _ now: inout [Double], _ after: inout [Double], _ next: [Double]
  ) throws(Fault) {
    guard !pending.isEmpty else { return }
    let reached = try f(next)
    for p in pending where reached[p].isFinite {
      (old[p], before[p]) = (now[p], after[p])
      (now[p], after[p]) = (next[p], reached[p])
    }
    pending = []
  }

  /// Keeps a root whose residual is small enough, and does not come back.
  private mutating func settle(
    _ p: Int, _ c: Double, _ residual: Double, slope: Double, _ tolerance: Double
  ) {
    guard slope != 0, !roots[p].isFinite, residual.isFinite else { return }
    guard abs(residual) <= tolerance || abs(residual / slope) <= 1e-12 * abs(c) else { return }
    // One step of Newton more is free.
    roots[p] = c - residual / slope
    errors[p] = max(2 * tolerance / abs(slope), 4e-16 * abs(c))
  }

  private var converged: Bool { roots.allSatisfy(\.isFinite) }

  /// The share of the points that found a root.
  var share: Double { Double(roots.count(where: \.isFinite)) / Double(max(1, roots.count)) }
}

import Glibc
import Language
import Plotting
import Tensors

/// A function as lines: its values at points that stand closer where it bends.
struct CurveSampling {
  let values: FunctionValues
  let range: Interval
  let isLog: Bool
  /// How many points to begin with.
  let count: Int

  /// The most points of a line.
  private static let most = 4000

  /// The series of the function, one for each number that it gives.
  func series(
    label: String?, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [PlotSeries] {
    var x = places()
    var parts = try components(at: x, p, &r, &m)
    let usual = parts.map(\.values)
    for _ in 0..<6 where !parts.contains(where: { $0.errors != nil }) {
      let between = bends(x, parts)
      if between.isEmpty || x.count + between.count > CurveSampling.most { break }
      merge(&x, &parts, between, try components(at: between, p, &r, &m))
    }
    return zip(parts, usual).map { part, usual in
      let name = part.name ?? (parts.count == 1 ? label : nil)
      if let errors = part.errors {
        return PlotSeries(x: x, y: part.values, errors: errors, label: name)
      }
      let poles = Poles(
        x: x, y: part.values, usual: usual, places: Scale(range, length: 1, isLog: isLog),
        close: 1 / Double(count) / 8)
      return PlotSeries(
        x: poles.x, y: poles.y, errors: nil, label: name, limits: poles.limits)
    }
  }

  /// The points to begin with: at even distances, or ratios.
  private func places() -> [Double] {
    (0..<count).map { k in
      let share = Double(k) / Double(count - 1)
      if k == count - 1 { return range.high }
      return isLog
        ? exp(log(range.low) * (1 - share) + log(range.high) * share)
        : range.at(share)
    }
  }

  private struct Component {
    var values: [Double]
    var errors: [Double]?
    var name: String?
  }

  /// The numbers that the function gives at points, each in a column.
  private func components(
    at x: [Double], _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Component] {
    var columns: [Component] = []
    for (row, value) in try values(at: x.map { [$0] }, p, &r, &m).enumerated() {
      var items = [value], names: [String]?
      if case .aggregate(let tree) = value { (items, names) = (tree.items, tree.names) }
      var numbers: [(Double, Double?)] = []
      for item in items {
        let part = try PlotNumbers.of(item, at: values.span, in: values.builtin)
        numbers += part.values.indices.map { (part.values[$0], part.errors?[$0]) }
      }
      if row == 0 {
        columns = numbers.indices.map {
          Component(values: [], name: names?.count == numbers.count ? names?[$0] : nil)
        }
      }
      guard numbers.count == columns.count else {
        throw Fault(
          "shape",
          "\(values.builtin): the function gives \(numbers.count) numbers at "
            + "\(x[row]) and \(columns.count) elsewhere", at: values.span)
      }
      for (k, number) in numbers.enumerated() {
        columns[k].values.append(number.0)
        if let error = number.1 {
          if columns[k].errors == nil { columns[k].errors = Array(repeating: 0, count: row) }
          columns[k].errors?.append(error)
        } else {
          columns[k].errors?.append(0)
        }
      }
    }
    return columns
  }

  /// Places between points at which a line turns by more than a few degrees on the page, or begins or ends.
  private func bends(_ x: [Double], _ parts: [Component]) -> [Double] {
    var isSplit = [Bool](repeating: false, count: max(x.count - 1, 0))
    let place = Scale(range, length: 1, isLog: isLog)
    for part in parts {
      guard let shown = Interval(of: part.values), shown.halfLength > 0 else { continue }
      let height = Scale(shown, length: 0.6)
      for k in 1..<max(x.count - 1, 1) {
        let y = (part.values[k - 1], part.values[k], part.values[k + 1])
        let isPartly = y.0.isFinite != y.1.isFinite || y.1.isFinite != y.2.isFinite
        let a = (place(x[k]) - place(x[k - 1]), height(y.1) - height(y.0))
        let b = (place(x[k + 1]) - place(x[k]), height(y.2) - height(y.1))
        let cross = abs(a.0 * b.1 - a.1 * b.0), dot = a.0 * b.0 + a.1 * b.1
        let isBent = cross > 0.06 * dot && max(hypot(a.0, a.1), hypot(b.0, b.1)) > 0.002
        if isPartly || isBent { (isSplit[k - 1], isSplit[k]) = (true, true) }
      }
    }
    return isSplit.indices.compactMap { k in
      guard isSplit[k], place(x[k + 1]) - place(x[k]) > 1e-6 else { return nil }
      let middle = isLog ? (x[k] * x[k + 1]).squareRoot() : x[k] / 2 + x[k + 1] / 2
      return middle > x[k] && middle < x[k + 1] ? middle : nil
    }
  }

  /// Puts columns in order of their points.
  private func merge(
    _ x: inout [Double], _ parts: inout [Component], _ more: [Double], _ added: [Component]
  ) {
    guard added.count == parts.count else { return }
    let all = x + more
    let order = all.indices.sorted { all[$0] < all[$1] }
    for k in parts.indices {
      let values = parts[k].values + added[k].values
      parts[k].values = order.map { values[$0] }
    }
    x = order.map { all[$0] }
  }
}

import Language
import Tensors

/// A link that holds in a limit: the left side approaches the right one along values of a variable,
/// and the order of approach is measured.
struct LimitTrial {
  let left: TrialSide, right: TrialSide
  let name: Name
  let values: [Value]
  let link: DerivationLink
  /// The points of the first groups at which it is tried.
  private static let points = 20

  init(
    _ left: TrialSide, _ right: TrialSide, _ name: Name, _ list: Expression,
    _ link: DerivationLink
  ) throws(Fault) {
    self.left = left
    self.right = right
    self.name = name
    self.link = link
    guard link.relation == .equal else {
      throw Fault(
        "derive", "a limit is approached: it is written with `=`", at: link.span, hint: "=")
    }
    values = try LimitTrial.values(list, left.stage)
  }

  /// The values on the way to a limit.
  static func values(_ list: Expression, _ stage: DerivationStage) throws(Fault) -> [Value] {
    let f = try stage.function(list, of: [])
    let value = try stage.call(f, [], key: stage.key("limit"))
    guard case .tensor(let box) = value, box.tensor.shape.rank == 1, box.tensor.count >= 3,
      box.tensor.type == .i64 || box.tensor.type == .f64
    else {
      throw Fault(
        "derive", "a limit is measured along three values or more", at: list.span,
        hint: "limit T in [10, 100, 1000]")
    }
    var steps: [Value] = []
    for index in 0..<box.tensor.count { steps.append(Value(box.tensor).part(index)) }
    let sizes = steps.map(\.real)
    let ordered = zip(sizes, sizes.dropFirst())
    guard sizes.allSatisfy({ $0 > 0 && $0.isFinite }),
      ordered.allSatisfy({ $0 < $1 }) || ordered.allSatisfy({ $0 > $1 })
    else {
      throw Fault(
        "derive", "the values on the way to a limit are positive, and rise or fall", at: list.span)
    }
    return steps
  }
}

extension Value {
  /// Element `index`, from 0, of a vector.
  fileprivate func part(_ index: Int) -> Value { (try? row(index)) ?? .unset }

  /// The real number that a scalar is.
  fileprivate var real: Double {
    switch self {
    case .int(let n): Double(n)
    case .float(let x): x
    default: .nan
    }
  }
}

extension LimitTrial {
  /// What the points say; a fault where the left side does not approach the right one.
  func evidence(_ label: String, _ index: Int) throws(Fault) -> String {
    var orders: [Double] = [], tried = 0
    let sizes = values.map(\.real)
    for group in left.groups.indices {
      let count = min(left.groups[group].count, max(3, LimitTrial.points / left.groups.count))
      let rows = (0..<left.groups[group].count).filter {
        left.groups[group].kinds[$0] != .extreme
      }.prefix(count).map { $0 }
      var steps: [SideValues] = []
      var ends: [SideValues] = []
      for value in values {
        steps.append(try self.values(of: left, group, rows, value))
        ends.append(try self.values(of: right, group, rows, value))
      }
      for place in rows.indices {
        guard zip(steps, ends).allSatisfy({ $0.isDecided[place] && $1.isDecided[place] }) else {
          continue
        }
        let distances = zip(steps, ends).map { distance($0, $1, place) }
        let moves = moves(steps, ends, place)
        if isBlind(steps, distances.map(\.1), place) { continue }
        tried += 1
        let found = try order(distances.map(\.0), distances.map(\.1), moves, sizes)
        guard let order = found else {
          throw try failure(label, PointPlace(group: group, row: rows[place]), distances.map(\.0))
        }
        if let miss = extrapolation(steps, ends, place, order, sizes) {
          let row = PointPlace(group: group, row: rows[place])
          throw try failure(label, index, row, miss, order)
        }
        if order.isFinite { orders.append(order) }
      }
    }
    guard tried > 0 else {
      throw Fault(
        "derive", "\(label) is undecided: no point has numbers on both sides that rounding leaves",
        at: right.expression.span)
    }
    let points = tried == 1 ? "as it stands" : "\(tried) points"
    let way = sizes[0] < sizes[1] ? "\(name.spelled) → ∞" : "\(name.spelled) → 0"
    guard !orders.isEmpty else { return "\(points), equal all the way, \(way)" }
    let sorted = orders.sorted(), style = NumberStyle(digits: 3)
    let median = sorted[sorted.count / 2]
    return "\(points), \(way) with order \(style.format(median))"
      + " (\(style.format(sorted[0])) to \(style.format(sorted[sorted.count - 1])))"
  }

  /// The fault of distances that do not go to 0.
  private func failure(
    _ label: String, _ place: PointPlace, _ distances: [Double]
  ) throws(Fault) -> Fault {
    let point = try DerivationReport.point(place, left, right)
    let seen = zip(values, distances).map {
      "\(NumberStyle(digits: 3).format($1)) at \(ValuePrinter().inline($0))"
    }.joined(separator: ", ")
    return Fault(
      "derive",
      "\(label) fails in the limit of \(name.spelled); \(point): the distances are \(seen)",
      at: right.expression.span,
      notes: ["a limit is approached with a power of \(name.spelled): the distances go to 0"])
  }

  /// The fault of a limit that is another number.
  private func failure(
    _ label: String, _ index: Int, _ place: PointPlace, _ miss: (limit: Double, right: Double),
    _ order: Double
  ) throws(Fault) -> Fault {
    let point = try DerivationReport.point(place, left, right)
    let style = left.stage.session.output.style
    return Fault(
      "derive",
      "\(label) fails in the limit of \(name.spelled); \(point): side \(index + 1) goes to "
        + "\(style.format(miss.limit)), side \(index + 2) is \(style.format(miss.right))",
      at: right.expression.span,
      notes: ["extrapolated with order \(NumberStyle(digits: 3).format(order))"])
  }

  private func values(
    of side: TrialSide, _ group: Int, _ rows: [Int], _ value: Value
  ) throws(Fault) -> SideValues {
    let recording = try RecordedSide(
      side.expression, in: side.groups[group], on: side.stage, extra: [(name, value)])
    return try SideValues(recording, at: rows, on: side.stage)
  }

  private func distance(_ a: SideValues, _ b: SideValues, _ row: Int) -> (Double, Double) {
    var largest = 0.0, noise = 0.0
    for k in a.values[row].indices where k < b.values[row].count {
      largest = max(largest, abs(a.values[row][k] - b.values[row][k]))
      let scale = max(abs(a.values[row][k]), abs(b.values[row][k]))
      noise = max(
        noise,
        LinkVerdict.allowed * (a.noise[row][k] + b.noise[row][k])
          + LinkVerdict.relative * scale)
    }
    return (largest, noise)
  }

  /// Where the left side goes by extrapolation, where that is not the right side; nil where it is.
  ///
  /// With L_T = L + C T^-p the values at T and r T give L = (r^p L_rT - L_T)/(r^p - 1) (Richardson
  /// 1911). What is left of the last distance then is of the next order: more than three tenths of
  /// it is another limit.
  private func extrapolation(
    _ steps: [SideValues], _ ends: [SideValues], _ row: Int, _ order: Double, _ sizes: [Double]
  ) -> (limit: Double, right: Double)? {
    let halves = (2 * order).rounded()
    guard order.isFinite, halves >= 1, halves <= 12, steps.count >= 2 else { return nil }
    let ratio = sizes[sizes.count - 1] / sizes[sizes.count - 2]
    var factor = 1.0
    for _ in 0..<Int(halves) { factor *= max(ratio, 1 / ratio).squareRoot() }
    let last = steps.count - 1
    for k in steps[last].values[row].indices where k < ends[last].values[row].count {
      let value = steps[last].values[row][k], before = steps[last - 1].values[row][k]
      let right = ends[last].values[row][k]
      let limit = (factor * value - before) / (factor - 1)
      let noise =
        LinkVerdict.allowed * (steps[last].noise[row][k] + ends[last].noise[row][k]) * (factor + 1)
        / (factor - 1) + 1e-9 * abs(right)
      if abs(limit - right) > max(0.3 * abs(value - right), noise) { return (limit, right) }
    }
    return nil
  }

  /// The order of approach, -log(d₂/d₁)/log(T₂/T₁) over the last two steps; infinite where the
  /// distances are nothing but rounding, nil where they do not go to 0.
  ///
  /// With d = C T^-p the distances have constant orders, and the steps from one to the next shrink
  /// too: those of what grows without bound, and passes the right side on its way, do not.
  private func order(
    _ distances: [Double], _ noise: [Double], _ moves: [Double], _ sizes: [Double]
  ) throws(Fault) -> Double? {
    if zip(distances, noise).allSatisfy({ $0 <= $1 }) { return .infinity }
    var orders: [Double] = []
    for k in 1..<distances.count where distances[k] > noise[k] {
      guard orders.count == k - 1 else { return nil }
      let ratio = Quantity(value: distances[k - 1] / distances[k], noise: 0, scale: 1).logarithm
      let step = Quantity(value: sizes[k] / sizes[k - 1], noise: 0, scale: 1).logarithm
      orders.append(ratio.value / abs(step.value))
    }
    guard let last = orders.last else { return .infinity }
    guard last > 0.2, moves[moves.count - 1] < 0.95 * moves[moves.count - 2] else { return nil }
    guard orders.count >= 2 else { return last }
    let before = orders[orders.count - 2]
    // A distance that tends to something else than 0 has orders that fall towards 0.
    guard last > 0.6 * before || last > 0.9 * before.rounded(.up) else { return nil }
    return last
  }

  /// How far the difference of the sides moves from each value on the way to the next.
  private func moves(_ steps: [SideValues], _ ends: [SideValues], _ row: Int) -> [Double] {
    (1..<steps.count).map { k in
      var largest = 0.0
      for i in steps[k].values[row].indices where i < ends[k].values[row].count {
        let now = steps[k].values[row][i] - ends[k].values[row][i]
        let before = steps[k - 1].values[row][i] - ends[k - 1].values[row][i]
        largest = max(largest, abs(now - before))
      }
      return largest
    }
  }

  /// Whether rounding leaves too little of the values at a point to tell where they go.
  private func isBlind(_ steps: [SideValues], _ noise: [Double], _ row: Int) -> Bool {
    zip(steps, noise).contains { values, noise in
      let scale = values.values[row].reduce(0) { max($0, abs($1)) }
      return noise > LinkVerdict.coarsest * scale && noise > 0
    }
  }
}

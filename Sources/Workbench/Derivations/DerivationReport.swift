import Language
import Tensors

/// What is said of a link whose sides have no means over samples.
struct DerivationReport {
  let trial: LinkTrial
  let verdict: LinkVerdict
  let link: DerivationLink
  let label: String
  let index: Int
  let sides: [TrialSide]

  private var style: NumberStyle { trial.left.stage.session.output.style }

  /// What speaks for the link; a fault where it does not hold.
  func evidence() throws(Fault) -> String {
    let given = verdict.atGivenSizes
    if let raised = try raised() { throw raised }
    guard given.failing.isEmpty else { throw try failure() }
    guard !given.isPartial else { throw try partial() }
    guard given.isDecided else { throw try undecided() }
    let tried = verdict.holds ? verdict : given
    var text = "\(tried.count) points, "
    if tried.count == 1 { text = "as it stands, " }
    if tried.decided < tried.count { text = "\(tried.decided) of \(tried.count) points, " }
    text += "worst \(scientific(tried.worst))"
    if tried.resolution > 1e-8 {
      text += ", errors below \(scientific(tried.resolution)) do not show"
    }
    if !verdict.holds { text += ", for \(sizes(at: given)) only" }
    if let place = tried.infinities.first, let side = infiniteSide(tried, place) {
      let point = try point(place)
      text +=
        "; \(side) is infinite at "
        + (point.count <= 40 ? point : "\(tried.infinities.count) of them")
    }
    return text
  }

  private func scientific(_ x: Double) -> String {
    NumberStyle(digits: 2, notation: .scientific).format(x)
  }

  private func sizes(at verdict: LinkVerdict) -> String {
    guard let place = verdict.judgements.keys.first else { return "these sizes" }
    return trial.left.groups[place.group].integers.map { "\($0.name.spelled) = \($0.value)" }
      .joined(separator: ", ")
  }

  private func infiniteSide(_ verdict: LinkVerdict, _ place: PointPlace) -> String? {
    guard case .infinite(let side)? = verdict.judgements[place] else { return nil }
    return "side \(side == .left ? index + 1 : index + 2)"
  }

  // MARK: Failures

  private func failure() throws(Fault) -> Fault {
    let failing = verdict.failing
    let place = simplest(failing)
    let turns = try turning(failing)
    let values = try sideValues(at: place)
    var fault = Fault(
      "derive",
      "\(label) fails at \(failing.count) of \(verdict.count) points; \(try point(place)): "
        + "\(index + 1) is \(values.0), \(index + 2) is \(values.1)",
      at: trial.right.expression.span)
    if let pairing = trial.pairing {
      let other = (pairing.left(trial), pairing.right(trial))
      let partner = (try text(other.0, place), try text(other.1, place))
      fault = Fault(
        "derive",
        "\(label) fails at \(failing.count) of \(verdict.count) pairs of points; from "
          + "\(try point(place)) to \(try DerivationReport.point(place, other.0, other.1)): "
          + "\(index + 1) goes from \(values.0) to \(partner.0), \(index + 2) from \(values.1) to \(partner.1)",
        at: trial.right.expression.span)
    }
    if let turns { fault.details.notes.append(turns) }
    if let odd = try oddOneOut() { fault.details.notes.append(odd) }
    return try Mending(trial, verdict, index: index).diagnosed(fault)
  }

  /// The error that a side raises, at one point in ten or more.
  private func raised() throws(Fault) -> Fault? {
    for (side, number) in [(trial.left, index + 1), (trial.right, index + 2)] {
      var count = 0, total = 0, first: (Fault, PointPlace)?
      for (group, points) in side.groups.enumerated() where points.isAsGiven {
        let values = try side.values(group)
        total += points.count
        for row in 0..<points.count {
          guard let failure = values.failures[row] else { continue }
          count += 1
          if first == nil { first = (failure, PointPlace(group: group, row: row)) }
        }
      }
      guard let (raised, place) = first, 10 * count >= total else { continue }
      var fault = raised
      // What a graph raises does not know the numbers.
      do throws(Fault) {
        let recording = try side.recording(place.group)
        _ = try side.stage.call(
          recording.function, recording.arguments(at: place.row, on: side.stage),
          key: side.stage.key("rows", place.row))
      } catch {
        error.details.calls.removeAll { $0.name == "the function" && $0.span == side.stage.span }
        fault = error
      }
      fault.details.notes.append(
        "side \(number) fails so at \(count) of \(total) points; \(try point(place))")
      return fault
    }
    return nil
  }

  /// An inequality that holds the other way round at every point.
  private func turning(_ failing: [PointPlace]) throws(Fault) -> String? {
    guard link.relation != .equal, failing.count > verdict.holding.count else { return nil }
    let turned = LinkTrial(
      trial.left, link.relation == .atMost ? .atLeast : .atMost, trial.right, trial.sense)
    guard try turned.verdict().holds else { return nil }
    let sign = link.relation == .atMost ? ">=" : "<="
    return
      "the inequality turns: \(index + 1) \(sign) \(index + 2) holds at all \(verdict.decided) points"
  }

  /// Which of three or more sides differs from the others.
  private func oddOneOut() throws(Fault) -> String? {
    guard sides.count > 2, link.relation == .equal, case .exact = trial.sense else { return nil }
    for (other, side) in sides.enumerated() where other != index && other != index + 1 {
      guard try !side.isSampled() else { continue }
      for (own, odd) in [(index, index + 1), (index + 1, index)] {
        let trial = LinkTrial(sides[own], .equal, side)
        let verdict = try MendingTrial.attempt { () throws(Fault) in try trial.verdict() }
        guard let verdict, verdict.holds else { continue }
        let pair = [own + 1, other + 1].sorted()
        return "\(pair[0]) = \(pair[1]) holds: \(odd + 1) is the odd one out"
      }
    }
    return nil
  }

  private func partial() throws(Fault) -> Fault {
    let places = verdict.strays
    let place = simplest(places)
    let side: LinkVerdict.Side, what: String
    switch verdict.judgements[place] {
    case .nan(let found)?: (side, what) = (found, "nan")
    case .infinite(let found)?: (side, what) = (found, "infinite")
    default: return try undecided()
    }
    let number = side == .left ? index + 1 : index + 2
    let generic = verdict.kinds.values.count { $0 == .generic }
    let expression = (side == .left ? trial.left : trial.right).expression
    let fault = Fault(
      "derive",
      "\(label) is tried where side \(number) is \(what), at \(places.count) of \(generic) ordinary points: "
        + (try point(place)),
      at: try firstNaN(side == .left ? trial.left : trial.right, place) ?? expression.span,
      hint: "a condition on the domain: where ...")
    return try Mending(trial, verdict, index: index).conditioned(fault)
  }

  private func undecided() throws(Fault) -> Fault {
    let decided = verdict.decided
    for (side, number) in [(trial.left, index + 1), (trial.right, index + 2)] {
      for (group, points) in side.groups.enumerated() {
        let values = try side.values(group)
        let rows = Array(0..<points.count)
        let isNaN = rows.allSatisfy { row in
          values.failures[row] != nil || values.values[row].contains(where: \.isNaN)
        }
        guard isNaN, let row = rows.first(where: { values.failures[$0] == nil }) else { continue }
        let place = PointPlace(group: group, row: row)
        let culprit = try firstNaN(side, place)
        return Fault(
          "derive",
          "\(label): side \(number) is nan at every point; \(try point(place)): "
            + "this is the first part that is",
          at: culprit ?? side.expression.span)
      }
    }
    if 4 * verdict.voids.count > verdict.count, let place = verdict.voids.first {
      return Fault(
        "derive",
        "\(label): both sides are nan at \(verdict.voids.count) of \(verdict.count) points; \(try point(place))",
        at: try firstNaN(trial.right, place) ?? trial.right.expression.span,
        hint: "a domain in which they are numbers, or a condition: where ...")
    }
    return Fault(
      "derive",
      "\(label) is undecided: \(decided) of \(verdict.count) points decide, at the others numbers leave "
        + "the range or rounding hides the answer",
      at: trial.right.expression.span,
      hint: "a domain with moderate numbers, or forms that do not cancel (expm1, log1p)")
  }

  /// The smallest part of a side that is nan at a point, and does not stand inside a binder.
  private func firstNaN(_ side: TrialSide, _ place: PointPlace) throws(Fault) -> SourceSpan? {
    func search(_ e: Expression) throws(Fault) -> SourceSpan? {
      for child in e.children {
        if let found = try search(child) { return found }
      }
      let part = side.replaced(by: e)
      let values = try MendingTrial.attempt { () throws(Fault) in
        try part.values(place.group, at: [place.row], repeats: 0)
      }
      guard let values, values.values[0].contains(where: \.isNaN) else { return nil }
      return e.span
    }
    return try search(side.expression)
  }

  // MARK: Points

  /// The point that reads best: few coordinates, simple ones.
  private func simplest(_ places: [PointPlace]) -> PointPlace {
    places.min { rank($0) < rank($1) } ?? PointPlace(group: 0, row: 0)
  }

  private func rank(_ place: PointPlace) -> (Int, Int, Int) {
    let kind = trial.left.groups[place.group].kinds[place.row]
    let order = kind == .simple ? 0 : kind == .generic ? 1 : 2
    let size = trial.left.groups[place.group].integers.reduce(0.0) {
      $0 + Double($1.value.magnitude)
    }
    return (order, Int(min(size, 1e12)), place.row)
  }

  private func point(_ place: PointPlace) throws(Fault) -> String {
    try DerivationReport.point(place, trial.left, trial.right)
  }

  /// `k = 1, μ = [0.0], σ = 4.0`: the variables that the sides use, at a point.
  static func point(
    _ place: PointPlace, _ left: TrialSide, _ right: TrialSide
  ) throws(Fault) -> String {
    let stage = left.stage, group = left.groups[place.group]
    let names = [left, right].flatMap { Resolver.freeNames(of: $0.expression) }
    // The sizes of what is used, too.
    let used = Set(
      stage.header.needed(for: names, withDomains: true).map(\.name.canonical))
    let printer = ValuePrinter(style: stage.session.output.style)
    var parts = group.integers.filter { used.contains($0.name.canonical) }
      .map { "\($0.name.spelled) = \($0.value)" }
    for (column, value) in zip(group.columns, try group.row(place.row))
    where used.contains(column.name.canonical) {
      parts.append(
        column.of == nil
          ? "\(column.name.spelled) = \(printer.inline(value))"
          : "\(column.name.spelled) a random function")
    }
    return parts.isEmpty ? "as they stand" : parts.joined(separator: ", ")
  }

  /// The values of both sides, with as many digits as tell them apart.
  private func sideValues(at place: PointPlace) throws(Fault) -> (String, String) {
    var texts = ("", "")
    for digits in [style.digits, 9, 12, 17] where digits >= style.digits {
      let style = NumberStyle(digits: digits, width: style.width)
      texts = (try text(trial.left, place, style), try text(trial.right, place, style))
      if texts.0 != texts.1 { break }
    }
    return texts
  }

  private func text(
    _ side: TrialSide, _ place: PointPlace, _ style: NumberStyle? = nil
  ) throws(Fault) -> String {
    let recording = try side.recording(place.group)
    let values = try side.values(place.group)
    if let failure = values.failures[place.row] { return "an error (\(failure.details.message))" }
    let value = try recording.value(of: values, at: place.row)
    return ValuePrinter(style: style ?? self.style).inline(value)
  }
}

extension RecordedSide {
  /// The value at a point, as it is printed.
  func value(of values: SideValues, at row: Int) throws(Fault) -> Value {
    var place = 0, shape = 0
    return try form.mappingNumbers { (part) throws(Fault) in
      let own = values.shapes[shape]
      shape += 1
      let isComplex = part.numericType?.element == .c128
      let count = own.count * (isComplex ? 2 : 1)
      let numbers = Array(values.values[row][place..<place + count])
      place += count
      do throws(TensorError) {
        if isComplex {
          let complex = stride(from: 0, to: count, by: 2).map {
            Complex128(numbers[$0], numbers[$0 + 1])
          }
          return Value(try Tensor(own, complex))
        }
        return Value(try Tensor(own, numbers))
      } catch { throw Fault(OperationError(error), at: expression.span) }
    }
  }
}

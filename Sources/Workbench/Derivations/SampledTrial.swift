import Language
import Tensors
import Tracing

/// A link with means over samples on some side: sides are compared in standard errors.
///
/// Points have draws of their own. First 40 points with 1000 samples each: the link passes where no
/// |z| reaches 3.5, nor their sum √P times that. Else the eight worst points are tried twice with 16
/// times the samples and fresh draws, and the link fails only if one point has |z| > 4.5 with the
/// same sign both times, or their sum √8 times that: a family-wise error of about 10^-6.
struct SampledTrial {
  let left: TrialSide, right: TrialSide
  let link: DerivationLink
  let label: String
  let index: Int
  /// Whether means may be shares of samples that satisfy something.
  private let countsEvents: Bool

  private static let points = 40, worst = 8
  private static let passes = 3.5, fails = 4.5
  /// The largest tail index with which a contradiction is believed.
  private static let trusted = 0.45

  init(
    _ left: TrialSide, _ link: DerivationLink, _ right: TrialSide, _ label: String, _ index: Int
  ) throws(Fault) {
    self.left = left
    self.right = right
    self.link = link
    self.label = label
    countsEvents = [left, right].contains { $0.expression.countsEvents }
    self.index = index
    if case .exact = link.sense { return }
    throw Fault(
      "derive",
      "a link of estimates holds as written: up to const and up to factor need sides without samples",
      at: link.span, hint: "method=quad(64) or a finite support makes a mean exact")
  }

  /// What one point says.
  private struct Score {
    let place: PointPlace
    /// The difference in standard errors, of the number that differs most.
    let z: Double
    /// The standard error, and the size of the side that is exact, 0 where none is.
    let error: Double
    let size: Double
    /// The tail index of the draws, 0 where it is not known: from 0.5 on their variance is infinite.
    let tail: Double
    /// Whether one draw decides, so that the standard error cannot be trusted.
    var isHeavy: Bool { tail > Estimate.trustedTail }
    let values: (Value, Value)
  }

  /// What the points say; a fault where they contradict the link.
  func evidence() throws(Fault) -> String {
    let places = places()
    var scores: [Score] = []
    for place in places {
      if let score = try score(place, factor: places.count < 5 ? 16 : 1, round: 0) {
        scores.append(score)
      }
    }
    guard 2 * scores.count >= places.count, !scores.isEmpty else { throw undecided(places.count) }
    let sound = scores.filter { !$0.isHeavy }
    guard !sound.isEmpty, 2 * sound.count >= scores.count else { throw tooHeavy() }
    let sum = sound.reduce(0) { $0 + $1.z } / Double(sound.count).squareRoot()
    let largest = sound.map { abs($0.z) }.max() ?? 0
    if largest < SampledTrial.passes, abs(sum) < SampledTrial.passes {
      return try report(sound, largest)
    }
    let worst = sound.sorted { abs($0.z) > abs($1.z) }.prefix(SampledTrial.worst)
    var again: [[Score]] = [Array(worst)]
    for round in 1...2 {
      var found: [Score] = []
      for old in worst {
        if let new = try score(old.place, factor: places.count < 5 ? 256 : 16, round: round) {
          found.append(new)
        }
      }
      again.append(found)
    }
    if let culprit = contradiction(again, heaviest: SampledTrial.trusted) {
      throw try failure(culprit, sound.count)
    }
    // Means of draws whose variance is infinite, or nearly so, are too small by more than they say.
    if contradiction(again, heaviest: .infinity) != nil { throw tooHeavy() }
    return try report(sound, min(largest, SampledTrial.passes))
  }

  /// A point that contradicts the link in both rounds.
  private func contradiction(_ rounds: [[Score]], heaviest: Double) -> Score? {
    // Tails are judged by all rounds: in some of them they may look light.
    let heavy = Set(rounds.joined().filter { $0.tail >= heaviest }.map(\.place))
    let rounds = rounds.dropFirst().map { round in round.filter { !heavy.contains($0.place) } }
    for a in rounds[0] {
      guard let b = rounds[1].first(where: { $0.place == a.place }) else { continue }
      if abs(a.z) > SampledTrial.fails, abs(b.z) > SampledTrial.fails, a.z * b.z > 0 { return b }
    }
    let sums = rounds.map { round in
      let sound = round.filter(\.z.isFinite)
      return sound.reduce(0) { $0 + $1.z } / Double(max(1, sound.count)).squareRoot()
    }
    guard abs(sums[0]) > SampledTrial.fails, abs(sums[1]) > SampledTrial.fails,
      sums[0] * sums[1] > 0
    else { return nil }
    return rounds[1].max { abs($0.z) < abs($1.z) }
  }

  private func report(_ scores: [Score], _ largest: Double) throws(Fault) -> String {
    let style = NumberStyle(digits: 2)
    let isOne = left.groups.count == 1 && left.groups[0].count == 1
    var text =
      (isOne ? "as it stands" : "\(scores.count) points") + ", worst \(style.format(largest)) se"
    let shown = scores.filter { $0.size > 0 && $0.error > 0 }.map { $0.error / $0.size }.sorted()
    guard !shown.isEmpty else {
      let errors = scores.map(\.error).filter { $0 > 0 }.sorted()
      if !errors.isEmpty {
        text += "; an error of \(style.format(5 * errors[errors.count / 2])) would show"
      }
      return text
    }
    // An error of five standard errors would have been seen.
    let relative = 5 * shown[shown.count / 2]
    guard relative < 1 else { throw tooNoisy(relative) }
    text += "; an error of \(style.format(100 * relative)) % would show"
    if relative > 0.01 { text += ", of 1 % with n=\(draws(for: 0.01, from: relative))" }
    return text
  }

  /// The number of samples with which so large a relative error would show.
  private func draws(for wanted: Double, from relative: Double) -> String {
    let factor = (relative / wanted) * (relative / wanted)
    return NumberStyle(digits: 1).format(
      (Double(left.stage.sampling.count ?? 1000) * factor).rounded())
  }

  private func tooNoisy(_ relative: Double) -> Fault {
    Fault(
      "derive",
      "\(label) is too noisy to decide: only an error of \(NumberStyle(digits: 2).format(100 * relative)) % would show",
      at: left.expression.span,
      hint: "an error of 10 % would show with n=\(draws(for: 0.1, from: relative))")
  }

  private func tooHeavy() -> Fault {
    Fault(
      "derive", "\(label) is too heavy-tailed to decide: single draws carry the variance",
      at: right.expression.span,
      hint: "other draws (importance sampling), or an exact method: method=quad(64)")
  }

  private func undecided(_ count: Int) -> Fault {
    Fault(
      "derive",
      "\(label) is undecided: fewer than half of \(count) points have a number on both sides",
      at: right.expression.span)
  }

  private func failure(_ score: Score, _ count: Int) throws(Fault) -> Fault {
    let printer = ValuePrinter(style: left.stage.session.output.style)
    let point = try DerivationReport.point(score.place, left, right)
    let fault = Fault(
      "derive",
      "\(label) fails; \(point): \(index + 1) is \(printer.inline(score.values.0)), \(index + 2) is "
        + "\(printer.inline(score.values.1)) (\(NumberStyle(digits: 3).format(abs(score.z))) se)",
      at: right.expression.span)
    return try mended(fault)
  }

  /// The fault with what would mend the side that is no estimate, so that it fits the other one.
  private func mended(_ fault: Fault) throws(Fault) -> Fault {
    let isSampled = (try left.isSampled(), try right.isSampled())
    guard link.relation == .equal, isSampled.0 != isSampled.1 else { return fault }
    let (estimate, exact) = isSampled.0 ? (left, right) : (right, left)
    let deadline = ProcessorTime.now + Mending.limit
    let halfway = deadline - Mending.limit / 2
    var estimates: [(place: PointPlace, mean: Double, error: Double)] = []
    for place in places() where ProcessorTime.now < halfway {
      guard let value = try value(of: estimate, place, 16, 3), value.parts.count == 1,
        value.parts[0].estimate.flatMap(EstimateText.tails) == nil
      else { continue }
      let found = try recorded(at: estimate.expression.span) { () throws(TraceError) in
        try StandardErrors.numbers(value.parts[0])
      }
      let seen = MendingTrial.projection(found.means, errors: found.errors)
      if seen.0.isFinite, seen.1.isFinite { estimates.append((place, seen.0, seen.1)) }
    }
    let repair = try MendingTrial.attempt { () throws(Fault) -> Repair? in
      let pair = LinkTrial(estimate, .equal, exact)
      guard let trial = try MendingTrial(pair, estimates: estimates) else { return nil }
      return try MendingSearch(trial, givenSizesOnly: false, until: deadline).run()
    }
    guard let repair = repair ?? nil else { return fault }
    return fault.mended(
      by: repair, number: isSampled.0 ? index + 2 : index + 1,
      evidence: "fits the estimates at \(estimates.count) points", in: left.stage.session)
  }

  // MARK: Points

  private func places() -> [PointPlace] {
    var places: [PointPlace] = []
    let share = (SampledTrial.points - 1) / left.groups.count + 1
    for (group, points) in left.groups.enumerated() {
      let ordinary = (0..<points.count).filter { points.kinds[$0] != .extreme }
      for row in ordinary.prefix(share) { places.append(PointPlace(group: group, row: row)) }
    }
    return places
  }

  private func score(
    _ place: PointPlace, factor: Int, round: Int
  ) throws(Fault) -> Score? {
    let a = try value(of: left, place, factor, round),
      b = try value(of: right, place, factor, round)
    guard let a, let b else { return nil }
    let difference: Value
    do throws(OperationError) { difference = try Arithmetic.binary(.subtract, a, b) } catch {
      throw Fault(error, at: right.expression.span)
    }
    let tails = difference.parts.compactMap { $0.estimate?.tailIndex }.filter(\.isFinite)
    var worst = Score(
      place: place, z: 0, error: 0, size: 0, tail: tails.max() ?? 0, values: (a, b))
    for part in difference.parts where part.isNumeric {
      let found = try recorded(at: right.expression.span) { () throws(TraceError) in
        try StandardErrors.numbers(part)
      }
      for (mean, error) in zip(found.means, found.errors) {
        guard mean.isFinite, error.isFinite else { return nil }
        // Without an error the sides are numbers, compared as such.
        let least = 1e-9 * max(1e-300, size(of: b))
        // Of an event that no sample hit, or all, a share of one sample is not known.
        let unseen = countsEvents && error == 0 ? 1 / Double(1000 * factor) : 0
        let error = max(error, unseen)
        var z = mean / max(error, least / SampledTrial.fails)
        switch link.relation {
        case .equal: break
        case .atMost: z = max(z, 0)
        case .atLeast: z = min(z, 0)
        }
        if abs(z) >= abs(worst.z) {
          worst = Score(
            place: place, z: z, error: error, size: exactSize(a, b), tail: worst.tail,
            values: (a, b))
        }
      }
    }
    return worst
  }

  /// The size of the side without samples; 0 where both have some, as a mean that is 0 has no size.
  private func exactSize(_ a: Value, _ b: Value) -> Double {
    if !b.isEstimatedSomewhere { return size(of: b) }
    return a.isEstimatedSomewhere ? 0 : size(of: a)
  }

  private func size(of value: Value) -> Double {
    var largest = 0.0
    for part in value.mean.parts {
      guard let term = try? part.term(), let tensor = try? term.knownValue(),
        let numbers = try? tensor.numbers()
      else { continue }
      largest = numbers.reduce(largest) { max($0, $1.isFinite ? abs($1) : 0) }
    }
    return largest
  }

  /// The value of a side at a point, an estimate; nil where it has none.
  private func value(
    of side: TrialSide, _ place: PointPlace, _ factor: Int, _ round: Int
  ) throws(Fault) -> Value? {
    let stage = side.stage, recording = try side.recording(place.group)
    let usual = stage.sampling
    defer { stage.sampling = usual }
    stage.sampling.factor = factor
    let number = (place.group * 1000 + place.row) * 8 + round * 2 + (side === left ? 0 : 1)
    do throws(Fault) {
      let value = try stage.call(
        recording.function, try recording.arguments(at: place.row, on: stage),
        key: stage.key("samples", number))
      _ = try SideRecording.numbers(of: value, at: side.expression.span)
      return value
    } catch {
      if ["interrupted", "fuel", "name", "shape", "type"].contains(error.details.code) {
        throw error
      }
      return nil
    }
  }
}

extension Value {
  /// Whether some number in it is an estimate.
  fileprivate var isEstimatedSomewhere: Bool { parts.contains(where: \.isEstimated) }
}

extension Expression {
  /// Whether some part of it compares, or is a probability.
  fileprivate var countsEvents: Bool {
    switch kind {
    case .comparison, .logical, .conditional: return true
    case .call(let callee, _):
      if case .name(let name) = callee.kind, ["P", "where"].contains(name.canonical) {
        return true
      }
    default: break
    }
    return children.contains(where: \.countsEvents)
  }
}

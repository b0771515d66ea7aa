import Language
import Tensors

/// Tries every link of a derivation, tells what the points say, and fails at the first that is
/// wrong.
struct DerivationRun {
  let derivation: Derivation
  let stage: DerivationStage
  private let groups: [PointGroup]
  private let sides: [TrialSide]

  init(
    _ derivation: Derivation, in session: Session, module: Module, source: Source,
    at span: SourceSpan
  ) throws(Fault) {
    self.derivation = derivation
    let stage = DerivationStage(
      session, module: module, source: source, header: DerivationHeader(derivation), span: span)
    stage.sampling.count = 1000
    self.stage = stage
    let drawn = try PointDrawing(stage, for: derivation.sides).groups()
    let steps = try DerivationRun.steps(derivation, stage)
    let all = derivation.sides.map { side in
      TrialSide(side, at: drawn, on: stage) { DerivationRun.extra($0, steps, side) }
    }
    let usable = try DerivationRun.usable(all, derivation, stage)
    groups = usable.map { drawn[$0] }
    sides = all.map { $0.keeping(usable) }
  }

  /// Tries all links; prints those that hold.
  func callAsFunction(_ write: (String) -> Void) throws(Fault) {
    var failure: Fault?, others: [String] = []
    for (index, link) in derivation.links.enumerated() {
      let label = "\(index + 1) \(link.relation.rawValue) \(index + 2)\(link.sense.text)"
      do throws(Fault) {
        let evidence = try evidence(for: link, index, label)
        write("ok \(label): \(evidence)")
      } catch {
        if ["interrupted", "fuel"].contains(error.details.code) { throw error }
        guard failure != nil else {
          guard error.details.code == "derive" else { throw error }
          failure = error
          continue
        }
        others.append(
          error.details.message.contains(" fails ")
            ? "\(label) does not hold either" : "\(label): \(error.details.message)")
      }
    }
    guard let failure else { return }
    failure.details.notes += others
    throw failure
  }

  /// What the points say for a link; a fault where they do not.
  private func evidence(
    for link: DerivationLink, _ index: Int, _ label: String
  ) throws(Fault) -> String {
    let left = sides[index], right = sides[index + 1]
    if case .limit(let name, let values) = link.sense {
      return try LimitTrial(left, right, name, values, link).evidence(label, index)
    }
    let isSampled = (try left.isSampled(), try right.isSampled())
    if isSampled.0 || isSampled.1 {
      return try SampledTrial(left, link, right, label, index).evidence()
    }
    let trial = try trial(of: index)
    let verdict = try trial.verdict()
    return try DerivationReport(
      trial: trial, verdict: verdict, link: link, label: label, index: index, sides: sides
    ).evidence()
  }

  /// The trial of a link whose sides are no means, by its number from 0.
  func trial(of index: Int) throws(Fault) -> LinkTrial {
    let link = derivation.links[index]
    return LinkTrial(sides[index], link.relation, sides[index + 1], try sense(of: link))
  }

  private func sense(of link: DerivationLink) throws(Fault) -> LinkTrial.Sense {
    switch link.sense {
    case .exact, .limit: return .exact
    case .upToConstant(let names):
      return .upToConstant(try Pairing(names, of: groups, on: stage))
    case .upToFactor(let names):
      return .upToFactor(try Pairing(names, of: groups, on: stage))
    }
  }

  // MARK: Steps of limits

  /// The values on the way to the limit of each name that no entry of the header declares.
  typealias Steps = [(name: Name, values: [Value])]

  private static func steps(
    _ derivation: Derivation, _ stage: DerivationStage
  ) throws(Fault) -> Steps {
    var steps: Steps = []
    for link in derivation.links {
      guard case .limit(let name, let list) = link.sense,
        stage.header[name.canonical] == nil,
        !steps.contains(where: { $0.name.canonical == name.canonical })
      else { continue }
      steps.append((name, try LimitTrial.values(list, stage)))
    }
    return steps
  }

  /// In the links that are no limit such a name has one of its values.
  private static func extra(
    _ group: Int, _ steps: Steps, _ side: Expression
  ) -> [(name: Name, value: Value)] {
    let used = Set(Resolver.freeNames(of: side))
    return steps.filter { used.contains($0.name.canonical) }
      .map { ($0.name, $0.values[group % $0.values.count]) }
  }

  /// The groups at whose sizes all sides can be evaluated: those with sizes of our own choice only
  /// where they can.
  private static func usable(
    _ sides: [TrialSide], _ derivation: Derivation, _ stage: DerivationStage
  ) throws(Fault) -> [Int] {
    var usable: [Int] = []
    for (index, group) in (sides.first?.groups ?? []).enumerated() {
      do throws(Fault) {
        let forms = try sides.map { (side) throws(Fault) in try side.recording(index).shapes }
        // A link at sizes of our own choice only where its sides have one shape: `[x[1], x[2], x[3]]`.
        guard group.isAsGiven || forms.allSatisfy({ $0 == forms[0] }) else { continue }
        usable.append(index)
      } catch {
        if group.isAsGiven { throw undeclared(error, derivation, stage) }
      }
    }
    return usable
  }

  /// An undefined name in a derivation is a variable without a domain.
  private static func undeclared(_ fault: Fault, _ derivation: Derivation, _ stage: DerivationStage)
    -> Fault
  {
    guard fault.details.code == "name", let place = fault.details.span,
      place.source == stage.span.source, !derivation.calls(place)
    else { return fault }
    let name = String(stage.source.text(of: place))
    return Fault(
      "derive", "the variable \(name) has no domain", at: place,
      hint: "derive (\(name) in reals) { ... }")
  }
}

extension DerivationLink.Sense {
  /// The words as typed, after a blank.
  var text: String {
    switch self {
    case .exact, .limit: ""
    case .upToConstant(let names): " up to const" + Self.list(names)
    case .upToFactor(let names): " up to factor" + Self.list(names)
    }
  }

  private static func list(_ names: [Name]) -> String {
    names.isEmpty ? "" : "(" + names.map(\.spelled).joined(separator: ", ") + ")"
  }
}

extension Derivation {
  /// Whether a name at this place is that of a function that is called.
  fileprivate func calls(_ place: SourceSpan) -> Bool {
    func search(_ e: Expression) -> Bool {
      if case .call(let callee, _) = e.kind, callee.span == place { return true }
      return e.children.contains(where: search)
    }
    return sides.contains(where: search)
  }
}

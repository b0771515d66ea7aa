import Language
import Tensors

extension Session {
  /// KL(q || p) of two Normals of a vector by coordinate: it is the sum of those of the coordinates, as
  /// both densities are products. Nil for whatever else.
  func divergencesByAxis(
    of site: ExplainedPlace.Site, isInMoment: Bool
  ) throws(Fault) -> [Value]? {
    guard !isInMoment, case .call(let callee, let arguments) = site.expression.kind,
      case .name(let name) = callee.kind, name.canonical == "KL", arguments.count == 2,
      case .positional(let first) = arguments[0], case .positional(let second) = arguments[1],
      let pair = try values(of: [first, second], at: .term(site)),
      let normal = libraryFunction("Normal"), let divergence = libraryFunction("KL"),
      let q = coordinates(of: pair[0]), let p = coordinates(of: pair[1]), q.count == p.count
    else { return nil }
    var results: [Value] = []
    for (own, other) in zip(q, p) {
      let left = try call(normal, own, at: site.expression.span)
      let right = try call(normal, other, at: site.expression.span)
      results.append(try call(divergence, [left, right], at: site.expression.span))
    }
    return results
  }

  /// The mean and the deviation of each coordinate of a Normal whose coordinates are independent.
  private func coordinates(of value: Value) -> [[Value]]? {
    guard let (name, parameters) = value.family, name == "Normal", parameters.items.count == 2,
      let means = parameters.field("μ")?.elements(2...ExplainedFormula.mostAxes),
      let deviation = parameters.field("σ")
    else { return nil }
    if deviation.numericType?.shape.rank == 0 { return means.map { [$0, deviation] } }
    guard let deviations = deviation.elements(means.count...means.count) else { return nil }
    return zip(means, deviations).map { [$0, $1] }
  }

  private func call(
    _ f: Value, _ arguments: [Value], at span: SourceSpan
  ) throws(Fault) -> Value {
    try perform(height: 1, at: span) { (p, r, m) throws(Fault) in
      try Function.call(
        f, Arguments(positional: arguments, span: span), calleeSpan: span, p, &r, &m)
    }
  }
}

extension Value {
  /// The elements of a vector of so many; nil for whatever else.
  func elements(_ counts: ClosedRange<Int>) -> [Value]? {
    guard let type = numericType, type.shape.rank == 1, counts.contains(type.shape.count) else {
      return nil
    }
    var elements: [Value] = []
    for index in 1...type.shape.count {
      guard
        let element = try? Selection.take(self, [.value(.int(index))])
      else { return nil }
      elements.append(element)
    }
    return elements
  }
}

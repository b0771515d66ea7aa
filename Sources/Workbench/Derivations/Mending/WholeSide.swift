import Glibc
import Language

extension MendingSearch {
  /// Edits of the whole side: a factor or a term of it that is short, from what is seen of both sides.
  ///
  /// Nothing but the names is evaluated for it, so it is done whatever the other ways cost:
  ///
  ///     c = L/R,   c = (w·(L - R))/(w·t)
  ///
  /// with t one, or a name of the side's shape, and w the direction on which tensors are projected.
  func whole(_ root: Site) throws(Fault) -> [Edit] {
    guard trial.comparison == .equal, let group = trial.byGroup.first?.group,
      let shape = try trial.link.right.values(group).shapes.first
    else { return [] }
    let variables = try variables(half: 0)
    var edits = HoleEdits(
      side: side, other: trial.link.left.expression,
      vocabulary: Vocabulary(variables, variables: variables))
    let (left, own, slack) = (trial.target, trial.own, trial.tolerances)
    edits.explain(
      root, whole: zip(left, own).map { $0 / $1 }, errors: zip(slack, own).map { $0 / abs($1) },
      isFactor: true)
    let missing = zip(left, own).map { $0 - $1 }
    guard !shape.extents.isEmpty else {
      edits.explain(root, whole: missing, errors: slack, isFactor: false)
      return edits.edits
    }
    for name in [nil] + names.filter({ $0.sort.isTensor }).map(\.name) {
      guard let direction = try projections(of: name) else { continue }
      edits.explain(
        root, multiples: zip(missing, direction).map { $0 / $1 },
        errors: zip(slack, direction).map { $0 / abs($1) },
        of: name.map { .named($0) }, isTensor: true)
    }
    return edits.edits
  }

  /// What is seen of a name, or of ones where it is nil; nil where it is not of the side's shape.
  private func projections(of name: String?) throws(Fault) -> [Double]? {
    let values = try name.map { (name) throws(Fault) in try trial.values(of: .named(name)) }
    var seen: [Double] = []
    for (position, place) in trial.places.enumerated() {
      guard let shape = try trial.link.right.values(place.group).shapes.first else { return nil }
      guard let values else {
        seen.append(
          MendingTrial.projection([Double](repeating: 1, count: shape.extents.reduce(1, *))))
        continue
      }
      guard let value = values[position], value.shape == shape.extents else { return nil }
      seen.append(MendingTrial.projection(value.numbers))
    }
    return seen
  }
}

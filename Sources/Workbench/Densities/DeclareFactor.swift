import Language

/// `p(x | z; m) ~ D`: adds a factor to the density of the name, or replaces the one for the same variables.
final class DeclareFactor: Node {
  private let slot: Int
  private let name: String
  private let heading: DensityFactor.Heading
  private let law: Node
  private let rows: Node?
  private let text: String
  private let title: String
  private let free: [String]
  private let library: DensityLibrary

  init(
    _ name: String, slot: Int, _ heading: DensityFactor.Heading, law: Node, rows: Node?,
    text: String, title: String, free: [String], _ library: DensityLibrary, span: SourceSpan
  ) {
    self.name = name
    self.slot = slot
    self.heading = heading
    self.law = law
    self.rows = rows
    self.text = text
    self.title = title
    self.free = free
    self.library = library
    super.init(span: span, height: 2)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let place = m.base &+ slot
    var factors: [DensityFactor] = []
    if case .density(let density) = r[place] { factors = density.factors }
    let factor = DensityFactor(
      heading: heading, law: try law.eval(p, &r, &m),
      rows: try rows.map { (node) throws(Fault) in try node.eval(p, &r, &m) } ?? .unset,
      text: text, title: title, span: span, free: free)
    if let known = factors.firstIndex(where: { $0.heading.key == heading.key }) {
      factors[known] = factor
    } else {
      if let other = factors.first(where: { !$0.heading.key.isDisjoint(with: heading.key) }) {
        let both = heading.variables.first { other.heading.key.contains($0.name) }
        throw fault(
          "density", "\(both?.spelled ?? "") has a factor already: \(other.title)",
          hint: ":clear \(name) forgets all factors")
      }
      factors.append(factor)
    }
    try refuseUngiven(factors)
    r[place] = try Value.density(Density(name, factors, library)).bounded(at: span)
    return .unset
  }

  /// Refuses a right side with a variable of the density that its heading does not give: it would be
  /// another variable of the same name.
  private func refuseUngiven(_ factors: [DensityFactor]) throws(Fault) {
    for factor in factors {
      for other in factors {
        guard let variable = other.heading.variables.first(where: { factor.free.contains($0.name) })
        else { continue }
        throw fault(
          "density",
          "the right side of \(factor.title) has the variable \(variable.spelled) of \(name), which its "
            + "heading does not give", hint: "\(variable.spelled) stands behind `|`")
      }
    }
  }
}

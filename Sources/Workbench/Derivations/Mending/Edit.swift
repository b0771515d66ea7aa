import Language

/// One change of a side that might mend it.
struct Edit {
  /// The node that is changed.
  let path: NodePath
  /// The node as it was typed; the caret goes under it.
  let original: Expression
  /// The side with the change, tidied.
  let side: Expression
  /// What the change costs, in bits: the smaller, the likelier is the slip.
  let cost: Double
  /// What would mend the side: "factor `2`", "a missing term `-d`", "`r^2` for `r`".
  let message: String
  /// How the node is brought in where no caret shows it: "of" a factor, "in" an order; nil where the
  /// message names it.
  let preposition: String?

  /// The edit that puts another expression in a site's place.
  init(
    _ site: Site, in side: Expression, by node: Expression, cost: Double, _ message: String? = nil,
    _ preposition: String? = nil
  ) {
    let node = node.tidied
    path = site.path
    original = site.node
    self.side = side.replacing(site.path, by: node).tidied
    // On a tie the larger node is the one to name.
    self.cost = cost - 0.01 * Double(min(site.size, 20))
    self.preposition = preposition
    self.message = message ?? "`\(node.text)` for `\(site.node.text)`"
  }

  /// The message with the node that it is about.
  var placed: String {
    guard let preposition, !path.steps.isEmpty else { return message }
    return "\(message) \(preposition) `\(original.text)`"
  }

  /// Whether an edit leaves something to be said: not a side emptied by `x - x`, `x^0` or `0*x`.
  var isSubstantial: Bool { !Edit.isEmptied(side) }

  private static func isEmptied(_ e: Expression) -> Bool {
    if case .binary(let binary, let left, let right, _) = e.kind {
      switch binary {
      case .subtract: if left.text == right.text { return true }
      case .power: if right.literal == 0 { return true }
      case .multiply: if left.literal == 0 || right.literal == 0 { return true }
      case .divide: if left.literal == 0 || left.text == right.text { return true }
      case .add, .matrixProduct: break
      }
    }
    return e.children.contains(where: isEmptied)
  }
}

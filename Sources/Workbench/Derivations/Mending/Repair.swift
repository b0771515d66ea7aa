/// What would mend a side that fails.
struct Repair {
  /// The cheapest edit with which the link holds at all its points.
  let edit: Edit
  /// The next ones with which it holds.
  let alternatives: [Edit]
  /// Whether it was tried at the sizes that the header gives only.
  let givenSizesOnly: Bool
  /// Whether it is the left side of the link that is mended.
  var isOfLeft = false

  /// Whether the edit is only one way to mend it: dear ones are seldom the slip itself.
  var isOneOfMany: Bool { cost > 8 }

  /// The bits of the edit, three more where it is of the left side, which is taken as the definition.
  var cost: Double { edit.cost + (isOfLeft ? 3 : 0) }
}

/// What stands around the pane of a panel.
struct Furniture: OptionSet {
  let rawValue: Int

  static let title = Furniture(rawValue: 1)
  static let axisLabels = Furniture(rawValue: 2)
  static let tickLabels = Furniture(rawValue: 4)
  static let colourBar = Furniture(rawValue: 8)
  static let legendOutside = Furniture(rawValue: 16)
  static let legendInside = Furniture(rawValue: 32)

  /// From everything to nothing: what is left out first where there is little room.
  static let orders: [Furniture] = [
    [.title, .axisLabels, .tickLabels, .colourBar, .legendOutside, .legendInside],
    [.title, .axisLabels, .tickLabels, .colourBar, .legendInside],
    [.title, .axisLabels, .tickLabels, .legendInside],
    [.title, .tickLabels, .legendInside],
    [.tickLabels],
    [.title],
    [],
  ]
}

/// Room at the four sides of something.
struct Insets: Hashable {
  var left = 0.0
  var right = 0.0
  var top = 0.0
  var bottom = 0.0

  /// At each side the greater one.
  func joined(_ other: Insets) -> Insets {
    Insets(
      left: max(left, other.left), right: max(right, other.right), top: max(top, other.top),
      bottom: max(bottom, other.bottom))
  }
}

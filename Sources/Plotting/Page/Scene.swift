/// A page with everything at its place: what SVG and bitmaps are drawn from.
public struct Scene: Sendable {
  /// Shapes that belong together.
  public struct Group: Sendable {
    /// What they are: `grid`, `marks`, `legend`.
    public var name: String
    /// Where the origin of their coordinates stands on the page.
    public var origin: Point
    /// The part of the page, in their coordinates, outside which nothing is drawn; nil for all.
    public var clip: Box?
    /// From below to above.
    public var shapes: [Shape]

    /// A group; in the coordinates of the page unless told.
    public init(
      _ name: String, origin: Point = Point(0, 0), clip: Box? = nil, shapes: [Shape] = []
    ) {
      self.name = name
      self.origin = origin
      self.clip = clip
      self.shapes = shapes
    }
  }

  /// The size in units of 1/96 inch, whole numbers.
  public var size: Extents
  /// The colours of the inks.
  public var theme: Theme
  /// Whether the background is left out.
  public var isTransparent: Bool
  /// The size of letters at scale 1, in units.
  public var letterSize: Double
  /// What is to be seen, in words.
  public var title: String
  /// From below to above.
  public var groups: [Group]

  /// A scene.
  public init(
    size: Extents, theme: Theme, isTransparent: Bool, letterSize: Double, title: String,
    groups: [Group] = []
  ) {
    self.size = size
    self.theme = theme
    self.isTransparent = isTransparent
    self.letterSize = letterSize
    self.title = title
    self.groups = groups
  }
}

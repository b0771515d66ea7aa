/// The part of a picture inside its axes, on which marks draw themselves.
///
/// Its units are square: a circle in units is a circle to the eye, on paper and in a terminal.
public struct Pane: Sendable {
  /// Where numbers stand from left to right.
  public let x: Scale
  /// Where numbers stand from the top down; greater ones are higher.
  public let y: Scale
  /// The smallest dot that can be told from its neighbours: finer detail is lost.
  public let dot: Extents
  /// The height of a line of text.
  public let em: Double
  /// The number of the series that is being drawn, 0 for the first.
  public internal(set) var series = 0
  /// What was drawn, in order.
  public private(set) var shapes: [Shape] = []

  /// An empty pane.
  public init(x: Scale, y: Scale, dot: Extents, em: Double) {
    self.x = x
    self.y = y
    self.dot = dot
    self.em = em
  }

  /// From left to right, in units.
  public var width: Double { x.length }
  /// From top to bottom, in units.
  public var height: Double { y.length }
  /// The whole pane.
  public var box: Box { Box(x: 0, y: 0, width: width, height: height) }

  /// The place of a pair of numbers; its coordinates are nan where it has none.
  @inline(__always)
  public func point(_ x: Double, _ y: Double) -> Point { Point(self.x(x), self.y(y)) }

  /// Draws a shape, over those before it; those without points are left out.
  public mutating func draw(_ shape: Shape) {
    switch shape {
    case .line(let points, _), .area(let points, _), .symbols(let points, _):
      if points.isEmpty { return }
    case .arrow, .image, .text: break
    }
    shapes.append(shape)
  }
}

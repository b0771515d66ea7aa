import Glibc
import Testing

@testable import Plotting

/// A legend hides no curve while there is room beside it.
@Suite struct LegendTests {
  private static let x = (0...400).map { Double($0) / 40 }

  /// Curves from corner to corner, and how many names stand in the legend.
  private func figure(_ count: Int, _ f: (Double, Int) -> Double) -> Figure {
    .panel(
      Panel(
        marks: (0..<count).map { k in
          Line(x: Self.x, y: Self.x.map { f($0, k) }, label: "curve \(k)")
        }))
  }

  /// The box of the legend on a page: what is behind it, or the space that its names take.
  private func box(_ scene: Scene) -> (box: Box, isInside: Bool)? {
    guard let group = scene.groups.first(where: { $0.name == "legend" }) else { return nil }
    if case .area(let corners, _)? = group.shapes.first, corners.count == 4 {
      let width = corners[2].x - corners[0].x, height = corners[2].y - corners[0].y
      if width > 60 {
        return (Box(x: corners[0].x, y: corners[0].y, width: width, height: height), true)
      }
    }
    let places = group.shapes.compactMap { shape -> Point? in
      if case .text(_, let point, _) = shape { point } else { nil }
    }
    guard let left = places.map(\.x).min(), let top = places.map(\.y).min(),
      let bottom = places.map(\.y).max()
    else { return nil }
    return (Box(x: left, y: top, width: 40, height: bottom - top), false)
  }

  /// The length of lines inside a box, in units.
  private func hidden(_ scene: Scene, _ box: Box) -> Double {
    var length = 0.0
    for group in scene.groups where group.name == "marks" {
      for case .line(let points, _) in group.shapes {
        for (a, b) in zip(points, points.dropFirst()) {
          // In steps far smaller than a letter.
          let whole = hypot(b.x - a.x, b.y - a.y), steps = max(Int(whole), 1)
          for step in 0..<steps {
            let share = (Double(step) + 0.5) / Double(steps)
            let place = Point(
              group.origin.x + a.x + (b.x - a.x) * share, group.origin.y + a.y + (b.y - a.y) * share
            )
            if box.contains(place) { length += whole / Double(steps) }
          }
        }
      }
    }
    return length
  }

  @Test(arguments: [2, 3, 5, 8]) func thinCurvesInAllCornersPutItBeside(count: Int) throws {
    // Waves of all phases: wherever the legend stood, curves would go through it.
    let scene = Page.scene(figure(count) { sin($0 * 4 + Double($1) * 2 * .pi / Double(count)) })
    let legend = try #require(box(scene))
    #expect(!legend.isInside)
    #expect(hidden(scene, legend.box) == 0)
  }

  @Test(arguments: [1, 2, 4]) func aFreeCornerIsTaken(count: Int) throws {
    let scene = Page.scene(figure(count) { exp($0 / 2 - Double($1) / 5) })
    let legend = try #require(box(scene))
    #expect(legend.isInside)
    #expect(hidden(scene, legend.box) == 0)
  }
}

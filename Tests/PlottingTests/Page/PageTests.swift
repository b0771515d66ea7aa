import Testing

@testable import Plotting

/// Figures are laid out with nothing outside the page and no label on another.
@Suite struct PageTests {
  private func points(_ shape: Shape) -> [Point] {
    switch shape {
    case .line(let points, _), .area(let points, _), .symbols(let points, _): points
    case .arrow(let from, let to, _): [from, to]
    case .image(_, let box): box.corners
    case .text(_, let at, _): [at]
    }
  }

  private func texts(_ scene: Scene, in names: Set<String>) -> [(text: String, box: Box)] {
    scene.groups.filter { names.contains($0.name) }.flatMap(\.shapes).compactMap { shape in
      guard case .text(let text, let point, let style) = shape else { return nil }
      return (text, PlacedText(text, at: point, style, letterSize: scene.letterSize).box)
    }
  }

  private func meet(_ a: Box, _ b: Box) -> Bool {
    let slack = 0.51
    return a.x + slack < b.right && b.x + slack < a.right && a.y + slack < b.bottom
      && b.y + slack < a.bottom
  }

  /// Whatever the figure and the page: no trap, finite places near the page, text on the page, and no
  /// text on another.
  @Test(arguments: 0..<300) func holdsEverything(seed: Int) {
    var samples = Samples(seed)
    let figure = samples.figure(), style = samples.style()
    let scene = Page.scene(figure, style)
    let page = Box(
      x: -0.5, y: -0.5, width: scene.size.width + 1, height: scene.size.height + 1)
    for group in scene.groups {
      for point in group.shapes.flatMap(points) {
        #expect(point.isFinite)
        #expect(abs(point.x) <= 40_000 && abs(point.y) <= 40_000)
      }
    }
    let texts = texts(scene, in: ["text", "colours", "legend"])
    let outside = texts.filter {
      !page.contains($0.box.corners[0]) || !page.contains($0.box.corners[2])
    }
    #expect(outside.map(\.text).isEmpty, "outside \(scene.size)")
    let labels = self.texts(scene, in: ["text"])
    let meeting = labels.indices.flatMap { index in
      labels[(index + 1)...].filter { meet(labels[index].box, $0.box) }.map {
        labels[index].text + " | " + $0.text
      }
    }
    #expect(meeting.isEmpty, "on \(scene.size)")
  }

  /// Panels of a column start at one line, those of a row end at one.
  @Test func panesStandInLine() {
    let x = [0.0, 1, 2], wide = Panel(marks: [Line(x: x, y: [0, 1e-9, 3e5])], title: "wide")
    let narrow = Panel(marks: [Line(x: x, y: x)], x: Axis(label: "x"))
    let scene = Page.scene(
      .rows([[.panel(wide), .panel(narrow)], [.panel(narrow), .panel(wide)]]))
    let panes = scene.groups.filter { $0.name == "marks" }.map { group in
      Box(
        x: group.origin.x, y: group.origin.y, width: (group.clip?.width ?? 0) - 2,
        height: (group.clip?.height ?? 0) - 2)
    }
    #expect(panes.count == 4)
    guard panes.count == 4 else { return }
    #expect(panes[0].x == panes[2].x && panes[1].x == panes[3].x)
    #expect(panes[0].bottom == panes[1].bottom && panes[2].bottom == panes[3].bottom)
    #expect(Set(panes.map(\.width)).count == 1 && Set(panes.map(\.height)).count == 1)
  }

  /// A circle is a circle on every page.
  @Test(arguments: [(640.0, 400.0), (200, 600), (90, 70)])
  func proportionsAreKept(size: (Double, Double)) throws {
    let panel = Panel(marks: [Line(x: [0, 4], y: [0, 2])], isProportional: true)
    let scene = Page.scene(.panel(panel), PageStyle(width: size.0, height: size.1))
    let clip = try #require(scene.groups.first { $0.name == "marks" }?.clip)
    let framing = Framing(panel)
    let share = framing.x.halfLength / framing.y.halfLength
    let pane = (clip.width - 2) / (clip.height - 2)
    #expect(abs(pane / share - 1) < 0.05)
  }

  /// The legend stands in the corner without ink.
  @Test func legendsHideNothing() throws {
    for (x, y, isRight, isTop) in [
      ([0.0, 1], [0.0, 1], false, true), ([0, 1], [1, 0], true, true),
      ([0, 0, 1], [0, 1, 1], true, false), ([0, 0.9, 0.9, 1], [1, 1, 0, 0], false, false),
    ] {
      let scene = Page.scene(Figure(Line(x: x, y: y, label: "a line")))
      let legend = try #require(texts(scene, in: ["legend"]).first).box
      #expect((legend.x > 320) == isRight)
      #expect((legend.y < 200) == isTop)
    }
  }

  /// A text at the edge of the pane is moved onto the page.
  @Test func notesStayOnThePage() throws {
    for (x, y) in [(0.0, 0.0), (1, 0), (0, 1), (1, 1)] {
      for anchor in [TextStyle.Anchor.start, .middle, .end] {
        let scene = Page.scene(
          .panel(
            Panel(
              marks: [
                Line(x: [0, 1], y: [0, 1]),
                Note("a note of some length", x: x, y: y, anchor: anchor),
              ], x: Axis(range: AxisRange(low: 0, high: 1)),
              y: Axis(range: AxisRange(low: 0, high: 1)))))
        let group = try #require(scene.groups.last { $0.name == "marks" })
        guard case .text(let text, let point, let style) = try #require(group.shapes.last) else {
          Issue.record("no text")
          return
        }
        let place = Point(group.origin.x + point.x, group.origin.y + point.y)
        let box = PlacedText(text, at: place, style, letterSize: scene.letterSize).box
        #expect(box.x >= 0 && box.right <= 640 && box.y >= 0 && box.bottom <= 400)
      }
    }
  }

  /// On the smallest pages what is least needed is left out, the marks never.
  @Test func smallPagesShowTheMarks() {
    let panel = Panel(
      marks: [Line(x: [0, 1, 2], y: [3, 1, 4], label: "f")], title: "title", x: Axis(label: "x"),
      y: Axis(label: "y"))
    var counts: [Int] = []
    for (width, height) in [(20.0, 14.0), (60, 40), (100, 70), (200, 150), (640, 400)] {
      let scene = Page.scene(.panel(panel), PageStyle(width: width, height: height))
      #expect(scene.groups.contains { $0.name == "marks" })
      counts.append(texts(scene, in: ["text", "legend"]).count)
    }
    #expect(counts == counts.sorted())
    #expect(counts[0] == 0)
  }

  /// A still of an animation is its end; frames of different sizes have one page.
  @Test func framesShareAPage() {
    let small = Figure(Line(x: [0, 1], y: [0, 1]))
    let frames = Figure.frames([small, .rows([[small, small]])], seconds: 1)
    let first = Page.scene(frames, frame: 0, PageStyle()), last = Page.scene(frames, PageStyle())
    #expect(first.size == last.size)
    #expect(last.groups.filter { $0.name == "marks" }.count == 2)
  }
}

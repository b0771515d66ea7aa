import Testing

@testable import Plotting

/// Notes stand beside their points and stay inside the pane.
@Suite struct NoteTests {
  private func text(_ note: Note) -> (at: Point, style: TextStyle)? {
    for case .text(_, let at, let style) in TestPane.shapes(note) { return (at, style) }
    return nil
  }

  @Test func standsBesideItsPoint() throws {
    let found = try #require(text(Note("ab", x: 2, y: 5)))
    #expect(found.at == Point(23.5, 50) && found.style.anchor == .start)
    let above = try #require(text(Note("ab", x: 5, y: 5, anchor: .middle, height: .bottom)))
    #expect(above.at == Point(50, 46.5))
  }

  @Test func turnsToTheOtherSideAtTheEdge() {
    #expect(text(Note("abcd", x: 9.5, y: 5))?.style.anchor == .end)
    #expect(text(Note("abcd", x: 0.5, y: 5, anchor: .end))?.style.anchor == .start)
    #expect(text(Note("abcd", x: 9.9, y: 5, anchor: .middle))?.style.anchor == .end)
  }

  @Test func takesItsPoint() {
    let extent = Note("a", x: 2, y: 3).extent(log: AxisPair(x: false, y: false))
    #expect(extent.x == Interval(2, 2) && extent.y == Interval(3, 3))
    #expect(text(Note("a", x: .nan, y: 3)) == nil && text(Note("", x: 1, y: 3)) == nil)
  }
}

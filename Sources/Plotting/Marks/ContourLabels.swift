import Glibc

/// Writes levels on lines where these are flat, and cuts the lines there.
enum ContourLabels {
  /// The size of the letters, as a multiple of the pane's.
  static let scale = 0.8

  /// The most labels of a level.
  private static let most = 3

  /// Gives labels to the lines: none over another, none beyond the pane, none on the line of another level.
  static func place(_ levels: inout [ContourLines], on pane: Pane) {
    var taken: [Box] = []
    for index in levels.indices {
      let level = levels[index].level
      let step = zip(levels.dropFirst(), levels).map { $0.level - $1.level }.min() ?? 0
      let text = Ticks.label(level, step: step)
      let size = Extents(
        (Double(text.count) + 0.5) * 0.6 * pane.em * scale, pane.em * scale * 1.2)
      let others = levels.indices.filter { $0 != index }.flatMap { levels[$0].lines }
      for line in levels[index].lines.sorted(by: { $0.count > $1.count }).prefix(most) {
        let candidates = candidates(line, size, pane)
        guard
          let box = candidates.first(where: { box in
            !taken.contains { meet($0, box) } && !others.contains { passes($0, box) }
          })
        else { continue }
        taken.append(box)
        levels[index].labels.append((text, box))
      }
      let boxes = levels[index].labels.map(\.box)
      levels[index].lines = levels[index].lines.flatMap { line in
        boxes.reduce([line]) { pieces, box in pieces.flatMap { cut($0, box) } }
      }
    }
  }

  /// Boxes on a line inside the pane, the one first under which the line is flattest.
  private static func candidates(_ line: [Point], _ size: Extents, _ pane: Pane) -> [Box] {
    var places: [(box: Box, steepness: Double)] = []
    var passed = 0.0, next = size.width
    let length = zip(line, line.dropFirst()).reduce(0.0) {
      $0 + hypot($1.1.x - $1.0.x, $1.1.y - $1.0.y)
    }
    guard length > 4 * size.width else { return [] }
    let step = max(length / 60, size.width / 2)
    for (from, to) in zip(line, line.dropFirst()) {
      let part = hypot(to.x - from.x, to.y - from.y)
      while part > 0, next <= passed + part, next < length - size.width {
        let share = (next - passed) / part
        let centre = Point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
        let box = Box(
          x: centre.x - size.width / 2, y: centre.y - size.height / 2, width: size.width,
          height: size.height)
        if box.x >= 0, box.y >= 0, box.right <= pane.width, box.bottom <= pane.height {
          places.append((box, steepness(line, box)))
        }
        next += step
      }
      passed += part
    }
    return places.sorted { $0.steepness < $1.steepness }.map(\.box)
  }

  /// How far from its middle, up or down, a line is within the width of a box.
  private static func steepness(_ line: [Point], _ box: Box) -> Double {
    let near = line.lazy.filter {
      $0.x >= box.x && $0.x <= box.right && abs($0.y - box.centre.y) < 2 * box.width
    }
    return near.reduce(0) { max($0, abs($1.y - box.centre.y)) }
  }

  private static func meet(_ a: Box, _ b: Box) -> Bool {
    a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom
  }

  /// Whether a line passes through a box.
  private static func passes(_ line: [Point], _ box: Box) -> Bool {
    zip(line, line.dropFirst()).contains { box.part(from: $0, to: $1) != nil }
  }

  /// The pieces of a line outside a box.
  private static func cut(_ line: [Point], _ box: Box) -> [[Point]] {
    var pieces: [[Point]] = []
    var piece = Array(line.prefix(1))
    for (from, to) in zip(line, line.dropFirst()) {
      guard let inside = box.part(from: from, to: to) else {
        piece.append(to)
        continue
      }
      let at = { (share: Double) in
        Point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
      }
      if inside.from > 0 { piece.append(at(inside.from)) }
      if piece.count > 1 { pieces.append(piece) }
      piece = inside.to < 1 ? [at(inside.to), to] : []
      if inside.to == 1 { piece = [to] }
    }
    if piece.count > 1 { pieces.append(piece) }
    return pieces
  }
}

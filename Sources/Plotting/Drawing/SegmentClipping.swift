extension Box {
  /// The part of a segment that lies in the box, as shares of its length (Liang and Barsky 1984); nil where
  /// there is none.
  func part(from a: Point, to b: Point) -> (from: Double, to: Double)? {
    var from = 0.0, to = 1.0
    let sides = [(a.x, b.x - a.x, x, right), (a.y, b.y - a.y, y, bottom)]
    for (start, step, least, greatest) in sides {
      if step == 0 {
        guard start >= least, start <= greatest else { return nil }
        continue
      }
      let one = (least - start) / step, other = (greatest - start) / step
      from = max(from, min(one, other))
      to = min(to, max(one, other))
    }
    return from <= to ? (from, to) : nil
  }
}

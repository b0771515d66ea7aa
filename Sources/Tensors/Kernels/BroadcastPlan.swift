/// How two row-major operands are walked together in the order of their common shape.
///
/// Neighbouring axes that both operands walk alike are merged, so equal shapes and scalar
/// operands become one run, and rows or columns that stretch become two axes.
struct BroadcastPlan {
  /// A merged axis: its length, and how far each operand moves along it.
  struct Axis {
    var extent: Int
    var x: Int
    var y: Int
  }

  /// Consecutive result elements; an operand moves by its step, 0 or 1, from one to the next.
  struct Run {
    let start: Int
    let x: Int
    let y: Int
    let count: Int
  }

  /// The innermost axis; the steps of the operands are 0 or 1.
  private(set) var inner = Axis(extent: 1, x: 1, y: 1)
  /// The other axes, outermost last.
  private(set) var outer: [Axis] = []

  init(_ x: Shape, _ y: Shape, result: Shape) {
    if x == y {
      inner = Axis(extent: result.count, x: 1, y: 1)
    } else if y.rank == 0 {
      inner = Axis(extent: result.count, x: 1, y: 0)
    } else if x.rank == 0 {
      inner = Axis(extent: result.count, x: 0, y: 1)
    } else {
      merge(x, y, result)
    }
  }

  private mutating func merge(_ x: Shape, _ y: Shape, _ result: Shape) {
    var axes: [Axis] = []
    var xStride = 1, yStride = 1
    for k in 1..<(result.rank &+ 1) {
      let extent = result[result.rank &- k]
      let xExtent = k <= x.rank ? x[x.rank &- k] : 1
      let yExtent = k <= y.rank ? y[y.rank &- k] : 1
      let axis = Axis(
        extent: extent, x: xExtent == 1 ? 0 : xStride, y: yExtent == 1 ? 0 : yStride)
      xStride &*= xExtent
      yStride &*= yExtent
      if extent == 1 { continue }
      if let last = axes.last, axis.x == last.x &* last.extent, axis.y == last.y &* last.extent {
        axes[axes.count &- 1].extent &*= extent
      } else {
        axes.append(axis)
      }
    }
    guard let first = axes.first else { return }
    inner = first
    outer = Array(axes.dropFirst())
  }

  /// Calls `body` for the runs that make up a range of result positions.
  func forEachRun(in range: Range<Int>, _ body: (Run) -> Void) {
    guard !outer.isEmpty else {
      let start = range.lowerBound
      body(Run(start: start, x: start &* inner.x, y: start &* inner.y, count: range.count))
      return
    }
    var row = range.lowerBound / inner.extent
    var skip = range.lowerBound &- row &* inner.extent
    var counters = [Int](repeating: 0, count: outer.count)
    var x = 0, y = 0
    for k in outer.indices {
      let (quotient, remainder) = row.quotientAndRemainder(dividingBy: outer[k].extent)
      counters[k] = remainder
      x &+= remainder &* outer[k].x
      y &+= remainder &* outer[k].y
      row = quotient
    }
    var position = range.lowerBound
    while position < range.upperBound {
      let left = range.upperBound &- position
      let count = inner.extent &- skip < left ? inner.extent &- skip : left
      body(Run(start: position, x: x &+ skip &* inner.x, y: y &+ skip &* inner.y, count: count))
      position &+= count
      skip = 0
      advance(&counters, &x, &y)
    }
  }

  private func advance(_ counters: inout [Int], _ x: inout Int, _ y: inout Int) {
    for k in outer.indices {
      counters[k] &+= 1
      x &+= outer[k].x
      y &+= outer[k].y
      if counters[k] < outer[k].extent { return }
      x &-= outer[k].x &* outer[k].extent
      y &-= outer[k].y &* outer[k].extent
      counters[k] = 0
    }
  }
}

/// The three lengths of a reduction over a group of neighbouring axes: what lies before them, the
/// group itself, and what lies after.
struct ReductionLayout {
  let outer: Int
  let length: Int
  let inner: Int
}

/// Elements of one block of a reduction.
///
/// A block is added up in lanes, block results are combined pairwise: the order depends on the
/// length alone, never on threads.
private let rowBlock = 4096
private let lanes = 32
/// Rows added one after another before results are combined pairwise, where columns are reduced.
private let columnBlock = 64
/// Columns that are reduced together.
private let strip = 256
/// Rows too short for lanes that are reduced side by side.
private let shortRows = 8

/// Reduces `input`, laid out as `layout` says, into `outer * inner` results.
func reduce<M: Monoid>(
  _: M.Type, _ input: UnsafePointer<M.Member>, _ layout: ReductionLayout,
  _ out: UnsafeMutablePointer<M.Member>
) throws(TensorError) {
  let (outer, length, inner) = (layout.outer, layout.length, layout.inner)
  guard length > 0 else {
    for i in 0..<outer &* inner { out[i] = M.identity }
    return
  }
  if inner != 1 { return try reduceColumns(M.self, input, layout, out) }
  if outer == 1 && length > 8 &* rowBlock {
    out[0] = try reduceLongRow(M.self, input, length)
    return
  }
  try forEachBlock(outer, size: max(1, elementwiseBlock / length)) { range in
    var row = range.lowerBound
    if length < 2 &* lanes {
      while range.upperBound &- row >= shortRows {
        reduceShortRows(M.self, input + row &* length, length, out + row)
        row &+= shortRows
      }
    }
    while row < range.upperBound {
      out[row] = rowTree(M.self, input + row &* length, length)
      row &+= 1
    }
  }
}

/// Some rows that are each combined from left to right: side by side they need not wait for each
/// other's sums.
@inline(__always)
private func reduceShortRows<M: Monoid>(
  _: M.Type, _ input: UnsafePointer<M.Member>, _ length: Int,
  _ out: UnsafeMutablePointer<M.Member>
) {
  var sums = InlineArray<8, M.Member>(repeating: M.identity)
  for row in 0..<shortRows { sums[row] = input[row &* length] }
  for k in 1..<length {
    for row in 0..<shortRows { sums[row] = M.combine(sums[row], input[row &* length &+ k]) }
  }
  for row in 0..<shortRows { out[row] = sums[row] }
}

/// One row whose blocks are shared by all threads.
private func reduceLongRow<M: Monoid>(
  _: M.Type, _ input: UnsafePointer<M.Member>, _ length: Int
) throws(TensorError) -> M.Member {
  let blocks = (length &+ rowBlock &- 1) / rowBlock
  let partial = UnsafeMutablePointer<M.Member>.allocate(capacity: blocks)
  defer { partial.deallocate() }
  try forEachBlock(blocks, size: 8) { range in
    for block in range {
      let start = block &* rowBlock
      partial[block] = reduceBlock(M.self, input + start, min(rowBlock, length &- start))
    }
  }
  return pairTree(M.self, 0..<blocks) { partial[$0] }
}

private func rowTree<M: Monoid>(
  _: M.Type, _ input: UnsafePointer<M.Member>, _ length: Int
) -> M.Member {
  if length <= rowBlock { return reduceBlock(M.self, input, length) }
  return pairTree(M.self, 0..<(length &+ rowBlock &- 1) / rowBlock) { block in
    let start = block &* rowBlock
    return reduceBlock(M.self, input + start, min(rowBlock, length &- start))
  }
}

/// Combines the results of blocks as a balanced tree.
private func pairTree<M: Monoid>(
  _: M.Type, _ range: Range<Int>, _ leaf: (Int) -> M.Member
) -> M.Member {
  if range.count == 1 { return leaf(range.lowerBound) }
  let middle = range.lowerBound &+ range.count / 2
  let left = pairTree(M.self, range.lowerBound..<middle, leaf)
  return M.combine(left, pairTree(M.self, middle..<range.upperBound, leaf))
}

/// A block: whole groups of `lanes` elements lane by lane, the lanes by halves, then the rest.
@inline(__always)
private func reduceBlock<M: Monoid>(
  _: M.Type, _ input: UnsafePointer<M.Member>, _ count: Int
) -> M.Member {
  var result = input[0]
  var start = 1
  if count >= 2 &* lanes {
    withUnsafeTemporaryAllocation(of: M.Member.self, capacity: lanes) { buffer in
      guard let sums = buffer.baseAddress else { return }
      sums.initialize(from: input, count: lanes)
      start = lanes
      while start &+ lanes <= count {
        for lane in 0..<lanes { sums[lane] = M.combine(sums[lane], input[start &+ lane]) }
        start &+= lanes
      }
      var width = lanes / 2
      while width > 0 {
        for lane in 0..<width { sums[lane] = M.combine(sums[lane], sums[lane &+ width]) }
        width /= 2
      }
      result = sums[0]
    }
  }
  while start < count {
    result = M.combine(result, input[start])
    start &+= 1
  }
  return result
}

private func reduceColumns<M: Monoid>(
  _: M.Type, _ input: UnsafePointer<M.Member>, _ layout: ReductionLayout,
  _ out: UnsafeMutablePointer<M.Member>
) throws(TensorError) {
  let (length, inner) = (layout.length, layout.inner)
  let strips = (inner &+ strip &- 1) / strip
  let jobs = max(1, elementwiseBlock / (length &* min(strip, inner)))
  try forEachBlock(layout.outer &* strips, size: jobs) { range in
    for job in range {
      let (row, column) = job.quotientAndRemainder(dividingBy: strips)
      let first = column &* strip
      let base = input + (row &* length &* inner &+ first)
      columnTree(
        M.self, base, inner, 0..<length, min(strip, inner &- first), out + (row &* inner &+ first))
    }
  }
}

/// Combines rows into `out` one after another, four at a time so that `out` is less often read and
/// written.
@inline(__always)
private func addRows<M: Monoid>(
  _: M.Type, _ input: UnsafePointer<M.Member>, _ stride: Int, _ rows: Int, _ width: Int,
  _ out: UnsafeMutablePointer<M.Member>
) {
  var row = 0
  while rows &- row >= 4 {
    let a = input + row &* stride, b = a + stride, c = b + stride, d = c + stride
    for k in 0..<width {
      out[k] = M.combine(M.combine(M.combine(M.combine(out[k], a[k]), b[k]), c[k]), d[k])
    }
    row &+= 4
  }
  while row < rows {
    let values = input + row &* stride
    for k in 0..<width { out[k] = M.combine(out[k], values[k]) }
    row &+= 1
  }
}

/// Combines the rows of a range into `out`, `width` columns at once, as a balanced tree.
private func columnTree<M: Monoid>(
  _: M.Type, _ input: UnsafePointer<M.Member>, _ stride: Int, _ range: Range<Int>, _ width: Int,
  _ out: UnsafeMutablePointer<M.Member>
) {
  if range.count <= columnBlock {
    out.update(from: input + range.lowerBound &* stride, count: width)
    addRows(
      M.self, input + (range.lowerBound &+ 1) &* stride, stride, range.count &- 1, width, out)
    return
  }
  let blocks = (range.count &+ columnBlock &- 1) / columnBlock
  let middle = range.lowerBound &+ (blocks / 2) &* columnBlock
  columnTree(M.self, input, stride, range.lowerBound..<middle, width, out)
  withUnsafeTemporaryAllocation(of: M.Member.self, capacity: width) { buffer in
    guard let right = buffer.baseAddress else { return }
    columnTree(M.self, input, stride, middle..<range.upperBound, width, right)
    for k in 0..<width { out[k] = M.combine(out[k], right[k]) }
  }
}

/// The sum of the squares of some numbers, with the bits of the sum of a tensor that holds them: the squares are
/// made a block at a time and never stored.
func sumOfSquares<F: FloatingElement>(
  _ input: UnsafePointer<F>, _ count: Int
) throws(TensorError) -> F {
  guard count > 0 else { return FloatingSum<F>.identity }
  let blocks = (count &+ rowBlock &- 1) / rowBlock
  let partial = UnsafeMutablePointer<F>.allocate(capacity: blocks)
  defer { partial.deallocate() }
  try forEachBlock(blocks, size: 8) { range in
    withUnsafeTemporaryAllocation(of: F.self, capacity: min(rowBlock, count)) { squares in
      guard let room = squares.baseAddress else { return }
      for block in range {
        let start = block &* rowBlock, length = min(rowBlock, count &- start)
        for k in 0..<length { room[k] = input[start &+ k] * input[start &+ k] }
        partial[block] = reduceBlock(FloatingSum<F>.self, room, length)
      }
    }
  }
  return pairTree(FloatingSum<F>.self, 0..<blocks) { partial[$0] }
}

/// A view of a tensor's elements that need not be contiguous: the source of transposition,
/// slicing and broadcasting.
struct StridedView {
  /// A merged axis of the view.
  struct Axis {
    var extent: Int
    var stride: Int
  }

  /// The position of the first element.
  let offset: Int
  /// The axes, innermost first, neighbours merged where they are walked as one.
  let axes: [Axis]
  let count: Int

  init(offset: Int, extents: [Int], strides: [Int]) {
    self.offset = offset
    count = Shape(extents).count
    var axes: [Axis] = []
    for k in extents.indices.reversed() where extents[k] != 1 {
      if let last = axes.last, strides[k] == last.stride &* last.extent {
        axes[axes.count &- 1].extent &*= extents[k]
      } else {
        axes.append(Axis(extent: extents[k], stride: strides[k]))
      }
    }
    self.axes = axes
  }

  /// The axis that lies contiguously in memory, where it is not the innermost: copying is then a
  /// transposition, done tile by tile so that both sides stay in the cache.
  fileprivate var contiguousAxis: Int? {
    guard let inner = axes.first, inner.stride.magnitude > 1 else { return nil }
    return axes.indices.dropFirst().first { axes[$0].stride == 1 }
  }
}

extension Tensor {
  /// The elements of a view of this tensor as a tensor of the given shape.
  func copied(_ view: StridedView, as shape: Shape) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: type)
    guard view.count > 0 else { return result }
    let source = storage.bytes, target = result.storage.bytes
    switch type {
    case .bool: try copy(view, UInt8.self, source, target)
    case .f32: try copy(view, UInt32.self, source, target)
    case .i64, .f64: try copy(view, UInt64.self, source, target)
    case .c128: try copy(view, SIMD2<UInt64>.self, source, target)
    }
    return result
  }
}

private func copy<Word: BitwiseCopyable>(
  _ view: StridedView, _: Word.Type, _ source: UnsafeMutableRawPointer,
  _ target: UnsafeMutableRawPointer
) throws(TensorError) {
  let input = UnsafePointer(source.assumingMemoryBound(to: Word.self)) + view.offset
  let output = target.assumingMemoryBound(to: Word.self)
  if let axis = view.contiguousAxis {
    try copyTiles(view, contiguous: axis, input, output)
  } else {
    try copyRuns(view, input, output)
  }
}

private func copyRuns<Word: BitwiseCopyable>(
  _ view: StridedView, _ input: UnsafePointer<Word>, _ output: UnsafeMutablePointer<Word>
) throws(TensorError) {
  let inner = view.axes.first ?? StridedView.Axis(extent: 1, stride: 1)
  let outer = Array(view.axes.dropFirst())
  try forEachBlock(view.count) { range in
    var odometer = Odometer(outer, at: range.lowerBound / inner.extent)
    var skip = range.lowerBound % inner.extent
    var position = range.lowerBound
    while position < range.upperBound {
      let left = range.upperBound &- position
      let count = inner.extent &- skip < left ? inner.extent &- skip : left
      let from = input + (odometer.offset &+ skip &* inner.stride)
      copyRun(from, inner.stride, output + position, count)
      position &+= count
      skip = 0
      odometer.advance()
    }
  }
}

@inline(__always)
private func copyRun<Word: BitwiseCopyable>(
  _ input: UnsafePointer<Word>, _ stride: Int, _ output: UnsafeMutablePointer<Word>, _ count: Int
) {
  switch stride {
  case 1: output.update(from: input, count: count)
  case 0: output.update(repeating: input.pointee, count: count)
  default: for i in 0..<count { output[i] = input[i &* stride] }
  }
}

private let tile = 32

private func copyTiles<Word: BitwiseCopyable>(
  _ view: StridedView, contiguous: Int, _ input: UnsafePointer<Word>,
  _ output: UnsafeMutablePointer<Word>
) throws(TensorError) {
  let inner = view.axes[0], rows = view.axes[contiguous]
  var strides: [Int] = [], stride = 1
  for axis in view.axes {
    strides.append(stride)
    stride &*= axis.extent
  }
  let rowStride = strides[contiguous]
  let others = view.axes.indices.filter { $0 != 0 && $0 != contiguous }
  let sources = others.map { view.axes[$0] }
  let targets = others.map { StridedView.Axis(extent: view.axes[$0].extent, stride: strides[$0]) }
  let bands = (rows.extent &+ tile &- 1) / tile
  let planes = sources.reduce(1) { $0 &* $1.extent }
  let bandsPerBlock = max(1, elementwiseBlock / (tile &* inner.extent))
  try forEachBlock(planes &* bands, size: bandsPerBlock) { range in
    for job in range {
      let (plane, band) = job.quotientAndRemainder(dividingBy: bands)
      let from = input + Odometer(sources, at: plane).offset
      let to = output + Odometer(targets, at: plane).offset
      let first = band &* tile, last = min(rows.extent, first &+ tile)
      for column in Swift.stride(from: 0, to: inner.extent, by: tile) {
        copyTile(
          from + (column &* inner.stride &+ first), inner.stride,
          to + (first &* rowStride &+ column), rowStride,
          rows: min(inner.extent &- column, tile), columns: last &- first)
      }
    }
  }
}

/// to[j, i] = from[i, j] for at most `tile` rows i and columns j: whole squares in registers.
@inline(__always)
private func copyTile<Word: BitwiseCopyable>(
  _ from: UnsafePointer<Word>, _ fromRow: Int, _ to: UnsafeMutablePointer<Word>, _ toRow: Int,
  rows: Int, columns: Int
) {
  let size = MemoryLayout<Word>.size
  let side = size == 4 ? 16 : size == 8 ? 8 : tile &+ 1
  let wholeRows = rows / side &* side, wholeColumns = columns / side &* side
  for i in Swift.stride(from: 0, to: wholeRows, by: side) {
    for j in Swift.stride(from: 0, to: wholeColumns, by: side) {
      let source = UnsafeRawPointer(from + (i &* fromRow &+ j))
      let target = UnsafeMutableRawPointer(to + (j &* toRow &+ i))
      if side == 16 {
        SquareTranspose.words32(source, row: fromRow, target, toRow: toRow)
      } else {
        SquareTranspose.words64(source, row: fromRow, target, toRow: toRow)
      }
    }
  }
  for i in 0..<rows {
    for j in (i < wholeRows ? wholeColumns : 0)..<columns {
      to[j &* toRow &+ i] = from[i &* fromRow &+ j]
    }
  }
}

/// A counter over axes, innermost first, and the memory position that it stands at.
struct Odometer {
  private let axes: [StridedView.Axis]
  private var counters: [Int]
  private(set) var offset = 0

  init(_ axes: [StridedView.Axis], at position: Int) {
    self.axes = axes
    counters = [Int](repeating: 0, count: axes.count)
    var rest = position
    for k in axes.indices {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: axes[k].extent)
      counters[k] = remainder
      offset &+= remainder &* axes[k].stride
      rest = quotient
    }
  }

  mutating func advance() {
    for k in axes.indices {
      counters[k] &+= 1
      offset &+= axes[k].stride
      if counters[k] < axes[k].extent { return }
      offset &-= axes[k].stride &* axes[k].extent
      counters[k] = 0
    }
  }
}

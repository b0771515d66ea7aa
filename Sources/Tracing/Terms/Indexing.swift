import Tensors

/// What stands between the brackets of `x[i, :, v]` for one axis; positions count from 0.
public enum AxisIndex {
  /// One position; the axis is dropped.
  case position(Int)
  /// `count` positions from `start` by `step`, which may be negative.
  case range(start: Int, count: Int, step: Int)
  /// The whole axis.
  case all
  /// Listed positions: i64, rank 1.
  case positions(Term)
}

extension Term {
  /// The part that an index selects, axis by axis; axes not mentioned are taken whole.
  public func indexed(_ items: [AxisIndex]) throws(TraceError) -> Term {
    let ranges = try ranges(items)
    var part = self
    if ranges != shape.extents.map({ AxisRange(start: 0, count: $0, step: 1) }) {
      part = try sliced(
        starts: ranges.map(\.start), counts: ranges.map(\.count), steps: ranges.map(\.step))
    }
    for (axis, item) in items.enumerated() {
      if case .positions(let positions) = item {
        part = try part.gathered(axis: axis, at: positions)
      }
    }
    return try part.reshaped(to: Term.dropping(items, part.shape))
  }

  /// The term with the part that an index selects replaced; `updates` broadcasts to that part.
  ///
  /// Positions must be known.
  public func replacing(_ items: [AxisIndex], with updates: Term) throws(TraceError) -> Term {
    let type = Promotion.common(self.type, updates.type)
    let flat = Term.known(
      try wrapping { () throws(TensorError) in
        try Tensor.range(from: 0, count: shape.count, step: 1)
      })
    let selected = try flat.reshaped(to: shape).indexed(items)
    let part = try updates.converted(to: type).broadcast(to: selected.shape)
    return try converted(to: type).flattened()
      .scattered(axis: 0, at: selected.flattened(), part.flattened())
      .reshaped(to: shape)
  }

  /// 0, 1, ..., n - 1.
  public static func positions(_ n: Int) throws(TraceError) -> Term { try counting(n) }

  /// The elements where a mask of the same shape is true, as a vector; the mask must be known.
  public func masked(by mask: Term) throws(TraceError) -> Term {
    guard mask.shape == shape else { throw .tensor(.broadcast(shape, mask.shape)) }
    return try flattened().gathered(axis: 0, at: mask.truePositions())
  }

  /// The flat positions where a mask is true; the mask must be known.
  public func truePositions() throws(TraceError) -> Term {
    let mask = try knownValue()
    return .known(try wrapping { () throws(TensorError) in try mask.nonzeroPositions() })
  }

  private func ranges(_ items: [AxisIndex]) throws(TraceError) -> [AxisRange] {
    guard items.count <= rank else { throw .tensor(.axis(items.count, rank: rank)) }
    var ranges = shape.extents.map { AxisRange(start: 0, count: $0, step: 1) }
    for (axis, item) in items.enumerated() {
      switch item {
      case .position(let position):
        guard position >= 0 && position < shape[axis] else {
          throw .tensor(.index(axis: axis + 1, index: position &+ 1, extent: shape[axis]))
        }
        ranges[axis] = AxisRange(start: position, count: 1, step: 1)
      case .range(let start, let count, let step):
        ranges[axis] = AxisRange(start: start, count: count, step: step)
      case .all, .positions: break
      }
    }
    return ranges
  }

  private static func dropping(_ items: [AxisIndex], _ shape: Shape) -> Shape {
    var extents: [Int] = []
    for (axis, extent) in shape.extents.enumerated() {
      if axis < items.count, case .position = items[axis] { continue }
      extents.append(extent)
    }
    return Shape(extents)
  }
}

private struct AxisRange: Equatable {
  let start: Int
  let count: Int
  let step: Int
}

extension Tensor {
  /// The same elements in row-major order under another shape; nothing is copied.
  public func reshaped(to shape: Shape) throws(TensorError) -> Tensor {
    guard shape.count == count else {
      throw .shape(operation: "reshape", got: self.shape, expected: "\(shape.count) elements")
    }
    return Tensor(shape: shape, type: type, storage: storage)
  }

  /// The tensor whose axis `k` is this tensor's axis `permutation[k]`.
  public func transposed(_ permutation: [Int]) throws(TensorError) -> Tensor {
    guard permutation.count == shape.rank else {
      throw .shape(operation: "transpose", got: shape, expected: "\(permutation.count) axes")
    }
    for axis in permutation { try checkAxis(axis) }
    guard Set(permutation).count == shape.rank else {
      throw .domain(operation: "transpose", reason: "an axis is named twice")
    }
    let strides = shape.strides
    let extents = permutation.map { shape[$0] }
    let view = StridedView(offset: 0, extents: extents, strides: permutation.map { strides[$0] })
    if view.axes.count <= 1 { return try reshaped(to: Shape(extents)) }
    return try copied(view, as: Shape(extents))
  }

  /// The tensor stretched to `target` by repeating axes of length 1 and adding leading ones.
  public func broadcast(to target: Shape) throws(TensorError) -> Tensor {
    if shape == target { return self }
    guard shape.broadcasts(to: target) else { throw .broadcast(shape, target) }
    if count == target.count { return try reshaped(to: target) }
    let own = shape.strides
    let added = target.rank &- shape.rank
    let strides = target.extents.indices.map { k in
      k < added || shape[k &- added] == 1 ? 0 : own[k &- added]
    }
    return try copied(
      StridedView(offset: 0, extents: target.extents, strides: strides), as: target)
  }

  /// Every `steps[k]`-th element along axis `k`, `counts[k]` of them from `starts[k]` on; steps may
  /// be negative.
  public func sliced(starts: [Int], counts: [Int], steps: [Int]) throws(TensorError) -> Tensor {
    guard starts.count == shape.rank, counts.count == shape.rank, steps.count == shape.rank else {
      throw .shape(operation: "slice", got: shape, expected: "\(starts.count) axes")
    }
    let own = shape.strides
    var offset = 0, strides: [Int] = []
    for axis in 0..<shape.rank {
      guard counts[axis] >= 0 else {
        throw .domain(operation: "slice", reason: "a negative number of elements")
      }
      strides.append(own[axis] &* steps[axis])
      if counts[axis] == 0 { continue }
      try checkIndex(starts[axis], axis: axis)
      try checkIndex(Tensor.last(starts[axis], counts[axis], steps[axis]), axis: axis)
      offset &+= starts[axis] &* own[axis]
    }
    let target = Shape(counts)
    if target == shape, offset == 0, strides == own { return self }
    return try copied(StridedView(offset: offset, extents: counts, strides: strides), as: target)
  }

  /// The last position of a slice, or one that no axis has where it leaves the range of i64.
  static func last(_ start: Int, _ count: Int, _ step: Int) -> Int {
    let (span, overflow) = step.multipliedReportingOverflow(by: count &- 1)
    let (last, carry) = start.addingReportingOverflow(span)
    return overflow || carry ? Int.max : last
  }

  /// Several tensors one after the other along an axis.
  public static func concatenated(_ parts: [Tensor], axis: Int) throws(TensorError) -> Tensor {
    guard let first = parts.first else {
      throw .domain(operation: "concatenate", reason: "no tensors")
    }
    try first.checkAxis(axis)
    var extents = first.shape.extents
    extents[axis] = 0
    for part in parts {
      try Interruption.check()
      guard part.type == first.type else {
        throw .type(operation: "concatenate", got: part.type, expected: first.type.name)
      }
      guard part.agrees(with: first, exceptOn: axis) else {
        throw .shape(
          operation: "concatenate", got: part.shape,
          expected: "\(first.shape), except along axis \(axis &+ 1)")
      }
      // Only empty tensors can be so long that their lengths do not add up.
      let (length, overflow) = extents[axis].addingReportingOverflow(part.shape[axis])
      if overflow { throw .memory(bytes: Int.max, available: MemoryBudget.bytesAllowed) }
      extents[axis] = length
    }
    let result = try Tensor(uninitialized: Shape(extents), type: first.type)
    let (outer, width) = result.block(axis)
    var offset = 0
    for part in parts where part.count > 0 {
      try Interruption.check()
      let bytes = part.storage.byteCount / outer
      let from = part.storage.bytes, to = result.storage.bytes + offset
      if outer == 1 {
        try forEachSpan(bytes) { range in
          (to + range.lowerBound).copyMemory(from: from + range.lowerBound, byteCount: range.count)
        }
      } else {
        try forEachSpan(outer) { range in
          for row in range {
            (to + row &* width).copyMemory(from: from + row &* bytes, byteCount: bytes)
          }
        }
      }
      offset &+= bytes
    }
    return result
  }

  private func agrees(with other: Tensor, exceptOn axis: Int) -> Bool {
    shape.rank == other.shape.rank
      && shape.extents.indices.allSatisfy { $0 == axis || shape[$0] == other.shape[$0] }
  }

  /// The product of the extents before an axis, and the bytes of the rest.
  private func block(_ axis: Int) -> (outer: Int, bytes: Int) {
    let outer = Shape(Array(shape.extents[..<axis])).count
    return (outer, outer == 0 ? 0 : storage.byteCount / outer)
  }

  func checkAxis(_ axis: Int) throws(TensorError) {
    guard axis >= 0, axis < shape.rank else { throw .axis(axis &+ 1, rank: shape.rank) }
  }

  /// Checks a position base 0; the error counts from 1.
  func checkIndex(_ position: Int, axis: Int) throws(TensorError) {
    guard position >= 0, position < shape[axis] else {
      throw .index(axis: axis &+ 1, index: oneBased(position), extent: shape[axis])
    }
  }
}

/// A position as the user counts, where it is one.
func oneBased(_ position: Int) -> Int { position == Int.max ? position : position &+ 1 }

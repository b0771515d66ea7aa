extension Tensor {
  /// The elements along an axis in ascending order, nan last; equal ones keep their order.
  public func sorted(axis: Int) throws(TensorError) -> Tensor {
    try checkAxis(axis)
    let rows = try axisLast(axis)
    let result: Tensor
    switch type {
    case .bool: result = try rows.sortedRows(UInt8.self, as: Bool.self)
    case .i64: result = try rows.sortedRows(Int.self, as: Int.self)
    case .f32: result = try rows.sortedRows(Float.self, as: Float.self)
    case .f64: result = try rows.sortedRows(Double.self, as: Double.self)
    case .c128: throw unsortable("sort")
    }
    return try result.axisBack(axis)
  }

  /// The positions, base 0, that put the elements along an axis into ascending order, as `sorted`
  /// has it.
  public func sortOrder(axis: Int) throws(TensorError) -> Tensor {
    try checkAxis(axis)
    let rows = try axisLast(axis)
    let result: Tensor
    switch type {
    case .bool: result = try rows.rowOrder(UInt8.self)
    case .i64: result = try rows.rowOrder(Int.self)
    case .f32: result = try rows.rowOrder(Float.self)
    case .f64: result = try rows.rowOrder(Double.self)
    case .c128: throw unsortable("argsort")
    }
    return try result.axisBack(axis)
  }

  private func unsortable(_ operation: String) -> TensorError {
    .type(operation: operation, got: type, expected: "real numbers")
  }

  /// Sorts rows of a type `Key` that has the layout of the element type `E`.
  private func sortedRows<Key: Comparable & BitwiseCopyable, E: Element>(
    _: Key.Type, as: E.Type
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: E.elementType)
    let length = shape[shape.rank &- 1]
    let input = storage.bytes.assumingMemoryBound(to: Key.self)
    let out = result.storage.bytes.assumingMemoryBound(to: Key.self)
    let scratch = try Storage(byteCount: storage.byteCount)
    let spare = scratch.bytes.bindMemory(to: Key.self, capacity: max(1, count))
    try forEachRow { start in
      let row = out + start
      let numbers = partition(input + start, length, row)
      _ = MergeSort.sort(row, spare + start, numbers) { $0 < $1 }
    }
    try Interruption.check()
    return result
  }

  private func rowOrder<Key: Comparable & BitwiseCopyable>(
    _: Key.Type
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: .i64)
    let length = shape[shape.rank &- 1]
    let input = storage.bytes.assumingMemoryBound(to: Key.self)
    let out = result.mutablePointer(as: Int.self)
    let scratch = try Storage(byteCount: result.storage.byteCount)
    let spare = scratch.bytes.bindMemory(to: Int.self, capacity: max(1, count))
    try forEachRow { start in
      let row = input + start
      let numbers = partitionPositions(row, length, out + start)
      _ = MergeSort.sort(out + start, spare + start, numbers) { row[$0] < row[$1] }
    }
    try Interruption.check()
    return result
  }
}

/// Copies the numbers of a row to its front and its nans to its end, both in their order.
///
/// - Returns: how many numbers there are; after Ctrl-C, which the caller looks for, any number.
private func partition<Key: Comparable & BitwiseCopyable>(
  _ input: UnsafeMutablePointer<Key>, _ count: Int, _ out: UnsafeMutablePointer<Key>
) -> Int {
  var numbers = 0
  let isWhole = forEachSpanUnlessStopped(count) { range in
    for i in range where input[i] == input[i] {
      out[numbers] = input[i]
      numbers &+= 1
    }
  }
  var k = numbers
  if !isWhole || k == count { return numbers }
  _ = forEachSpanUnlessStopped(count) { range in
    for i in range where input[i] != input[i] {
      out[k] = input[i]
      k &+= 1
    }
  }
  return numbers
}

private func partitionPositions<Key: Comparable>(
  _ input: UnsafeMutablePointer<Key>, _ count: Int, _ out: UnsafeMutablePointer<Int>
) -> Int {
  var numbers = 0
  let isWhole = forEachSpanUnlessStopped(count) { range in
    for i in range where input[i] == input[i] {
      out[numbers] = i
      numbers &+= 1
    }
  }
  var k = numbers
  if !isWhole || k == count { return numbers }
  _ = forEachSpanUnlessStopped(count) { range in
    for i in range where input[i] != input[i] {
      out[k] = i
      k &+= 1
    }
  }
  return numbers
}

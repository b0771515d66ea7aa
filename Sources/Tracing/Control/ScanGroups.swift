import Tensors

extension ScanTransposition {
  /// The cotangents with the turns in groups, where keeping every turn's values would take more
  /// memory than a part of the budget; nil where it would not.
  func grouped(allowance: Int = allowance) throws(TraceError) -> [Term?]? {
    let bytes = point.operandTypes.prefix(scan.carried).reduce(0) { $0 + $1.bytes }
    let (total, overflow) = bytes.multipliedReportingOverflow(by: scan.length)
    guard overflow || total > allowance, scan.length > 3 else { return nil }
    let size = Int(Double(scan.length).squareRoot())
    let graph = try Graph.recording(point.operandTypes) { (terms) throws(TraceError) in
      try scan.grouped(by: size, terms)
    }
    return try graph.transposed(point.operands, cotangents: point.results)
  }

  /// The bytes that the kept values of one loop may take.
  static var allowance: Int { max(1 << 20, min(1 << 28, MemoryBudget.bytesAllowed / 8)) }
}

extension Scan {
  /// The loop as a loop over groups of `size` turns and one over the turns that are left.
  func grouped(by size: Int, _ operands: [Term]) throws(TraceError) -> [Term] {
    let groups = length / size, grouped = groups * size
    let parts = ScanParts(operands, self)
    // A reversed loop starts with the last rows.
    let first = isReversed ? length - grouped : 0, rest = isReversed ? 0 : grouped
    var blocks: [Term] = [], others: [Term] = []
    for row in parts.rows {
      let extents = Array(row.shape.extents.dropFirst())
      blocks.append(
        try row.rows(from: first, count: grouped).reshaped(to: Shape([groups, size] + extents)))
      others.append(try row.rows(from: rest, count: length - grouped))
    }
    let outer = Scan(
      body: try groupBody(size, parts), length: groups, carried: carried, scanned: scanned,
      isReversed: isReversed)
    let results = try Term.apply(.scan(outer), parts.carried + blocks + parts.constants)
    if grouped == length { return try joined(results, [], grouped) }
    let tail = Scan(
      body: try shifted(by: grouped), length: length - grouped, carried: carried,
      scanned: scanned, isReversed: isReversed)
    let last = try Term.apply(
      .scan(tail), Array(results.prefix(carried)) + others + parts.constants)
    return try joined(results, last, grouped)
  }

  /// The turns of one group as a turn: the number of a turn is that of the group, `size` times,
  /// and that within.
  private func groupBody(_ size: Int, _ parts: ScanParts<Term>) throws(TraceError) -> Graph {
    let number = TensorType(.i64)
    let rows = parts.rows.map { $0.type.row.rows(size) }
    let types = [number] + parts.carried.map(\.type) + rows + parts.constants.map(\.type)
    let turn = try Graph.recording(body.inputTypes + [number]) { (terms) throws(TraceError) in
      let place = try terms[terms.count - 1] * Term(size) + terms[0]
      return try body.inlined([place] + terms.dropFirst().dropLast())
    }
    let inner = Scan(
      body: turn, length: size, carried: carried, scanned: scanned, isReversed: isReversed)
    return try Graph.recording(types) { (terms) throws(TraceError) in
      try Term.apply(.scan(inner), terms.dropFirst() + [terms[0]])
    }
  }

  /// The body with turns counted from a later one.
  private func shifted(by turns: Int) throws(TraceError) -> Graph {
    try Graph.recording(body.inputTypes) { (terms) throws(TraceError) in
      try body.inlined([terms[0] + Term(turns)] + terms.dropFirst())
    }
  }

  /// The results of the groups and of the turns that were left as those of one loop.
  private func joined(
    _ groups: [Term], _ last: [Term], _ grouped: Int
  ) throws(TraceError) -> [Term] {
    var results = Array((last.isEmpty ? groups : last).prefix(carried))
    for index in carried..<groups.count {
      let extents = Array(groups[index].shape.extents.dropFirst(2))
      let rows = try groups[index].reshaped(to: Shape([grouped] + extents))
      if last.isEmpty {
        results.append(rows)
      } else {
        let both = isReversed ? [last[index], rows] : [rows, last[index]]
        results.append(try Term.concatenated(both, axis: 0))
      }
    }
    return results
  }
}

extension Term {
  /// Some slices along the first axis.
  func rows(from start: Int, count: Int) throws(TraceError) -> Term {
    var starts = [Int](repeating: 0, count: rank), counts = shape.extents
    starts[0] = count == 0 ? 0 : start
    counts[0] = count
    return try sliced(
      starts: starts, counts: counts, steps: [Int](repeating: 1, count: rank))
  }
}

extension TensorType {
  /// The memory that a tensor of this type takes, saturating.
  var bytes: Int {
    let (bytes, overflow) = shape.count.multipliedReportingOverflow(by: element.size)
    return overflow ? .max : bytes
  }
}

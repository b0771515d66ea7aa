import Tensors

/// The way back through a loop.
///
/// The loop carries values c (whatever they are) and tangents d that depend linearly on the linear
/// operands: c⁺ = f(c, x, k), d⁺ = A(c, x, k) d + B(c, x, k) dx + C(c, x, k) dk. The c of every turn
/// are found by running the turns once and keeping them; then, from the last turn to the first,
///
///     d̄ = Aᵀ d̄⁺,  dx̄ = Bᵀ d̄⁺,  dk̄ = Σ Cᵀ d̄⁺.
///
/// Where the kept values would take too much memory, the turns are grouped into √n groups first:
/// then only the values at the beginnings of the groups are kept, and those inside a group again
/// when its turn comes.
struct ScanTransposition {
  let scan: Scan
  let point: Cotangents
  /// What is linear: the carried values that are operands or become it, the rows, the constants.
  private let linear: ScanParts<Bool>
  /// The linear carried values, where they start as operands that are linear.
  private let isLinearOperand: [Bool]

  init(_ scan: Scan, _ point: Cotangents) {
    self.scan = scan
    self.point = point
    isLinearOperand = point.operands.map { $0 == nil }
    let given = ScanParts(isLinearOperand, scan)
    let carried = scan.body.depending(given.carried) {
      [false] + $0 + given.rows + given.constants
    }
    linear = ScanParts(carried + given.rows + given.constants, scan)
  }

  /// The cotangents of the operands, nil for those that are not linear.
  func cotangents() throws(TraceError) -> [Term?] {
    if let grouped = try grouped() { return grouped }
    let operands = ScanParts(point.operands, scan)
    let known = try states(operands)
    return try back(operands, known)
  }

  /// The carried values that are not linear, at the beginning of every turn.
  private func states(_ operands: ScanParts<Term?>) throws(TraceError) -> [Term] {
    let starts = zip(operands.carried, linear.carried).compactMap { $1 ? nil : $0 }
    if starts.isEmpty { return [] }
    let rows = operands.rows.compactMap { $0 }, constants = operands.constants.compactMap { $0 }
    let types =
      [TensorType(.i64)] + starts.map(\.type) + rows.map(\.type.row) + constants.map(\.type)
    let body = try Graph.recording(types) { (terms) throws(TraceError) in
      // What is linear does not reach these values, so any numbers stand for it.
      let flags = [false] + linear.carried + linear.rows + linear.constants
      var rest = terms[...], inputs: [Term] = []
      for (type, isLinear) in zip(scan.body.inputTypes, flags) {
        inputs.append(try isLinear ? Term.zeros(type) : rest.removeFirst())
      }
      let next = try scan.body.inlined(inputs).prefix(scan.carried)
      return Parted(Array(next), linear.carried).others
        + Array(terms.dropFirst().prefix(starts.count))
    }
    let forward = Scan(
      body: body, length: scan.length, carried: starts.count, scanned: rows.count,
      isReversed: scan.isReversed)
    return Array(try Term.apply(.scan(forward), starts + rows + constants).dropFirst(starts.count))
  }

  /// Runs the turns backwards.
  private func back(_ operands: ScanParts<Term?>, _ states: [Term]) throws(TraceError) -> [Term?] {
    let results = point.results, types = ScanParts(point.operandTypes, scan)
    var starts: [Term] = []
    for index in 0..<scan.carried where linear.carried[index] {
      starts.append(try results[index].orZeros(types.carried[index]))
    }
    let sums = Parted(types.constants, linear.constants).chosen
    for type in sums { starts.append(try Term.zeros(type)) }
    let kept = Array(results.dropFirst(scan.carried))
    let rows = states + operands.rows.compactMap { $0 } + kept.compactMap { $0 }
    let constants = operands.constants.compactMap { $0 }
    let body = try Graph.recording(
      [TensorType(.i64)] + starts.map(\.type) + rows.map(\.type.row) + constants.map(\.type)
    ) { (terms) throws(TraceError) in
      try turnBack(terms, states: states.count, kept: kept.map { $0 != nil }, sums: sums.count)
    }
    let reverse = Scan(
      body: body, length: scan.length, carried: starts.count, scanned: rows.count,
      isReversed: !scan.isReversed)
    let all = try Term.apply(.scan(reverse), starts + rows + constants)
    let carried = starts.count - sums.count
    let cotangents =
      Parted.filled(linear.carried, all.prefix(carried))
      + Parted.filled(linear.rows, all.dropFirst(starts.count))
      + Parted.filled(linear.constants, all.dropFirst(carried))
    return zip(cotangents, isLinearOperand).map { $1 ? $0 : nil }
  }

  /// One turn backwards: (turn, d̄⁺, sums, c, x, ȳ, k) to (d̄, sums, dx̄).
  private func turnBack(
    _ terms: [Term], states: Int, kept: [Bool], sums: Int
  ) throws(TraceError) -> [Term] {
    let turn = try Term(scan.length - 1) - terms[0]
    var rest = terms.dropFirst()
    func take(_ count: Int) -> ArraySlice<Term> {
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    let moving = take(linear.carried.count { $0 }), partial = Array(take(sums))
    let c = take(states), x = take(linear.rows.count { !$0 }), y = take(kept.count { $0 })
    let inputs =
      [turn] + Parted.filled(linear.carried.map { !$0 }, c)
      + Parted.filled(linear.rows.map { !$0 }, x)
      + Parted.filled(linear.constants.map { !$0 }, rest)
    let flags = [false] + linear.carried + linear.rows + linear.constants
    let back = try scan.body.transposed(
      inputs, cotangents: Parted.filled(linear.carried, moving) + Parted.filled(kept, y))
    var results: [Term] = []
    for (index, type) in scan.body.inputTypes.enumerated() where flags[index] {
      results.append(try back[index].orZeros(type))
    }
    // In the order of the inputs: carried, rows, constants.
    let rows = results.dropFirst(moving.count).dropLast(sums)
    var next = Array(results.prefix(moving.count))
    for (sum, part) in zip(partial, results.suffix(sums)) { next.append(try sum + part) }
    return next + rows
  }
}

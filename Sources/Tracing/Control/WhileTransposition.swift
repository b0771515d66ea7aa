import Tensors

/// The way back through a loop whose number of turns only its running tells.
///
/// The turns are counted first. Where the count is a number, the loop is a scan of that length.
/// Where it is a variable of a trace, the turns are grouped: of groups of s = min(n, B) turns the
/// values at the beginning are kept; then, from the last group to the first, the values of its
/// turns are found again, kept, and the cotangents run back through them. That takes 2B values of
/// memory and one more run through the turns, for n ≤ B² turns; more is an error.
struct WhileTransposition {
  let loop: WhileLoop
  let point: Cotangents
  /// Which carried values are linear, or become so.
  private let linear: [Bool]
  private let linearConstants: [Bool]

  init(_ loop: WhileLoop, _ point: Cotangents) {
    self.loop = loop
    self.point = point
    let given = point.operands.map { $0 == nil }
    let constants = Array(given.dropFirst(loop.carried))
    linear = loop.body.depending(Array(given.prefix(loop.carried))) { $0 + constants }
    linearConstants = constants
  }

  private var number: TensorType { TensorType(.i64) }

  /// The cotangents of the operands, nil for those that are not linear.
  func cotangents() throws(TraceError) -> [Term?] {
    let carried = Array(point.operands.prefix(loop.carried))
    let starts = zip(carried, linear).compactMap { $1 ? nil : $0 }
    let constants = point.operands.dropFirst(loop.carried).compactMap { $0 }
    let turns = try count(starts, constants)
    guard case .int(let length)? = turns.known?.value?.scalar, !turns.isTraced else {
      return try grouped(starts, constants, turns)
    }
    let body = try Graph.recording([number] + loop.body.inputTypes) { (terms) throws(TraceError) in
      try loop.body.inlined(Array(terms.dropFirst()))
    }
    let scan = Scan(body: body, length: length, carried: loop.carried, scanned: 0)
    return try ScanTransposition(scan, point).cotangents()
  }

  /// A graph of some values, the carried ones that are not linear, and the constants that are not:
  /// `f` gets the first, and all inputs of the loop's graphs with zeros for what is linear.
  private func recording(
    _ first: [TensorType], _ f: ([Term], [Term]) throws(TraceError) -> [Term]
  ) throws(TraceError) -> Graph {
    let flags = linear + linearConstants, types = loop.body.inputTypes
    return try Graph.recording(first + Parted(types, flags).others) { (terms) throws(TraceError) in
      var rest = terms.dropFirst(first.count), inputs: [Term] = []
      for (type, isLinear) in zip(types, flags) {
        inputs.append(try isLinear ? Term.zeros(type) : rest.removeFirst())
      }
      return try f(Array(terms.prefix(first.count)), inputs)
    }
  }

  /// The next carried values that are not linear.
  private func next(_ inputs: [Term]) throws(TraceError) -> [Term] {
    Parted(try loop.body.inlined(inputs), linear).others
  }

  /// How many turns the loop makes.
  private func count(_ starts: [Term], _ constants: [Term]) throws(TraceError) -> Term {
    let counting = WhileLoop(
      condition: try recording([number]) { (_, inputs) throws(TraceError) in
        try loop.condition.inlined(inputs)
      },
      body: try recording([number]) { (turn, inputs) throws(TraceError) in
        try [turn[0] + Term(1)] + next(inputs)
      }, carried: 1 + starts.count)
    return try Term.apply(.whileLoop(counting), [Term(0)] + starts + constants)[0]
  }

  /// How many values are kept at a time: as many as the memory for one loop holds.
  private func rowCount(_ starts: [Term]) -> Int {
    let bytes = starts.reduce(1) { $0 + $1.type.bytes }
    return max(16, min(2048, ScanTransposition.allowance / 2 / max(1, bytes)))
  }

  private func grouped(
    _ starts: [Term], _ constants: [Term], _ turns: Term
  ) throws(TraceError) -> [Term?] {
    let rows = rowCount(starts)
    let size = try Term.binary(.maximum, Term(1), Term.binary(.minimum, turns, Term(rows)))
    let groups = try Term.binary(.quotient, turns + size - Term(1), size)
    let fits = try Term.compare(.lessOrEqual, groups, Term(rows))
    let checked = try Term.apply(
      .require(Raised(TooManyTurns(limit: rows * rows))), [fits, turns, size, groups])
    let kept = try keep(
      starts, constants, from: Term(0), turns: checked[0], every: checked[1], rows: rows)
    return try back(kept, constants, turns: checked[0], size: checked[1], groups: checked[2], rows)
  }

  /// The carried values at every `every`-th turn from `from` on, of the first `turns` turns.
  private func keep(
    _ starts: [Term], _ constants: [Term], from: Term, turns: Term, every: Term, rows: Int
  ) throws(TraceError) -> [Term] {
    // One row more than asked for takes the values that are not kept.
    var buffers: [Term] = []
    for start in starts { buffers.append(try Term.zeros(start.type.rows(rows + 1))) }
    let first = [number, number, number] + buffers.map(\.type)
    let keeping = WhileLoop(
      condition: try recording(first) { (first, _) throws(TraceError) in
        [try Term.compare(.less, first[0], first[1])]
      },
      body: try recording(first) { (first, inputs) throws(TraceError) in
        let values = Parted(Array(inputs.prefix(loop.carried)), linear).others
        let isKept = try Term.compare(
          .equal, Term.binary(.remainder, first[0], first[2]), Term(0))
        let place = try Term.select(
          isKept, Term.binary(.quotient, first[0], first[2]), Term(rows))
        var next = [try first[0] + Term(1), first[1], first[2]]
        for (buffer, value) in zip(first.dropFirst(3), values) {
          next.append(
            try buffer.scattered(
              axis: 0, at: place.reshaped(to: Shape([1])),
              value.reshaped(to: value.type.rows(1).shape)))
        }
        return try next + self.next(inputs)
      }, carried: first.count + starts.count)
    let results = try Term.apply(
      .whileLoop(keeping), [from, turns, every] + buffers + starts + constants)
    return Array(results.dropFirst(3).prefix(buffers.count))
  }

  /// From the last group to the first.
  private func back(
    _ kept: [Term], _ constants: [Term], turns: Term, size: Term, groups: Term, _ rows: Int
  ) throws(TraceError) -> [Term?] {
    var starts: [Term] = []
    let types = loop.body.inputTypes
    for index in 0..<loop.carried where linear[index] {
      starts.append(try point.results[index].orZeros(types[index]))
    }
    let sums = Parted(Array(types.dropFirst(loop.carried)), linearConstants).chosen
    for type in sums { starts.append(try Term.zeros(type)) }
    let shared = [turns, size] + kept + constants
    let inputs = [number] + starts.map(\.type) + shared.map(\.type)
    let loop = WhileLoop(
      condition: try Graph.recording(inputs) { (terms) throws(TraceError) in
        [try Term.compare(.greater, terms[0], Term(0))]
      },
      body: try Graph.recording(inputs) { (terms) throws(TraceError) in
        let group = try terms[0] - Term(1)
        let shared = Array(terms.dropFirst(1 + starts.count))
        let begin = try group * shared[1]
        let length = try Term.binary(.minimum, shared[0] - begin, shared[1])
        let states = try WhileTransposition.values(
          shared.dropFirst(2).prefix(kept.count), at: group)
        return try [group]
          + groupBack(
            Array(terms.dropFirst().prefix(starts.count)), states,
            Array(shared.dropFirst(2 + kept.count)), length, rows: rows, sums: sums.count)
      }, carried: 1 + starts.count)
    let all = try Term.apply(.whileLoop(loop), [groups] + starts + shared).dropFirst()
    let cotangents =
      Parted.filled(linear, all) + Parted.filled(linearConstants, all.suffix(sums.count))
    return zip(cotangents, point.operands).map { $1 == nil ? $0 : nil }
  }

  /// The kept values of a position.
  private static func values(
    _ buffers: some Sequence<Term>, at position: Term
  ) throws(TraceError) -> [Term] {
    var values: [Term] = []
    for buffer in buffers {
      let row = try buffer.gathered(axis: 0, at: position.reshaped(to: Shape([1])))
      values.append(try row.reshaped(to: buffer.type.row.shape))
    }
    return values
  }

  /// Back through the turns of one group, whose values are found and kept first.
  private func groupBack(
    _ cotangents: [Term], _ states: [Term], _ constants: [Term], _ length: Term, rows: Int,
    sums: Int
  ) throws(TraceError) -> [Term] {
    let kept = try keep(
      states, constants, from: Term(0), turns: length, every: Term(1), rows: rows)
    let types = [number] + cotangents.map(\.type) + kept.map(\.type) + constants.map(\.type)
    let reverse = WhileLoop(
      condition: try Graph.recording(types) { (terms) throws(TraceError) in
        [try Term.compare(.greater, terms[0], Term(0))]
      },
      body: try Graph.recording(types) { (terms) throws(TraceError) in
        let turn = try terms[0] - Term(1)
        let values = try WhileTransposition.values(
          terms.dropFirst(1 + cotangents.count).prefix(kept.count), at: turn)
        let flags = linear + linearConstants
        let inputs = Parted.filled(flags.map { !$0 }, values + terms.suffix(constants.count))
        let before = Array(terms.dropFirst().prefix(cotangents.count))
        let back = try loop.body.transposed(
          inputs, cotangents: Parted.filled(linear, before.dropLast(sums)))
        var next: [Term] = [turn]
        var partial = before.suffix(sums)
        for (index, type) in loop.body.inputTypes.enumerated() where flags[index] {
          let cotangent = try back[index].orZeros(type)
          next.append(index < loop.carried ? cotangent : try partial.removeFirst() + cotangent)
        }
        return next
      }, carried: 1 + cotangents.count)
    let results = try Term.apply(.whileLoop(reverse), [length] + cotangents + kept + constants)
    return Array(results.dropFirst().prefix(cotangents.count))
  }
}

/// A loop whose turns are too many to run backwards through in the memory there is.
public struct TooManyTurns: Error, Hashable, Sendable {
  /// How many turns would do.
  public let limit: Int
}

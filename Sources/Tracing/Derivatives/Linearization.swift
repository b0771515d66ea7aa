import Tensors

/// A traced function at a point: its value, and its derivative in any direction.
///
/// The value is computed once, however many directions follow. Where the point or a captured
/// value is itself traced, everything is recorded in that outer trace: derivatives nest.
public struct Linearization {
  /// The outputs at the point.
  public let value: [Term]
  private let trace: Trace
  // The terms of all variables of the graph.
  private let primals: [Term]
  // The variables whose tangents can move an output.
  private let isNeeded: [Bool]

  /// Linearizes a trace at the terms that its inputs stand for.
  ///
  /// - Precondition: every input was made by `input(for:)`.
  public init(_ trace: Trace) throws(TraceError) {
    let points = trace.points.compactMap { $0 }
    precondition(points.count == trace.points.count)
    let isTraced = points.contains(where: \.isTraced) || !trace.captures.isEmpty
    // Untraced points are known, and their values were computed while tracing.
    let values = isTraced ? [] : trace.values.compactMap { $0 }
    if values.count == trace.values.count {
      self.init(trace, primals: values)
    } else {
      try self.init(trace, at: points)
    }
  }

  /// Linearizes a trace at other terms.
  public init(_ trace: Trace, at points: [Term]) throws(TraceError) {
    self.init(trace, primals: try trace.graph.primals(points + trace.captures))
  }

  private init(_ trace: Trace, primals: [Term]) {
    self.trace = trace
    self.primals = primals
    isNeeded = trace.graph.tangentsNeeded()
    value = trace.graph.outputs.map { primals[$0] }
  }

  /// The types of the inputs.
  public var inputTypes: [TensorType] { trace.inputTypes }

  /// The derivative in a direction: one tangent per input, nil for zero (as it must be for an
  /// input that is not floating); nil for outputs that do not move.
  public func pushforward(_ tangents: [Term?]) throws(TraceError) -> [Term?] {
    precondition(tangents.count == trace.points.count)
    let fixed = [Term?](repeating: nil, count: trace.captures.count)
    return try trace.graph.pushforward(primals: primals, tangents + fixed, needed: isNeeded)
  }

  /// The cotangents of the inputs for one cotangent per output, nil for zero: the transpose of the
  /// derivative, Jᵀu, or Jᴴu where numbers are complex.
  public func pullback(_ cotangents: [Term?]) throws(TraceError) -> [Term?] {
    try TangentMap(self).transposed(cotangents)
  }

  /// The gradient of a function whose value is one real scalar: one term per input, of its type,
  /// zeros where it is not floating.
  ///
  /// Of one or two real numbers in forward mode, else, and of two through a network, in reverse mode.
  ///
  /// - Precondition: there is one output, and it is a scalar.
  public func gradient() throws(TraceError) -> [Term] {
    precondition(value.count == 1 && value[0].rank == 0)
    if !isReal || columnCount > (runsNetwork ? 1 : Linearization.fewColumns) {
      let one = value[0].type.isFloating ? try Term.ones(value[0].type) : nil
      var parts: [Term] = []
      for (type, cotangent) in zip(inputTypes, try pullback([one])) {
        parts.append(try cotangent.orZeros(type))
      }
      var isFinite = true
      for part in parts where try !part.isFiniteOrUnknown() { isFinite = false }
      if !isReal || isFinite { return parts }
    }
    return try forwardGradient()
  }

  /// The gradient along one scalar of the inputs at a time: a derivative that is not finite stays
  /// where it is, and one that a mask hides does no harm.
  private func forwardGradient() throws(TraceError) -> [Term] {
    let columns = try columnMatrix().flattened()
    var parts: [Term] = []
    var position = 0
    for type in inputTypes {
      let part = try columns.part(position, type.shape.count, axis: 0)
      parts.append(try part.converted(to: type.element).reshaped(to: type.shape))
      position += type.shape.count
    }
    return parts
  }

  /// The Jacobian matrix: one row per scalar of the flattened outputs, one column per scalar of
  /// the flattened inputs.
  ///
  /// By columns in forward mode, or, where there are many more of these than rows, by rows in
  /// reverse mode. Complex numbers are moved along the real axis: of a holomorphic function that is
  /// the complex derivative. Inputs are varied one at a time, so a derivative that is not finite
  /// stays in its own columns.
  public func jacobian() throws(TraceError) -> Term {
    let rows = value.reduce(0) { $0 + $1.shape.count }
    if isReal, columnCount > rows, columnCount > Linearization.fewColumns {
      let matrix = try rowMatrix()
      if try matrix.isFiniteOrUnknown() { return matrix }
    }
    return try columnMatrix()
  }

  private static let fewColumns = 2

  /// From how many scalars of an input on their directions are followed together.
  private static let manyColumns = 16

  /// From how many numbers on a factor of a product is a matrix of weights, whose product with one more direction costs more
  /// than what reverse mode keeps.
  private static let largeFactor = 1024

  /// Whether it multiplies by large matrices.
  private var runsNetwork: Bool {
    trace.graph.equations.contains { equation in
      guard case .product = equation.operation else { return false }
      return equation.operands.contains {
        trace.graph.types[$0].shape.count >= Linearization.largeFactor
      }
    }
  }

  private var columnCount: Int { inputTypes.reduce(0) { $0 + $1.shape.count } }

  private var isReal: Bool {
    inputTypes.allSatisfy { $0.element != .c128 } && value.allSatisfy { $0.element != .c128 }
  }

  /// The Jacobian by rows, in reverse mode.
  private func rowMatrix() throws(TraceError) -> Term {
    let map = try TangentMap(self)
    var blocks: [Term] = []
    for output in value.indices where value[output].shape.count > 0 {
      blocks.append(try TangentMap(transposing: map, at: output).images(of: output))
    }
    if blocks.isEmpty { return try Term(repeating: .float(0), Shape([0, columnCount])) }
    return try Term.concatenated(blocks, axis: 0)
  }

  /// The Jacobian by columns, in forward mode.
  private func columnMatrix() throws(TraceError) -> Term {
    let rows = value.reduce(0) { $0 + $1.shape.count }
    if columnCount == 0 { return try Term(repeating: .float(0), Shape([rows, 0])) }
    if inputTypes.contains(where: { $0.shape.count >= Linearization.manyColumns }) {
      return try Term.concatenated(columnBlocks(), axis: 1)
    }
    var directions: [[Term?]] = []
    for (index, type) in inputTypes.enumerated() {
      try appendDirections(in: index, type, to: &directions)
    }
    if let known = try matrix(directions, rows) { return known }
    return try stacked(directions)
  }

  /// The columns of each input, those of a large one computed together.
  private func columnBlocks() throws(TraceError) -> [Term] {
    var blocks: [Term] = []
    for (index, type) in inputTypes.enumerated() where type.shape.count > 0 {
      if type.isFloating, type.shape.count >= Linearization.manyColumns {
        let images = try TangentMap(self, inputs: [index]).images(of: index)
        blocks.append(try images.transposed())
      } else {
        var directions: [[Term?]] = []
        try appendDirections(in: index, type, to: &directions)
        blocks.append(try stacked(directions))
      }
    }
    return blocks
  }

  private func stacked(_ directions: [[Term?]]) throws(TraceError) -> Term {
    if value.allSatisfy({ $0.rank == 0 }) {
      // Entry by entry: fewer operations than columns.
      var entries: [Term] = []
      for (row, output) in value.enumerated() {
        let type = output.type.isFloating ? output.type : output.type.with(.f64)
        for tangents in directions { entries.append(try tangents[row].orZeros(type)) }
      }
      return try Term.stacked(entries, axis: 0)
        .reshaped(to: Shape([value.count, directions.count]))
    }
    var columns: [Term] = []
    for tangents in directions { columns.append(try column(tangents)) }
    return try Term.stacked(columns, axis: 1)
  }

  /// The tangents of the outputs along the scalars of one input; of several through a graph of its
  /// tangent: what depends on the point alone is computed once, for all of them.
  private func appendDirections(
    in index: Int, _ type: TensorType, to directions: inout [[Term?]]
  ) throws(TraceError) {
    if !type.isFloating {
      for _ in 0..<type.shape.count { directions.append(value.map { _ in nil }) }
      return
    }
    if type.shape.count == 1 {
      var tangents = [Term?](repeating: nil, count: trace.points.count)
      tangents[index] = try Term.ones(type)
      return directions.append(try pushforward(tangents))
    }
    let builder = GraphBuilder()
    var tangents = [Term?](repeating: nil, count: trace.points.count)
    tangents[index] = .traced(builder.input(type))
    let moved = try pushforward(tangents)
    let linear = try builder.finish(moved.compactMap { $0 })
    for position in 0..<type.shape.count {
      var results = try linear([Term.unit(type, at: position)])[...]
      directions.append(moved.map { $0 == nil ? nil : results.popFirst() })
    }
  }

  /// The Jacobian where it is small and all outputs and tangents are known f64: the usual case at
  /// the prompt, without an operation per entry.
  private func matrix(_ directions: [[Term?]], _ rows: Int) throws(TraceError) -> Term? {
    let width = directions.count
    let (count, overflow) = rows.multipliedReportingOverflow(by: width)
    if overflow || count > 4096 { return nil }
    var entries = [Double](repeating: 0, count: count)
    for (column, tangents) in directions.enumerated() {
      var row = 0
      for (tangent, output) in zip(tangents, value) {
        guard output.element == .f64 else { return nil }
        guard let tangent else {
          row += output.shape.count
          continue
        }
        if case .number(let x) = tangent {
          entries[row * width + column] = x
          row += 1
          continue
        }
        guard case .known(let tensor) = tangent, tensor.type == .f64 else { return nil }
        for entry in 0..<tensor.count {
          if case .float(let x) = tensor[flat: entry] { entries[row * width + column] = x }
          row += 1
        }
      }
    }
    return .known(
      try wrapping { () throws(TensorError) in try Tensor(Shape([rows, width]), entries) })
  }

  private func column(_ tangents: [Term?]) throws(TraceError) -> Term {
    var parts: [Term] = []
    for (tangent, output) in zip(tangents, value) {
      let type = output.type.isFloating ? output.type : output.type.with(.f64)
      parts.append(try tangent.orZeros(type).flattened())
    }
    return try Term.concatenated(parts, axis: 0)
  }
}

extension Term {
  /// Whether no element is known not to be finite.
  fileprivate func isFiniteOrUnknown() throws(TraceError) -> Bool {
    guard let known else { return true }
    if case .number(let x) = known { return x.isFinite }
    let areFinite = try Term.mapped(.isFinite, known).reduced(.all)
    return try areFinite.knownValue().scalar == .bool(true)
  }
}

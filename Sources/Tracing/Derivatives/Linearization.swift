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
      self.init(trace, primals: values.map { .known($0) })
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
    value = trace.graph.outputs.map { primals[$0] }
  }

  /// The types of the inputs.
  public var inputTypes: [TensorType] { trace.inputTypes }

  /// The derivative in a direction: one tangent per input, nil for zero (as it must be for an
  /// input that is not floating); nil for outputs that do not move.
  public func pushforward(_ tangents: [Term?]) throws(TraceError) -> [Term?] {
    precondition(tangents.count == trace.points.count)
    let fixed = [Term?](repeating: nil, count: trace.captures.count)
    return try trace.graph.pushforward(primals: primals, tangents + fixed)
  }

  /// The derivatives along every scalar of the flattened inputs in turn, each a vector of all
  /// outputs flattened.
  ///
  /// The columns of inputs that are not floating are zero. Inputs are varied one at a time, so a
  /// derivative that is not finite stays in its own columns.
  public func jacobianColumns() throws(TraceError) -> [Term] {
    var columns: [Term] = []
    for (index, type) in inputTypes.enumerated() {
      if !type.isFloating || type.shape.count == 1 {
        var tangents = [Term?](repeating: nil, count: trace.points.count)
        if type.isFloating { tangents[index] = try Term.ones(type) }
        let column = try column(type.isFloating ? try pushforward(tangents) : value.map { _ in nil })
        for _ in 0..<type.shape.count { columns.append(column) }
      } else {
        let linear = try linear(in: index)
        for position in 0..<type.shape.count {
          columns.append(try linear([Term.unit(type, at: position)])[0])
        }
      }
    }
    return columns
  }

  /// The derivative along one input as a graph of its tangent: what depends on the point alone is
  /// computed once, for all columns.
  private func linear(in index: Int) throws(TraceError) -> Trace {
    let builder = GraphBuilder()
    var tangents = [Term?](repeating: nil, count: trace.points.count)
    tangents[index] = .traced(builder.input(inputTypes[index]))
    return try builder.finish([try column(try pushforward(tangents))])
  }

  /// The Jacobian matrix: one row per scalar of the flattened outputs, one column per scalar of
  /// the flattened inputs.
  public func jacobian() throws(TraceError) -> Term {
    let columns = try jacobianColumns()
    guard !columns.isEmpty else {
      let rows = value.reduce(0) { $0 + $1.shape.count }
      return try Term(repeating: .float(0), Shape([rows, 0]))
    }
    return try Term.stacked(columns, axis: 1)
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

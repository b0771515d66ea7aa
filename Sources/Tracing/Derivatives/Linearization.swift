import Tensors

/// A traced function at a point: its value, and its derivative as a linear function.
///
/// What the derivative needs of the point is computed once, however many tangents follow. Where
/// the point or a captured value is itself traced, everything is recorded in that outer trace:
/// derivatives nest.
public struct Linearization {
  /// The outputs at the point.
  public let value: [Term]
  private let inputTypes: [TensorType]
  private let linear: Trace
  // For each output its place among those of `linear`, nil where its derivative is zero.
  private let places: [Int?]

  /// Linearizes a trace at the terms that its inputs stand for.
  ///
  /// - Precondition: every input was made by `input(for:)`.
  public init(_ trace: Trace) throws(TraceError) {
    let points = trace.points.compactMap { $0 }
    precondition(points.count == trace.points.count)
    let isKnown = (points + trace.captures).allSatisfy { !$0.isTraced }
    try self.init(trace, points, isKnown ? trace.values : [])
  }

  /// Linearizes a trace at other terms.
  public init(_ trace: Trace, at points: [Term]) throws(TraceError) {
    try self.init(trace, points, [])
  }

  private init(_ trace: Trace, _ points: [Term], _ values: [Tensor?]) throws(TraceError) {
    inputTypes = trace.inputTypes
    let builder = GraphBuilder()
    var tangents: [Term?] = inputTypes.map {
      $0.isFloating ? .traced(builder.input($0)) : nil
    }
    tangents.append(contentsOf: [Term?](repeating: nil, count: trace.captures.count))
    let moved: [Term?]
    (value, moved) = try trace.graph.pushforward(
      points + trace.captures, tangents, values: values)
    var places: [Int?] = []
    var outputs: [Term] = []
    for tangent in moved {
      places.append(tangent == nil ? nil : outputs.count)
      if let tangent { outputs.append(tangent) }
    }
    self.places = places
    linear = try builder.finish(outputs)
  }

  /// The derivative in a direction: one tangent per input, nil for zero (as it must be for an
  /// input that is not floating); nil for outputs that do not move.
  public func pushforward(_ tangents: [Term?]) throws(TraceError) -> [Term?] {
    precondition(tangents.count == inputTypes.count)
    var arguments: [Term] = []
    for (tangent, type) in zip(tangents, inputTypes) where type.isFloating {
      arguments.append(try tangent ?? Term.zeros(type))
    }
    let moved = try linear(arguments)
    return places.map { place in place.map { moved[$0] } }
  }

  /// The derivatives along every scalar of the flattened inputs in turn, each a vector of all
  /// outputs flattened.
  ///
  /// The columns of inputs that are not floating are zero.
  public func jacobianColumns() throws(TraceError) -> [Term] {
    var columns: [Term] = []
    for (index, type) in inputTypes.enumerated() {
      for position in 0..<type.shape.count {
        var tangents = [Term?](repeating: nil, count: inputTypes.count)
        if type.isFloating { tangents[index] = try Term.unit(type, at: position) }
        columns.append(try column(try pushforward(tangents)))
      }
    }
    return columns
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
      parts.append(try (tangent ?? Term.zeros(type)).flattened())
    }
    return try Term.concatenated(parts, axis: 0)
  }
}

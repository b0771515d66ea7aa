import Tensors

/// The derivative of a traced function at a point as a graph, linear in the tangents of the inputs.
///
/// What depends on the point alone is computed when it is made, once for all directions.
struct TangentMap {
  /// The graph from the tangents of the moving inputs to those of the moving outputs.
  let trace: Trace
  /// The inputs that have a tangent.
  let inputs: [Int]
  /// The outputs that move.
  let outputs: [Int]
  private let inputCount: Int
  private let outputCount: Int

  /// The map of some inputs, of all floating ones if none are named.
  init(_ line: Linearization, inputs: [Int]? = nil) throws(TraceError) {
    let types = line.inputTypes
    let moving = inputs ?? types.indices.filter { types[$0].isFloating }
    let builder = GraphBuilder()
    var tangents = [Term?](repeating: nil, count: types.count)
    for index in moving { tangents[index] = .traced(builder.input(types[index])) }
    let moved = try line.pushforward(tangents)
    trace = try builder.finish(moved.compactMap { $0 })
    self.inputs = moving
    outputs = moved.indices.filter { moved[$0] != nil }
    (inputCount, outputCount) = (types.count, moved.count)
  }

  /// The cotangents of all inputs, nil for zero.
  func transposed(_ cotangents: [Term?]) throws(TraceError) -> [Term?] {
    precondition(cotangents.count == outputCount)
    let linear = [Term?](repeating: nil, count: inputs.count)
    let back = try trace.graph.transposed(
      linear + trace.captures.map { $0 }, cotangents: outputs.map { cotangents[$0] })
    var all = [Term?](repeating: nil, count: inputCount)
    for (index, cotangent) in zip(inputs, back) { all[index] = cotangent }
    return all
  }
}

import Tensors

/// A linear map between tuples of tensors, as a graph: the derivative of a traced function at a
/// point, or its transpose.
///
/// What depends on the point alone is computed when it is made, once for all directions.
struct TangentMap {
  /// The graph from the moving part of the domain to the moving part of the codomain.
  private let trace: Trace
  /// The places in the domain that the graph reads.
  private let inputs: [Int]
  /// The places in the codomain that the graph fills; all others are zero.
  private let outputs: [Int]
  private let domain: [TensorType]
  private let codomain: [TensorType]

  /// The derivative in some inputs, in all floating ones if none are named.
  init(_ line: Linearization, inputs: [Int]? = nil) throws(TraceError) {
    domain = line.inputTypes
    codomain = line.value.map { TangentMap.space($0.type) }
    self.inputs = inputs ?? domain.indices.filter { [domain] in domain[$0].isFloating }
    let builder = GraphBuilder()
    var tangents = [Term?](repeating: nil, count: domain.count)
    for index in self.inputs { tangents[index] = .traced(builder.input(domain[index])) }
    let moved = try line.pushforward(tangents)
    trace = try builder.finish(moved.compactMap { $0 })
    outputs = moved.indices.filter { moved[$0] != nil }
  }

  /// The transpose of a map on one place of its codomain, as a map.
  init(transposing map: TangentMap, at output: Int) throws(TraceError) {
    domain = map.codomain
    codomain = map.domain.map(TangentMap.space)
    inputs = map.outputs.contains(output) ? [output] : []
    let builder = GraphBuilder()
    var cotangents = [Term?](repeating: nil, count: domain.count)
    for index in inputs { cotangents[index] = .traced(builder.input(domain[index])) }
    let moved = try map.transposed(cotangents)
    trace = try builder.finish(moved.compactMap { $0 })
    outputs = moved.indices.filter { moved[$0] != nil }
  }

  /// The type of derivatives of numbers of a type: those of integers are floats, and zero.
  private static func space(_ type: TensorType) -> TensorType {
    type.isFloating ? type : type.with(.f64)
  }

  /// The cotangents of the domain for cotangents of the codomain, nil for zero.
  func transposed(_ cotangents: [Term?]) throws(TraceError) -> [Term?] {
    precondition(cotangents.count == codomain.count)
    var all = [Term?](repeating: nil, count: domain.count)
    let arriving = outputs.map { cotangents[$0] }
    if arriving.allSatisfy({ $0 == nil }) { return all }
    let linear = [Term?](repeating: nil, count: inputs.count)
    let back = try trace.graph.transposed(
      linear + trace.captures.map { $0 }, cotangents: arriving)
    for (index, cotangent) in zip(inputs, back) { all[index] = cotangent }
    return all
  }

  /// The images of the unit vectors of one place of the domain, which is all that moves: a row for
  /// each of its scalars, in it the whole codomain flattened.
  func images(of place: Int) throws(TraceError) -> Term {
    let type = domain[place], count = type.shape.count
    let width = codomain.reduce(0) { $0 + $1.shape.count }
    if inputs.isEmpty || outputs.isEmpty || count == 0 {
      return try Term.zeros(TensorType(type.element, Shape([count, width])))
    }
    precondition(inputs == [place])
    var blocks: [Term] = []
    for start in stride(from: 0, to: count, by: rowsAtOnce) {
      let rows = Swift.min(rowsAtOnce, count - start)
      let units = try Term.identity(rows, type.element)
        .padded(to: Shape([rows, count]), starts: [0, start], steps: [1, 1])
        .reshaped(to: type.shape.rows(rows))
      blocks.append(try flattened(trace.batched([units], [true], count: rows), rows))
    }
    return try Term.concatenated(blocks, axis: 0)
  }

  /// How many directions are followed together: the largest intermediate result stays within a few
  /// megabytes.
  private var rowsAtOnce: Int {
    let largest = trace.graph.types.reduce(1) { Swift.max($0, $1.shape.count) }
    return Swift.max(1, (1 << 19) / largest)
  }

  /// The moving outputs of a batch side by side with the zeros of the others.
  private func flattened(_ results: [Term], _ rows: Int) throws(TraceError) -> Term {
    var rest = results[...]
    var parts: [Term] = []
    for (place, type) in codomain.enumerated() {
      let shape = Shape([rows, type.shape.count])
      if outputs.contains(place), let result = rest.popFirst() {
        parts.append(try result.reshaped(to: shape))
      } else {
        parts.append(try Term.zeros(type.with(shape)))
      }
    }
    return try Term.concatenated(parts, axis: 1)
  }
}

import Language
import Tensors
import Tracing

/// An expression of a derivation, recorded as a graph of the variables of a group of points.
final class RecordedSide {
  let expression: Expression
  let group: PointGroup
  /// The function of integers and variables that it is.
  let function: Value
  /// The names that the function takes, and the integers among them that are known.
  let names: [Name]
  /// What the value looks like, with one row's numbers in it.
  let form: Value
  /// From a key and the coordinates of one point to the numbers of the value, then to the truth
  /// values that must hold; nil where it cannot be recorded.
  private let trace: Trace?
  /// The graph for so many points at once.
  private var batched: [Int: Graph] = [:]
  /// How many numbers the value holds.
  let numberCount: Int
  /// Whether it has means over samples, so that its values have standard errors.
  let isSampled: Bool
  /// What is raised where each of the truth values behind the numbers is false.
  let raised: [Raised]
  /// Whether it has quadrature rules, whose error another rule shows.
  let usesRules: Bool
  /// Whether something in it stops at a tolerance.
  let isApproximate: Bool

  /// Records an expression; `extra` are names with values that are the same at all points.
  init(
    _ expression: Expression, in group: PointGroup, on stage: DerivationStage,
    extra: [(name: Name, value: Value)] = []
  ) throws(Fault) {
    self.expression = expression
    self.group = group
    let fixed = group.integers.map { (name: $0.name, value: Value.int($0.value)) }
    let own = Set(extra.map(\.name.canonical))
    let known = fixed.filter { !own.contains($0.name.canonical) } + extra
    let columns = group.columns.filter { !own.contains($0.name.canonical) }
    names = known.map(\.name) + columns.map(\.name)
    function = try stage.function(expression, of: names)
    let recording = try SideRecording(
      function, known.map(\.value), columns, at: expression.span, on: stage)
    form = recording.form
    numberCount = recording.numberCount
    trace = recording.trace
    isSampled = recording.isSampled
    raised = recording.raised
    usesRules = recording.usesRules
    isApproximate = recording.isApproximate
    self.known = known.map(\.value)
    self.columns = columns
  }

  private let known: [Value]
  private let columns: [PointGroup.Column]

  /// Whether it is a graph; else it is called point by point.
  var isRecorded: Bool { trace != nil }

  /// The shapes of the numbers of the value.
  var shapes: [Shape] { form.parts.compactMap { $0.numericType?.shape } }

  /// The arguments of the function at a point, in the order of its names.
  func arguments(at row: Int, on stage: DerivationStage) throws(Fault) -> [Value] {
    var arguments = known
    for column in columns { arguments.append(try column.value(at: row, on: stage)) }
    return arguments
  }

  /// The graph for this many rows, with the rows of its inputs; nil where nothing is recorded.
  func rows(
    _ rows: [Int], on stage: DerivationStage
  ) throws(Fault) -> (graph: Graph, inputs: [Tensor])? {
    guard let trace else { return nil }
    let inputs = try inputs(rows, on: stage)
    if let known = batched[rows.count] { return (known, inputs) }
    let result = try recorded(at: expression.span) { () throws(TraceError) in
      try trace.forRows(rows.count)
    }
    batched[rows.count] = result
    return (result, inputs)
  }

  /// The keys and the coordinates of some points, from 0, as inputs of the graph.
  func inputs(_ rows: [Int], on stage: DerivationStage) throws(Fault) -> [Tensor] {
    do throws(TensorError) {
      let keys = rows.map { Int(truncatingIfNeeded: stage.key("rows", $0)) }
      var inputs = [try Tensor(Shape([rows.count]), keys)]
      let positions = try Tensor(Shape([rows.count]), rows)
      for column in columns {
        for case .tensor(let box) in column.rows.parts {
          inputs.append(try box.tensor.gathered(axis: 0, at: positions))
        }
      }
      return inputs
    } catch { throw Fault(OperationError(error), at: expression.span) }
  }

  /// Records another function of the same names.
  func recording(
    of function: Value, on stage: DerivationStage,
    extraInputs: @escaping (GraphBuilder) -> Void, more: @escaping () -> [Term]
  ) throws(Fault) -> SideRecording {
    try SideRecording(
      function, known, columns, at: expression.span, on: stage, more: more,
      extraInputs: extraInputs)
  }
}

extension Trace {
  /// The graph of the same for this many rows of every input.
  func forRows(_ count: Int) throws(TraceError) -> Graph {
    let builder = GraphBuilder()
    var inputs: [Term] = []
    for type in inputTypes {
      inputs.append(.traced(builder.input(type.with(Shape([count] + type.shape.extents)))))
    }
    return try builder.finish(batched(inputs, inputs.map { _ in true }, count: count)).graph
  }
}

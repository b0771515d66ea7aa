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
  private let graph: Graph?
  /// The graph for so many points at once.
  private var batched: [Int: Graph] = [:]
  /// How many numbers the value holds.
  let numberCount: Int
  /// Whether it has means over samples, so that its values have standard errors.
  let isSampled: Bool

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
    graph = recording.graph
    isSampled = recording.isSampled
    self.known = known.map(\.value)
    self.columns = columns
  }

  private let known: [Value]
  private let columns: [PointGroup.Column]

  /// Whether the value is the same at all points, with the truth of what must hold.
  var isRecorded: Bool { graph != nil }

  /// The arguments of the function at a point, in the order of its names.
  func arguments(at row: Int, on stage: DerivationStage) throws(Fault) -> [Value] {
    var arguments = known
    for column in columns {
      let value = try column.rows.row(row)
      arguments.append(
        try column.of.map { (of) throws(Fault) in
          try stage.call(of, [value], key: stage.key("of"))
        } ?? value)
    }
    return arguments
  }

  /// The graph for this many rows, with the rows of its inputs; nil where nothing is recorded.
  func rows(
    _ rows: [Int], on stage: DerivationStage
  ) throws(Fault) -> (graph: Graph, inputs: [Tensor])? {
    guard let graph else { return nil }
    var inputs: [Tensor] = []
    return try recorded(at: expression.span) { () throws(TraceError) in
      do throws(TensorError) {
        let keys = rows.map { stage.key("rows", $0) }.map { Int(bitPattern: UInt($0)) }
        inputs.append(try Tensor(Shape([rows.count]), keys))
        let positions = try Tensor(Shape([rows.count]), rows)
        for column in columns {
          for part in column.rows.parts where part.isNumeric {
            guard case .tensor(let box) = part else { continue }
            inputs.append(try box.tensor.gathered(axis: 0, at: positions))
          }
        }
      } catch { throw .tensor(error) }
      if let known = batched[rows.count] { return (known, inputs) }
      let result = try graph.forRows(rows.count)
      batched[rows.count] = result
      return (result, inputs)
    }
  }
}

extension Graph {
  /// The same for this many rows of every input.
  func forRows(_ count: Int) throws(TraceError) -> Graph {
    let builder = GraphBuilder()
    var inputs: [Term] = []
    for type in inputTypes {
      inputs.append(.traced(builder.input(type.with(Shape([count] + type.shape.extents)))))
    }
    let (outputs, flags) = try batched(inputs, inputs.map { _ in true }, count: count)
    var rows: [Term] = []
    for (output, isRow) in zip(outputs, flags) {
      rows.append(
        isRow ? output : try output.broadcast(to: Shape([count] + output.shape.extents)))
    }
    return try builder.finish(rows).graph
  }
}

/// What recording the function of a side gave.
struct SideRecording {
  private(set) var form = Value.unset
  private(set) var graph: Graph?
  private(set) var isSampled = false
  private(set) var numberCount = 0

  /// Calls a function with inputs of a graph for the coordinates of a point.
  ///
  /// What must hold for the value to exist is an output of its own: it fails a point, not all.
  init(
    _ function: Value, _ known: [Value], _ columns: [PointGroup.Column], at span: SourceSpan,
    on stage: DerivationStage, more: (() -> [Term])? = nil,
    extraInputs: ((GraphBuilder) -> Void)? = nil
  ) throws(Fault) {
    let builder = GraphBuilder()
    let key = builder.input(TensorType(.i64))
    var arguments = known
    do throws(Fault) {
      (form, graph, isSampled) = try stage.perform { (p, r, m) throws(Fault) in
        m.traces.append(builder)
        m.tracedKey = key
        for column in columns {
          let row = try column.rows.mappingNumbers { (part) throws(Fault) in
            let type = try Bound.term(part, at: span, in: "a derivation").type
            return .traced(builder.input(type.with(Shape(Array(type.shape.extents.dropFirst())))))
          }
          arguments.append(
            try column.of.map { (of) throws(Fault) in
              try Function.call(
                of, Arguments(positional: [row], span: span), calleeSpan: span, p, &r, &m)
            } ?? row)
        }
        extraInputs?(builder)
        let value = try Function.call(
          function, Arguments(positional: arguments, span: span), calleeSpan: span, p, &r, &m)
        let terms = try SideRecording.numbers(of: value, at: span)
        let trace = try recorded(at: span) { () throws(TraceError) in
          var outputs: [Term] = []
          for term in terms + (more?() ?? []) { outputs.append(try term.floating()) }
          return try builder.finish(outputs + m.requirements.map(\.holds))
        }
        guard trace.captures.isEmpty else { return (value, nil, true) }
        return (value, trace.graph, trace.graph.hasAverages)
      }
    } catch {
      error.details.calls.removeAll { $0.name == "the function" }
      // A side that needs the numbers themselves is evaluated point by point.
      guard ["trace", "value"].contains(error.details.code), more == nil else { throw error }
    }
    numberCount = form.parts.filter(\.isNumeric).count
  }

  /// The numbers of a side.
  static func numbers(of value: Value, at span: SourceSpan) throws(Fault) -> [Term] {
    var terms: [Term] = []
    for part in value.parts {
      guard part.isNumeric else {
        throw Fault(
          "derive", "a side is a number, a tensor or a tree of them, not \(part.kindDescription)",
          at: span,
          hint: part.kindDescription == "a multiple of I"
            ? "eye(n) is the identity with a size" : nil)
      }
      terms.append(try Bound.term(part, at: span, in: "a derivation"))
    }
    return terms
  }
}

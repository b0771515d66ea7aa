import Language
import Tensors
import Tracing

/// A side in which numbers can be put in the place of its parts, all of them in one graph.
///
/// Each part n of the list stands as c n + d for a hole (c, d) of its own, a factor and a term; with
/// all holes (1, 0) it is the side itself. So that many holes can be tried at once, the rows of an
/// evaluation are pairs of a point and a hole.
final class InstrumentedSide {
  /// One row of an evaluation: at a point, the value of one hole; the others stay as they are.
  struct Trial {
    /// The point, from 0.
    let row: Int
    /// The part, from 0.
    let hole: Int
    var factor = 1.0
    var term = 0.0
  }

  /// The parts, as they stand in the expression.
  let parts: [Expression]
  private let side: RecordedSide
  private let stage: DerivationStage
  private let trace: Trace
  /// The parts whose values are among the outputs, with the number of numbers of each; those inside
  /// binders are not.
  let shapes: [Int: Shape]
  private let order: [Int]
  private let numberCount: Int
  private var executables: [Int: Executable] = [:]

  /// Records a side with holes for these parts of it; nil where there are none, or it cannot be recorded.
  init?(
    _ side: RecordedSide, parts: [Expression], on stage: DerivationStage
  ) throws(Fault) {
    guard !parts.isEmpty else { return nil }
    self.parts = parts
    self.side = side
    self.stage = stage
    let holes = Holes(parts.count)
    var places: [SourceSpan: Int] = [:]
    for (index, part) in parts.enumerated() { places[part.span] = index }
    let function: Value
    let recording: SideRecording
    do throws(Fault) {
      function = try stage.function(side.expression, of: side.names) { (e, node) in
        places[e.span].map { HoleNode(node, holes, $0) } ?? node
      }
      recording = try side.recording(
        of: function, on: stage, extraInputs: { holes.make(in: $0) }, more: { holes.outputs })
    } catch {
      if ["interrupted", "fuel"].contains(error.details.code) { throw error }
      return nil
    }
    guard let trace = recording.trace else { return nil }
    self.trace = trace
    numberCount = recording.numberCount
    order = holes.order
    shapes = holes.shapes
  }

  /// The values of the side at each trial, nan where it has none.
  func values(_ trials: [Trial]) throws(Fault) -> [[Double]] {
    try run(trials).map { $0.side }
  }

  /// The values of the parts at some points, nil for those inside binders.
  func partValues(at rows: [Int]) throws(Fault) -> [[[Double]]?] {
    let found = try run(rows.map { Trial(row: $0, hole: 0) })
    return parts.indices.map { part in
      guard let place = order.firstIndex(of: part) else { return nil }
      return found.map { $0.parts.isEmpty ? [.nan] : $0.parts[place] }
    }
  }

  private typealias Outcome = (side: [Double], parts: [[Double]])

  private func run(_ trials: [Trial]) throws(Fault) -> [Outcome] {
    guard !trials.isEmpty else { return [] }
    if let all = try together(trials) { return all }
    // A hole may make a matrix indefinite: that fails its own rows alone.
    guard trials.count > 1 else { return [([.nan], [])] }
    let middle = trials.count / 2
    return try run(Array(trials[..<middle])) + run(Array(trials[middle...]))
  }

  private func together(_ trials: [Trial]) throws(Fault) -> [Outcome]? {
    let count = trials.count
    let inputs = try side.inputs(trials.map(\.row), on: stage)
    var factors = [Double](repeating: 1, count: count * parts.count)
    var terms = [Double](repeating: 0, count: count * parts.count)
    for (row, trial) in trials.enumerated() {
      factors[row * parts.count + trial.hole] = trial.factor
      terms[row * parts.count + trial.hole] = trial.term
    }
    do throws(TraceError) {
      let executable: Executable
      if let known = executables[count] {
        executable = known
      } else {
        executable = try compiled(trace.forRows(count))
        executables[count] = executable
      }
      var all = inputs.map { Term($0) }
      do throws(TensorError) {
        let shape = Shape([count, parts.count])
        all.append(Term(try Tensor(shape, factors)))
        all.append(Term(try Tensor(shape, terms)))
      } catch { throw .tensor(error) }
      let outputs = try executable(all)
      var rows = [Outcome](repeating: ([], []), count: count)
      for (place, output) in outputs.enumerated() {
        let numbers = try output.knownValue().numbers(), perRow = numbers.count / count
        guard place < numberCount + order.count else { continue }
        for row in 0..<count {
          let own = numbers[row * perRow..<(row + 1) * perRow]
          if place < numberCount {
            rows[row].side += own
          } else {
            rows[row].parts.append(Array(own))
          }
        }
      }
      return rows
    } catch {
      let fault = Fault(OperationError(error), at: side.expression.span)
      if ["interrupted", "fuel"].contains(fault.details.code) { throw fault }
      return nil
    }
  }
}

/// The holes of a side while it is recorded.
final class Holes {
  private let count: Int
  private var builder: GraphBuilder?
  private(set) var factors: [Term] = []
  private(set) var terms: [Term] = []
  private var values: [Int: Term] = [:]

  init(_ count: Int) { self.count = count }

  /// Makes the inputs of the graph: a vector of factors and one of terms.
  func make(in builder: GraphBuilder) {
    self.builder = builder
    let type = TensorType(.f64, Shape([count]))
    let vectors = [Term.traced(builder.input(type)), Term.traced(builder.input(type))]
    for (vector, isFactor) in zip(vectors, [true, false]) {
      for index in 0..<count {
        guard let part = try? vector.sliced(index) else { continue }
        if isFactor { factors.append(part) } else { terms.append(part) }
      }
    }
  }

  /// Notes the value of a part, where it belongs to the graph itself.
  func note(_ value: Term, of part: Int) {
    if case .traced(let traced) = value, traced.builder !== builder { return }
    if value.isEstimate { return }
    if values[part] == nil { values[part] = value }
  }

  /// The parts with known values, in order.
  var order: [Int] { values.keys.sorted() }

  /// The values of the parts, in order.
  var outputs: [Term] { order.compactMap { values[$0] } }

  /// The shapes of the values of parts.
  var shapes: [Int: Shape] { values.mapValues(\.shape) }
}

extension Term {
  /// Element `index`, from 0, of a vector.
  fileprivate func sliced(_ index: Int) throws(TraceError) -> Term {
    try Term.applyOne(.slice(starts: [index], counts: [1], steps: [1]), [self])
      .reshaped(to: .scalar)
  }
}

/// A part of a side with its hole: c n + d where n is a number, else n itself.
final class HoleNode: Node {
  private let part: Node
  private let holes: Holes
  private let index: Int

  init(_ part: Node, _ holes: Holes, _ index: Int) {
    self.part = part
    self.holes = holes
    self.index = index
    super.init(span: part.span, height: part.height + 1)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let value = try part.eval(p, &r, &m)
    guard value.isNumeric, index < holes.factors.count, value.numericType?.element != .bool else {
      return value
    }
    return try recorded(at: span) { () throws(TraceError) in
      guard let term = try value.term() else { return value }
      let number = try term.floating()
      holes.note(number, of: index)
      return Value(try number * holes.factors[index] + holes.terms[index])
    }
  }
}

import Language
import Tensors
import Tracing

/// A function of the language linearized at a point.
struct Differentiation {
  /// The arguments by which it is differentiated, as positions.
  let active: [Int]
  /// Those arguments with integers promoted, for their structure.
  let points: [Value]
  /// The leaves of those arguments, in order.
  let inputs: [Term]
  /// What the function returned, its leaves traced.
  let result: Value
  let linearization: Linearization
  /// The trace, for `:trace`.
  let trace: Trace
  let span: SourceSpan
  /// Whether its derivatives are results, not parts of other derivatives.
  private let isOutermost: Bool

  /// Traces the function at its arguments and linearizes it there.
  init(
    _ f: Value, _ arguments: Arguments, active: [Int], _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) {
    self.active = active
    span = arguments.span
    let builder = GraphBuilder()
    var points: [Value] = [], inputs: [Term] = []
    var traced = arguments
    for position in active {
      let point = try Differentiation.promoted(arguments.positional[position], at: span)
      var variables: [Value] = []
      for leaf in point.leaves() {
        let term = try Bound.term(leaf, at: span, in: "a derivative")
        inputs.append(term)
        variables.append(.traced(builder.input(for: term)))
      }
      points.append(point)
      var rest = variables[...]
      traced.positional[position] = point.replacingLeaves(&rest)
    }
    self.points = points
    self.inputs = inputs
    isOutermost = m.traces.isEmpty || (m.recorder != nil && m.traces.count == 1)
    let requirements = m.requirements
    m.traces.append(builder)
    m.requirements = []
    defer {
      m.traces.removeLast()
      m.requirements = requirements
    }
    result = try Function.call(f, traced, calleeSpan: arguments.span, p, &r, &m)
    do throws(TraceError) {
      let outputs = try Differentiation.outputs(of: result, at: span)
      trace = try builder.finish(Requirement.apply(m.requirements, to: outputs))
      linearization = try Linearization(trace)
    } catch { throw Differentiation.fault(error, at: arguments.span) }
    // Where the function has no value, its derivative has none either.
    if isOutermost { m.recorder?.witnesses += linearization.value }
  }

  /// An error of a derivative; while nans are looked for it is told from one of the function itself.
  private static func fault(_ error: TraceError, at span: SourceSpan) -> Fault {
    let error = OperationError(error)
    return NaNWatch.isOn
      ? Fault(NaNSearch.derivative, error.message, at: span) : Fault(error, at: span)
  }

  /// An integer given as an argument stands for the float: derivatives are of real functions.
  private static func promoted(_ value: Value, at span: SourceSpan) throws(Fault) -> Value {
    guard let type = value.numericType else {
      guard case .aggregate = value else {
        throw Fault(
          "type", "\(value.kindDescription) is nothing to differentiate by", at: span,
          hint: "choose arguments with wrt=\"x\"")
      }
      return value
    }
    if type.isFloating { return value }
    do throws(TraceError) {
      guard let term = try value.term() else { return value }
      return Value(try term.converted(to: .f64))
    } catch { throw Fault(OperationError(error), at: span) }
  }

  /// The numbers of a result, floating, in order.
  private static func outputs(of value: Value, at span: SourceSpan) throws(TraceError) -> [Term] {
    if case .aggregate(let tree) = value {
      var terms: [Term] = []
      for item in tree.items { terms += try outputs(of: item, at: span) }
      return terms
    }
    guard let term = try value.term() else { return [] }
    return [try term.floating()]
  }

  /// The value without its trace: what the function returned at the point.
  var value: Value {
    var rest = linearization.value.map { Value($0) }[...]
    return result.filled(&rest)
  }

  /// The derivative in a direction, with the structure of the result.
  func pushforward(_ tangents: [Term]) throws(Fault) -> Value {
    try run { () throws(TraceError) in
      let moved = try linearization.pushforward(tangents.map { $0 })
      var numbers: [Value] = []
      for (tangent, output) in zip(moved, linearization.value) {
        let zero = try Term.zeros(output.type)
        numbers.append(Value(tangent ?? zero))
      }
      var rest = numbers[...]
      return result.filled(&rest)
    }
  }

  /// The Jacobian: a row per scalar of the outputs, a column per scalar of the inputs.
  func jacobian() throws(Fault) -> Term {
    do throws(TraceError) {
      return try unsigned(try linearization.jacobian())
    } catch {
      throw Fault(OperationError(error), at: span)
    }
  }

  /// The gradient of a scalar result, with the structure of each active argument.
  func gradient(of name: String) throws(Fault) -> [Value] {
    try requireRealScalar(name)
    do throws(TraceError) {
      var leaves: [Value] = []
      for part in try linearization.gradient() {
        leaves.append(Value(try unsigned(part)))
      }
      return structured(leaves)
    } catch { throw Differentiation.fault(error, at: span) }
  }

  /// The gradient of the sum of the scalars that the result consists of.
  func gradientOfSum() throws(Fault) -> [Value] {
    if result.isNumeric { return try gradient(of: "value_and_grad") }
    var ones: [Term] = []
    do throws(TraceError) {
      for value in linearization.value { ones.append(try Term.ones(value.type)) }
    } catch { throw Fault(OperationError(error), at: span) }
    for value in linearization.value where value.rank != 0 || value.element == .c128 {
      throw Fault(
        "shape", "value_and_grad needs terms that are real scalars, one of these is \(value.type)",
        at: span)
    }
    return try pullback(ones)
  }

  /// The transpose of the derivative applied to a cotangent of the result, with the structure of
  /// each active argument.
  func pullback(_ cotangents: [Term]) throws(Fault) -> [Value] {
    do throws(TraceError) {
      var leaves: [Value] = []
      for (part, input) in zip(try linearization.pullback(cotangents.map { $0 }), inputs) {
        let zero = try Term.zeros(input.type)
        leaves.append(Value(try unsigned(part ?? zero)))
      }
      return structured(leaves)
    } catch { throw Differentiation.fault(error, at: span) }
  }

  /// Numbers for the leaves of the active arguments in their structure.
  private func structured(_ leaves: [Value]) -> [Value] {
    var rest = leaves[...]
    return points.map { $0.replacingLeaves(&rest) }
  }

  /// Only a real number grows fastest in one direction.
  private func requireRealScalar(_ name: String) throws(Fault) {
    guard linearization.value.count == 1, linearization.value[0].rank == 0, result.isNumeric else {
      throw Fault(
        "shape",
        "\(name) needs a function whose value is a scalar, this one's is "
          + result.kindDescription, at: span, hint: "jacobian(f) takes any function")
    }
    guard linearization.value[0].element != .c128 else {
      throw Fault(
        "type", "\(name) needs a function whose value is real, this one's is complex", at: span,
        hint: "f' is the derivative of a holomorphic function of one number")
    }
  }

  /// A derivative without negative zeros: whether a zero came from a factor -0 or from a variable
  /// that does not occur says nothing.
  private func unsigned(_ term: Term) throws(TraceError) -> Term {
    guard isOutermost, term.element != .c128 else { return term }
    return try term + Term(0.0)
  }

  func run(_ body: () throws(TraceError) -> Value) throws(Fault) -> Value {
    do throws(TraceError) { return try body() } catch {
      throw Fault(OperationError(error), at: span)
    }
  }
}

import Language
import Tensors
import Tracing

/// What recording the function of a side gave.
struct SideRecording {
  private(set) var form = Value.unset
  private(set) var trace: Trace?
  private(set) var isSampled = false
  private(set) var numberCount = 0
  /// What is raised where each of the truth values behind the numbers is false.
  private(set) var raised: [Raised] = []
  /// Whether a quadrature rule was used.
  private(set) var usesRules = false
  /// Whether something in it stops at a tolerance.
  private(set) var isApproximate = false

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
    var arguments = known, raised: [Raised] = []
    do throws(Fault) {
      let found: DerivationSampling?
      (form, trace, isSampled, found) = try stage.perform { (p, r, m) throws(Fault) in
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
        raised = m.requirements.map(\.raised)
        let trace = try recorded(at: span) { () throws(TraceError) in
          var outputs: [Term] = []
          for term in terms + (more?() ?? []) { outputs.append(try term.floating()) }
          return try builder.finish(outputs + m.requirements.map(\.holds))
        }
        guard trace.captures.isEmpty else { return (value, nil, true, m.sampling) }
        return (value, trace, trace.graph.takesMeans, m.sampling)
      }
      usesRules = found?.usesRules ?? false
      isApproximate = found?.isApproximate ?? false
    } catch {
      error.details.calls.removeAll { $0.name == "the function" }
      // A side that needs the numbers themselves is evaluated point by point.
      guard ["trace", "value"].contains(error.details.code), more == nil else { throw error }
    }
    self.raised = raised
    numberCount = form.parts.filter(\.isNumeric).count
  }

  /// The numbers of a side.
  static func numbers(of value: Value, at span: SourceSpan) throws(Fault) -> [Term] {
    var terms: [Term] = []
    for part in value.parts {
      guard part.isNumeric else {
        let culprit = value.isDistribution ? value : part
        throw Fault(
          "derive",
          "a side is a number, a tensor or a tree of them, not \(culprit.kindDescription)",
          at: span,
          hint: part.kindDescription == "a multiple of I"
            ? "eye(n) is the identity with a size" : nil)
      }
      terms.append(try Bound.term(part, at: span, in: "a derivation"))
    }
    return terms
  }
}

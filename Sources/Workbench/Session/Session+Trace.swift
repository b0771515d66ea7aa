import Language
import Tensors
import Tracing

extension Session {
  /// `:trace f(x)`: the graph from the arguments to the value; `:trace --stages f(x)`: the graph that is kept for
  /// arguments of these types, simplified, and the code that runs.
  func graphText(of argument: String, at span: SourceSpan) throws(Fault) -> String {
    let flag = "--stages", hasStages = argument.hasPrefix(flag)
    let call = hasStages ? String(argument.dropFirst(flag.count)) : argument
    let (statements, source) = try parsed(call, at: span)
    guard statements.count == 1, case .expression(let e) = statements[0].kind,
      case .call = e.kind
    else {
      throw Fault("command", ":trace needs a call", at: span, hint: ":trace f(0.5)")
    }
    let lowering = Lowering(environment, module: main, source: source)
    return try trace(try lowering.expression(e), hasStages: hasStages)
  }

  private func trace(_ node: Node, hasStages: Bool) throws(Fault) -> String {
    let inspected: (callee: Node, arguments: [Node])
    switch node {
    case let call as Call: inspected = (call.callee, call.nodes)
    case let unary as UnaryCall: inspected = (unary.call.callee, unary.call.nodes)
    case let binary as BinaryCall: inspected = (binary.call.callee, binary.call.nodes)
    default:
      throw Fault("command", ":trace needs a call with positional arguments", at: node.span)
    }
    let text = TraceText(
      inspected.callee, inspected.arguments, hasStages: hasStages, span: node.span)
    guard case .text(let result) = try evaluate(text) else { return "" }
    return result
  }
}

/// The text of the graph that a call records.
final class TraceText: Node {
  let callee: Node
  let arguments: [Node]
  /// Whether the compiled form is shown.
  let hasStages: Bool

  init(_ callee: Node, _ arguments: [Node], hasStages: Bool, span: SourceSpan) {
    self.callee = callee
    self.arguments = arguments
    self.hasStages = hasStages
    super.init(span: span, height: 1 + max(callee.height, arguments.map(\.height).max() ?? 0))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let f = try callee.eval(p, &r, &m)
    var call = Arguments(positional: [], span: span)
    for argument in arguments { call.positional.append(try argument.eval(p, &r, &m)) }
    let text = hasStages ? try stages(f, call, p, &r, &m) : try graph(f, call, p, &r, &m)
    return .text(text.trimmingSuffix { $0 == "\n" })
  }

  private func graph(
    _ f: Value, _ call: Arguments, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> String {
    let values = call.positional
    let active = values.indices.filter { values[$0].isNumeric || !values[$0].leaves().isEmpty }
    return try Differentiation(f, call, active: active, p, &r, &m).trace.graph.description
  }

  private func stages(
    _ f: Value, _ call: Arguments, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> String {
    var call = call
    if case .function(let closure) = f, case .derived(let derived) = closure.body {
      call = derived.promoted(call)
    }
    guard
      let compiled = try CompiledFunction(
        f, call, Signature(.tuple([f] + call.positional)), p, &r, &m)
    else {
      throw fault(
        "trace",
        "this call is not compiled: it needs numbers that only a run knows, or does more than compute"
      )
    }
    return compiled.description
  }
}

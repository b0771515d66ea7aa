import Language
import Tensors

/// An argument of a call with keywords or spread arguments.
struct KeywordArgument {
  let name: String?
  /// Where the keyword stands.
  var nameSpan: SourceSpan?
  let node: Node
  let isSpread: Bool
}

/// `f(x, lr=1e-3)`, `f(v...)`.
final class KeywordCall: Node {
  let callee: Node
  let arguments: [KeywordArgument]
  private let site: UInt64

  init(
    _ callee: Node, _ arguments: [KeywordArgument], site: UInt64 = 0, span: SourceSpan
  ) {
    self.callee = callee
    self.site = site
    self.arguments = arguments
    super.init(
      span: span, height: 1 + arguments.reduce(callee.height) { max($0, $1.node.height) })
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let f = try callee.eval(p, &r, &m)
    if case .density(let density) = f {
      return try m.withKey(site, at: span) { (m) throws(Fault) in
        try density.value(of: DensityQuery(arguments.map { .init($0) }, span: span), p, &r, &m)
      }
    }
    try Function.requireCallable(f, callee)
    var values = Arguments(positional: [], span: span)
    for argument in arguments {
      let value = try argument.node.eval(p, &r, &m)
      if case .unset = value { throw argument.node.fault("value", "this has no value") }
      if let name = argument.name {
        if values.keywords.contains(where: { $0.name == name }) {
          throw argument.node.fault("argument", "\(name) is given twice")
        }
        values.keywords.append((name, value))
        values.keywordSpans.append(argument.nameSpan ?? argument.node.span)
      } else if argument.isSpread {
        let items = try spread(value, at: argument.node.span)
        values.positional += items
        values.spans += items.map { _ in argument.node.span }
      } else {
        values.positional.append(value)
        values.spans.append(argument.node.span)
      }
    }
    return try m.withKey(site, at: span) { (m) throws(Fault) in
      try Function.call(f, values, calleeSpan: callee.span, p, &r, &m)
    }
  }

  private func spread(_ value: Value, at span: SourceSpan) throws(Fault) -> [Value] {
    if case .aggregate(let tuple) = value { return tuple.items }
    do throws(OperationError) {
      if let rows = try Selection.rows(of: value) { return rows }
    } catch { throw Fault(error, at: span) }
    throw Fault("type", "\(value.kindDescription) cannot be spread over arguments", at: span)
  }
}

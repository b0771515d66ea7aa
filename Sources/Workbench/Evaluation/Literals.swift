import Language
import Tensors
import Tracing

/// `(a, b)` and, with names, `(μ = 0.5, σ = 1)`.
final class MakeAggregate: Node {
  let items: [Node]
  let names: [String]?

  init(_ items: [Node], names: [String]?, span: SourceSpan) {
    self.items = items
    self.names = names
    super.init(span: span, height: 1 + (items.map(\.height).max() ?? 0))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items {
      let value = try item.eval(p, &r, &m)
      if case .unset = value { throw item.fault("value", "this has no value") }
      values.append(value)
    }
    return try Value.aggregate(Aggregate(values, names: names)).bounded(at: span)
  }
}

/// `[1, 2; 3, 4]`: rows of scalars or of blocks.
final class MakeMatrix: Node {
  let rows: [[Node]]

  init(_ rows: [[Node]], span: SourceSpan) {
    self.rows = rows
    super.init(span: span, height: 1 + (rows.joined().map(\.height).max() ?? 0))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var values: [[Value]] = []
    for row in rows {
      var line: [Value] = []
      for item in row {
        let value = try item.eval(p, &r, &m)
        if case .unset = value { throw item.fault("value", "this has no value") }
        line.append(value)
      }
      values.append(line)
    }
    do throws(OperationError) {
      return try Construction.matrix(values)
    } catch {
      throw Fault(
        error, at: span,
        operands: zip(rows.joined(), values.joined()).prefix(6).map {
          OperandNote($0.span, $1)
        })
    }
  }
}

/// `a:b`, `a:step:b` as a value.
final class MakeRange: Node {
  let bounds: RangeBounds

  init(_ bounds: RangeBounds, span: SourceSpan) {
    self.bounds = bounds
    super.init(span: span, height: 1 + bounds.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let range = try bounds.eval(p, &r, &m)
    do throws(OperationError) { return try range.materialized() } catch {
      throw Fault(error, at: span)
    }
  }
}

/// `"loss {l:.4g}"`.
final class MakeText: Node {
  enum Part {
    case literal(String)
    case value(Node, format: TextFormat?)
  }
  let parts: [Part]
  /// Half of it may be exceeded: what is checked is the text before each part.
  private static let longest = 1 << 24

  init(_ parts: [Part], span: SourceSpan) {
    self.parts = parts
    var height = 0
    for case .value(let node, _) in parts { height = max(height, node.height) }
    super.init(span: span, height: 1 + height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var text = ""
    for part in parts {
      if text.utf8.count > MakeText.longest {
        throw fault("memory", "a text holds at most \(MakeText.longest) bytes")
      }
      switch part {
      case .literal(let literal): text += literal
      case .value(let node, let format):
        let value = try node.eval(p, &r, &m).known
        // The words of an error are made again, with the number, where it is raised.
        if !m.isRaising { try value.requireKnown(at: node.span) }
        if m.fuel != nil { try Turn.burn(&m, at: node.span, steps: value.costOfText) }
        guard let format else {
          text += ValuePrinter(style: m.output.style).inline(value)
          try Turn.checkStop(at: span)
          continue
        }
        do throws(OperationError) {
          text += try format.apply(to: value)
        } catch { throw Fault(error, at: node.span) }
        try Turn.checkStop(at: span)
      }
    }
    if m.fuel != nil { try Turn.burn(&m, at: span, steps: text.utf8.count) }
    return .text(text)
  }
}

/// `x -> body`, `f(x) = body`: a function with what it captures.
final class MakeFunction: Node {
  let id: Int
  let captures: [Capture]
  /// The name that it is defined under.
  let name: String?

  /// Where a captured value stands when the function is made.
  enum Capture {
    /// A variable of the running window.
    case local(Int)
    /// A hidden variable of a top-level statement.
    case absolute(Int)
    /// The function itself, under its own name.
    case itself
  }

  init(_ id: Int, captures: [Capture], name: String? = nil, span: SourceSpan) {
    self.id = id
    self.name = name
    self.captures = captures
    super.init(span: span, height: 1)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let lease = p.functions[id].lease
    if captures.isEmpty { return .function(Closure(.script(id), lease: lease, name: name)) }
    var captured = ContiguousArray<Value>()
    for capture in captures {
      switch capture {
      case .local(let slot): captured.append(r[m.base &+ slot])
      case .absolute(let slot): captured.append(r[slot])
      case .itself: captured.append(.unset)
      }
    }
    let closure = Closure(
      .script(id), lease: lease, captured: captured, itself: MakeFunction.itself(among: captures),
      name: name)
    return try Value.function(closure).bounded(at: span)
  }

  /// The capture that is the function itself, or -1.
  static func itself(among captures: [Capture]) -> Int {
    captures.firstIndex { if case .itself = $0 { true } else { false } } ?? -1
  }
}

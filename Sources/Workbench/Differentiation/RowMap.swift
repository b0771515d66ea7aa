import Language
import Tensors
import Tracing

/// `vmap(f)`: a function over the rows of its arguments.
///
/// It is traced once, on the types of one row, and the graph is run for all rows. Where the trace
/// would need a number that differs from row to row, as a size, it is called row by row.
enum RowMap {
  /// `vmap(f)`.
  static func mapped(_ f: Value) -> Value {
    DerivativeFunctions.derived("vmap", f, detail: [], of: { mapped($0) }) {
      arguments, p, r, m throws(Fault) in
      let count = try rowCount(arguments), keys = m.keys
      defer { m.keys = keys }
      // Row by row every operation stands where it was written.
      if NaNWatch.isOn { return try looped(f, arguments, count, p, &r, &m) }
      do throws(Fault) {
        return try batched(f, arguments, count, p, &r, &m)
      } catch {
        m.keys = keys
        // Whatever else a trace stumbles on, single rows show whether it is a mistake.
        if ["interrupted", "fuel", "memory", "depth"].contains(error.details.code) { throw error }
      }
      return try looped(f, arguments, count, p, &r, &m)
    }
  }

  /// The common length of all arguments.
  private static func rowCount(_ arguments: Arguments) throws(Fault) -> Int {
    var count: Int?
    for (position, argument) in arguments.positional.enumerated() {
      let span = arguments.span(ofPositional: position)
      for part in argument.parts {
        guard let type = part.numericType else { continue }
        guard let length = type.shape.extents.first else {
          throw Fault(
            "shape", "vmap walks over rows, and \(type) has none", at: span,
            hint: "an argument by keyword or a captured variable is the same for all rows")
        }
        guard length == count ?? length else {
          throw Fault(
            "shape", "the arguments of vmap differ in length (\(count ?? 0) vs \(length))", at: span
          )
        }
        count = length
      }
    }
    guard let count else {
      throw Fault("arity", "vmap needs an argument with rows to walk over", at: arguments.span)
    }
    return count
  }

  /// One trace, run for all rows.
  private static func batched(
    _ f: Value, _ arguments: Arguments, _ count: Int, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Value {
    let builder = GraphBuilder()
    var columns: [Term] = []
    var row = arguments
    for (position, argument) in arguments.positional.enumerated() {
      row.positional[position] = try argument.mappingNumbers { (part) throws(Fault) in
        let column = try Bound.term(part, at: arguments.span, in: "vmap")
        columns.append(column)
        let extents = Array(column.shape.extents.dropFirst())
        return .traced(
          builder.input(column.type.with(Shape(extents)), isEstimated: column.isEstimated))
      }
    }
    let number = builder.input(TensorType(.i64))
    // The numbers of the rows tell their draws apart.
    columns.append(
      try recorded(at: arguments.span) { () throws(TraceError) in
        try Term.positions(Shape([count]))
      })
    let requirements = m.requirements
    m.traces.append(builder)
    m.requirements = []
    defer {
      m.traces.removeLast()
      m.requirements = requirements
    }
    try m.enterTurn(.traced(number), of: m.keys, at: arguments.span)
    let result = try Function.call(f, row, calleeSpan: arguments.span, p, &r, &m)
    guard result.parts.allSatisfy(\.isNumeric) else {
      throw Fault("type", "what vmap stacks are numbers", at: arguments.span)
    }
    do throws(TraceError) {
      var outputs: [Term] = []
      for part in result.parts {
        if let term = try part.term() { outputs.append(term) }
      }
      let trace = try builder.finish(Requirement.apply(m.requirements, to: outputs))
      var stacked = try trace.batched(columns, columns.map { _ in true }, count: count)
        .map { Value($0) }[...]
      return result.filled(&stacked)
    } catch { throw Fault(OperationError(error), at: arguments.span) }
  }

  /// Row by row.
  private static func looped(
    _ f: Value, _ arguments: Arguments, _ count: Int, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Value {
    var values: [Value] = []
    let keys = m.keys
    for position in 0..<count {
      try Turn.poll(&m, at: arguments.span)
      try m.enterTurn(position, of: keys, at: arguments.span)
      var row = arguments
      for (place, argument) in arguments.positional.enumerated() {
        row.positional[place] = try argument.mappingNumbers { (part) throws(Fault) in
          do throws(OperationError) {
            return try Selection.take(part, [.value(.int(position + 1))])
          } catch { throw Fault(error, at: arguments.span) }
        }
      }
      let value = try Function.call(f, row, calleeSpan: arguments.span, p, &r, &m)
      if case .unset = value { throw Fault("value", "this has no value", at: arguments.span) }
      values.append(value)
    }
    do throws(OperationError) { return try Construction.stack(values) } catch {
      throw Fault(error, at: arguments.span)
    }
  }
}

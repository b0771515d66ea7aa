import Tensors
import Tracing

/// Tensors from parts.
enum Construction {
  /// `[a, b; c, d]`: scalars, or blocks that fit together.
  ///
  /// One row is a vector.
  static func matrix(_ rows: [[Value]]) throws(OperationError) -> Value {
    if let numbers = scalars(rows) { return try numbers.get() }
    let widths = rows.map(width)
    if let other = widths.firstIndex(where: { $0 != widths[0] && $0 != nil }), let a = widths[0],
      let b = widths[other]
    {
      throw OperationError(
        "shape", "row 1 has \(a) \(a == 1 ? "column" : "columns") and row \(other + 1) has \(b)",
        showsOperands: rows.joined().contains { $0.numericType?.shape.rank != 0 })
    }
    do throws(TraceError) {
      var lines: [Term] = []
      for row in rows { lines.append(try line(row, isOnly: rows.count == 1)) }
      return Value(lines.count == 1 ? lines[0] : try Term.concatenated(lines, axis: 0))
    } catch { throw OperationError(error) }
  }

  /// The columns of a row of scalars, vectors and matrices; nil for what cannot stand in one.
  private static func width(_ row: [Value]) -> Int? {
    var width = 0
    for value in row {
      guard let shape = value.numericType?.shape, shape.rank <= 2 else { return nil }
      width += shape.extents.last ?? 1
    }
    return width
  }

  /// The commonest case: f64 and i64 scalars, all known.
  private static func scalars(_ rows: [[Value]]) -> Result<Value, OperationError>? {
    let width = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == width }) else { return nil }
    var ints: [Int] = [], floats: [Double] = []
    for case let value in rows.joined() {
      switch value {
      case .int(let x):
        ints.append(x)
        floats.append(Double(x))
      case .float(let x): floats.append(x)
      default: return nil
      }
    }
    let shape = Shape(rows.count > 1 ? [rows.count, width] : [width])
    return Result { () throws(OperationError) in
      do throws(TensorError) {
        let isWhole = ints.count == floats.count && !floats.isEmpty
        return .tensor(TensorBox(isWhole ? try Tensor(shape, ints) : try Tensor(shape, floats)))
      } catch { throw OperationError(error) }
    }
  }

  /// One row: of scalars, the vector or the row of a matrix; of blocks, side by side.
  private static func line(_ row: [Value], isOnly: Bool) throws(TraceError) -> Term {
    let terms = try terms(row)
    let rank = terms.map(\.rank).max() ?? 0
    if rank == 0 {
      let vector = try Term.stacked(terms, axis: 0)
      return isOnly ? vector : try vector.reshaped(to: Shape([1, terms.count]))
    }
    if rank == 1, isOnly {
      var parts: [Term] = []
      for term in terms { parts.append(term.rank == 0 ? try term.reshaped(to: Shape([1])) : term) }
      return try Term.concatenated(parts, axis: 0)
    }
    var blocks: [Term] = []
    for term in terms {
      switch term.rank {
      case 0: blocks.append(try term.reshaped(to: Shape([1, 1])))
      case 1: blocks.append(try term.reshaped(to: Shape([1, term.shape[0]])))
      default: blocks.append(term)
      }
    }
    return blocks.count == 1 ? blocks[0] : try Term.concatenated(blocks, axis: blocks[0].rank - 1)
  }

  private static func terms(_ values: [Value]) throws(TraceError) -> [Term] {
    var terms: [Term] = []
    for value in values {
      guard let term = try value.term() else {
        throw .tensor(
          .domain(
            operation: "a tensor", reason: "\(value.kindDescription) cannot stand in it"))
      }
      terms.append(term)
    }
    return terms
  }

  /// Values of equal shape stacked along a new first axis; records and tuples leaf by leaf.
  static func stack(_ values: [Value]) throws(OperationError) -> Value {
    if case .aggregate(let first)? = values.first {
      var items: [Value] = []
      for k in first.items.indices {
        var column: [Value] = []
        for value in values {
          guard case .aggregate(let row) = value, row.hasStructure(of: first) else {
            throw OperationError("structure", "the elements have different structures")
          }
          column.append(row.items[k])
        }
        items.append(try stack(column))
      }
      return .aggregate(Aggregate(items, names: first.names))
    }
    if case .text? = values.first { return .tuple(values) }
    if case .function? = values.first { return .tuple(values) }
    if case .figure? = values.first { return .tuple(values) }
    if let numbers = scalars([values]) { return try numbers.get() }
    do throws(TraceError) {
      return Value(try Term.stacked(try terms(values), axis: 0))
    } catch { throw OperationError(error) }
  }
}

import Tensors
import Tracing

/// Shape, order and selection.
enum ShapeBuiltins {
  private static let x = Builtin.Parameter("x", "a tensor")

  static let all: [Builtin] = [
    Builtin(
      "shape", .shape, [x], "the extents as a tuple", example: ("shape(zeros(2, 3))", "(2, 3)"),
    ) { a, p, r, m throws(Fault) in
      .tuple(try a.term(0).shape.extents.map { .int($0) })
    },
    Builtin(
      "size", .shape, [x, .init("axis", "one axis, from 1", initial: "all")],
      "the number of elements, or the extent of an axis", synonyms: ["numel"],
      example: ("size(zeros(2, 3))", "6")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0)
      return .int(try a.axis(1, rank: x.rank).map { x.shape[$0] } ?? x.shape.count)
    },
    Builtin(
      "len", .shape, [.init("x", "a tensor, tuple, record or text")],
      "the length: rows, items, fields or characters", synonyms: ["length"],
      example: ("len([5, 6, 7])", "3")
    ) { a, p, r, m throws(Fault) in
      switch a[0] {
      case .aggregate(let aggregate): return .int(aggregate.items.count)
      case .text(let text): return .int(text.count)
      default: return .int(try a.term(0).shape.extents.first ?? 1)
      }
    },
    Builtin(
      "ndims", .shape, [x], "the number of axes", synonyms: ["ndim"],
      example: ("ndims(zeros(2, 3))", "2")
    ) { a, p, r, m throws(Fault) in .int(try a.term(0).rank) },
    Builtin(
      "reshape", .shape, [x, .init("sizes", "the new extents; one may be -1")], isVariadic: true,
      "the same elements in row-major order under another shape",
      example: ("reshape(1:6, 2, 3)[2, 1]", "4")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0), shape = try reshaping(x.shape.count, a)
      return try a.run { () throws(TraceError) in Value(try x.reshaped(to: shape)) }
    },
    Builtin(
      "flatten", .shape, [.init("x", "a tensor, or a tree of them")],
      "the elements as a vector, of a tree all of them in order, of a model its leaves",
      synonyms: ["ravel", "vec"],
      example: ("sum(flatten(ones(2, 2)))", "4.0")
    ) { a, p, r, m throws(Fault) in
      if case .aggregate = a[0] { return Value(try ReductionBuiltins.elements(of: a[0], a)) }
      let x = try a.term(0)
      return try a.run { () throws(TraceError) in Value(try x.flattened()) }
    },
    Builtin(
      "unflatten", .shape,
      [.init("x", "a vector"), .init("like", "a number, tensor or tree with as many elements")],
      "the elements of a vector in the structure and shapes of another value: undoes flatten",
      example: ("unflatten([1.5, 2.5], (0, 1))", "(1.5, 2.5)")
    ) { a, p, r, m throws(Fault) in try unflattened(a) },
    Builtin(
      "transpose", .shape,
      [x, .init("order", "the axes in their new order, from 1", initial: "last two swapped")],
      "the transpose; of a vector the row 1×n", example: ("shape(transpose(zeros(2, 3)))", "(3, 2)")
    ) { a, p, r, m throws(Fault) in
      if a.isGiven(1) { return try permuted(a) }
      return try transposed(a)
    },
    Builtin(
      "concat", .shape,
      [.init("parts", "tensors"), .init("axis", "the axis, from 1", initial: "1")],
      "a tuple of tensors joined along an axis", synonyms: ["concatenate", "cat", "append"],
      example: ("sum(concat(([1, 2], [3])))", "6")
    ) { a, p, r, m throws(Fault) in
      let parts = try parts(a), axis = try a.axis(1, rank: parts.first?.rank ?? 1) ?? 0
      return try a.run { () throws(TraceError) in Value(try Term.concatenated(parts, axis: axis)) }
    },
    Builtin(
      "stack", .shape,
      [
        .init("parts", "tensors of equal shape"),
        .init("axis", "the new axis, from 1", initial: "1"),
      ],
      "a tuple of tensors along a new axis", example: ("shape(stack(([1, 2], [3, 4])))", "(2, 2)")
    ) { a, p, r, m throws(Fault) in
      let parts = try parts(a), axis = try a.axis(1, rank: (parts.first?.rank ?? 0) + 1) ?? 0
      return try a.run { () throws(TraceError) in Value(try Term.stacked(parts, axis: axis)) }
    },
    Builtin(
      "where", .shape,
      [
        .init("mask", "truth values"), .init("a", "taken where true"),
        .init("b", "taken where false"),
      ],
      "elements of a where the mask holds, of b elsewhere",
      formula: "mask ? a : b", synonyms: ["select", "ifelse"],
      example: ("sum(where([1, 2, 3] > 1, 10, 0))", "20")
    ) { a, p, r, m throws(Fault) in
      let mask = try a.term(0), x = try a.term(1), y = try a.term(2)
      return try a.run { () throws(TraceError) in Value(try Term.select(mask, x, y)) }
    },
    Builtin(
      "reverse", .shape, [x, .init("axis", "the axis, from 1", initial: "1")],
      "the elements in reverse order along an axis", synonyms: ["flip"],
      example: ("reverse([1, 2, 3])[1]", "3")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0), axis = try a.axis(1, rank: x.rank) ?? 0
      guard x.rank > 0 else { return a[0] }
      return try a.run { () throws(TraceError) in
        var starts = [Int](repeating: 0, count: x.rank), steps = [Int](repeating: 1, count: x.rank)
        starts[axis] = max(0, x.shape[axis] - 1)
        steps[axis] = -1
        return Value(
          try Term.applyOne(.slice(starts: starts, counts: x.shape.extents, steps: steps), [x]))
      }
    },
    Builtin(
      "element", .shape, [.init("x", "a scalar"), .init("set", "a tensor or tuple")],
      "whether x is one of the elements; typed x in set", example: ("2 in [1, 2]", "true")
    ) { a, p, r, m throws(Fault) in
      do throws(OperationError) {
        if case .aggregate(let tuple) = a[1] {
          for item in tuple.items {
            switch try Arithmetic.compare(.equal, a[0], item).known {
            case .bool(true): return .bool(true)
            case .traced(let traced):
              throw OperationError(TraceError.valueUnknown(traced.type))
            default: break
            }
          }
          return .bool(false)
        }
      } catch { throw Fault(error, at: a.span) }
      let x = try a.term(0), set = try a.term(1)
      return try a.run { () throws(TraceError) in
        Value(try Term.compare(.equal, x, set).reduced(.any, over: nil, keepingAxes: false))
      }
    },
    Builtin(
      "isclose", .shape, [.init("a", "a number"), .init("b", "a number")],
      "whether a and b agree to 1e-9, relative to the largest |b|; typed a ≈ b",
      example: ("0.1 + 0.2 ≈ 0.3", "true")
    ) { a, p, r, m throws(Fault) in
      do throws(OperationError) {
        let near = try Closeness(a[0], a[1])
        return .bool(!near.isNaN && near.difference <= 1e-9 * near.largest)
      } catch { throw Fault(error, at: a.span) }
    },
  ]

  private static func unflattened(_ a: Bound) throws(Fault) -> Value {
    let x = try a.term(0), elements = a[1].elements
    let count = elements.reduce(0) { $0 + ($1.numericType?.shape.count ?? 0) }
    guard x.rank == 1, x.shape.count == count else {
      throw a.fault(0, "the vector needs \(count) elements, this is \(x.type)", code: "shape")
    }
    return try a.run { () throws(TraceError) in
      var start = 0, parts: [Value] = []
      for element in elements {
        guard let shape = element.numericType?.shape else { continue }
        let part = try Term.applyOne(
          .slice(starts: [start], counts: [shape.count], steps: [1]), [x])
        start += shape.count
        parts.append(Value(try part.reshaped(to: shape)))
      }
      var rest = parts[...]
      return a[1].parts.allSatisfy(\.isNumeric)
        ? a[1].filled(&rest) : a[1].replacingLeaves(&rest)
    }
  }

  private static func parts(_ a: Bound) throws(Fault) -> [Term] {
    guard case .aggregate(let tuple) = a[0] else {
      throw a.fault(0, "the parts stand in a tuple: \(a.builtin.name)((x, y))")
    }
    var parts: [Term] = []
    for item in tuple.items {
      parts.append(try Bound.term(item, at: a.spans[0], in: a.builtin.name))
    }
    guard !parts.isEmpty else { throw a.fault(0, "there are no parts", code: "domain") }
    return parts
  }

  private static func reshaping(_ count: Int, _ a: Bound) throws(Fault) -> Shape {
    var values = a.rest
    if values.count == 1, case .aggregate(let tuple) = values[0] { values = tuple.items }
    guard let free = values.firstIndex(where: { if case .int(-1) = $0 { true } else { false } })
    else { return try ConstructionBuiltins.shape(values, a) }
    values[free] = .int(1)
    let rest = try ConstructionBuiltins.shape(values, a)
    guard rest.count > 0, count % rest.count == 0 else {
      throw Fault("shape", "reshape: \(count) elements do not fill \(rest)", at: a.span)
    }
    var extents = rest.extents
    extents[free] = count / rest.count
    return Shape(extents)
  }

  private static func permuted(_ a: Bound) throws(Fault) -> Value {
    let x = try a.term(0)
    guard case .aggregate(let tuple) = a[1] else {
      throw a.fault(1, "the order is a tuple of axes: transpose(x, order=(2, 1))")
    }
    var order: [Int] = []
    for case .int(let axis) in tuple.items { order.append(axis - 1) }
    guard order.sorted() == Array(0..<x.rank) else {
      throw a.fault(1, "the order names each axis from 1 to \(x.rank) once", code: "axis")
    }
    return try a.run { () throws(TraceError) in Value(try x.transposed(order)) }
  }

  /// The transpose of a number, `x'` and `xᵀ`.
  static func transposed(_ a: Bound) throws(Fault) -> Value {
    let x = try a.term(0)
    return try a.run { () throws(TraceError) in
      switch x.rank {
      case 0: return a[0]
      case 1: return Value(try x.reshaped(to: Shape([1, x.shape[0]])))
      default: return Value(try x.transposed())
      }
    }
  }
}

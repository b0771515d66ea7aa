import Tensors
import Tracing

/// Sums, extrema and other functions of many elements.
enum ReductionBuiltins {
  private static let x = Builtin.Parameter("x", "a tensor")
  private static let tensorOrDistribution = Builtin.Parameter(
    "x", "a tensor; of a distribution the value in closed form, which has no axis")
  private static let axis = Builtin.Parameter(
    "axis", "the axis to reduce, from 1, or -1 for the last; all without it", initial: "all")
  private static let keep = Builtin.Parameter(
    "keep", "whether the axis stays, with length 1", initial: "false")

  static let all: [Builtin] = [
    reduction("sum", "the sum of the elements", "Σ xᵢ", "[1, 2, 3]", "6") {
      x, axes, keep throws(TraceError) in
      try x.sum(over: axes, keepingAxes: keep)
    },
    reduction("prod", "the product of the elements", "Π xᵢ", "[1, 2, 3]", "6") {
      x, axes, keep throws(TraceError) in
      try x.reduced(.product, over: axes, keepingAxes: keep)
    },
    reduction("mean", "the mean of the elements", "(1/n) Σ xᵢ", "[1, 2]", "1.5", ["average"]) {
      x, axes, keep throws(TraceError) in
      try x.mean(over: axes, keepingAxes: keep)
    },
    reduction(
      "var", "the variance of the elements about their mean, divided by n", "(1/n) Σ (xᵢ - x̄)²",
      "[1, 3]", "1.0", ["variance"]
    ) { x, axes, keep throws(TraceError) in
      try x.variance(over: axes, keepingAxes: keep)
    },
    reduction(
      "std", "the standard deviation of the elements, divided by n", "var(x)^(1/2)", "[1, 3]",
      "1.0", ["standard deviation"]
    ) { x, axes, keep throws(TraceError) in
      try Term.unary(.sqrt, try x.variance(over: axes, keepingAxes: keep))
    },
    reduction("any", "whether some element is true", nil, "[1, 2] > 1", "true") {
      x, axes, keep throws(TraceError) in
      try x.reduced(.any, over: axes, keepingAxes: keep)
    },
    reduction("all", "whether every element is true", nil, "[1, 2] > 1", "false") {
      x, axes, keep throws(TraceError) in
      try x.reduced(.all, over: axes, keepingAxes: keep)
    },
    reduction(
      "logsumexp", "the logarithm of the sum of exponentials, without overflow", "log Σ exp(xᵢ)",
      "[1000, 1000]", "1000.69"
    ) { x, axes, keep throws(TraceError) in
      try x.logSumExp(over: axes, keepingAxes: keep)
    },
    extremum("max", .maximum, .maximum, "[1, 3, 2]", "3"),
    extremum("min", .minimum, .minimum, "[1, 3, 2]", "1"),
    position("argmax", .maximum, "2"), position("argmin", .minimum, "1"),
    running("cumsum", .sum, "the running sums", "sum(cumsum([1, 2, 3]))", "10"),
    running("cumprod", .product, "the running products", "sum(cumprod([1, 2, 3]))", "9"),
    ordering("sort", "the elements in ascending order, nan last", "sort([3, 1, 2])[1]", "1") {
      x, axis throws(TraceError) in
      try x.sorted(axis: axis)
    },
    ordering(
      "argsort", "the positions, from 1, that put the elements in order", "argsort([3, 1, 2])[1]",
      "2"
    ) { x, axis throws(TraceError) in
      try x.sortOrder(axis: axis) + Term(1)
    },
  ]

  private static func reduction(
    _ name: String, _ summary: String, _ formula: String?, _ argument: String, _ output: String,
    _ synonyms: [String] = [],
    _ body: @escaping @Sendable (Term, [Int]?, Bool) throws(TraceError) -> Term
  ) -> Builtin {
    Builtin(
      name, .reductions,
      [DistributionMoment.fields[name] == nil ? x : tensorOrDistribution, axis, keep], summary,
      formula: formula, synonyms: synonyms,
      example: ("\(name)(\(argument))", output)
    ) { a, p, r, m throws(Fault) in
      if let moment = try DistributionMoment.value(a, p, &r, &m) { return moment }
      let x = try operand(a), keep = try a.flag(2, default: false)
      let axes = try a.axis(1, rank: x.rank).map { [$0] }
      return try a.run { () throws(TraceError) in Value(try body(x, axes, keep)) }
    }
  }

  /// The tensor to reduce; a tuple of equal shapes counts as the tensor stacked of them, any other
  /// tree as the vector of all its elements.
  private static func operand(_ a: Bound) throws(Fault) -> Term {
    guard case .aggregate(let tuple) = a[0] else { return try a.term(0) }
    let shapes = tuple.items.map { $0.numericType?.shape }
    let isStack = tuple.names == nil && shapes.allSatisfy { $0 != nil && $0 == shapes[0] }
    guard isStack || a.isGiven(1) || a.isGiven(2) else { return try elements(of: a[0], a) }
    let stacked: Value
    do throws(OperationError) { stacked = try Construction.stack(tuple.items) } catch {
      throw Fault(error, at: a.spans[0])
    }
    return try Bound.term(stacked, at: a.spans[0], in: a.builtin.name)
  }

  /// The elements of all tensors and numbers in a tree, in order.
  static func elements(of tree: Value, _ a: Bound) throws(Fault) -> Term {
    let elements = tree.elements
    if let numbers = try vector(of: elements, a) { return numbers }
    var parts: [Term] = []
    for part in elements {
      try Turn.checkStop(at: a.span)
      let term = try Bound.term(part, at: a.spans[0], in: a.builtin.name)
      do throws(TraceError) { parts.append(try term.flattened()) } catch {
        throw Fault(OperationError(error), at: a.spans[0])
      }
    }
    guard !parts.isEmpty else { return try a.term(0) }
    do throws(TraceError) { return try Term.concatenated(parts, axis: 0) } catch {
      throw Fault(OperationError(error), at: a.spans[0])
    }
  }

  /// Floating numbers as a vector, nil where they are anything else: a term for each would take long.
  private static func vector(of elements: [Value], _ a: Bound) throws(Fault) -> Term? {
    var numbers: [Double] = []
    for case .float(let x) in elements { numbers.append(x) }
    guard !numbers.isEmpty, numbers.count == elements.count else { return nil }
    do throws(TensorError) { return Term(try Tensor(Shape([numbers.count]), numbers)) } catch {
      throw Fault(OperationError(error), at: a.span)
    }
  }

  /// `max(x)` of the elements, and `max(a, b, ...)` elementwise.
  private static func extremum(
    _ name: String, _ reduction: Reduction, _ function: BinaryFunction, _ argument: String,
    _ output: String
  ) -> Builtin {
    Builtin(
      name, .reductions,
      [x, axis, keep, .init("y", "further tensors: then elementwise", initial: "none")],
      isVariadic: true,
      "the \(reduction == .maximum ? "largest" : "smallest") element; of several arguments elementwise",
      synonyms: [reduction == .maximum ? "maximum" : "minimum"],
      example: ("\(name)(\(argument))", output)
    ) { a, p, r, m throws(Fault) in
      let first = try operand(a)
      // A second positional argument is an operand; an axis goes by its name.
      if a.isGiven(1), !a.byKeyword.contains(1) {
        var others = [try a.term(1)]
        if a.isGiven(2), !a.byKeyword.contains(2) { others.append(try a.term(2)) }
        for (value, span) in zip(a.rest, a.restSpans) {
          others.append(try Bound.term(value, at: span, in: name))
        }
        return try a.run { () throws(TraceError) in
          var result = first
          for other in others { result = try Term.binary(function, result, other) }
          return Value(result)
        }
      }
      let keep = try a.flag(2, default: false)
      let axes = try a.axis(1, rank: first.rank).map { [$0] }
      return try a.run { () throws(TraceError) in
        Value(try first.reduced(reduction, over: axes, keepingAxes: keep))
      }
    }
  }

  private static func position(_ name: String, _ extremum: Extremum, _ output: String) -> Builtin {
    Builtin(
      name, .reductions, [x, axis],
      "the position, from 1, of the first \(extremum == .maximum ? "largest" : "smallest") element",
      example: ("\(name)([1, 3, 2])", output)
    ) { a, p, r, m throws(Fault) in
      let x = try operand(a), axis = try a.axis(1, rank: x.rank)
      return try a.run { () throws(TraceError) in
        let base = axis == nil ? try x.flattened() : x
        return Value(try base.argument(extremum, axis: axis ?? 0) + Term(1))
      }
    }
  }

  private static func running(
    _ name: String, _ reduction: Reduction, _ summary: String, _ example: String, _ output: String
  ) -> Builtin {
    Builtin(
      name, .reductions, [x, .init("axis", "the axis, from 1", initial: "1")], summary,
      example: (example, output)
    ) { a, p, r, m throws(Fault) in
      let x = try operand(a), axis = try a.axis(1, rank: x.rank) ?? 0
      return try a.run { () throws(TraceError) in Value(try x.cumulative(reduction, axis: axis)) }
    }
  }

  private static func ordering(
    _ name: String, _ summary: String, _ example: String, _ output: String,
    _ body: @escaping @Sendable (Term, Int) throws(TraceError) -> Term
  ) -> Builtin {
    Builtin(
      name, .reductions, [x, .init("axis", "the axis, from 1", initial: "-1")], summary,
      example: (example, output)
    ) { a, p, r, m throws(Fault) in
      let x = try operand(a), axis = try a.axis(1, rank: x.rank) ?? max(0, x.rank - 1)
      return try a.run { () throws(TraceError) in Value(try body(x, axis)) }
    }
  }
}

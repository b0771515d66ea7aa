import Tensors
import Tracing

/// Steps applied many times, and functions of points.
enum IterationBuiltins {
  private static let point = Builtin.Parameter(
    "p", "the point: a number, tensor, tuple or record; a tuple is spread where F takes its items")

  static let all: [Builtin] = [
    Builtin(
      "iterate", .dynamics,
      [
        .init("F", "the step: a function of the point whose value is the next point"), point,
        .init("n", "how many steps"),
        .init("every", "keep the points 0, k, 2k, ... in columns", initial: "none"),
        .init("until", "a function of the point: stop where it is first true", initial: "none"),
      ],
      "the point after n steps of F; with every=k the points on the way",
      formula: "F(F(...F(p)))", synonyms: ["loop", "trajectory", "orbit"],
      example: ("iterate((x, y) -> (y, x + y), (0, 1), 10)", "(55, 89)")
    ) { a, p, r, m throws(Fault) in
      let turns = try IterationBuiltins.variableCount(a)
      let count = turns == nil ? try a.size(2) : .max, every = a.isNone(3) ? nil : try a.int(3)
      if let every, every < 1 {
        throw a.fault(3, "every is a number of steps, at least 1: \(every)", code: "domain")
      }
      if m.traces.isEmpty, count >= 16, every == nil || a.isNone(4),
        let value = try m.cache.call(
          .function(Closure(.builtin(a.builtin))),
          Arguments(
            positional: [
              a[0], a[1].withVariableIntegers(),
              every == nil ? Value.int(count).withVariableIntegers() : .int(count), a[3], a[4],
            ], span: a.span), p, &r, &m)
      {
        if m.fuel != nil { try Turn.burn(&m, at: a.span, steps: count) }
        return value
      }
      let until = a.isNone(4) ? nil : PointFunction(try a.function(4), of: a[1], p)
      let iteration = Iteration(
        step: PointFunction(try a.function(0), of: a[1], p), until: until, count: count,
        turns: turns, every: every, span: a.span)
      return try iteration.run(from: a[1], p, &r, &m)
    },
    Builtin(
      "call", .dynamics,
      [
        .init("F", "a function of a point"), point,
        .init("t", "what F takes before the point, as a time", initial: "none"),
      ],
      "F at a point: F(p) or F(t, p), and of a tuple F(p...) where F takes its items",
      synonyms: ["spread"],
      example: ("call((x, y) -> x - y, (5, 3))", "2")
    ) { a, p, r, m throws(Fault) in
      let leading = a.isNone(2) ? [] : [a[2]]
      let f = PointFunction(try a.function(0), of: a[1], after: leading, p)
      return try f(a[1], at: a.span, p, &r, &m)
    },
    Builtin(
      "floating", .dynamics, [.init("x", "a number, tensor or tree")],
      "x with its integers made floats, in a tree all of them, so that they count in arithmetic",
      example: ("floating((1, 2.5))", "(1.0, 2.5)")
    ) { a, p, r, m throws(Fault) in
      try a.run { () throws(TraceError) in try a[0].floating() }
    },
  ]

  /// The number of steps where only the run of the graph being recorded knows it: one graph then
  /// serves for all.
  private static func variableCount(_ a: Bound) throws(Fault) -> Term? {
    guard case .traced(let count) = a[2], count.known == nil, count.type == TensorType(.i64),
      a.isNone(3)
    else { return nil }
    return .traced(count)
  }
}

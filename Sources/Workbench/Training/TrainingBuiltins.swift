import Language
import Modeling
import Tensors
import Tracing

/// What the library's `train` is built from.
enum TrainingBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "value_and_grad", .derivatives,
      [
        .init(
          "f", "a function whose value is a scalar, or a record or tuple of scalars: their sum"),
        .init(
          "wrt", "the arguments to differentiate by: a name or a tuple of names", initial: "all"),
      ],
      "the value of a function and its gradient, a function of the same arguments",
      formula: "(f(x), ∇f(x))", synonyms: ["gradient with value"],
      example: ("value_and_grad(x -> x^2)(3)", "(9.0, 6.0)")
    ) { a, p, r, m throws(Fault) in
      DerivativeFunctions.valueAndGradient(try a.function(0), wrt: try DerivativeBuiltins.names(a))
    },
    Builtin(
      "map_leaves", .shape,
      [.init("f", "a function of one leaf of each tree"), .init("t", "trees of one structure")],
      isVariadic: true,
      "a function of the leaves of trees, in their structure: floating numbers are leaves",
      synonyms: ["tree_map", "leaves"],
      example: ("map_leaves(sum, (a = [1.0, 2.0], b = 3.0))", "(a = 3.0, b = 3.0)")
    ) { a, p, r, m throws(Fault) in try mappedLeaves(a, p, &r, &m) },
    Builtin(
      "training", .training,
      [
        .init("step", "a function (s, x) -> (s, terms), or s -> (s, terms) without data"),
        .init("s", "the state, a tree"),
        .init("data", "a tensor by rows, or a tree of columns; none for none"),
        .init("steps", "the number of the last step"),
        .init("batch", "the rows of a step; none for all", initial: "none"),
        .init("first", "how many steps were made before", initial: "0"),
        .init("key", "the key of all draws; none for that of this statement", initial: "none"),
        .init("finish", "what is made of (s, loss, terms, steps, key)", initial: "none"),
        .init("keep", "a file in which that is kept on the way; none for none", initial: "none"),
        .init("every", "after how many steps it is kept again", initial: "1000"),
        .init(
          "globals", "a record of values that global variables have meanwhile; none for theirs",
          initial: "none"),
      ],
      "a step applied again and again, compiled once: what train and resume are built from",
      synonyms: ["optimisation loop"],
      example: (
        "training(s -> (0.5*s, s), 8.0, none, 3, finish=(s, loss, terms, n, key) -> (s, loss))",
        "[1] = 1.0\n[2] = f64[3]\n     8.0  4.0  2.0"
      )
    ) { a, p, r, m throws(Fault) in
      do throws(Fault) { return try train(a, p, &r, &m) } catch {
        // What is wrong with the arguments is told where `train` was called.
        if error.details.span == a.span { error.details.isRaised = true }
        throw error
      }
    },
  ]

  private static func mappedLeaves(
    _ a: Bound, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let f = try a.function(0), trees = a.rest, keys = m.keys
    guard let outline = trees.first else {
      throw Fault("arity", "map_leaves needs a tree", at: a.span)
    }
    defer { m.keys = keys }
    let columns = trees.map { $0.leaves() }
    for tree in trees.dropFirst() where !outline.hasLeaves(like: tree) {
      throw Fault(
        "structure",
        "the trees differ: \(Arithmetic.outline(outline)) and \(Arithmetic.outline(tree))",
        at: a.span)
    }
    var results: [Value] = []
    for position in columns[0].indices {
      try Turn.poll(&m, at: a.span)
      try m.enterTurn(position, of: keys, at: a.span)
      let arguments = Arguments(positional: columns.map { $0[position] }, span: a.span)
      results.append(try Function.call(f, arguments, calleeSpan: a.spans[0], p, &r, &m))
    }
    var rest = results[...]
    return outline.replacingLeaves(&rest)
  }

  private static func train(
    _ a: Bound, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    guard m.traces.isEmpty else {
      throw Fault(
        "training", "a training runs step by step; it is not part of a derivative or of a graph",
        at: a.span, hint: "iterate(F, p, n) goes through derivatives")
    }
    let data = a.isNone(2) ? Value.unset : a[2]
    let setting = TrainingStep.Setting(
      step: try a.function(0), state: a[1], data: data,
      batch: a.isNone(4) ? nil : try a.int(4), span: a.span)
    let last = try a.size(3), first = try a.size(5, default: 0)
    try setting.requireSound()
    let keeping = try TrainingKeeping(a, path: 8, every: 9, m.output.files)
    let globals = TrainingGlobals(setting, m.output.files.code, p)
    let former = a.isNone(10) ? [] : globals.replace(with: a[10], &r)
    defer { for (slot, value) in former { r[slot] = value } }
    let run = TrainingRun(
      setting: setting, steps: first..<max(first, last), keeping: keeping, globals: globals)
    let key = a.isNone(6) ? nil : try a.int(6)
    return try run(key: key, finish: a.isNone(7) ? nil : a.function(7), p, &r, &m)
  }
}

extension Value {
  /// Whether another tree has leaves in the same places.
  fileprivate func hasLeaves(like other: Value) -> Bool {
    isAlike(other) { $0.isLeaf == $1.isLeaf }
  }
}

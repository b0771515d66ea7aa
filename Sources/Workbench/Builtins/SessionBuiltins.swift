import Language
import Tensors
import Tracing

/// Text, printing and the session itself.
enum SessionBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "print", .session, [.init("values", "anything")], isVariadic: true,
      "writes its arguments on one line; works inside functions and blocks",
      example: ("print(\"x =\", 0.5)", "x = 0.5")
    ) { a, p, r, m throws(Fault) in
      m.recorder?.isImpure = true
      let printer = ValuePrinter(style: m.output.style)
      for (value, span) in zip(a.rest, a.restSpans) {
        do throws(Fault) { try value.requireKnown(at: span) } catch {
          throw Fault(
            error.details.code, "print: a number has no value yet where a function is compiled",
            at: span,
            hint: m.isTraining || m.traces.count > 0
              ? "a loss shows its terms where it is a record of them: (fit = a, penalty = b)" : nil)
        }
      }
      let isBlock = a.rest.count == 1 && a.rest[0].numericType?.shape.rank ?? 0 > 0
      let text =
        isBlock
        ? printer.text(a.rest[0].known)
        : a.rest.map { printer.inline($0.known) }.joined(separator: " ")
      try Turn.checkStop(at: a.span)
      m.output.write(text)
      // A long text was left in the middle.
      try Turn.checkStop(at: a.span)
      return .unset
    },
    Builtin(
      "text", .session, [.init("x", "anything")], "the value as a text",
      synonyms: ["string", "str"], example: ("text(0.5) == \"0.5\"", "true")
    ) { a, p, r, m throws(Fault) in
      if !m.isRaising { try a[0].requireKnown(at: a.span) }
      try Turn.burn(&m, at: a.span, steps: a[0].costOfText)
      let text = ValuePrinter(style: m.output.style).inline(a[0].known)
      try Turn.checkStop(at: a.span)
      try Turn.burn(&m, at: a.span, steps: text.utf8.count)
      return .text(text)
    },
    Builtin(
      "type", .session, [.init("x", "anything")], "the type and shape of a value, as a text",
      synonyms: ["typeof"], example: ("type(zeros(2, 3)) == \"f64[2×3]\"", "true")
    ) { a, p, r, m throws(Fault) in .text(a[0].kindDescription) },
    Builtin(
      "kind", .session, [.init("x", "anything")],
      "what a value is, in one word: the type of its elements, or text, tuple, record and so on",
      synonyms: ["typeof", "dtype"], example: ("kind(zeros(2, 3)) == \"f64\"", "true")
    ) { a, p, r, m throws(Fault) in .text(a[0].kind) },
    Builtin(
      "has", .session, [.init("r", "anything"), .init("name", "a text")],
      "whether a value is a record with a field of the name", synonyms: ["field"],
      example: ("has((μ = 0, σ = 1), \"σ\")", "true")
    ) { a, p, r, m throws(Fault) in
      guard case .aggregate(let record) = a[0] else { return .bool(false) }
      return .bool(record.field(Name.canonical(try a.text(1))) != nil)
    },
    Builtin(
      "error", .session,
      [.init("message", "a text"), .init("code", "the word in brackets", initial: "\"user\"")],
      "stops with a message of one's own",
      synonyms: ["raise", "throw", "fail"], example: ("if false { error(\"no\") }", "")
    ) { a, p, r, m throws(Fault) in
      let fault = Fault(try a.text(1, default: "user"), try a.text(0), at: a.span)
      fault.details.isRaised = true
      throw fault
    },
    Builtin(
      "map", .session, [.init("f", "a function"), .init("xs", "a tensor, by rows, or a tuple")],
      "f of each element, stacked; of a tuple the tuple", synonyms: ["apply"],
      example: ("sum(map(x -> x^2, [1, 2, 3]))", "14")
    ) { a, p, r, m throws(Fault) in
      let f = try a.function(0), keys = m.keys
      defer { m.keys = keys }
      var isTuple = false, items: [Value] = []
      if case .aggregate(let tuple) = a[1], tuple.names == nil {
        isTuple = true
        items = tuple.items
      } else {
        do throws(OperationError) {
          guard let rows = try Selection.rows(of: a[1]) else {
            throw OperationError("type", "map: a scalar has no elements")
          }
          items = rows
        } catch { throw Fault(error, at: a.spans[1]) }
      }
      var results: [Value] = []
      for (position, item) in items.enumerated() {
        try Turn.poll(&m, at: a.span)
        try m.enterTurn(position, of: keys, at: a.span)
        results.append(
          try Function.call(
            f, Arguments(positional: [item], span: a.span), calleeSpan: a.spans[0], p, &r, &m))
      }
      if isTuple { return .tuple(results) }
      do throws(OperationError) { return try Construction.stack(results) } catch {
        throw Fault(error, at: a.span)
      }
    },
    Builtin(
      "exit", .session, [.init("code", "the exit code of the process", initial: "0")],
      "ends the session", example: ("if false { exit(1) }", "")
    ) { a, p, r, m throws(Fault) in
      let code = try a.int(0, default: 0)
      throw Fault("exit", "\(code & 255)", at: a.span)
    },
    Builtin(
      "timeit", .session,
      [
        .init("e", "an expression"),
        .init("repeats", "how many repetitions, each of 20 ms or more", initial: "7"),
      ],
      "how long an expression takes, over repetitions: mean ± sd, in seconds as a record",
      synonyms: ["benchmark", "time", "speed"], example: ("timeit(sin(1.0)).repeats", "7")
    ) { a, p, r, m throws(Fault) in
      throw a.fault(0, "it stands only as a call, timeit(e)", code: "syntax")
    },
    Builtin(
      "result", .session, [.init("n", "the number of the result", initial: "last")],
      "an earlier result, typed %3; the last one is %, the one before it %%, result(-2)",
      example: ("1 + 1; % + 1", "3")
    ) { a, p, r, m throws(Fault) in
      m.recorder?.isImpure = true
      let results = m.output.results
      if results.count == 0 { throw Fault("name", "there is no result yet", at: a.span) }
      let n = a.isGiven(0) ? try a.int(0) : -1, number = n < 0 ? results.count + 1 + n : n
      guard number >= 1, number <= results.count else {
        let count = results.count == 1 ? "there is one" : "there are \(results.count)"
        throw Fault(
          "name", n < 0 ? "there is no result before the last" : "there is no result \(n)",
          at: a.span, notes: [count])
      }
      guard let result = results[number] else {
        throw Fault(
          "name", "the result \(number) is not kept any more", at: a.span,
          notes: ["the first that is kept is %\(results.first)"])
      }
      return result.value
    },
  ]
}

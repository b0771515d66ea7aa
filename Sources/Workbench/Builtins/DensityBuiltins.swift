import Language
import Tensors
import Tracing

/// What the library needs to give the notation of densities its meaning.
enum DensityBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "factors", .randomness, [.init("p", "a density")],
      "the factors of a density as records, each after those that it depends on",
      synonyms: ["density", "model", "graph"],
      example: ("p(z) ~ Normal(0, 1)\np(x | z) ~ Normal(z, 1)\nfactors(p)[2].title", "\"p(x | z)\"")
    ) { a, p, r, m throws(Fault) in
      guard case .density(let density) = a[0] else {
        throw a.fault(0, "p must be a density, not \(a[0].kindDescription)")
      }
      let selection = try FactorSelection(density, AskedDensity(allOf: density, at: a.spans[0]))
      return .tuple(selection.factors.map(\.part))
    },
    Builtin(
      "get", .session, [.init("r", "a record"), .init("name", "a text")],
      "the field of a record that has the name", synonyms: ["field"],
      example: ("get((μ = 0, σ = 1), \"σ\")", "1")
    ) { a, p, r, m throws(Fault) in
      let name = try a.text(1)
      guard case .aggregate(let record) = a[0], let value = record.field(Name.canonical(name))
      else {
        throw a.fault(0, "\(a[0].kindDescription) has no field \(name)", code: "name")
      }
      return value
    },
    Builtin(
      "put", .session,
      [.init("r", "a record, or none"), .init("name", "a text"), .init("x", "anything")],
      "the record with x as the field of the name", synonyms: ["field"],
      example: ("put((a = 1), \"b\", 2)", "(a = 1, b = 2)")
    ) { a, p, r, m throws(Fault) in
      let name = Name.canonical(try a.text(1))
      guard case .aggregate(let record) = a[0], record.names != nil || record.items.isEmpty else {
        throw a.fault(0, "r must be a record, not \(a[0].kindDescription)")
      }
      return .aggregate(record.replacing(name, with: a[2]))
    },
    Builtin(
      "filter", .session,
      [.init("f", "a function whose value is true or false"), .init("xs", "a tuple")],
      "the elements of a tuple for which f is true", synonyms: ["select", "where"],
      example: ("filter(x -> x > 1, (1, 2, 3))", "(2, 3)")
    ) { a, p, r, m throws(Fault) in
      let f = try a.function(0), keys = m.keys
      defer { m.keys = keys }
      guard case .aggregate(let tuple) = a[1], tuple.names == nil else {
        throw a.fault(
          1, "xs must be a tuple, not \(a[1].kindDescription)",
          hint: a[1].isNumeric ? "a mask takes elements of a tensor: x[x > 0]" : nil)
      }
      var items: [Value] = []
      for (position, item) in tuple.items.enumerated() {
        try Turn.poll(&m, at: a.span)
        try m.enterTurn(position, of: keys, at: a.span)
        let holds = try Function.call(
          f, Arguments(positional: [item], span: a.span), calleeSpan: a.spans[0], p, &r, &m)
        guard case .bool(let isTaken) = holds.known else {
          throw a.fault(0, "f must be true or false, not \(holds.kindDescription)")
        }
        if isTaken { items.append(item) }
      }
      return .tuple(items)
    },
    Builtin(
      "degree", .derivatives,
      [.init("f", "a function of one tensor"), .init("x", "a tensor like its argument")],
      "how f depends on its argument: 0 not at all, 1 by an affine function, 2 otherwise or unknown",
      formula: "1: f(x) = A x + b, as the recorded graph shows for every x",
      synonyms: ["linear", "affine"],
      example: ("degree(x -> 3*x + 1, 0.0)", "1")
    ) { a, p, r, m throws(Fault) in
      .int(try DegreeOfFunction.of(try a.function(0), a[1], at: a.span, p, &r, &m))
    },
  ]
}

/// How a function of the language depends on its argument, as its graph shows.
enum DegreeOfFunction {
  /// 0, 1 or 2.
  static func of(
    _ f: Value, _ x: Value, at span: SourceSpan, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Int {
    let point = try Bound.term(x, at: span, in: "degree")
    let keys = m.keys, requirements = m.requirements, top = m.top, hasDrawn = m.randomness.hasDrawn
    let builder = GraphBuilder()
    // Only the type of the argument is known, so that no branch can be taken at one point.
    let element: ElementType = point.element == .f32 ? .f32 : .f64
    let input = Value.traced(builder.input(point.type.with(element)))
    m.traces.append(builder)
    m.requirements = []
    defer {
      m.traces.removeLast()
      m.requirements = requirements
      m.keys = keys
      m.randomness.hasDrawn = hasDrawn
    }
    do throws(Fault) {
      let value = try Function.call(
        f, Arguments(positional: [input], span: span), calleeSpan: span, p, &r, &m)
      return try recorded(at: span) { () throws(TraceError) in
        var outputs: [Term] = []
        for part in value.parts { if let term = try part.term() { outputs.append(term) } }
        return try builder.finish(outputs).degree().rawValue
      }
    } catch {
      if ["interrupted", "fuel", "memory", "depth", "exit"].contains(error.details.code) {
        throw error
      }
      Frame.abandon(from: top, &r, &m)
      return Trace.Degree.other.rawValue
    }
  }
}

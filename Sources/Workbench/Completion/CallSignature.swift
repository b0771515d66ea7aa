import Language

/// How something may be called.
struct CallSignature {
  /// A parameter.
  struct Parameter {
    let name: String
    /// The default as typed, or nil.
    var initial: String?
    /// Whether it takes all further arguments.
    var isRest = false
    /// Whether it is given by position; else by its name alone.
    var isPositional = true
    /// The texts that it may be, where they are known.
    var choices: [String] = []

    /// The parameter as a call may write it.
    var shown: String {
      isRest ? "\(name)..." : initial.map { "\(name)=\($0)" } ?? name
    }
  }

  let name: String
  var parameters: [Parameter]

  /// The parameter that an argument is given to, by its place in the list.
  func active(in call: Cursor.Call) -> Int? {
    if let label = call.label {
      let wanted = Name.canonical(label)
      return parameters.firstIndex { Name.canonical($0.name) == wanted }
    }
    let places = byPosition
    if call.positional < places.count { return places[call.positional] }
    return places.last.flatMap { parameters[$0].isRest ? $0 : nil }
  }

  /// The places of the parameters that are given by position: those behind one that takes all
  /// further arguments go by name.
  private var byPosition: [Int] {
    let places = parameters.indices.filter { parameters[$0].isPositional }
    guard let rest = places.firstIndex(where: { parameters[$0].isRest }) else { return places }
    return Array(places[...rest])
  }

  /// The parameters that may still be given by name.
  func open(in call: Cursor.Call) -> [Parameter] {
    let given = Set(call.labels.map(Name.canonical))
    let taken = Set(byPosition.prefix(call.positional))
    return parameters.indices.filter {
      !taken.contains($0) && !parameters[$0].isRest
        && !given.contains(Name.canonical(parameters[$0].name))
    }.map { parameters[$0] }
  }

  /// The call with its parameters.
  func hint(in call: Cursor.Call) -> CallHint {
    let active = active(in: call)
    var text = name + "(", range: Range<Int>?
    for (place, parameter) in parameters.enumerated() {
      if place > 0 { text += ", " }
      let start = text.utf8.count
      text += parameter.shown
      if place == active { range = start..<text.utf8.count }
    }
    return CallHint(text: text + ")", active: range)
  }
}

extension Completion {
  /// How the callee of a call may be called; nil where that is not known without evaluating.
  func signature(of call: Cursor.Call) -> CallSignature? {
    guard let callee = call.callee else { return nil }
    if case .name(let name) = callee.root, callee.steps.isEmpty {
      if cursor.locals.contains(where: { $0.name == name }) { return nil }
      if let value = session.value(of: Name.canonical(name)) {
        return signature(of: value, named: name)
      }
      return signature(ofNamed: Name.canonical(name), call)
    }
    return value(at: callee).flatMap { signature(of: $0, named: callee.text) }
  }

  /// How a builtin, a function of the library or a special form may be called.
  private func signature(ofNamed name: String, _ call: Cursor.Call) -> CallSignature? {
    if let moment = Expect.Moment(rawValue: name) { return moment.signature }
    if call.binds { return nil }
    if let builtin = session.environment.builtins[name] { return signature(of: builtin) }
    return LibraryText.autoload[name].flatMap { LibraryIndex.shared.entry(name, in: $0)?.signature }
  }

  private func signature(of value: Value, named name: String) -> CallSignature? {
    switch value {
    case .function(let closure): return signature(of: closure, named: name)
    case .density(let density): return signature(of: density)
    case .aggregate(let record):
      // A network is called with what its field apply takes behind the network itself.
      guard case .function(let closure)? = record.field("apply"),
        var signature = signature(of: closure, named: name)
      else { return nil }
      signature.parameters = Array(signature.parameters.dropFirst())
      return signature
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate, .module, .identity, .text,
      .figure:
      return nil
    }
  }

  /// How a function value may be called.
  func signature(of closure: Closure, named name: String) -> CallSignature? {
    switch closure.body {
    case .builtin(let builtin): return signature(of: builtin)
    case .script(let id):
      let parameters = session.environment.program.functions[id].parameters.map {
        CallSignature.Parameter(
          name: $0.spelled, initial: $0.fallback == nil ? nil : $0.initial, isRest: $0.isRest)
      }
      return CallSignature(name: name, parameters: withChoices(parameters, of: id))
    case .derived(let derived):
      guard case .function(let base) = derived.base else { return nil }
      return signature(of: base, named: name)
    }
  }

  /// The parameters of a function of the library with the texts that they may be.
  private func withChoices(
    _ parameters: [CallSignature.Parameter], of id: Int
  ) -> [CallSignature.Parameter] {
    let function = session.environment.program.functions[id]
    guard let library = session.paths[function.definition.source],
      let entry = LibraryIndex.shared.entry(function.name, in: library)
    else { return parameters }
    return parameters.map { parameter in
      var parameter = parameter
      parameter.choices =
        entry.signature?.parameters.first { $0.name == parameter.name }?.choices ?? []
      return parameter
    }
  }

  private func signature(of builtin: Builtin) -> CallSignature {
    let last = builtin.parameters.count - 1
    let parameters = builtin.parameters.enumerated().map { place, parameter in
      CallSignature.Parameter(
        name: parameter.name, initial: parameter.initial,
        isRest: builtin.isVariadic && place == last, choices: parameter.choices)
    }
    return CallSignature(name: builtin.name, parameters: parameters)
  }

  /// The names of a density's factors, by which `log p(x=1, z)` gives their values.
  private func signature(of density: Density) -> CallSignature {
    var names: [String] = []
    for factor in density.factors {
      let heading = factor.heading
      for variable in heading.variables + heading.given + heading.parameters
      where !names.contains(variable.spelled) {
        names.append(variable.spelled)
      }
    }
    return CallSignature(
      name: density.name,
      parameters: names.map { CallSignature.Parameter(name: $0, isPositional: false) })
  }
}

extension Expect.Moment {
  /// How `E` and its like are called: draws, then what is averaged, then how.
  fileprivate var signature: CallSignature {
    let values = self == .covariance ? ["a", "b"] : [self == .probability ? "condition" : "e"]
    return CallSignature(
      name: rawValue,
      parameters: [.init(name: "z ~ q", isPositional: false)] + values.map { .init(name: $0) } + [
        .init(name: "n", initial: "10000", isPositional: false),
        .init(
          name: "method", initial: "\"samples\"", isPositional: false,
          choices: ExpectationMethod.named.map(\.name)),
        .init(
          name: "estimator", initial: "\"path\"", isPositional: false, choices: ["path", "score"]),
        .init(name: "baseline", initial: "none", isPositional: false, choices: ["mean"]),
      ])
  }
}

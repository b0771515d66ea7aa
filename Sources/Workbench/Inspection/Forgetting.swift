import Language

extension Session {
  /// `:clear`, `:clear x y`.
  func clear(_ argument: String, at span: SourceSpan) throws(Fault) {
    if argument.isEmpty {
      for name in main.definitions.keys { define(name, .unset) }
      main.definitions = [:]
      return
    }
    let words = argument.split { $0 == " " || $0 == "," }
    for word in words where value(of: Name.canonical(String(word))) == nil {
      let near = Suggestion.nearest(
        to: Name.canonical(String(word)), among: main.definitions.keys.sorted())
      throw Fault(
        "name", "\(word) is not defined", at: place(of: word, in: span),
        hint: near.first.map { "did you mean \(main.spellings[$0] ?? $0)?" })
    }
    for word in words {
      let name = Name.canonical(String(word))
      define(name, .unset)
      main.definitions[name] = nil
    }
  }

  /// `:reset`: as a session begins, but for its settings.
  func reset() {
    for name in main.slots.keys where name != "args" { define(name, .unset) }
    main.forgetNames()
    (modules, restoredModules, libraryFailures) = ([:], [], [:])
    code.known = [:]
    uses = []
    dependencies = [:]
    output.forget()
    lastFault = nil
    randomness.reseed(firstSeed)
    releaseModules()
  }

  /// Lets go of the code and the variables of modules that were thrown away, and of their texts: of whatever
  /// only values read that are there no more.
  private func releaseModules() {
    let slots = environment.slots(besides: main)
    empty(slots)
    cache.forget()
    // What is still held may read its variables by their numbers.
    if environment.program.releaseModules() { environment.takeBack(slots) }
    for id in moduleSources { (sources[id], paths[id]) = (nil, nil) }
    moduleSources = []
    code.forgetTexts { sources[$0] == nil }
  }
}

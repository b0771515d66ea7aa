import Language

extension Session {
  /// Whether a text can run as it stands; quick, as Enter asks at every line.
  public func completeness(of text: String) -> Completeness {
    switch Parser.completeness(of: text) {
    case .complete: .complete
    case .incomplete: .incomplete
    case .invalid: .invalid
    }
  }

  /// Parses a text only, and shows what is wrong with it.
  public func check(
    _ text: String, name: String, output show: (SessionEvent) -> Void
  ) -> Outcome {
    let source = addSource(text, name: name, isFile: true)
    do throws(SyntaxError) {
      _ = try Parser.parse(source)
      return .ok
    } catch {
      show(.diagnostic(render(error.diagnostic)))
      return .failed
    }
  }

  /// What the word at an offset in UTF-8 may become, and where that word starts.
  ///
  /// Nothing is evaluated.
  public func completions(
    of line: String, at utf8Offset: Int
  ) -> (start: Int, candidates: [String]) {
    let bytes = Array(line.utf8.prefix(utf8Offset))
    let text = String(decoding: bytes, as: UTF8.self)
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    let start = bytes.count - word.utf8.count
    let before = text.dropLast(word.count)
    let candidates: [String]
    if before.last == "\\" {
      return (start - 1, Greek.names(beginning: word).map { "\\" + $0 })
    } else if before.allSatisfy({ $0 == " " || $0 == ":" }), before.last == ":" {
      candidates = Command.all.map(\.name)
    } else if before.hasPrefix(":set ") {
      candidates = settings(before.dropFirst(5))
    } else if before.hasPrefix("use ") {
      candidates = LibraryText.names
    } else if before.last == "." {
      candidates = fields(before.dropLast())
    } else if let drawn = distributions(before), drawn.contains(where: { $0.hasPrefix(word) }) {
      candidates = drawn
    } else {
      candidates =
        main.definitions.keys.filter { value(of: $0) != nil }.sorted()
        + (environment.builtins.names + LibraryText.autoload.keys).filter { value(of: $0) == nil }
        + keywords(before) + drawnNames(before) + SyntaxTopic.words
    }
    let matching = candidates.filter { $0.hasPrefix(word) }
    return (start, Array(Set(matching)).sorted())
  }

  private func settings(_ rest: Substring) -> [String] {
    let words = rest.split(separator: " ")
    guard let name = words.first else { return Setting.all.map(\.name) }
    return Setting.all.first { $0.name == name }?.values ?? []
  }

  private func fields(_ before: Substring) -> [String] {
    let owner = String(
      before.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    switch value(of: Name.canonical(owner)) {
    case .aggregate(let record)?: return record.names ?? []
    case .module(let module)?: return module.definitions.keys.sorted()
    default: return []
    }
  }

  /// What may be drawn from where a `~` stands before: distributions, and functions and densities
  /// of one's own.
  private func distributions(_ before: Substring) -> [String]? {
    guard before.last(where: { $0 != " " }) == "~" else { return nil }
    let own = main.definitions.keys.filter { name in
      switch value(of: name) {
      case .function?, .density?: true
      case let value?: value.isDistribution
      case nil: false
      }
    }
    // Distributions are the functions of the library that begin with a capital letter.
    return own + LibraryText.distributions.keys.filter { $0.first?.isUppercase == true }
  }

  /// The names that draws on the line bind, which hold in what follows: z of `E(z ~ q, `.
  private func drawnNames(_ before: Substring) -> [String] {
    before.split(separator: "~", omittingEmptySubsequences: false).dropLast().flatMap { part in
      let typed = part.reversed().drop { $0 == " " }
      let names = typed.first == ")" ? typed.prefix { $0 != "(" } : typed.prefix(while: isInName)
      return String(names.reversed()).split { !isInName($0) }.map(String.init)
    }
  }

  private func isInName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// The keyword arguments of the call that the cursor stands in.
  private func keywords(_ before: Substring) -> [String] {
    var depth = 0
    for (offset, character) in before.reversed().enumerated() {
      if character == ")" { depth += 1 }
      if character == "(" { depth -= 1 }
      guard depth < 0 else { continue }
      let head = before.dropLast(offset + 1)
      let name = String(
        head.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
      return parameters(of: Name.canonical(name)).map { $0 + "=" }
    }
    return []
  }

  private func parameters(of name: String) -> [String] {
    let known = value(of: name) ?? libraryFunction(name)
    if case .function(let closure)? = known, case .script(let id) = closure.body {
      return environment.program.functions[id].parameters.filter { !$0.isRest }.map(\.name)
    }
    return environment.builtins[name]?.parameters.map(\.name) ?? []
  }
}

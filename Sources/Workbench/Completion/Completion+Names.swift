import Language

// Names: those of the text, of the session, builtins, the library's.
extension Completion {
  /// What an operand may begin with, nearest first.
  var names: [Offer] {
    ownNames + builtins + libraryNames + specialForms + operandWords
  }

  /// Names of the text and of the session.
  var ownNames: [Offer] { locals + variables }

  /// Words that begin a statement.
  var statementWords: [Offer] {
    ["if", "for", "while", "return", "break", "next", "check", "derive", "use"].map(word)
  }

  private var operandWords: [Offer] { ["if", "true", "false", "not"].map(word) }

  private var locals: [Offer] {
    cursor.locals.map { local in
      Offer(spellings(local.name), rank: .own, detail: { local.role.rawValue })
    }
  }

  /// The session's own names.
  private var variables: [Offer] {
    definedNames.compactMap { name in
      session.value(of: name).map { variable(name, $0) }
    } + results
  }

  /// The session's own names, without most of those that cannot go on from the word: there may be very many.
  private var definedNames: [String] {
    guard let first = cursor.word.utf8.first, first < 0x80 else {
      return Array(session.main.definitions.keys)
    }
    // Capitals are as good, and a Greek letter has a name.
    return session.main.definitions.keys.filter { name in
      guard let byte = name.utf8.first else { return false }
      return byte >= 0x80 || byte | 0x20 == first | 0x20
    }
  }

  private var results: [Offer] {
    guard let value = session.value(of: "ans") else { return [] }
    return [Offer(["ans"], rank: .own, detail: { outline(of: value) })]
  }

  private func variable(_ name: String, _ value: Value) -> Offer {
    let spelled = session.main.spellings[name] ?? name
    return Offer(spellings(spelled), rank: .own, detail: { outline(of: value) })
  }

  /// A name as it was spelled, and the other spelling of a Greek letter.
  private func spellings(_ name: String) -> [String] {
    guard let other = Greek.letters[name] ?? Greek.name(of: name) else { return [name] }
    return [name, other]
  }

  private func isFree(_ name: String) -> Bool { session.value(of: name) == nil }

  private var builtins: [Offer] {
    session.environment.builtins.names.filter(isFree).map { name in
      let builtins = session.environment.builtins
      return Offer(spellings(name)) {
        if let builtin = builtins[name] { return builtin.summary }
        return BuiltinTable.constants.first { $0.name == name }?.meaning ?? meanings[name] ?? ""
      }
    }
  }

  private var meanings: [String: String] {
    ["I": "the identity matrix", "none": "no value"]
  }

  private var libraryNames: [Offer] {
    LibraryText.autoload.keys.filter(isFree).map { name in
      Offer([name], detail: { librarySummary(of: name) })
    }
  }

  /// What the library says of a name that needs no `use`.
  func librarySummary(of name: String) -> String {
    LibraryText.autoload[name].flatMap { LibraryIndex.shared.entry(name, in: $0)?.summary } ?? ""
  }

  private var specialForms: [Offer] {
    Expect.Moment.allCases.filter { isFree($0.rawValue) }.map { word($0.rawValue) }
  }

  /// What may be drawn from: distributions, and functions and densities of one's own.
  var laws: [Offer] {
    let own = definedNames.compactMap { name -> Offer? in
      guard let value = session.value(of: name), isLaw(value) else { return nil }
      return variable(name, value)
    }
    // Distributions are the functions of the library that begin with a capital letter.
    let shipped = LibraryText.distributions.keys.filter {
      $0.first?.isUppercase == true && isFree($0)
    }
    return own + shipped.map { name in Offer([name]) { librarySummary(of: name) } }
  }

  private func isLaw(_ value: Value) -> Bool {
    switch value {
    case .function, .density: true
    default: value.isDistribution
    }
  }
}

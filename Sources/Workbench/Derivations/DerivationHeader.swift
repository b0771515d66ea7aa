import Language

/// What the header of a derivation declares, with what its sides need of it.
struct DerivationHeader {
  /// An entry of the header, names in canonical form.
  struct Entry {
    /// What it declares.
    let name: Name
    /// The domain of a variable, nil for a definition.
    let domain: Expression?
    /// The definition as a statement, nil for a variable.
    let definition: Statement?
    /// The names that the domain or the definition uses.
    let uses: [String]
    /// The integer that a definition gives, where it is a literal one.
    var literal: Int? {
      guard let definition, case .assign(_, let value) = definition.kind,
        case .integer(let number) = value.kind
      else { return nil }
      return number
    }
  }

  /// The entries in order, one for each name.
  let entries: [Entry]
  /// What points must satisfy.
  let condition: Expression?

  init(_ derivation: Derivation) {
    var entries: [Entry] = []
    for entry in derivation.entries {
      switch entry {
      case .variable(let names, in: let domain):
        let uses = Resolver.freeNames(of: domain)
        for name in names {
          entries.append(Entry(name: name, domain: domain, definition: nil, uses: uses))
        }
      case .definition(let statement):
        for name in entry.names {
          entries.append(
            Entry(name: name, domain: nil, definition: statement, uses: statement.namesUsed))
        }
      }
    }
    self.entries = entries
    condition = derivation.condition
  }

  /// The entry of a name.
  subscript(name: String) -> Entry? { entries.first { $0.name.canonical == name } }

  /// The entries that these names need, directly or through definitions and, where that is asked, the
  /// domains of variables, in order.
  func needed(for names: [String], withDomains: Bool = false) -> [Entry] {
    var needed = Set(names)
    for entry in entries.reversed() where needed.contains(entry.name.canonical) {
      if withDomains || entry.definition != nil { needed.formUnion(entry.uses) }
    }
    return entries.filter { needed.contains($0.name.canonical) }
  }

  /// Definitions `k = 3` on which the domain of a variable rests: sizes, which are varied.
  var dimensions: [Entry] {
    var sizing: Set<String> = []
    for entry in entries.reversed()
    where entry.domain != nil || sizing.contains(entry.name.canonical) {
      sizing.formUnion(entry.uses)
    }
    return entries.filter { $0.literal != nil && sizing.contains($0.name.canonical) }
  }
}

extension Statement {
  /// The names that a definition uses and does not bind itself.
  fileprivate var namesUsed: [String] {
    switch kind {
    case .assign(_, let value): Resolver.freeNames(of: value)
    case .define(_, let parameters, let body): Resolver.freeNames(of: parameters, body: body)
    default: []
    }
  }
}

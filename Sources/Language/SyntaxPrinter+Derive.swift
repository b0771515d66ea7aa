extension SyntaxPrinter {
  /// Prints a derivation, one side on a line.
  mutating func print(_ derivation: Derivation) {
    write("derive ")
    if !derivation.entries.isEmpty || derivation.condition != nil { header(derivation) }
    write("{\n")
    indented {
      $0.line { $0.print(derivation.first, .range) }
      for link in derivation.links { $0.line { $0.print(link) } }
    }
    write("}")
  }

  private mutating func header(_ derivation: Derivation) {
    write("(")
    for (number, entry) in derivation.entries.enumerated() {
      if number > 0 { write("; ") }
      switch entry {
      case .variable(let names, in: let domain):
        write(names.map(\.spelled).joined(separator: ", ") + " in ")
        print(domain, .sum)
      case .definition(let statement): print(statement)
      }
    }
    if let condition = derivation.condition {
      write(derivation.entries.isEmpty ? "where " : " where ")
      print(condition)
    }
    write(") ")
  }

  private mutating func print(_ link: DerivationLink) {
    write(link.relation.rawValue + " ")
    print(link.side, .range)
    switch link.sense {
    case .exact: break
    case .upToConstant(let names): write(" up to const" + SyntaxPrinter.list(names))
    case .upToFactor(let names): write(" up to factor" + SyntaxPrinter.list(names))
    case .limit(let name, let values):
      write(" limit \(name.spelled) in ")
      print(values, .sum)
    }
  }

  private static func list(_ names: [Name]) -> String {
    names.isEmpty ? "" : "(\(names.map(\.spelled).joined(separator: ", ")))"
  }
}

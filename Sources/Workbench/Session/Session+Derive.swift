import Language

extension Session {
  /// `derive (header) { chain }`: tries each link of the chain at points of the domains.
  func derive(
    _ derivation: Derivation, in source: Source, module: Module, at span: SourceSpan
  ) throws(Fault) {
    defer { randomness.endStatement() }
    let run = try DerivationRun(derivation, in: self, module: module, source: source, at: span)
    try run { output.write($0) }
  }
}

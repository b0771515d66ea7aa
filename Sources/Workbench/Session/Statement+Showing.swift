import Language

extension Statement {
  /// Whether the statement's value is shown.
  var showsValue: Bool {
    switch kind {
    case .expression, .assign, .draw: true
    case .define, .factor, .loop, .whileLoop, .breakLoop, .next, .returnValue, .check, .explain,
      .derive,
      .use,
      .command,
      .help, .search:
      false
    }
  }
}

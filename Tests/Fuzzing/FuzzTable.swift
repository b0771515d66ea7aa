extension FuzzTarget {
  /// Everything that has to bear any input.
  public static let all: [FuzzTarget] =
    [lexer, parser] + readers + [packed, workspaces, state]
    + [golden, transcript, completion, commands, settings]
    + [figures, keptFigures, shapes, evaluator, scripts, derivations, changedDerivations]

  /// The target of a name.
  public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

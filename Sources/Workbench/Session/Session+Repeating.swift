import Language

// A statement may need code of a workspace, which is lowered where nothing runs: the statement then begins
// again, as if it had not begun before.
extension Session {
  /// Evaluates the node of a statement.
  func evaluate(_ node: Node, of statement: Statement, in source: Source) throws(Fault) -> Value {
    let draws = (randomness.seed, randomness.statements)
    // A statement that assigns on the way is taken back by the values of all variables, which are kept
    // only where it may read a workspace: copies of big tensors come of it.
    let kept =
      Resolver.assignsWithin(statement) && source.text(of: statement.span).contains("load")
      ? snapshot() : nil
    let canRepeat = kept != nil || !Resolver.assignsWithin(statement)
    let (write, show) = (output.write, output.show)
    defer { (output.write, output.show) = (write, show) }
    var shown = 0
    while true {
      var turn = 0
      // What was shown before it began again is not shown twice.
      let isNew = {
        turn += 1
        guard turn > shown else { return false }
        shown = turn
        return true
      }
      output.write = { if isNew() { write($0) } }
      output.show = { if isNew() { show($0) } }
      do throws(Fault) { return try evaluate(node) } catch {
        guard let wanted = code.wanted else { throw error }
        code.wanted = nil
        guard canRepeat else { throw error }
        if let kept { restore(kept) }
        randomness.reseed(draws.0, after: draws.1)
        (output.write, output.show) = (write, show)
        do throws(Fault) { try learn(wanted) } catch {
          throw error.placed(at: statement.span)
        }
      }
    }
  }
}

extension Operation {
  /// For each of `count` results whether it depends on a flagged operand: a result of a loop or a
  /// branch need not depend on all that the operation is given.
  func depending(on operands: [Bool], count: Int) -> [Bool] {
    let none = [Bool](repeating: false, count: count)
    if !operands.contains(true) { return none }
    let all = none.map { !$0 }
    switch self {
    case .require: return operands[0] ? all : Array(operands.dropFirst())
    case .cond(let branches):
      if operands[0] { return all }
      let inputs = Array(operands.dropFirst())
      return zip(branches.yes.depends(on: inputs), branches.no.depends(on: inputs)).map { $0 || $1 }
    case .whileLoop(let loop):
      let constants = operands.dropFirst(loop.carried)
      let carried = loop.body.depending(Array(operands.prefix(loop.carried))) { $0 + constants }
      return loop.condition.depends(on: carried + constants)[0] ? all : carried
    case .scan(let scan):
      let flags = ScanParts(operands, scan)
      let carried = scan.body.depending(flags.carried) {
        [false] + $0 + flags.rows + flags.constants
      }
      let outputs = scan.body.depends(on: [false] + carried + flags.rows + flags.constants)
      return carried + outputs.dropFirst(scan.carried)
    case .average(let average): return average.body.depends(on: [false] + operands)
    case .constant, .unary, .binary, .special, .compare, .select, .convert, .reshape, .transpose,
      .broadcast,
      .slice, .pad, .gather, .scatter, .scatterAdd, .concatenate, .reduce, .argument, .cumulative,
      .sort, .sortOrder, .product, .complex, .stop, .eigenvalues, .eig, .eigh, .svd, .qr,
      .cholesky, .solve, .determinant, .logAbsDeterminant, .norm, .expm, .expmDerivative,
      .fold, .noise, .stratum, .sample, .unreparameterised:
      return all
    }
  }
}

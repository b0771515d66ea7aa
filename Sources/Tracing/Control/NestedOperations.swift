extension Graph {
  /// Whether some operation is wanted, in the graph itself or in the parts of its loops, branches and
  /// means.
  func contains(_ isWanted: (Operation) -> Bool) -> Bool {
    equations.contains { equation in
      if isWanted(equation.operation) { return true }
      switch equation.operation {
      case .cond(let branches):
        return branches.yes.contains(isWanted) || branches.no.contains(isWanted)
      case .whileLoop(let loop):
        return loop.condition.contains(isWanted) || loop.body.contains(isWanted)
      case .scan(let scan): return scan.body.contains(isWanted)
      case .average(let average): return average.body.contains(isWanted)
      default: return false
      }
    }
  }

  /// Whether random numbers are drawn somewhere in it.
  public var draws: Bool {
    contains {
      switch $0 {
      case .noise, .sample, .stratum, .average: true
      default: false
      }
    }
  }

  /// Whether means over samples are taken somewhere in it, loops included.
  public var takesMeans: Bool { contains { if case .average = $0 { true } else { false } } }
}

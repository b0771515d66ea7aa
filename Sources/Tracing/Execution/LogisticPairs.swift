import Tensors

/// The functions σ(x) and σ(−x) of one pass brought together: one exponential gives both.
///
/// The derivative of σ is σ(x)·σ(−x), so that every network with such functions computes both.
struct LogisticPairs {
  /// The equations in an order in which each σ(−x) follows its σ(x).
  private(set) var equations: [Equation] = []
  /// For the result of each such σ(−x) the variable x.
  private(set) var seconds: [Int: Int] = [:]
  /// The results of the σ(x) that come with a σ(−x).
  private(set) var firsts: Set<Int> = []

  /// Pairs equations on f32 numbers; `isWritten` says of a variable whether others than these read it.
  init(_ given: [Equation], _ types: [TensorType], isWritten: (Int) -> Bool) {
    var logistic: [Int: Int] = [:], negative: [Int: Int] = [:]
    for (index, equation) in given.enumerated() {
      let operand = equation.operands[0]
      guard types[operand].element == .f32 else { continue }
      switch equation.operation {
      case .unary(.logistic): logistic[operand] = index
      case .unary(.negate): negative[equation.results.lowerBound] = operand
      default: break
      }
    }
    // The places of σ(x) and σ(−x) by the earlier of both: x is known there, and what reads either comes
    // later. One that is in a pair is in no other.
    var pairs: [Int: (Int, Int)] = [:], isPaired = Set<Int>()
    for (index, equation) in given.enumerated() {
      guard case .unary(.logistic) = equation.operation, let x = negative[equation.operands[0]],
        let first = logistic[x], first != index, !isPaired.contains(first),
        !isPaired.contains(index)
      else { continue }
      pairs[min(first, index)] = (first, index)
      isPaired.formUnion([first, index])
    }
    for (index, equation) in given.enumerated() {
      if let (first, second) = pairs[index] {
        equations += [given[first], given[second]]
        firsts.insert(given[first].results.lowerBound)
        seconds[given[second].results.lowerBound] = given[first].operands[0]
      } else if !isPaired.contains(index) {
        equations.append(equation)
      }
    }
    removeNegatives(isWritten)
  }

  /// The operands of an equation: x also for σ(−x).
  func operands(of equation: Equation) -> [Int] {
    seconds[equation.results.lowerBound].map { [$0] } ?? equation.operands
  }

  /// Drops the −x that only a σ(−x) read.
  private mutating func removeNegatives(_ isWritten: (Int) -> Bool) {
    var isRead = Set<Int>()
    for equation in equations where seconds[equation.results.lowerBound] == nil {
      isRead.formUnion(equation.operands)
    }
    equations.removeAll { equation in
      guard case .unary(.negate) = equation.operation else { return false }
      let result = equation.results.lowerBound
      return !isRead.contains(result) && !isWritten(result)
    }
  }
}

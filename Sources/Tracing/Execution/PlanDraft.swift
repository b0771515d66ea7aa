import Tensors

/// A kernel of a plan while its operands and results are variables of the graph.
struct PlanDraft {
  /// What runs.
  enum Kernel {
    case operation(any OperationRules)
    case overwriting(any OverwritingRules)
    case product(ProductKernel)
    case sumOfSquares
    case finishedProduct(ProductKernel, variable: Int, ElementwiseProgram)
    case elementwise(ElementwiseProgram)
    case tape(ScalarTape)
    case cond(yes: Executable, no: Executable)
    case whileLoop(PlannedWhile)
    case scan(PlannedScan)
  }

  let kernel: Kernel
  /// The variables that are read.
  let operands: [Int]
  /// The variables that are bound.
  let results: [Int]
  /// The variables that are computed, in order: results, and what lives only within the kernel.
  let computed: [Int]

  /// For a result the operands whose memory it may take, as positions.
  func donors(of result: Int) -> [Int] {
    switch kernel {
    case .elementwise(let program): program.donors[result]
    // The factors are read until the last row is whole.
    case .finishedProduct(_, _, let program): program.donors[result].map { $0 + 2 }
    case .overwriting: [0]
    case .operation, .product, .sumOfSquares, .tape, .cond, .whileLoop, .scan: []
    }
  }

  /// The variable that is made and read within the kernel.
  var inner: Int? {
    if case .finishedProduct(_, let variable, _) = kernel { variable } else { nil }
  }

  /// The kernel with the slot of the inner variable.
  func kernel(innerSlot: Int) -> PlanStep.Kernel {
    switch kernel {
    case .operation(let rules): .operation(rules)
    case .overwriting(let rules): .overwriting(rules)
    case .product(let product): .product(product)
    case .sumOfSquares: .sumOfSquares
    case .finishedProduct(let product, _, let program):
      .finishedProduct(product, slot: innerSlot, program)
    case .elementwise(let program): .elementwise(program)
    case .tape(let tape): .tape(tape)
    case .cond(let yes, let no): .cond(yes: yes, no: no)
    case .whileLoop(let loop): .whileLoop(loop)
    case .scan(let scan): .scan(scan)
    }
  }
}

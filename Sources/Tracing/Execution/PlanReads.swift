import Tensors

/// What the kernels of a graph read: views in place of reshaped tensors, matrices in place of their
/// transposes in products, vectors and numbers in place of what they are stretched to.
struct PlanReads {
  /// The variable whose memory a variable has: itself, or what it was reshaped from.
  private(set) var bases: [Int]
  /// What a variable is stretched from, and how, where an elementwise pass can read that instead.
  private(set) var stretched: [Int: (source: Int, span: ElementwiseProgram.Span)] = [:]
  /// The matrices whose transposes a variable holds.
  private(set) var transposed: [Int: Int] = [:]
  /// What a large variable is the square of, element by element.
  private var roots: [Int: Int] = [:]
  /// For each equation whether it has work to do that somebody reads.
  private(set) var isNeeded: [Bool]
  private let graph: Graph

  init(_ graph: Graph) {
    self.graph = graph
    bases = Array(graph.types.indices)
    isNeeded = [Bool](repeating: false, count: graph.equations.count)
    for equation in graph.equations { note(equation) }
    findNeeded()
  }

  private mutating func note(_ equation: Equation) {
    let result = equation.results.lowerBound
    switch equation.operation {
    case .reshape: bases[result] = bases[equation.operands[0]]
    case .broadcast:
      let source = equation.operands[0]
      if graph.types[source].shape.count == graph.types[result].shape.count {
        bases[result] = bases[source]
      }
      let span = ElementwiseProgram.Span(
        from: graph.types[source].shape, to: graph.types[result].shape)
      if let span { stretched[result] = (source, span) }
    case .transpose where equation.isMatrixTranspose: transposed[result] = equation.operands[0]
    case .binary(.multiply) where equation.operands[0] == equation.operands[1]:
      let type = graph.types[result]
      if type.element == .f32 || type.element == .f64, type.shape.count >= PlanReads.large {
        roots[result] = equation.operands[0]
      }
    default: break
    }
  }

  /// From how many elements on squares are not stored that are only summed.
  private static let large = 4096

  /// What an equation sums the squares of, all of them; nil for any other one.
  func summedRoot(_ equation: Equation) -> Int? {
    guard case .reduce(.sum, let axes, keepingAxes: false) = equation.operation,
      axes.count == graph.types[equation.operands[0]].shape.rank
    else { return nil }
    return roots[equation.operands[0]]
  }

  /// The variables that the kernel of an equation reads, in the order of its operands.
  func reads(_ equation: Equation, isFused: Bool) -> [Int] {
    switch equation.operation {
    case .product: equation.operands.map { transposed[$0] ?? $0 }
    case _ where isFused: equation.operands.map { stretched[$0]?.source ?? $0 }
    default: summedRoot(equation).map { [$0] } ?? equation.operands
    }
  }

  private mutating func findNeeded() {
    var wanted = [Bool](repeating: false, count: graph.types.count)
    for output in graph.outputs { wanted[bases[output]] = true }
    for (index, equation) in graph.equations.enumerated().reversed() {
      if bases[equation.results.lowerBound] != equation.results.lowerBound { continue }
      guard equation.results.contains(where: { wanted[$0] }) else { continue }
      isNeeded[index] = true
      let isFused = PlanSchedule.kind(equation, graph.types).isElementwise
      for operand in reads(equation, isFused: isFused) { wanted[bases[operand]] = true }
    }
  }
}

extension ElementwiseProgram.Span {
  /// How a tensor is read that is stretched to a shape; nil where its elements do not come in one
  /// cycle, or where there are none.
  ///
  /// The axes that are not stretched must be neighbours: with `each` the extents after them and
  /// `count` their own, element i is element (i / each) mod count.
  init?(from small: Shape, to large: Shape) {
    guard large.count > 0 else { return nil }
    if small.count == large.count {
      self = .all
      return
    }
    if small.count == 1 {
      self = .one
      return
    }
    let missing = large.rank - small.rank
    let own = [Int](repeating: 1, count: missing) + small.extents
    let kept = own.indices.filter { own[$0] > 1 }
    guard let first = kept.first, let last = kept.last else { return nil }
    // Between them every axis is kept, or of length 1 in both.
    guard (first...last).allSatisfy({ own[$0] == large[$0] }) else { return nil }
    let each = large.extents[(last + 1)...].reduce(1, *)
    self = .cycle(each: each, count: small.count)
  }
}

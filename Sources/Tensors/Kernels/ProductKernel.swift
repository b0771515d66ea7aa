/// A matrix product of operands of known shapes: op(A) op(B), where op transposes the last two axes or
/// not, and what is done to the rows of the result while they are still in a cache.
///
/// Leading axes are batch axes and broadcast. Every element is one chain of fused multiply-adds over
/// the common extent in ascending order, so that a transposed operand gives the bits of the product
/// with its transposed copy, and (op(A) op(B))ᵀ those of op(B)ᵀ op(A)ᵀ.
///
/// A reference, as its lists of extents would be counted at every copy.
public final class ProductKernel: Sendable {
  /// The shape of the result.
  public let shape: Shape
  /// The element type of operands and result.
  public let type: ElementType
  /// Whether the matrices of the left operand are transposed.
  public let transposesLeft: Bool
  /// Whether the matrices of the right operand are transposed.
  public let transposesRight: Bool
  let left: Shape
  let right: Shape
  let plan: BatchedProduct

  /// A product of operands of these shapes, as they lie in memory.
  ///
  /// - Throws: `product` for shapes that do not fit, `type` for truth values.
  public init(
    left: Shape, right: Shape, transposesLeft: Bool = false, transposesRight: Bool = false,
    type: ElementType
  ) throws(TensorError) {
    guard type != .bool else { throw .type(operation: "@", got: type, expected: "numbers") }
    plan = try BatchedProduct(
      left, right, transposesLeft: transposesLeft, transposesRight: transposesRight)
    shape = plan.result
    (self.left, self.right, self.type) = (left, right, type)
    (self.transposesLeft, self.transposesRight) = (transposesLeft, transposesRight)
  }

  /// Whether `run` takes a function of finished rows: for f64 and f32.
  public var finishesRows: Bool { type == .f64 || type == .f32 }

  /// The product.
  ///
  /// - Parameters:
  ///   - a: the left operand.
  ///   - b: the right operand.
  ///   - finish: called once for every row of the result, some rows at a time and on any thread, as
  ///     soon as they are whole; it may write over them. Only where `finishesRows`.
  /// - Precondition: the operands have the shapes and the type of the kernel.
  /// - Returns: the product, of the kernel's shape.
  /// - Throws: `memory` beyond the budget, `interrupted` on Ctrl-C, `overflow` for i64.
  public func run(
    _ a: Tensor, _ b: Tensor, finish: ((FinishedRows) -> Void)? = nil
  ) throws(TensorError) -> Tensor {
    precondition(accepts(a, b) && (finish == nil || finishesRows))
    try MemoryBudget.charge(work: plan.work / 8)
    let c = try Tensor(uninitialized: shape, type: type)
    if c.count == 0 { return c }
    switch type {
    case .f64:
      try plan.run(a.pointer(as: Double.self), b.pointer(), c.mutablePointer(), finish)
    case .f32: try plan.run(a.pointer(as: Float.self), b.pointer(), c.mutablePointer(), finish)
    case .c128, .i64, .bool: try runPlainly(a, b, c)
    }
    return c
  }

  /// Integers and complex numbers: transposed operands are copied.
  private func runPlainly(_ a: Tensor, _ b: Tensor, _ c: Tensor) throws(TensorError) {
    let a = transposesLeft ? try a.matricesTransposed() : a
    let b = transposesRight ? try b.matricesTransposed() : b
    let plan = try BatchedProduct(
      a.shape, b.shape, transposesLeft: false, transposesRight: false)
    if type == .c128 {
      try plan.run(a.pointer(as: Complex128.self), b.pointer(), c.mutablePointer())
    } else {
      try plan.run(a.pointer(as: Int.self), b.pointer(), c.mutablePointer())
    }
  }
}

/// Rows of a product that are whole, counted through the whole batch, and where the first one lies.
public struct FinishedRows {
  /// The rows: row r of matrix i of the batch is row i·m + r.
  public let rows: Range<Int>
  /// The elements, row after row.
  let bytes: UnsafeMutableRawPointer
}

extension Tensor {
  /// Each matrix of the last two axes transposed.
  fileprivate func matricesTransposed() throws(TensorError) -> Tensor {
    let rank = shape.rank
    return try transposed(Array(0..<rank - 2) + [rank - 1, rank - 2])
  }
}

/// The derivative of the matrix exponential at A in a direction E (its Fréchet derivative): the
/// upper right corner of exp([A E; 0 A]) (Mathias 1996).
struct ExponentialDerivative: MatrixFunction {
  var operation: String { "expm" }
  // As with the exponential itself.
  var runsApart: Bool { false }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    [MatrixResult(operands[0].extents, type)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let a = operands[0], n = a.rows
    if n == 0 { return [a.tensor] }
    // A direction longer than 1 would cost squarings and their digits; it is linear, so it is
    // taken shorter by a power of two, which rounds nothing.
    let exponent = Self.exponent(operands[1])
    let whole = try MatrixExponential().apply([
      Matrix<S>(try Self.block(a, operands[1], scale: Self.power(-exponent)))
    ])
    let corner = try whole[0].sliced(starts: [0, n], counts: [n, n], steps: [1, 1])
    if exponent == 0 { return [corner] }
    let result = try Tensor(uninitialized: corner.shape, type: S.elementType)
    let source = corner.pointer(as: S.self), target = result.mutablePointer(as: S.self)
    for i in 0..<result.count { target[i] = source[i].scaled(Self.power(exponent)) }
    return [result]
  }

  /// The exponent of the power of two that is at least every entry, 0 for entries up to 1.
  private static func exponent<S: LapackScalar>(_ direction: Matrix<S>) -> Int {
    var largest = 1.0
    for i in 0..<(direction.rows &* direction.columns) {
      largest = Swift.max(largest, direction.pointer[i].magnitude)
    }
    return largest > 1 ? Int(largest.exponent) + 1 : 0
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// [A E; 0 A] with E scaled.
  private static func block<S: LapackScalar>(
    _ a: Matrix<S>, _ e: Matrix<S>, scale: Double
  ) throws(TensorError) -> Tensor {
    let n = a.rows, width = 2 &* n
    let result = try Tensor(uninitialized: Shape([width, width]), type: S.elementType)
    let target = result.mutablePointer(as: S.self)
    for i in 0..<n {
      for j in 0..<n {
        let entry = a.pointer[i &* n &+ j]
        target[i &* width &+ j] = entry
        target[(n &+ i) &* width &+ n &+ j] = entry
        target[(n &+ i) &* width &+ j] = .zero
        target[i &* width &+ n &+ j] = e.pointer[i &* n &+ j].scaled(scale)
      }
    }
    return result
  }
}

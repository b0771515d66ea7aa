/// A determinant as mantissa · 2^exponent, so that no partial product overflows.
private struct DiagonalProduct<S: LapackScalar> {
  var mantissa = S.one
  var exponent = 0

  mutating func multiply(by factor: S) {
    let size = factor.magnitude
    guard size > 0 else { return mantissa = .zero }
    let shift = Int(size.exponent)
    // In two steps: the inverse of a subnormal's power of two is out of range.
    let scaled = factor.scaled(Self.power(-shift / 2)).scaled(Self.power(-shift - -shift / 2))
    mantissa = mantissa * scaled
    exponent += shift
    let carry = Int(mantissa.magnitude.exponent)
    mantissa = mantissa.scaled(Self.power(-carry))
    exponent += carry
  }

  static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The factors on the diagonal of the triangular form, with the sign of the row exchanges.
  init(_ matrix: Matrix<S>) throws(TensorError) {
    let n = matrix.rows
    if n == 0 { return }
    // Transposing does not change a determinant.
    let factors = try matrix.copy()
    let a = factors.mutablePointer(as: S.self)
    let pivots = try Scratch<Int32>(n)
    _ = S.getrf(n, a, pivots.pointer)
    for i in 0..<n {
      multiply(by: a[i * n + i])
      if mantissa == .zero { return }
      if pivots.pointer[i] != Int32(i + 1) { mantissa = .zero - mantissa }
    }
  }

  var value: S {
    let part = min(max(exponent, -2200), 2200) / 3
    let rest = min(max(exponent, -2200), 2200) - 2 * part
    return mantissa.scaled(Self.power(part)).scaled(Self.power(part)).scaled(Self.power(rest))
  }
}

/// The determinant.
struct Determinant: MatrixFunction {
  var operation: String { "det" }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    [MatrixResult([], type)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    if operands[0].rows == 2, S.self == Double.self {
      return [try Tensor(Self.ofTwo(operands[0].tensor.pointer()))]
    }
    return [try Tensor(DiagonalProduct(operands[0]).value)]
  }

  /// ad − bc with one rounding error (Kahan).
  private static func ofTwo(_ a: UnsafePointer<Double>) -> Double {
    let product = a[1] * a[2]
    let error = product.addingProduct(-a[1], a[2])
    let difference = (-product).addingProduct(a[0], a[3])
    let result = difference + error
    return result.isNaN ? a[0] * a[3] - product : result
  }
}

/// The sign and the logarithm of the absolute value of the determinant.
struct LogDeterminant: MatrixFunction {
  var operation: String { "logdet" }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    [MatrixResult([], type), MatrixResult([], .f64)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let product = try DiagonalProduct(operands[0])
    let size = product.mantissa.magnitude
    if size == 0 { return [try Tensor(S.zero), try Tensor(-Double.infinity)] }
    let sign = product.mantissa.scaled(1 / size)
    // Near 1 the exponent is 0, so that nothing cancels.
    let large = size > 1.4142135623730951
    let exponent = Double(product.exponent + (large ? 1 : 0))
    let log = ScalarMath.apply(.log, large ? size / 2 : size)
    // ln 2 in two parts, the first with room for the exponent's bits.
    return [
      try Tensor(sign),
      try Tensor(exponent * 0x1.62e42fee00000p-1 + (exponent * 0x1.a39ef35793c76p-33 + log)),
    ]
  }
}

/// The matrix exponential by Padé approximation with scaling and squaring (Higham 2005).
struct MatrixExponential: MatrixFunction {
  var operation: String { "expm" }
  // Its products stop by themselves; its one solve runs apart.
  var runsApart: Bool { false }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    [MatrixResult(operands[0].extents, type)]
  }

  /// The largest 1-norm for which the approximant of a degree is exact to double precision.
  private static let bounds: [(degree: Int, norm: Double)] = [
    (3, 1.495585217958292e-2), (5, 2.539398330063230e-1), (7, 9.504178996162932e-1),
    (9, 2.097847961257068), (13, 5.371920351148152),
  ]

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let matrix = operands[0], n = matrix.rows
    if n == 0 { return [matrix.tensor] }
    let norm = try Self.norm(matrix)
    for (degree, bound) in Self.bounds where norm <= bound && degree < 13 {
      return [try Self.approximant(degree, matrix.tensor, as: S.self)]
    }
    let bound = 5.371920351148152
    var squarings = 0
    if norm > bound {
      let ratio = norm / bound
      squarings = Int(ratio.exponent) + (ratio.significand > 1 ? 1 : 0)
    }
    let scale = Double(sign: .plus, exponent: -squarings, significand: 1)
    var result = try Self.approximant(
      13, Self.sum([(scale, matrix.tensor)], identity: 0, as: S.self), as: S.self)
    for _ in 0..<squarings { result = try Tensor.product(result, result) }
    let p = result.pointer(as: S.self)
    for i in 0..<result.count where !p[i].isFinite {
      throw .domain(operation: operation, reason: "the result overflows")
    }
    return [result]
  }

  /// The largest sum of moduli of a column.
  private static func norm<S: LapackScalar>(_ matrix: Matrix<S>) throws(TensorError) -> Double {
    let n = matrix.columns, a = matrix.pointer
    var sums = [Double](repeating: 0, count: n)
    for i in 0..<matrix.rows {
      try Interruption.check()
      for j in 0..<n { sums[j] += a[i &* n &+ j].magnitude }
    }
    return sums.reduce(0) { $0 > $1 ? $0 : $1 }
  }

  /// (V − U)⁻¹ (V + U), with the odd terms in U and the even ones in V.
  private static func approximant<S: LapackScalar>(
    _ degree: Int, _ a: Tensor, as: S.Type
  ) throws(TensorError) -> Tensor {
    let b = coefficients(degree)
    let square = try Tensor.product(a, a)
    var powers = [square]
    for _ in 1..<(degree == 13 ? 3 : degree / 2) {
      powers.append(try Tensor.product(powers[powers.count - 1], square))
    }
    var odd = try sum(terms(b, powers, from: 1), identity: b[1], as: S.self)
    var even = try sum(terms(b, powers, from: 0), identity: b[0], as: S.self)
    if degree == 13 {
      let sixth = powers[2]
      let oddHead = try sum(
        [(b[13], sixth), (b[11], powers[1]), (b[9], square)], identity: 0, as: S.self)
      let evenHead = try sum(
        [(b[12], sixth), (b[10], powers[1]), (b[8], square)], identity: 0, as: S.self)
      odd = try sum([(1, try .product(sixth, oddHead)), (1, odd)], identity: 0, as: S.self)
      even = try sum([(1, try .product(sixth, evenHead)), (1, even)], identity: 0, as: S.self)
    }
    let u = try Tensor.product(a, odd)
    return try LinearAlgebra.solve(
      sum([(1, even), (-1, u)], identity: 0, as: S.self),
      sum([(1, even), (1, u)], identity: 0, as: S.self))
  }

  /// The powers with their coefficients, highest first.
  private static func terms(
    _ b: [Double], _ powers: [Tensor], from parity: Int
  ) -> [(Double, Tensor)] {
    powers.indices.reversed().map { (b[2 * ($0 + 1) + parity], powers[$0]) }
  }

  /// The coefficients (2m − k)! m! / ((2m)! k! (m − k)!), multiplied to be integers.
  private static func coefficients(_ degree: Int) -> [Double] {
    switch degree {
    case 3: [120, 60, 12, 1]
    case 5: [30240, 15120, 3360, 420, 30, 1]
    case 7: [17_297_280, 8_648_640, 1_995_840, 277_200, 25_200, 1512, 56, 1]
    case 9:
      [
        17_643_225_600, 8_821_612_800, 2_075_673_600, 302_702_400, 30_270_240, 2_162_160, 110_880,
        3960, 90, 1,
      ]
    default:
      [
        64_764_752_532_480_000, 32_382_376_266_240_000, 7_771_770_303_897_600,
        1_187_353_796_428_800, 129_060_195_264_000, 10_559_470_521_600, 670_442_572_800,
        33_522_128_640, 1_323_241_920, 40_840_800, 960_960, 16_380, 182, 1,
      ]
    }
  }

  /// Σ c·M in the order given, plus a multiple of the identity.
  private static func sum<S: LapackScalar>(
    _ terms: [(Double, Tensor)], identity: Double, as: S.Type
  ) throws(TensorError) -> Tensor {
    let shape = terms[0].1.shape
    let result = try Tensor(uninitialized: shape, type: S.elementType)
    let target = result.mutablePointer(as: S.self)
    for (index, (factor, tensor)) in terms.enumerated() {
      let source = tensor.pointer(as: S.self)
      try ThreadPool.forEachBlock(count: result.count, block: 16384) { range in
        for i in range {
          let term = source[i].scaled(factor)
          target[i] = index == 0 ? term : target[i] + term
        }
      }
    }
    if identity != 0 {
      for i in 0..<shape[0] {
        target[i * shape[1] + i] = target[i * shape[1] + i] + S(real: identity)
      }
    }
    return result
  }
}

/// Elementwise functions over contiguous buffers.
///
/// Input and output may be the same buffer. Every element gets the bits of `ScalarMath`.
enum VectorMath {
  typealias Source<T> = UnsafePointer<T>
  typealias Target<T> = UnsafeMutablePointer<T>

  /// Runs `body` over whole vectors; the last, short one is filled up with ones.
  @inline(__always)
  static func stream(
    _ x: Source<Double>, _ y: Target<Double>, _ count: Int,
    _ body: (SIMD8<Double>) -> SIMD8<Double>
  ) {
    let whole = count & ~7
    var i = 0
    while i < whole {
      let v = UnsafeRawPointer(x + i).loadUnaligned(as: SIMD8<Double>.self)
      UnsafeMutableRawPointer(y + i).storeBytes(of: body(v), as: SIMD8<Double>.self)
      i += 8
    }
    guard whole < count else { return }
    var last = SIMD8<Double>(repeating: 1)
    for j in whole..<count { last[j - whole] = x[j] }
    let value = body(last)
    for j in whole..<count { y[j] = value[j - whole] }
  }

  /// Runs `body` over single elements.
  @inline(__always)
  static func each(
    _ x: Source<Double>, _ y: Target<Double>, _ count: Int, _ body: (Double) -> Double
  ) {
    for i in 0..<count { y[i] = body(x[i]) }
  }

  /// Runs a trigonometric `body`; vectors with an angle too large for it go one by one.
  @inline(__always)
  static func angles(
    _ x: Source<Double>, _ y: Target<Double>, _ count: Int,
    _ body: (SIMD8<Double>) -> SIMD8<Double>, _ single: (Double) -> Double
  ) {
    stream(x, y, count) { v in
      let limit = SIMD8<Double>(repeating: Double.angleLimit)
      if all(v.magnitude .<= limit) { return body(v) }
      var result = v
      for j in 0..<8 { result[j] = single(v[j]) }
      return result
    }
  }

  /// `f` of every element; f is defined on f64 and gives f64.
  static func apply(
    _ f: UnaryFunction, f64 x: Source<Double>, into y: Target<Double>, count n: Int
  ) {
    switch f {
    case .negate: stream(x, y, n) { -$0 }
    case .abs: stream(x, y, n) { $0.magnitude }
    case .sign: stream(x, y, n) { .sign($0) }
    case .floor: each(x, y, n) { $0.rounded(.down) }
    case .ceil: each(x, y, n) { $0.rounded(.up) }
    case .round: each(x, y, n) { $0.rounded(.toNearestOrEven) }
    case .sqrt: stream(x, y, n) { .squareRoot($0) }
    case .exp: stream(x, y, n) { .exp($0) }
    case .expm1: stream(x, y, n) { .expm1($0) }
    case .log: stream(x, y, n) { .log($0) }
    case .log1p: stream(x, y, n) { .log1p($0) }
    case .sin: angles(x, y, n, { .sine($0) }, Double.sin)
    case .cos: angles(x, y, n, { .cosine($0) }, Double.cos)
    case .tan: angles(x, y, n, { .tangent($0) }, Double.tan)
    case .asin: stream(x, y, n) { .asin($0) }
    case .acos: stream(x, y, n) { .acos($0) }
    case .atan: stream(x, y, n) { .atan($0) }
    case .sinh: stream(x, y, n) { .sinh($0) }
    case .cosh: stream(x, y, n) { .cosh($0) }
    case .tanh: stream(x, y, n) { .tanh($0) }
    case .asinh: stream(x, y, n) { .asinh($0) }
    case .acosh: stream(x, y, n) { .acosh($0) }
    case .atanh: stream(x, y, n) { .atanh($0) }
    case .logistic: stream(x, y, n) { .logistic($0) }
    case .softplus: stream(x, y, n) { .softplus($0) }
    case .erf: stream(x, y, n) { .erf($0) }
    case .erfc: stream(x, y, n) { .erfc($0) }
    case .erfinv: stream(x, y, n) { .erfinv($0) }
    case .lgamma: each(x, y, n) { .lgamma($0) }
    case .polygamma(let order): each(x, y, n) { .polygamma(order, $0) }
    case .besseli(let order): each(x, y, n) { .besseli(order, $0) }
    case .real, .conjugate: each(x, y, n) { $0 }
    case .imaginary: each(x, y, n) { _ in 0 }
    case .not, .isNaN, .isFinite: preconditionFailure("\(f.name) does not give f64")
    }
  }

  /// x to the power y, pair by pair.
  static func power(
    _ x: Source<Double>, _ y: Source<Double>, into z: Target<Double>, count: Int
  ) {
    pairs(x, y, z, count) { .power($0, $1) }
  }

  /// The angle of the points (x, y), pair by pair.
  static func atan2(
    _ y: Source<Double>, _ x: Source<Double>, into z: Target<Double>, count: Int
  ) {
    pairs(y, x, z, count) { .atan2($0, $1) }
  }

  /// Runs `body` over whole vectors of pairs; the last, short one is filled up with ones.
  @inline(__always)
  static func pairs(
    _ x: Source<Double>, _ y: Source<Double>, _ z: Target<Double>, _ count: Int,
    _ body: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
  ) {
    let whole = count & ~7
    var i = 0
    while i < whole {
      let a = UnsafeRawPointer(x + i).loadUnaligned(as: SIMD8<Double>.self)
      let b = UnsafeRawPointer(y + i).loadUnaligned(as: SIMD8<Double>.self)
      UnsafeMutableRawPointer(z + i).storeBytes(of: body(a, b), as: SIMD8<Double>.self)
      i += 8
    }
    guard whole < count else { return }
    var a = SIMD8<Double>(repeating: 1), b = a
    for j in whole..<count {
      a[j - whole] = x[j]
      b[j - whole] = y[j]
    }
    let value = body(a, b)
    for j in whole..<count { z[j] = value[j - whole] }
  }
}

extension RealLanes {
  /// −1, 0 or 1; zeros and nan as they are.
  @inline(__always)
  static func sign(_ x: Self) -> Self {
    let one = Self(repeating: 1), zero = Self(repeating: 0)
    return x.replacing(with: one, where: zero .< x).replacing(with: -one, where: x .< zero)
  }
}

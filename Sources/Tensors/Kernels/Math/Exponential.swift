/// Exponentials: eˣ, eˣ − 1 and what is made of them.
extension RealLanes {
  /// 2ⁿ for an integral n in −1022...1023.
  @inline(__always)
  static func powerOfTwo(_ n: Self) -> Self {
    let shifted = (n + Self(repeating: 0x1.8p52)).bitPattern &+ Bits(repeating: 1023)
    return Self(bitPattern: shifted &<< Bits(repeating: 52))
  }

  /// x·2ⁿ by two factors that are powers of two; only the second product rounds.
  @inline(__always)
  static func scaleInSteps(_ x: Self, by n: Self) -> Self {
    let magic = Self(repeating: 0x1.8p52)
    let half = (n * Self(repeating: 0.5) + magic) - magic
    return x * powerOfTwo(half) * powerOfTwo(n - half)
  }

  /// x = n·log 2 + r + c with |r| ≤ 0.35 and c below half a unit in the last place of r.
  @inline(__always)
  static func reduceExponent(_ x: Self) -> (n: Self, r: Self, c: Self) {
    let magic = Self(repeating: 0x1.8p52)
    let n = fma(x, Self(repeating: 0x1.71547652b82fep+0), magic) - magic
    let exact = fma(n, Self(repeating: -0x1.62e42fefa39efp-1), x)
    let low = n * Self(repeating: 0x1.abc9e3b39803fp-56)
    let r = exact - low
    return (n, r, (exact - r) - low)
  }

  /// (eʳ − 1 − r) / r² for |r| ≤ 0.35.
  @inline(__always)
  static func exponentialTail(_ r: Self) -> Self {
    let c: InlineArray<10, Double> = [
      0x1.0000000000001p-1, 0x1.5555555555556p-3, 0x1.5555555553d4fp-5,
      0x1.11111111109adp-7, 0x1.6c16c17893833p-10, 0x1.a01a01a7c8d47p-13,
      0x1.a019b8ef67c6cp-16, 0x1.71de0d9c145d0p-19, 0x1.2891a8c1d838dp-22,
      0x1.af38d53857513p-26,
    ]
    return horner(r, c)
  }

  /// exp(x + tail) / 2^halvings, where tail is tiny beside x or beside 1.
  @inline(__always)
  static func exp(_ x: Self, tail: Self, halvings: Double = 0) -> Self {
    let (n, first, c) = reduceExponent(clamp(x, -1100, 1100))
    let rest = c + tail
    let r = first + rest
    let low = (first - r) + rest
    let p = Self(repeating: 1) + (r + fma(r * r, exponentialTail(r), low))
    return scale(p, by: n - Self(repeating: halvings))
  }

  /// eˣ: the same without a tail, where c is already too small to change r.
  @inline(__always)
  static func exp(_ x: Self) -> Self {
    let (n, r, c) = reduceExponent(clamp(x, -1100, 1100))
    return scale(Self(repeating: 1) + (r + fma(r * r, exponentialTail(r), c)), by: n)
  }

  /// eˣ − 1.
  @inline(__always)
  static func expm1(_ x: Self) -> Self {
    let one = Self(repeating: 1)
    let (n, r, c) = reduceExponent(clamp(x, -60, 1100))
    let tail = fma(r * r, exponentialTail(r), c)
    let t = one - powerOfTwo(-clamp(n, -1000, 1000))
    let sum = t + r
    let part = sum - t
    let lost = (t - (sum - part)) + (r - part)
    return scale(sum + (lost + tail), by: n).replacing(with: x, where: x .== Self(repeating: 0))
  }

  /// 1 / (1 + e⁻ˣ), by e^−|x| so that both tails keep their digits.
  @inline(__always)
  static func logistic(_ x: Self) -> Self {
    let one = Self(repeating: 1)
    let e = exp(-x.magnitude)
    return one.replacing(with: e, where: x .< Self(repeating: 0)) / (one + e)
  }

  /// log(1 + eˣ).
  @inline(__always)
  static func softplus(_ x: Self) -> Self {
    let zero = Self(repeating: 0)
    let small = log1p(exp(-x.magnitude))
    return x.replacing(with: zero, where: x .< zero) + small
  }

  /// tanh x = t / (t + 2) with t = e^2|x| − 1.
  @inline(__always)
  static func tanh(_ x: Self) -> Self {
    let t = expm1(clamp(x.magnitude * Self(repeating: 2), 0, 60))
    return (t / (t + Self(repeating: 2))).signed(as: x)
  }

  /// sinh x by t = e^|x| − 1, or half the exponential once e^−|x| no longer counts.
  @inline(__always)
  static func sinh(_ x: Self) -> Self {
    let a = x.magnitude
    let t = expm1(clamp(a, 0, 40))
    let small = Self(repeating: 0.5) * (t + t / (t + Self(repeating: 1)))
    let large = exp(a, tail: Self(repeating: 0), halvings: 1)
    return small.replacing(with: large, where: Self(repeating: 22) .< a).signed(as: x)
  }

  /// cosh x = h + 1 / 4h with h = e^|x| / 2.
  @inline(__always)
  static func cosh(_ x: Self) -> Self {
    let h = exp(x.magnitude, tail: Self(repeating: 0), halvings: 1)
    return h + Self(repeating: 0.25) / h
  }
}

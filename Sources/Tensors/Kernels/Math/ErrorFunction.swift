/// The error function and its complement.
extension RealLanes {
  /// erf x for |x| ≤ 1.
  @inline(__always)
  private static func erfSeries(_ x: Self) -> Self {
    let z = x * x
    let c: InlineArray<12, Double> = [
      -0x1.812746b0379e7p-2, 0x1.ce2f21a042bd7p-4, -0x1.b82ce312882f8p-6,
      0x1.565bcd0e434bbp-8, -0x1.c02db3f4735cbp-11, 0x1.f9a324ddf0f34p-14,
      -0x1.f4d21efdafc7dp-17, 0x1.b9e2333703249p-20, -0x1.5f39372686202p-23,
      0x1.f8d476ab1a455p-27, -0x1.3c1e91b012003p-30, 0x1.0f8a27a51ad26p-34,
    ]
    let rest = fma(z, horner(z, c), Self(repeating: 0x1.1ae3a914fed80p-56))
    return fma(x, Self(repeating: 0x1.20dd750429b6dp+0), x * rest)
  }

  /// erfc a = exp(−a²)·g(t) / (1 + 2a) with t = (a − 4)/(a + 4), for a ≥ 0.9.
  @inline(__always)
  private static func erfcTail(_ a: Self) -> Self {
    let a = clamp(a, 0.9, 30), four = Self(repeating: 4)
    let t = (a - four) / (a + four)
    let c: InlineArray<25, Double> = [
      0x1.3ba5916e9fd7fp+0, -0x1.1df1ad154a28ep-3, 0x1.f7f5df66fd7d3p-7,
      0x1.16ecefcfa53a9p-4, -0x1.9ddb23c3e91e3p-4, 0x1.7fee004e121dep-4,
      -0x1.0fb06dfe46ea5p-4, 0x1.3079edf68b33cp-5, -0x1.09623885c24f4p-6,
      0x1.49c672835b1ddp-8, -0x1.8d4a98f6bb9afp-11, -0x1.a1df2358f8835p-13,
      0x1.3be02365c4c62p-13, -0x1.995978efcfe21p-16, -0x1.787d7e4fff31ap-17,
      0x1.7f2986d01137dp-18, 0x1.36fcd6f348e5dp-22, -0x1.baf8ae5fe8d1ep-21,
      0x1.5c43319733688p-24, 0x1.d5fe47dcd037cp-24, -0x1.9b26f7be018bap-26,
      -0x1.c8c377cdb4da6p-27, 0x1.42ccc73751e2bp-28, 0x1.c0f519e363330p-31,
      -0x1.bb0e9abbb2adap-32,
    ]
    let g = horner(t, c) / fma(a, Self(repeating: 2), Self(repeating: 1))
    let square = a * a
    return exp(-square, tail: -fma(a, a, -square)) * g
  }

  /// The error function.
  @inline(__always)
  static func erf(_ x: Self) -> Self {
    let a = x.magnitude, one = Self(repeating: 1)
    return erfSeries(a).replacing(with: one - erfcTail(a), where: one .< a).signed(as: x)
  }

  /// 1 − erf x.
  @inline(__always)
  static func erfc(_ x: Self) -> Self {
    let a = x.magnitude, one = Self(repeating: 1)
    let tail = erfcTail(a)
    let far = tail.replacing(with: Self(repeating: 2) - tail, where: x .< Self(repeating: 0))
    return (one - erfSeries(x)).replacing(with: far, where: one .< a)
  }
}

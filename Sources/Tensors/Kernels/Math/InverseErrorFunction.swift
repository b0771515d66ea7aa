/// The inverse of the error function.
extension RealLanes {
  /// The number y with erf y = x: ±∞ at ±1, nan beyond.
  ///
  /// y = x·p(w) with w = −log(1 − x²), whose two factors 1 − x and 1 + x keep the digits of the tail.
  /// p is smooth in w where w is small and in √w where it is large; polynomials of least relative
  /// error on 0 ≤ w < 6.25, 2.5 ≤ √w < 4 and 4 ≤ √w ≤ 6.03, beyond which no x below 1 lies.
  ///
  /// Source of the form: Giles, Approximating the erfinv function (2011).
  @inline(__always)
  static func erfinv(_ x: Self) -> Self {
    let one = Self(repeating: 1)
    let w = -log((one - x) * (one + x))
    let root = squareRoot(w)
    let central = erfinvCentral(w - Self(repeating: 3.125))
    let middle = erfinvMiddle(root - Self(repeating: 3.25))
    let far = erfinvFar(root - Self(repeating: 5.015625))
    let factor = central.replacing(with: middle, where: Self(repeating: 6.25) .<= w)
      .replacing(with: far, where: Self(repeating: 16) .<= w)
    let limit = Self(repeating: .infinity).signed(as: x)
    return (x * factor).replacing(with: limit, where: x.magnitude .== one)
  }

  @inline(__always)
  private static func erfinvCentral(_ t: Self) -> Self {
    let c: InlineArray<24, Double> = [
      0x1.a755e7c99ae86p+0, 0x1.ebd80d9b13df9p-3, -0x1.8b6c33114eeaep-8, -0x1.84576948353e1p-11,
      0x1.879c2a20da432p-13, -0x1.d1d1f7ca4030fp-17, -0x1.6e8a53f106129p-20, 0x1.c6b4f890935ddp-22,
      -0x1.f36ce4ae847fdp-26, -0x1.1a9eb1bc8f0f0p-28, 0x1.20f4e6bf074cfp-30,
      -0x1.dc3ee8b6c53ccp-35, -0x1.c89564c5d1004p-37, 0x1.723527b7cff86p-39,
      -0x1.6d9ec5e3ec6afp-44, -0x1.686642b67610ap-45, 0x1.db523eb040288p-48,
      -0x1.73898c37dc54ap-55, -0x1.2c266176e7096p-53, 0x1.1f4ba5de5dc3fp-56, 0x1.536d397f9b9b1p-60,
      -0x1.9d290dd3bcb70p-62, -0x1.5087a244b0f6cp-70, 0x1.e9b8ae7230c25p-69,
    ]
    return horner(t, c)
  }

  @inline(__always)
  private static func erfinvMiddle(_ t: Self) -> Self {
    let c: InlineArray<20, Double> = [
      0x1.8abcc380d5a48p+1, 0x1.0158a6d641d54p+0, 0x1.5ffcfe5b71831p-8, -0x1.ebadabb9fd945p-9,
      0x1.468eeca71fc73p-9, -0x1.ba9240d9b7431p-10, 0x1.f3cc552091e2bp-11, -0x1.7448bc8217f18p-12,
      0x1.932d7684a6a52p-16, 0x1.1e6ab36be6c27p-14, -0x1.8cf0bea0971c6p-15, 0x1.a242f876789c6p-17,
      0x1.88af4a1d56a98p-19, -0x1.0b8068913d37bp-18, 0x1.924ec74d8058bp-20, -0x1.cfedcff902170p-26,
      -0x1.235ac6aaf025ep-22, 0x1.1969ef2a93940p-23, 0x1.7f235c757454ep-31, -0x1.03765b5ec5c93p-26,
    ]
    return horner(t, c)
  }

  @inline(__always)
  private static func erfinvFar(_ t: Self) -> Self {
    let c: InlineArray<20, Double> = [
      0x1.376780b98fb1cp+2, 0x1.02a2c1c5aa05ap+0, -0x1.37d269b547ab4p-13, -0x1.b9170d17b46fdp-13,
      0x1.385df00da5752p-14, -0x1.432bcae98172fp-16, 0x1.288d94d3a97b7p-18, -0x1.0308919870485p-20,
      0x1.d825533a726a1p-23, -0x1.0f98d157691c0p-24, 0x1.c7b444caacfdep-26, -0x1.daa1fcfd631d8p-27,
      0x1.ea32d40fdf6b2p-28, -0x1.bf41137b46861p-29, 0x1.5166a10dd075fp-30, -0x1.90f256d36c487p-32,
      0x1.438bba2bfebcfp-34, 0x1.662e96f21d8d9p-37, -0x1.4b94a478e3438p-36, 0x1.8e94ea52b5872p-38,
    ]
    return horner(t, c)
  }
}

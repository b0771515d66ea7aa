/// The rule ∫₀¹ f(s) ds ≈ Σ wₖf(sₖ) with s = u² at the forty nodes u of Gauss and Legendre: dense near 0.
///
/// With the square it integrates exp(−40s), exp(−40s²) and what lies between to 4·10⁻¹⁵.
enum SquaredLegendre {
  /// The points sₖ.
  static let points: InlineArray<5, SIMD8<Double>> = [
    SIMD8(
      0x1.a0d5e864a9bfdp-21, 0x1.68b8a40e1e475p-16, 0x1.0f1d5000eb57dp-13,
      0x1.d041670d0db1dp-12, 0x1.27d65852555a7p-10, 0x1.3a11d165732ddp-9,
      0x1.265e736c0c074p-8, 0x1.f7fc703413c0bp-8),
    SIMD8(
      0x1.929fa1d7d56b2p-7, 0x1.308f37f9c1fa2p-6, 0x1.b8c7cc2aaf1ffp-6,
      0x1.336f39930ff10p-5, 0x1.9fb3e92a3ec3ap-5, 0x1.119fa99d0a268p-4,
      0x1.5fe70ca9224e1p-4, 0x1.bb5cf410c67a8p-4),
    SIMD8(
      0x1.123a52dc370f2p-3, 0x1.4db07f6e93f94p-3, 0x1.9007850586eb6p-3,
      0x1.d911157f0e8bbp-3, 0x1.143c7fa43ad3dp-2, 0x1.3ee2809f4f842p-2,
      0x1.6c2ac373cfd56p-2, 0x1.9bb3a5f1ef989p-2),
    SIMD8(
      0x1.cd0aeff248080p-2, 0x1.ffaf7f847280bp-2, 0x1.1989ab57179a1p-1,
      0x1.334effdba968ep-1, 0x1.4cd79d6f83b80p-1, 0x1.65d0f342d3acap-1,
      0x1.7de788af74373p-1, 0x1.94c89295b5ccbp-1),
    SIMD8(
      0x1.aa238be707388p-1, 0x1.bdabc82ac21c0p-1, 0x1.cf19f6e4c7b81p-1,
      0x1.de2d8f1ddabeep-1, 0x1.eaae1af281291p-1, 0x1.f46c5c5ebdf62p-1,
      0x1.fb4349a649c73p-1, 0x1.ff191d670d02cp-1),
  ]

  /// The weights wₖ.
  static let weights: InlineArray<5, SIMD8<Double>> = [
    SIMD8(
      0x1.0b5ae77dd1995p-18, 0x1.9859fc03ca310p-15, 0x1.878e02bf7430cp-13,
      0x1.ead36da28b97ep-12, 0x1.ec0bf1d5a812bp-11, 0x1.ad5d5fed36897p-10,
      0x1.54ae5ca710591p-9, 0x1.f842f558718ebp-9),
    SIMD8(
      0x1.61bfef038a595p-8, 0x1.db9a74b62ec29p-8, 0x1.34b825bd14949p-7,
      0x1.852abccc29b96p-7, 0x1.de5a51be00e6bp-7, 0x1.1f95514a4b551p-6,
      0x1.53198b2ec2765p-6, 0x1.88e2fe980d9d5p-6),
    SIMD8(
      0x1.bffcd440e87b9p-6, 0x1.f75992e3809dfp-6, 0x1.16ec96bf6a0c5p-5,
      0x1.3127cefc46005p-5, 0x1.49c5f1fdbc8dcp-5, 0x1.602f9eb0c0cf8p-5,
      0x1.73d235f63efcfp-5, 0x1.84236dcafc032p-5),
    SIMD8(
      0x1.90a4beaa9a799p-5, 0x1.98e695f10334dp-5, 0x1.9c8b3953d7546p-5,
      0x1.9b49495ec2807p-5, 0x1.94edd31e7cf1cp-5, 0x1.895de3c96c712p-5,
      0x1.7897942a44670p-5, 0x1.62b284c765462p-5),
    SIMD8(
      0x1.47dfc727609dep-5, 0x1.286934195862cp-5, 0x1.04b0328f3070cp-5,
      0x1.ba57ed4645a0cp-6, 0x1.64ce8cfa250bep-6, 0x1.09fbcd28540dcp-6,
      0x1.5669a460d63fdp-7, 0x1.280b9a8c5c990p-8),
  ]
}

import Testing

@testable import Tensors

/// What the numbers of keys are, apart from their statistics.
@Suite struct NoiseTests {
  /// Every kind of numbers.
  static let kinds = Noise.allCases.flatMap { noise in
    [ElementType.f64, .f32].map { (noise, $0) }
  }

  private func keys(_ count: Int) throws -> Tensor {
    try Tensor.fold(
      Tensor(repeating: .int(41), Shape([count])), Tensor.range(from: 0, count: count, step: 1))
  }

  /// Events of every length around the widths of vectors: the first elements of a longer event are
  /// those of a shorter one, and each row is what its key alone gives.
  @Test(arguments: kinds)
  func elementsDependOnKeyAndPositionAlone(_ noise: Noise, _ type: ElementType) throws {
    let keys = try keys(9)
    let longest = try Tensor.noise(noise, keys: keys, event: Shape([5000]), type: type)
    for length in [0, 1, 2, 3, 5, 7, 8, 14, 15, 16, 17, 31, 32, 33, 63, 65, 4097] {
      let event = try Tensor.noise(noise, keys: keys, event: Shape([length]), type: type)
      let prefix = try longest.sliced(starts: [0, 0], counts: [9, length], steps: [1, 1])
      #expect(event.hasSameBits(as: prefix), "\(length)")
    }
    let firsts = try Tensor.noise(noise, keys: keys, event: .scalar, type: type)
    #expect(
      firsts.hasSameBits(
        as: try longest.sliced(starts: [0, 0], counts: [9, 1], steps: [1, 1])
          .reshaped(to: Shape([9]))))
    if type == .f64 {
      for (key, number) in zip(keys.elements(as: Int.self), firsts.elements(as: Double.self)) {
        #expect(noise.first(UInt64(bitPattern: Int64(key))) == number)
      }
    }
  }

  @Test(arguments: kinds)
  func shapesOfKeysAndEventsAreJoined(_ noise: Noise, _ type: ElementType) throws {
    let table = try keys(6).reshaped(to: Shape([2, 3]))
    let x = try Tensor.noise(noise, keys: table, event: Shape([2, 2]), type: type)
    #expect(x.shape == Shape([2, 3, 2, 2]) && x.type == type)
    let flat = try Tensor.noise(noise, keys: keys(6), event: Shape([4]), type: type)
    #expect(x.hasSameBits(as: try flat.reshaped(to: x.shape)))
    let none = try Tensor.noise(noise, keys: keys(0), event: Shape([4]), type: type)
    #expect(none.shape == Shape([0, 4]))
  }

  /// u = (k + 1/2) / 2⁵² or / 2²³ exactly, from the bits of the generator.
  @Test func uniformNumbersAreTheBitsOfTheGenerator() throws {
    let key = try Tensor(Int(bitPattern: 0x1319_8a2e_0370_7344))
    let wide = try Tensor.noise(.uniform, keys: key, event: Shape([40]), type: .f64)
    let narrow = try Tensor.noise(.uniform, keys: key, event: Shape([40]), type: .f32)
    for i in 0..<40 {
      let counter = UInt32(i)
      let block = Threefry.block(key: 0x0370_7344, 0x1319_8a2e, counter: counter, 0)
      let k = (UInt64(block.1) << 32 | UInt64(block.0)) >> 12
      #expect(wide[flat: i] == .float((Double(k) + 0.5) * 0x1p-52))
      let pair = Threefry.block(key: 0x0370_7344, 0x1319_8a2e, counter: counter / 2, 0)
      let word = (i % 2 == 0 ? pair.0 : pair.1) >> 9
      #expect(narrow[flat: i] == .float32(Float((Double(word) + 0.5) * 0x1p-23)))
    }
  }

  /// The ends of the range of bits: no number is 0 or 1, and 1 − u is the u of the other bits.
  @Test func uniformNumbersAreSymmetric() {
    for bits in [0, 1 << 12, UInt64.max, 0x8000_0000_0000_0000, 0x1234_5678_9abc_def0] {
      let u = Double.unit(bits)
      #expect(u > 0 && u < 1 && Double.unit(~bits) == 1 - u)
      let word = SIMD16<UInt32>(repeating: UInt32(truncatingIfNeeded: bits >> 32))
      let v = SIMD16<Float>.unit(word)[0]
      #expect(v > 0 && v < 1 && SIMD16<Float>.unit(~word)[0] == 1 - v)
    }
  }

  /// Against the formula in double precision; single precision to its own.
  @Test(arguments: [ElementType.f64, .f32])
  func normalNumbersAreThoseOfBoxAndMuller(type: ElementType) throws {
    let keys = try keys(16), event = Shape([1024])
    let u = try Tensor.noise(.uniform, keys: keys, event: event, type: type)
      .converted(to: .f64).elements(as: Double.self)
    let z = try Tensor.noise(.normal, keys: keys, event: event, type: type)
      .converted(to: .f64).elements(as: Double.self)
    let tolerance = type == .f64 ? 6e-16 : 4e-7
    for k in stride(from: 0, to: u.count, by: 2) {
      let radius = (-2 * ScalarMath.apply(.log, u[k])).squareRoot()
      // The angle from −π to π keeps more digits.
      let angle = 2 * Double.pi * (u[k + 1] > 0.5 ? u[k + 1] - 1 : u[k + 1])
      let scale = max(1, radius)
      #expect(abs(z[k] - radius * ScalarMath.apply(.cos, angle)) <= tolerance * scale)
      #expect(abs(z[k + 1] - radius * ScalarMath.apply(.sin, angle)) <= tolerance * scale)
    }
  }

  /// The smallest and largest uniform numbers give the ends of the range of normal ones.
  @Test func extremesOfNormalNumbers() {
    let low = Double.unit(0), high = Double.unit(.max)
    #expect(abs(Double.normals(low, low).0 - 8.571674348652905) < 1e-14)
    let (x, y) = Double.normals(high, Double.unit(0x4000_0000_0000_0000))
    #expect(abs(y - 0x1p-26) < 1e-22 && abs(x) < 1e-22)
    for v in [low, high, 0.125, 0.375, 0.625, 0.875] {
      let (c, s) = Double.turned(v)
      #expect(abs(c * c + s * s - 1) < 4e-16)
    }
  }

  @Test(arguments: kinds)
  func anyNumberOfThreadsGivesTheSameBits(_ noise: Noise, _ type: ElementType) throws {
    let before = ThreadPool.threads
    defer { ThreadPool.setThreads(before) }
    func results() throws -> [Tensor] {
      let many = try keys(70_000)
      return try [many]
        + [0, 1, 3, 20].map { length in
          try Tensor.noise(
            noise, keys: length == 0 ? keys(3) : many,
            event: length == 0 ? Shape([50_001]) : Shape([length]), type: type)
        }
    }
    ThreadPool.setThreads(1)
    let expected = try results()
    for threads in [2, 3] {
      ThreadPool.setThreads(threads)
      for (a, b) in zip(try results(), expected) { #expect(a.hasSameBits(as: b)) }
    }
  }

  /// The bits never change: they are part of what a seed means.
  @Test(arguments: zip(kinds, fingerprints))
  func bitsStay(kind: (Noise, ElementType), expected: UInt64) throws {
    let event = try Tensor.noise(kind.0, keys: Tensor(2026), event: Shape([999]), type: kind.1)
    let short = try Tensor.noise(kind.0, keys: keys(111), event: Shape([3]), type: kind.1)
    let values =
      try event.converted(to: .f64).elements(as: Double.self)
      + short.converted(to: .f64).elements(as: Double.self)
    let got = MathBitsTests.fingerprint(values)
    #expect(got == expected, "\(kind): 0x\(String(got, radix: 16))")
  }

  static let fingerprints: [UInt64] = [
    0xddc86020bd42bfb4, 0x21a74eb194f607b5, 0xb071627d1b0e34c2,
    0xcaa274c0d4f607b5,
  ]

  @Test func mistakes() throws {
    #expect(throws: TensorError.self) {
      try Tensor.noise(.normal, keys: Tensor(1.0), event: .scalar, type: .f64)
    }
    for type in [ElementType.i64, .bool, .c128] {
      #expect(throws: TensorError.self) {
        try Tensor.noise(.uniform, keys: Tensor(1), event: .scalar, type: type)
      }
    }
    #expect(throws: TensorError.self) {
      try Tensor.noise(.normal, keys: keys(2), event: Shape([1 << 60]), type: .f64)
    }
  }
}

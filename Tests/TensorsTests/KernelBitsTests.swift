import Testing

@testable import Tensors

/// Every kernel on every size gives the same bits on any number of threads.
@Suite(.serialized) struct KernelBitsTests {
  /// Empty, small, ragged, and longer than the blocks that threads share.
  static let sizes = [0, 1, 2, 15, 33, 1000, 40_001]

  /// What one kernel gave.
  struct Print: Equatable {
    let name: String
    let hash: UInt64
  }

  @Test func threadsDoNotMatter() throws {
    let before = ThreadPool.threads
    defer { ThreadPool.setThreads(before) }
    ThreadPool.setThreads(1)
    let expected = try prints()
    #expect(expected.count > 1000)
    for threads in [2, 3, 7] {
      ThreadPool.setThreads(threads)
      let got = try prints()
      #expect(expected.count == got.count)
      for (a, b) in zip(expected, got) where a != b {
        Issue.record("\(a.name) on \(threads) threads")
      }
    }
  }

  private func prints() throws -> [Print] {
    var all: [Print] = []
    try elementwise { all.append(self.print($0, $1)) }
    try products { all.append(self.print($0, $1)) }
    try reductions { all.append(self.print($0, $1)) }
    try movements { all.append(self.print($0, $1)) }
    try draws { all.append(self.print($0, $1)) }
    return all
  }

  /// The hash of the bits; every nan counts as the same.
  private func print(_ name: String, _ x: Tensor) -> Print {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ bits: UInt64) { hash = (hash ^ bits) &* 0x100_0000_01b3 }
    switch x.type {
    case .f64:
      for v in x.elements(as: Double.self) { mix(v.isNaN ? 0 : v.bitPattern) }
    case .f32:
      for v in x.elements(as: Float.self) { mix(v.isNaN ? 0 : UInt64(v.bitPattern)) }
    case .i64: for v in x.elements(as: Int.self) { mix(UInt64(bitPattern: Int64(v))) }
    case .bool: for v in x.elements(as: Bool.self) { mix(v ? 1 : 2) }
    case .c128:
      for v in x.elements(as: Complex128.self) {
        mix(v.real.isNaN ? 0 : v.real.bitPattern)
        mix(v.imaginary.isNaN ? 0 : v.imaginary.bitPattern)
      }
    }
    return Print(name: "\(name) \(x.type)\(x.shape)", hash: hash)
  }

  private func wave(_ extents: [Int], _ type: ElementType, _ scale: Double) throws -> Tensor {
    let shape = Shape(extents)
    let line = try Tensor.linspace(0.3, 17, count: shape.count).reshaped(to: shape)
    return try Tensor.combine(.multiply, Tensor.map(.sin, line), Tensor(scale)).converted(to: type)
  }

  static let unary: [UnaryFunction] = [
    .negate, .abs, .sign, .floor, .ceil, .round, .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos,
    .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .logistic, .softplus,
    .erf, .erfc, .erfinv, .lgamma, .polygamma(0), .polygamma(1), .besseli(0), .besseli(1), .real,
    .imaginary, .conjugate, .isNaN, .isFinite,
  ]

  private func elementwise(_ see: (String, Tensor) -> Void) throws {
    for size in Self.sizes {
      for type in [ElementType.f64, .f32, .c128] {
        let x = try wave([size], type, 3), y = try wave([size], type, -0.7)
        // Slow functions need not be long to be cut among threads.
        for f in Self.unary where f.resultType(type) != nil && (size < 2000 || type != .c128) {
          see(f.name, try Tensor.map(f, size > 2000 ? firsts(x, 9001) : x))
        }
        for f in BinaryFunction.allCases where f.resultType(type) != nil {
          see(f.name, try Tensor.combine(f, x, y))
          see(f.name, try Tensor.combine(f, x, Tensor(0.25).converted(to: type)))
        }
        let mask = try Tensor.compare(.equal, x, y)
        see("select", try Tensor.select(mask, x, y))
        if type == .c128 { continue }
        for c in Comparison.allCases { see(c.name, try Tensor.compare(c, x, y)) }
        for target in ElementType.allCases where target != .i64 {
          see("convert", try x.converted(to: target))
        }
      }
    }
  }

  private func firsts(_ x: Tensor, _ count: Int) throws -> Tensor {
    try x.sliced(starts: [0], counts: [count], steps: [1])
  }

  private func products(_ see: (String, Tensor) -> Void) throws {
    let sizes = [
      (1, 1, 1), (1, 300, 70), (3, 65, 33), (16, 16, 16), (64, 2, 300), (70, 8, 31), (37, 40, 65),
      (130, 97, 258), (200, 1, 40), (3, 4, 0), (0, 3, 2),
    ]
    for (m, n, k) in sizes {
      for type in [ElementType.f64, .f32, .c128] {
        for flags in 0..<4 {
          let left = flags & 1 == 1, right = flags & 2 == 2
          let a = try wave(left ? [k, m] : [m, k], type, 1)
          let b = try wave(right ? [n, k] : [k, n], type, 2)
          let kernel = try ProductKernel(
            left: a.shape, right: b.shape, transposesLeft: left, transposesRight: right, type: type)
          see("product \(k)", try kernel.run(a, b))
        }
      }
    }
    for batch in [[5], [2, 30]] {
      let a = try wave(batch + [9, 7], .f32, 1), b = try wave([7, 20], .f32, 1)
      see("batch", try Tensor.product(a, b))
      see("batch", try Tensor.product(a, wave(batch + [7, 20], .f32, 1)))
    }
  }

  private func reductions(_ see: (String, Tensor) -> Void) throws {
    let shapes = [
      [0, 3], [3, 0], [1, 1], [7, 5], [100, 33], [300, 257], [5, 40_000], [70_001, 2],
    ]
    for extents in shapes {
      for type in [ElementType.f64, .f32, .c128] {
        let x = try wave(extents, type, 1.2)
        for r in Reduction.allCases where r.isDefined(on: type) {
          if x.count == 0 && (r == .minimum || r == .maximum) { continue }
          for axes in [[0], [1], [0, 1]] {
            see(r.name, try x.reduced(r, over: axes, keepingAxes: false))
          }
        }
        if x.count > 0 { see("cumulative", try x.cumulative(.sum, axis: 0)) }
      }
    }
  }

  private func movements(_ see: (String, Tensor) -> Void) throws {
    for type in ElementType.allCases {
      for (m, n) in [(1, 5), (2, 300), (300, 2), (33, 47), (16, 16), (320, 130)] {
        let x = try numbers([m, n], type)
        see("transposed", try x.transposed([1, 0]))
        see("transposed", try x.reshaped(to: Shape([m, 1, n])).transposed([1, 0, 2]))
        see("broadcast", try x.reshaped(to: Shape([m, 1, n])).broadcast(to: Shape([m, 3, n])))
      }
      let x = try numbers([6, 20, 35], type)
      for order in [[0, 2, 1], [1, 0, 2], [2, 0, 1], [2, 1, 0]] {
        see("transposed", try x.transposed(order))
      }
      see("sliced", try x.sliced(starts: [1, 3, 34], counts: [2, 5, 7], steps: [2, 3, -5]))
    }
  }

  private func numbers(_ extents: [Int], _ type: ElementType) throws -> Tensor {
    var samples = Samples(3)
    return try samples.tensor(type, extents)
  }

  private func draws(_ see: (String, Tensor) -> Void) throws {
    for count in [1, 5, 300] {
      let keys = try Tensor.range(from: 11, count: count, step: 7)
      for event in [[], [1], [2], [3], [8], [31], [40], [5000]] {
        if count == 300 && event == [5000] { continue }
        for noise in Noise.allCases {
          for type in [ElementType.f64, .f32] {
            see(noise.name, try Tensor.noise(noise, keys: keys, event: Shape(event), type: type))
          }
        }
      }
      see("fold", try Tensor.fold(keys, keys))
    }
  }

  /// An element of an event depends on its key and its place alone.
  @Test(arguments: Noise.allCases) func eventsBeginAlike(_ noise: Noise) throws {
    let keys = try Tensor.range(from: -3, count: 21, step: 5)
    for type in [ElementType.f64, .f32] {
      let whole = try Tensor.noise(noise, keys: keys, event: Shape([70]), type: type)
      for count in 1..<70 {
        let part = try Tensor.noise(noise, keys: keys, event: Shape([count]), type: type)
        let start = try whole.sliced(starts: [0, 0], counts: [21, count], steps: [1, 1])
        #expect(part.hasSameBits(as: start), "\(type) \(count)")
      }
    }
  }

  @Test func transposesMoveEveryElement() throws {
    for type in ElementType.allCases {
      for (m, n) in [(2, 3), (8, 8), (16, 16), (17, 40), (64, 33), (300, 2)] {
        let x = try numbers([m, n], type), y = try x.transposed([1, 0])
        for i in 0..<m {
          for j in 0..<n where x[flat: i * n + j] != y[flat: j * m + i] {
            let bothNaN = "\(x[flat: i * n + j])" == "\(y[flat: j * m + i])"
            if !bothNaN { Issue.record("\(type) \(m)x\(n): \(i), \(j)") }
          }
        }
      }
    }
  }
}

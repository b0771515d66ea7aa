@testable import Tensors

/// A way in which draws meet: how the keys of neighbouring numbers differ.
struct RandomStream: Sendable, CustomStringConvertible {
  /// What changes from one number to the next.
  enum Step: CaseIterable {
    /// The position in one event.
    case counters
    /// The last index folded into the key, with scalar events.
    case keys
    /// The seed.
    case seeds
    /// Two indices, one folded after the other.
    case nested
    /// Short events of neighbouring keys.
    case events
  }

  let step: Step
  let element: ElementType

  static let all = Step.allCases.flatMap { step in
    [ElementType.f64, .f32].map { RandomStream(step: step, element: $0) }
  }

  var description: String { "\(step) \(element.name)" }

  /// Random bits in a uniform number.
  var bits: Int { element == .f64 ? 52 : 23 }

  /// `count` numbers, a multiple of 256, as f64.
  func numbers(_ noise: Noise, _ count: Int) throws -> Tensor {
    let key = RandomKey(seed: 2026)
    let event: Shape
    let keys: Tensor
    switch step {
    case .counters:
      keys = try Tensor(Int(truncatingIfNeeded: key.word))
      event = Shape([count])
    case .keys:
      keys = try folded(Tensor(repeating: word(key), Shape([count])))
      event = .scalar
    case .seeds:
      keys = try Tensor(
        Shape([count]),
        (0..<count).map { Int(truncatingIfNeeded: RandomKey(seed: UInt64($0)).word) })
      event = .scalar
    case .nested:
      let outer = try folded(Tensor(repeating: word(key), Shape([count / 256])))
      let rows = try outer.reshaped(to: Shape([count / 256, 1]))
        .broadcast(to: Shape([count / 256, 256]))
      let columns = try Tensor.range(from: 0, count: 256, step: 1).broadcast(to: rows.shape)
      keys = try Tensor.fold(rows, columns)
      event = .scalar
    case .events:
      keys = try folded(Tensor(repeating: word(key), Shape([count / 4])))
      event = Shape([4])
    }
    return try Tensor.noise(noise, keys: keys, event: event, type: element).converted(to: .f64)
      .reshaped(to: Shape([count]))
  }

  private func word(_ key: RandomKey) -> Scalar { .int(Int(truncatingIfNeeded: key.word)) }

  /// Keys with their position folded in.
  private func folded(_ keys: Tensor) throws -> Tensor {
    try Tensor.fold(keys, Tensor.range(from: 0, count: keys.count, step: 1))
  }
}

/// The probability of what was seen, or of something further from what is expected.
struct Evidence {
  let name: String
  let p: Double

  init(_ name: String, p: Double) {
    self.name = name
    self.p = p
  }

  /// Of a standard normal statistic, on both sides.
  init(_ name: String, z: Double) {
    self.init(name, p: ScalarMath.apply(.erfc, z.magnitude / 2.0.squareRoot()))
  }

  /// Of a χ² statistic: its cube root is nearly normal (Wilson and Hilferty 1931).
  init(_ name: String, chiSquare: Double, freedom: Int) {
    let spread = 2 / (9 * Double(freedom))
    let root = ScalarMath.power(chiSquare / Double(freedom), 1.0 / 3)
    self.init(name, z: (root - (1 - spread)) / spread.squareRoot())
  }

  /// Of counts and their expectations; neighbours are joined until 8 are expected.
  init(_ name: String, counts: [Int], expected: [Double]) {
    var sum = 0.0, cells = 0, seen = 0.0, hoped = 0.0, rest = expected.reduce(0, +)
    for (count, expectation) in zip(counts, expected) {
      seen += Double(count)
      hoped += expectation
      rest -= expectation
      guard hoped >= 8, rest >= 8 || rest < 1e-9 else { continue }
      sum += (seen - hoped) * (seen - hoped) / hoped
      (seen, hoped, cells) = (0, 0, cells + 1)
    }
    if hoped > 1e-9 {
      sum += (seen - hoped) * (seen - hoped) / hoped
      cells += 1
    }
    self.init(name, chiSquare: sum, freedom: cells - 1)
  }

  /// Of a count that is Poisson distributed, on both sides.
  init(_ name: String, count: Int, mean: Double) {
    var term = ScalarMath.apply(.exp, -mean), below = 0.0
    for k in 0..<count {
      below += term
      term *= mean / Double(k + 1)
    }
    self.init(name, p: 2 * min(below + term, 1 - below, 0.5))
  }

  /// Of the largest distance between the sorted values and a uniform distribution (Kolmogorov).
  init(_ name: String, sorted: [Double]) {
    let n = Double(sorted.count)
    var distance = 0.0
    for (k, u) in sorted.enumerated() {
      distance = max(distance, u - Double(k) / n, Double(k + 1) / n - u)
    }
    let x = n.squareRoot() * distance
    var far = 0.0, near = 0.0
    for k in 1...20 {
      let k = Double(k), sign = Int(k) % 2 == 1 ? 2.0 : -2.0
      far += sign * ScalarMath.apply(.exp, -2 * k * k * x * x)
      let odd = (2 * k - 1) * Double.pi / x
      near += (2 * Double.pi).squareRoot() / x * ScalarMath.apply(.exp, -odd * odd / 8)
    }
    self.init(name, p: 2 * min(far, near, 0.5))
  }
}

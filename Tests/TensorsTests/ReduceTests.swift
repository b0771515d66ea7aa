import Testing

@testable import Tensors

@Suite struct ReduceTests {
  @Test(arguments: Reduction.allCases)
  func agreesWithLoops(_ r: Reduction) throws {
    for type in ElementType.allCases where r.isDefined(on: type) {
      for extents in [[], [1], [5], [2, 3], [3, 1, 2], [2, 3, 2, 2]] {
        for axes in subsets(extents.count) {
          for keepsAxes in [false, true] {
            var samples = Samples(21)
            let x = try exact(samples.tensor(type, extents))
            let result = try x.reduced(r, over: axes, keepingAxes: keepsAxes)
            #expect(result.type == type)
            #expect(result.shape == x.shape.reduced(over: axes, keepingAxes: keepsAxes))
            let flat = try result.reshaped(to: x.shape.reduced(over: axes, keepingAxes: true))
            let difference = firstDifference(flat) { index in naive(r, x, axes, index) }
            #expect(difference == nil, "\(r) \(type) \(extents) \(axes)")
          }
        }
      }
    }
  }

  @Test func ofNothing() throws {
    let x = try Tensor(Shape([2, 0]), [Double]())
    #expect(try x.reduced(.sum, over: [1], keepingAxes: false).elements() == [0.0, 0.0])
    #expect(try x.reduced(.product, over: [1], keepingAxes: true).elements() == [1.0, 1.0])
    #expect(try x.reduced(.sum, over: [0], keepingAxes: false).shape == Shape([0]))
    #expect(try x.reduced(.minimum, over: [0], keepingAxes: false).shape == Shape([0]))
    #expect(try x.reduced(.sum, over: [0, 1], keepingAxes: false).scalar == .float(0))
    #expect(throws: TensorError.self) { try x.reduced(.maximum, over: [1], keepingAxes: false) }
    let flags = try Tensor(Shape([0]), [Bool]())
    #expect(try flags.reduced(.any, over: [0], keepingAxes: false).scalar == .bool(false))
    #expect(try flags.reduced(.all, over: [0], keepingAxes: false).scalar == .bool(true))
    let integers = try Tensor(Shape([3, 0]), [Int]())
    #expect(try integers.reduced(.sum, over: [1], keepingAxes: false).elements() == [0, 0, 0])
    #expect(try integers.reduced(.product, over: [1], keepingAxes: false).elements() == [1, 1, 1])
  }

  @Test func longSumsAreAccurate() throws {
    // 0.1 added ten million times one after another is off by 1.6e-4; pairwise by less than 1e-7.
    let count = 1_000_003
    let x = try Tensor(repeating: .float(0.1), Shape([count]))
    guard case .float(let sum) = try x.reduced(.sum, over: [0], keepingAxes: false).scalar else {
      Issue.record("not a float")
      return
    }
    #expect(abs(sum - 100000.3) < 1e-9)
    let column = try x.reshaped(to: Shape([count, 1]))
    let columns = try Tensor.concatenated([column, column], axis: 1)
    let totals = try columns.reduced(.sum, over: [0], keepingAxes: false)
    for total in totals.elements(as: Double.self) {
      #expect(abs(total - 100000.3) < 1e-9)
    }
  }

  /// Values and order of every length around the block sizes: sums of small integers are exact.
  @Test(arguments: [31, 32, 33, 63, 64, 65, 127, 4095, 4096, 4097, 8192, 32769, 40001])
  func everyLength(_ count: Int) throws {
    let values = (0..<count).map { Double(($0 * 7919) % 101) - 50 }
    let total = values.reduce(0, +)
    let x = try Tensor.vector(values)
    #expect(try x.reduced(.sum, over: [0], keepingAxes: false).scalar == .float(total))
    #expect(try x.reduced(.minimum, over: [0], keepingAxes: false).scalar == .float(-50 + 0))
    let integers = try x.converted(to: .i64)
    #expect(try integers.reduced(.sum, over: [0], keepingAxes: false).scalar == .int(Int(total)))
    let pair = try Tensor.concatenated([x, x], axis: 0).reshaped(to: Shape([2, count]))
    #expect(try pair.reduced(.sum, over: [1], keepingAxes: false).elements() == [total, total])
    let columns = try pair.transposed([1, 0])
    #expect(try columns.reduced(.sum, over: [0], keepingAxes: false).elements() == [total, total])
  }

  @Test func nanAndSignedZeros() throws {
    func reduce(_ r: Reduction, _ values: [Double]) throws -> Scalar {
      try Tensor.vector(values).reduced(r, over: [0], keepingAxes: false).scalar
    }
    for k in [0, 1, 40, 99] {
      var values = [Double](repeating: 1, count: 100)
      values[k] = .nan
      for r in [Reduction.sum, .product, .minimum, .maximum] {
        #expect(same(try reduce(r, values), .float(.nan)))
      }
    }
    #expect(same(try reduce(.minimum, [0, -0.0]), .float(-0.0)))
    #expect(same(try reduce(.maximum, [-0.0, 0]), .float(0)))
    #expect(same(try reduce(.sum, [-0.0]), .float(-0.0)))
  }

  @Test func errors() throws {
    let x = try Tensor.vector([1.0, 2]), flags = try Tensor.vector([true])
    for axis in [1, -1] {
      #expect(throws: TensorError.axis(axis + 1, rank: 1)) {
        try x.reduced(.sum, over: [axis], keepingAxes: false)
      }
    }
    #expect(throws: TensorError.self) { try x.reduced(.any, over: [0], keepingAxes: false) }
    #expect(throws: TensorError.self) { try flags.reduced(.sum, over: [0], keepingAxes: false) }
    let z = try Tensor(Complex128(0))
    #expect(throws: TensorError.self) { try z.reduced(.minimum, over: [], keepingAxes: false) }
    #expect(try x.reduced(.sum, over: [0, 0], keepingAxes: false).scalar == .float(3))
    #expect(try x.reduced(.sum, over: [], keepingAxes: false).elements() == [1.0, 2])
  }

  private func subsets(_ n: Int) -> [[Int]] {
    (0..<(1 << n)).map { mask in (0..<n).filter { mask >> $0 & 1 == 1 } }
  }

  /// Floats replaced by quarters, so that any order of addition gives the same sum.
  private func exact(_ x: Tensor) throws -> Tensor {
    var x = x
    func quarter(_ v: Double) -> Double { v.isFinite && abs(v) < 10 ? (v * 2).rounded() / 2 : 1.5 }
    for k in 0..<x.count {
      switch x[flat: k] {
      case .float32(let v): try x.store(.float32(Float(quarter(Double(v)))), at: k)
      case .float(let v): try x.store(.float(quarter(v)), at: k)
      case .complex(let v):
        try x.store(.complex(Complex128(quarter(v.real), quarter(v.imaginary))), at: k)
      case .bool, .int: break
      }
    }
    return x
  }
}

/// The reduction of the elements of `x` whose multi-index is `index` but for `axes`, one by one;
/// signed zeros count as 0.
private func naive(_ r: Reduction, _ x: Tensor, _ axes: [Int], _ index: [Int]) -> Scalar {
  let members = x.shape.indices.filter { candidate in
    candidate.indices.allSatisfy { axes.contains($0) || candidate[$0] == index[$0] }
  }.map { x.stretched($0) }
  var result = members[0]
  for member in members.dropFirst() {
    switch (result, member) {
    case (.bool(let a), .bool(let b)): result = .bool(r == .any ? a || b : a && b)
    case (.int(let a), .int(let b)): result = .int(combine(r, a, b))
    case (.float32(let a), .float32(let b)): result = .float32(combine(r, a, b))
    case (.float(let a), .float(let b)): result = .float(combine(r, a, b))
    case (.complex(let a), .complex(let b)): result = .complex(r == .sum ? a + b : a * b)
    default: break
    }
  }
  return result
}

private func combine<T: Comparable & Numeric>(_ r: Reduction, _ a: T, _ b: T) -> T {
  switch r {
  case .sum: a + b
  case .product: a * b
  case .minimum: b < a ? b : a
  case .maximum: b > a ? b : a
  case .any, .all: a
  }
}

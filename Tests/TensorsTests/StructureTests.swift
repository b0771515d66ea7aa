import Testing

@testable import Tensors

private let extents: [[Int]] = [
  [], [1], [5], [0], [2, 3], [3, 0], [2, 1, 4], [3, 2, 2, 3], [40, 35],
]

@Suite struct StructureTests {
  @Test(arguments: ElementType.allCases)
  func transposition(_ type: ElementType) throws {
    var samples = Samples(5)
    for extents in extents + [[3, 9, 33]] {
      for permutation in permutations(extents.count) {
        let x = try samples.tensor(type, extents)
        let y = try x.transposed(permutation)
        #expect(y.shape.extents == permutation.map { extents[$0] })
        let difference = firstDifference(y) { index in
          var source = index
          for (axis, from) in permutation.enumerated() { source[from] = index[axis] }
          return x.stretched(source)
        }
        #expect(difference == nil, "\(extents) \(permutation)")
      }
    }
  }

  @Test func stretching() throws {
    var samples = Samples(6)
    let cases: [([Int], [Int])] = [
      ([], [2, 3]), ([1], [4]), ([3, 1], [3, 5]), ([1, 3], [2, 2, 3]), ([2, 1, 3], [2, 4, 3]),
      ([1], [0]), ([0], [2, 0]), ([], []),
    ]
    for (from, to) in cases {
      let x = try samples.tensor(.f64, from), y = try x.broadcast(to: Shape(to))
      #expect(y.shape.extents == to)
      #expect(firstDifference(y) { x.stretched($0) } == nil, "\(from) \(to)")
    }
    let x = try samples.tensor(.f64, [2])
    #expect(throws: TensorError.self) { try x.broadcast(to: Shape([3])) }
    #expect(throws: TensorError.self) { try x.broadcast(to: Shape([])) }
  }

  @Test func slicing() throws {
    var samples = Samples(8)
    let cases: [([Int], [Int], [Int], [Int])] = [
      ([5], [1], [3], [1]), ([5], [4], [5], [-1]), ([5], [0], [3], [2]), ([5], [9], [0], [1]),
      ([4, 6], [1, 5], [2, 3], [2, -2]), ([4, 6], [2, 0], [1, 6], [1, 1]), ([0], [0], [0], [1]),
      ([2, 3, 4], [0, 2, 1], [2, 3, 1], [1, -1, 7]), ([], [], [], []), ([3], [1], [4], [0]),
    ]
    for (extents, starts, counts, steps) in cases {
      let x = try samples.tensor(.i64, extents)
      let y = try x.sliced(starts: starts, counts: counts, steps: steps)
      #expect(y.shape.extents == counts)
      let difference = firstDifference(y) { index in
        x.stretched(index.indices.map { starts[$0] + index[$0] * steps[$0] })
      }
      #expect(difference == nil, "\(extents) \(starts) \(counts) \(steps)")
    }
  }

  @Test func slicesOutsideAreErrors() throws {
    let x = try Tensor.vector([1, 2, 3])
    #expect(throws: TensorError.index(axis: 1, index: 4, extent: 3)) {
      try x.sliced(starts: [3], counts: [1], steps: [1])
    }
    #expect(throws: TensorError.index(axis: 1, index: 0, extent: 3)) {
      try x.sliced(starts: [1], counts: [3], steps: [-1])
    }
    for (start, count, step) in [
      (0, 3, Int.max), (0, Int.max, Int.max), (2, Int.max, Int.min), (Int.min, 1, 1),
      (Int.max, 1, 1), (0, -1, 1),
    ] {
      #expect(throws: TensorError.self) {
        try x.sliced(starts: [start], counts: [count], steps: [step])
      }
    }
    #expect(throws: TensorError.self) { try x.sliced(starts: [], counts: [], steps: []) }
  }

  @Test func reshaping() throws {
    let x = try Tensor.range(from: 1, count: 6, step: 1)
    #expect(try x.reshaped(to: Shape([2, 3])).elements() == [1, 2, 3, 4, 5, 6])
    #expect(throws: TensorError.self) { try x.reshaped(to: Shape([4])) }
    #expect(throws: TensorError.self) { try x.transposed([1]) }
    #expect(throws: TensorError.self) { try x.reshaped(to: Shape([2, 3])).transposed([0, 0]) }
    #expect(throws: TensorError.axis(3, rank: 2)) {
      try x.reshaped(to: Shape([2, 3])).transposed([0, 2])
    }
  }

  @Test(arguments: ElementType.allCases)
  func concatenation(_ type: ElementType) throws {
    var samples = Samples(10)
    for axis in 0..<3 {
      var parts: [Tensor] = []
      for length in [2, 0, 3, 1] {
        var extents = [2, 3, 2]
        extents[axis] = length
        parts.append(try samples.tensor(type, extents))
      }
      let whole = try Tensor.concatenated(parts, axis: axis)
      var start = 0
      for part in parts {
        var starts = [0, 0, 0]
        starts[axis] = start
        let slice = try whole.sliced(
          starts: starts, counts: part.shape.extents, steps: [1, 1, 1])
        #expect(slice.hasSameBits(as: part))
        start += part.shape[axis]
      }
      #expect(whole.shape[axis] == start)
    }
  }

  @Test func concatenationOfUnlikeTensorsIsAnError() throws {
    var samples = Samples(10)
    let x = try samples.tensor(.f64, [2, 3])
    for other in [[2], [3, 3], [2, 3, 1]] {
      let y = try samples.tensor(.f64, other)
      #expect(throws: TensorError.self) { try Tensor.concatenated([x, y], axis: 1) }
    }
    let integers = try samples.tensor(.i64, [2, 3])
    #expect(throws: TensorError.self) { try Tensor.concatenated([x, integers], axis: 0) }
    #expect(throws: TensorError.self) { try Tensor.concatenated([x], axis: 2) }
    #expect(throws: TensorError.self) { try Tensor.concatenated([], axis: 0) }
  }

  @Test func longEmptyTensors() throws {
    let x = try Tensor(Shape([0, 1 << 62]), [Double]())
    #expect(throws: TensorError.self) { try Tensor.concatenated([x, x], axis: 1) }
    #expect(try Tensor.concatenated([x, x], axis: 0).shape == x.shape)
    #expect(throws: TensorError.self) { try x.reduced(.sum, over: [0], keepingAxes: false) }
    #expect(try x.reduced(.sum, over: [1], keepingAxes: false).shape == Shape([0]))
    #expect(try x.transposed([1, 0]).sorted(axis: 0).shape == Shape([1 << 62, 0]))
    #expect(throws: TensorError.self) { try Tensor(1.0).broadcast(to: Shape([1 << 40, 1 << 40])) }
    #expect(throws: TensorError.self) {
      try Tensor(1.0).reshaped(to: Shape([1])).sliced(starts: [0], counts: [.max], steps: [0])
    }
    #expect(x.formatted(NumberStyle()) == "f64[0×4611686018427387904]")
  }

  @Test func construction() throws {
    #expect(try Tensor.range(from: 3, count: 4, step: -2).elements() == [3, 1, -1, -3])
    #expect(try Tensor.range(from: .max, count: 1, step: .max).elements() == [Int.max])
    #expect(throws: TensorError.self) { try Tensor.range(from: .max, count: 2, step: 1) }
    #expect(throws: TensorError.self) { try Tensor.range(from: 0, count: -1, step: 1) }
    #expect(throws: TensorError.self) { try Tensor.range(from: 0, count: .max, step: 1) }
    let steps = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    #expect(try Tensor.linspace(0, 1, count: 11).elements() == steps)
    #expect(try Tensor.linspace(-1e308, 1e308, count: 3).elements() == [-1e308, 0, 1e308])
    #expect(try Tensor.linspace(2, 5, count: 1).elements() == [2.0])
    #expect(try Tensor.linspace(2, 5, count: 0).elements() == [Double]())
    for type in ElementType.allCases {
      let eye = try Tensor.identity(3, type)
      for (k, index) in eye.shape.indices.enumerated() {
        let one = try Tensor(index[0] == index[1]).converted(to: type).scalar
        #expect(eye[flat: k] == one)
      }
    }
    #expect(throws: TensorError.self) { try Tensor.identity(-1, .f64) }
    #expect(throws: TensorError.self) { try Tensor.identity(1 << 40, .f64) }
  }

  private func permutations(_ n: Int) -> [[Int]] {
    guard n > 0 else { return [[]] }
    return permutations(n - 1).flatMap { rest in
      (0..<n).map { place in
        var longer = rest
        longer.insert(n - 1, at: place)
        return longer
      }
    }
  }
}

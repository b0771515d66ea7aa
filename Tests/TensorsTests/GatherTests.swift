import Testing

@testable import Tensors

@Suite struct GatherTests {
  @Test(arguments: ElementType.allCases)
  func gatheringAndScattering(_ type: ElementType) throws {
    var samples = Samples(12)
    for axis in 0..<3 {
      let x = try samples.tensor(type, [3, 4, 2])
      let places = [0, x.shape[axis] - 1, 1, 1]
      let positions = try Tensor.vector(places)
      let taken = try x.gathered(axis: axis, at: positions)
      var extents = x.shape.extents
      extents[axis] = 4
      #expect(taken.shape.extents == extents)
      for (k, index) in taken.shape.indices.enumerated() {
        var source = index
        source[axis] = places[index[axis]]
        #expect(same(taken[flat: k], x.stretched(source)))
      }
      let updates = try samples.tensor(type, extents)
      let scattered = try x.scattered(axis: axis, at: positions, updates)
      for (k, index) in x.shape.indices.enumerated() {
        guard let last = places.lastIndex(of: index[axis]) else {
          #expect(same(scattered[flat: k], x[flat: k]))
          continue
        }
        var source = index
        source[axis] = last
        #expect(same(scattered[flat: k], updates.stretched(source)))
      }
      let zero = try Tensor(repeating: Tensor.zero(type), .scalar)
      let cleared = try x.scattered(axis: axis, at: positions, zero)
      for (k, index) in x.shape.indices.enumerated() {
        let expected = places.contains(index[axis]) ? Tensor.zero(type) : x[flat: k]
        #expect(same(cleared[flat: k], expected))
      }
    }
  }

  @Test func emptyPositions() throws {
    let x = try Tensor.vector([1, 2, 3]), none = try Tensor.vector([Int]())
    #expect(try x.gathered(axis: 0, at: none).shape == Shape([0]))
    #expect(try x.scattered(axis: 0, at: none, none).elements() == [1, 2, 3])
    let empty = try Tensor(Shape([2, 0]), [Int]())
    #expect(try empty.gathered(axis: 0, at: Tensor.vector([1, 1, 0])).shape == Shape([3, 0]))
  }

  @Test func positionsOutsideAreErrors() throws {
    let x = try Tensor(Shape([2, 3]), [1.0, 2, 3, 4, 5, 6])
    for (place, shown) in [(6, 7), (-1, 0), (Int.max, Int.max), (Int.min, Int.min + 1)] {
      let positions = try Tensor.vector([0, place])
      let error = TensorError.index(axis: 2, index: shown, extent: 3)
      #expect(throws: error) { try x.gathered(axis: 1, at: positions) }
      #expect(throws: error) { try x.scattered(axis: 1, at: positions, Tensor(0.5)) }
      var copy = x
      #expect(throws: TensorError.self) {
        try copy.store(Tensor(0.5), at: positions)
      }
    }
    #expect(throws: TensorError.self) { try x.gathered(axis: 2, at: Tensor.vector([0])) }
    #expect(throws: TensorError.self) { try x.gathered(axis: 0, at: Tensor(0)) }
    #expect(throws: TensorError.self) { try x.gathered(axis: 0, at: Tensor.vector([0.0])) }
    for updates in [try Tensor(1), try Tensor.vector([1.0, 2])] {
      #expect(throws: TensorError.self) {
        try x.scattered(axis: 0, at: Tensor.vector([0]), updates)
      }
    }
  }

  @Test func storingLeavesCopiesAlone() throws {
    var x = try Tensor.vector([1.0, 2, 3])
    let copy = x
    try x.store(.float(9), at: 1)
    try x.store(Tensor.vector([7.0, 8]), at: Tensor.vector([2, 2]))
    #expect(x.elements() == [1.0, 9, 8])
    #expect(copy.elements() == [1.0, 2, 3])
    #expect(throws: TensorError.self) { try x.store(.int(1), at: 0) }
    for place in [3, -1] {
      #expect(throws: TensorError.index(axis: 1, index: place + 1, extent: 3)) {
        try x.store(.float(1), at: place)
      }
    }
    #expect(throws: TensorError.self) {
      try x.store(Tensor.vector([1.0, 2]), at: Tensor.vector([0, 1, 2]))
    }
  }

  @Test func positionsOfTrue() throws {
    let mask = try Tensor(Shape([2, 2]), [true, false, true, true])
    #expect(try mask.nonzeroPositions().elements() == [0, 2, 3])
    #expect(try Tensor(false).nonzeroPositions().shape == Shape([0]))
    #expect(throws: TensorError.self) { try Tensor.vector([1]).nonzeroPositions() }
  }
}

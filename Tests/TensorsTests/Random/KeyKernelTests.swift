import Testing

@testable import Tensors

/// The kernels on keys.
@Suite struct KeyKernelTests {
  @Test(arguments: [0, 1, 7, 8, 9, 100_003])
  func foldIsElementwise(count: Int) throws {
    var samples = Samples(5)
    let keys = (0..<count).map { _ in Int(truncatingIfNeeded: samples.bits()) }
    let indices = (0..<count).map { k in k % 3 == 0 ? -k : k }
    let folded = try Tensor.fold(Tensor.vector(keys), Tensor.vector(indices))
    for (k, word) in folded.elements(as: Int.self).enumerated() {
      let key = RandomKey(word: UInt64(truncatingIfNeeded: keys[k]))
      #expect(
        UInt64(truncatingIfNeeded: word) == key.folded(UInt64(truncatingIfNeeded: indices[k])).word)
    }
  }

  /// A permutation of 0..<size, the same for every index with the same remainder.
  @Test(arguments: [1, 2, 3, 4, 30, 97, 1000])
  func strataArePermutations(size: Int) throws {
    for key in [0, -1, 12345, Int.max] {
      let keys = try Tensor(repeating: .int(key), Shape([3 * size]))
      let indices = try Tensor.range(from: -size, count: 3 * size, step: 1)
      let places = try Tensor.stratum(keys, indices, size: size).elements(as: Int.self)
      #expect(places[0..<size].sorted() == Array(0..<size))
      #expect(places[0..<size] == places[size..<2 * size])
      #expect(places[0..<size] == places[2 * size..<3 * size])
    }
  }

  /// Over many keys every stratum is as likely as another, for the first index and for others.
  @Test func strataAreEquallyLikely() throws {
    let size = 12, count = 12_000
    for index in [0, 1, 7] {
      let keys = try Tensor.vector((0..<count).map { Int(RandomKey(seed: UInt64($0)).word >> 1) })
      let places = try Tensor.stratum(
        keys, Tensor(repeating: .int(index), keys.shape), size: size)
      var counts = [Int](repeating: 0, count: size)
      for place in places.elements(as: Int.self) { counts[place] += 1 }
      let expected = [Double](repeating: Double(count / size), count: size)
      #expect(Evidence("strata", counts: counts, expected: expected).p > 1e-7)
    }
  }

  /// The greatest size: products stay inside 64 bits.
  @Test func strataOfTheGreatestSize() throws {
    let size = 1 << 31
    let indices = try Tensor.vector([0, 1, size - 1, Int.max, Int.min])
    let keys = try Tensor(repeating: .int(-5), indices.shape)
    let places = try Tensor.stratum(keys, indices, size: size).elements(as: Int.self)
    #expect(Set(places.prefix(3)).count == 3 && places.allSatisfy { (0..<size).contains($0) })
    #expect(places[3] == places[2] && places[4] == places[0])
  }

  @Test func mistakes() throws {
    let one = try Tensor(1), two = try Tensor.vector([1, 2])
    #expect(throws: TensorError.self) { try Tensor.fold(one, Tensor(1.0)) }
    #expect(throws: TensorError.self) { try Tensor.fold(one, two) }
    for size in [0, -1, (1 << 31) + 1] {
      #expect(throws: TensorError.self) { try Tensor.stratum(one, one, size: size) }
    }
  }
}

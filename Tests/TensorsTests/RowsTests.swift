import Testing

@testable import Tensors

private let types: [ElementType] = [.i64, .f32, .f64]

@Suite struct RowsTests {
  @Test(arguments: types)
  func extremaAgreeWithLoops(_ type: ElementType) throws {
    for e in Extremum.allCases {
      for extents in [[1], [7], [3, 4], [2, 3, 4], [0, 2]] {
        for axis in extents.indices where extents[axis] > 0 {
          var samples = Samples(31)
          let x = try samples.tensor(type, extents)
          let result = try x.argument(e, axis: axis)
          #expect(result.shape == x.shape.reduced(over: [axis], keepingAxes: false))
          let difference = firstDifference(result) { index in
            let row = (0..<extents[axis]).map { k in real(x.stretched(inserting(k, axis, index))) }
            if let k = row.firstIndex(where: \.isNaN) { return .int(k) }
            let best = e == .minimum ? row.min() : row.max()
            return .int(row.firstIndex { $0 == best } ?? -1)
          }
          #expect(difference == nil, "\(e) \(extents) \(axis)")
        }
      }
    }
    #expect(throws: TensorError.self) {
      try Tensor(Shape([2, 0]), [Double]()).argument(.minimum, axis: 1)
    }
    #expect(throws: TensorError.self) { try Tensor.vector([true]).argument(.minimum, axis: 0) }
    #expect(throws: TensorError.axis(1, rank: 0)) { try Tensor(1.0).argument(.minimum, axis: 0) }
  }

  @Test func cumulation() throws {
    let x = try Tensor(Shape([2, 3]), [1.0, 2, 3, -4, 5, 6])
    #expect(try x.cumulative(.sum, axis: 1).elements() == [1.0, 3, 6, -4, 1, 7])
    #expect(try x.cumulative(.sum, axis: 0).elements() == [1.0, 2, 3, -3, 7, 9])
    #expect(try x.cumulative(.product, axis: 1).elements() == [1.0, 2, 6, -4, -20, -120])
    #expect(try x.cumulative(.minimum, axis: 0).elements() == [1.0, 2, 3, -4, 2, 3])
    #expect(try x.cumulative(.maximum, axis: 1).elements() == [1.0, 2, 3, -4, 5, 6])
    let flags = try Tensor.vector([false, true, false])
    #expect(try flags.cumulative(.any, axis: 0).elements() == [false, true, true])
    #expect(try flags.cumulative(.all, axis: 0).elements() == [false, false, false])
    let integers = try Tensor.vector([3, -1, 4])
    #expect(try integers.cumulative(.sum, axis: 0).elements() == [3, 2, 6])
    let z = try Tensor.vector([0.0, 1]).converted(to: .c128)
    #expect(try z.cumulative(.sum, axis: 0).elements() == [Complex128(0), Complex128(1)])
    let empty = try Tensor(Shape([2, 0]), [Int]())
    #expect(try empty.cumulative(.sum, axis: 1).shape == Shape([2, 0]))
    #expect(try empty.cumulative(.product, axis: 0).shape == Shape([2, 0]))
    #expect(throws: TensorError.self) { try flags.cumulative(.sum, axis: 0) }
    #expect(throws: TensorError.self) { try x.cumulative(.sum, axis: 2) }
  }

  @Test(arguments: types + [.bool])
  func sortingAgreesWithASlowSort(_ type: ElementType) throws {
    for extents in [[0], [1], [40], [3, 20], [2, 3, 4], [2, 0]] {
      for axis in extents.indices {
        var samples = Samples(41)
        let x = try samples.tensor(type, extents)
        let sorted = try x.sorted(axis: axis), order = try x.sortOrder(axis: axis)
        #expect(sorted.shape == x.shape && order.shape == x.shape && order.type == .i64)
        // Each row is sorted once, for all places in it.
        var rows: [[Int]: [Int]] = [:]
        let expected: ([Int]) -> Int = { index in
          let first = replacing(0, axis, index)
          if let places = rows[first] { return places[index[axis]] }
          let row = (0..<extents[axis]).map { k in real(x.stretched(replacing(k, axis, index))) }
          let places = row.indices.sorted { a, b in
            if row[a].isNaN || row[b].isNaN {
              return row[b].isNaN && (!row[a].isNaN || a < b)
            }
            return row[a] == row[b] ? a < b : row[a] < row[b]
          }
          rows[first] = places
          return places[index[axis]]
        }
        #expect(firstDifference(order) { .int(expected($0)) } == nil, "\(extents) \(axis)")
        let difference = firstDifference(sorted) { index in
          x.stretched(replacing(expected(index), axis, index))
        }
        #expect(difference == nil, "\(extents) \(axis)")
      }
    }
  }

  @Test func longSort() throws {
    let values = (0..<50021).map { ($0 * 40503) % 50021 }
    let x = try Tensor.vector(values)
    #expect(try x.sorted(axis: 0).elements() == Array(0..<50021))
    let order = try x.sortOrder(axis: 0)
    #expect(try x.gathered(axis: 0, at: order).elements() == Array(0..<50021))
    let z = try x.converted(to: .c128)
    #expect(throws: TensorError.self) { try z.sorted(axis: 0) }
    #expect(throws: TensorError.self) { try z.sortOrder(axis: 0) }
    #expect(throws: TensorError.axis(2, rank: 1)) { try x.sorted(axis: 1) }
    #expect(throws: TensorError.axis(1, rank: 0)) { try Tensor(1).sortOrder(axis: 0) }
  }
}

private func real(_ x: Scalar) -> Double {
  switch x {
  case .bool(let x): x ? 1 : 0
  case .int(let x): Double(x)
  case .float32(let x): Double(x)
  case .float(let x): x
  case .complex: .nan
  }
}

private func inserting(_ k: Int, _ axis: Int, _ index: [Int]) -> [Int] {
  var index = index
  index.insert(k, at: axis)
  return index
}

private func replacing(_ k: Int, _ axis: Int, _ index: [Int]) -> [Int] {
  var index = index
  index[axis] = k
  return index
}

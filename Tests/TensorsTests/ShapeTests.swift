import Testing

@testable import Tensors

@Suite struct ShapeTests {
  @Test func broadcasting() {
    #expect(Shape([2, 1]).broadcast(with: Shape([3])) == Shape([2, 3]))
    #expect(Shape([2]).broadcast(with: Shape([3])) == nil)
    #expect(Shape([0]).broadcast(with: Shape([1])) == Shape([0]))
    #expect(Shape([2, 3]).clash(with: Shape([4]))?.left == 3)
  }

  @Test func countSaturates() {
    #expect(Shape([Int.max, 2]).count == Int.max)
    #expect(Shape([Int.max, 2, 0]).count == 0)
  }
}

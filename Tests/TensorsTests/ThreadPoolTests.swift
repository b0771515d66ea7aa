import Foundation
import Synchronization
import Testing

@testable import Tensors

@Suite(.serialized) struct ThreadPoolTests {
  @Test(arguments: [1, 2, 3, 8]) func everyElementOnce(_ threads: Int) throws {
    ThreadPool.setThreads(threads)
    defer { ThreadPool.setThreads(1) }
    #expect(ThreadPool.threads == threads)
    for (count, block) in [(0, 1), (1, 1), (1000, 1), (1000, 7), (5, 100), (100_000, 4096)] {
      let visits = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: max(count, 1))
      for i in 0..<count { (visits + i).initialize(to: Atomic(0)) }
      defer { visits.deallocate() }
      try ThreadPool.forEachBlock(count: count, block: block) { range in
        for i in range { visits[i].wrappingAdd(1, ordering: .relaxed) }
      }
      #expect((0..<count).allSatisfy { visits[$0].load(ordering: .relaxed) == 1 })
    }
  }

  @Test func nestedLoopsRunOnTheirThread() throws {
    ThreadPool.setThreads(3)
    defer { ThreadPool.setThreads(1) }
    let total = Atomic<Int>(0)
    try ThreadPool.forEachBlock(count: 50, block: 1) { _ in
      try? ThreadPool.forEachBlock(count: 10, block: 3) { range in
        total.wrappingAdd(range.count, ordering: .relaxed)
      }
    }
    #expect(total.load(ordering: .relaxed) == 500)
  }

  @Test func manyJobsInARow() throws {
    ThreadPool.setThreads(3)
    defer { ThreadPool.setThreads(1) }
    let total = Atomic<Int>(0)
    for _ in 0..<20_000 {
      try ThreadPool.forEachBlock(count: 4, block: 1) { range in
        total.wrappingAdd(range.lowerBound, ordering: .relaxed)
      }
    }
    #expect(total.load(ordering: .relaxed) == 120_000)
  }

  @Test func threadCountIsBounded() {
    ThreadPool.setThreads(-5)
    #expect(ThreadPool.threads == 1)
    ThreadPool.setThreads(1 << 40)
    #expect(ThreadPool.threads == 256)
    ThreadPool.setThreads(nil)
    #expect(ThreadPool.threads == min(ProcessInfo.processInfo.activeProcessorCount, 256))
    ThreadPool.setThreads(1)
  }
}

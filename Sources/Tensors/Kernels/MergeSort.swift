/// A stable sort that asks for no more than an order: insertion sort of short runs, then merging
/// from the bottom up.
enum MergeSort {
  private static let run = 16

  /// Sorts `count` elements in place with the help of as much scratch memory.
  ///
  /// - Returns: false where the user interrupted it; the elements are then in any order.
  static func sort<T: BitwiseCopyable>(
    _ elements: UnsafeMutablePointer<T>, _ scratch: UnsafeMutablePointer<T>, _ count: Int,
    by less: (T, T) -> Bool
  ) -> Bool {
    for start in stride(from: 0, to: count, by: run) {
      if start & 0xffff == 0, Interruption.flag.load(ordering: .relaxed) { return false }
      insert(elements + start, min(run, count &- start), less)
    }
    var source = elements, target = scratch
    var width = run
    while width < count {
      for start in stride(from: 0, to: count, by: 2 &* width) {
        let middle = min(count, start &+ width), end = min(count, middle &+ width)
        merge(source, start, middle, end, target, less)
        if Interruption.flag.load(ordering: .relaxed) { return false }
      }
      swap(&source, &target)
      width &*= 2
    }
    guard source != elements else { return true }
    return forEachSpanUnlessStopped(count) { range in
      (elements + range.lowerBound).update(from: source + range.lowerBound, count: range.count)
    }
  }

  private static func insert<T: BitwiseCopyable>(
    _ elements: UnsafeMutablePointer<T>, _ count: Int, _ less: (T, T) -> Bool
  ) {
    for i in 1..<max(1, count) {
      let element = elements[i]
      var k = i
      while k > 0 && less(element, elements[k &- 1]) {
        elements[k] = elements[k &- 1]
        k &-= 1
      }
      elements[k] = element
    }
  }

  private static func merge<T: BitwiseCopyable>(
    _ source: UnsafeMutablePointer<T>, _ start: Int, _ middle: Int, _ end: Int,
    _ target: UnsafeMutablePointer<T>, _ less: (T, T) -> Bool
  ) {
    var i = start, j = middle, k = start
    while i < middle && j < end {
      if Interruption.flag.load(ordering: .relaxed) { return }
      let pause = k &+ min(1 << 16, end &- k)
      while k < pause && i < middle && j < end {
        let takesRight = less(source[j], source[i])
        target[k] = takesRight ? source[j] : source[i]
        i &+= takesRight ? 0 : 1
        j &+= takesRight ? 1 : 0
        k &+= 1
      }
    }
    copy(source + i, to: target + k, middle &- i)
    copy(source + j, to: target + (k &+ middle &- i), end &- j)
  }

  private static func copy<T: BitwiseCopyable>(
    _ source: UnsafeMutablePointer<T>, to target: UnsafeMutablePointer<T>, _ count: Int
  ) {
    _ = forEachSpanUnlessStopped(count) { range in
      (target + range.lowerBound).update(from: source + range.lowerBound, count: range.count)
    }
  }
}

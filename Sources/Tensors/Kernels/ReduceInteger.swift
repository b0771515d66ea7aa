/// Sums and products of i64, exact: only a result outside the range is an error, whatever the
/// order of the elements.
enum IntegerReduction {
  static func sum(
    _ input: UnsafePointer<Int>, _ layout: ReductionLayout, _ out: UnsafeMutablePointer<Int>
  ) throws(TensorError) {
    try each(layout, out) { row, column in
      let start = input + (row &* layout.length &* layout.inner &+ column)
      return layout.inner == 1 ? rowSum(start, layout.length) : stridedSum(start, layout)
    }
  }

  static func product(
    _ input: UnsafePointer<Int>, _ layout: ReductionLayout, _ out: UnsafeMutablePointer<Int>
  ) throws(TensorError) {
    try each(layout, out) { row, column in
      stridedProduct(input + (row &* layout.length &* layout.inner &+ column), layout)
    }
  }

  private static func each(
    _ layout: ReductionLayout, _ out: UnsafeMutablePointer<Int>, _ f: (Int, Int) -> Int?
  ) throws(TensorError) {
    let faults = FirstFault()
    let size = max(1, elementwiseBlock / max(1, layout.length))
    try forEachBlock(layout.outer &* layout.inner, size: size) { range in
      for position in range {
        let (row, column) = position.quotientAndRemainder(dividingBy: layout.inner)
        if let value = f(row, column) {
          out[position] = value
        } else {
          let error = TensorError.overflow("a result over \(layout.length) integers")
          faults.record(LoopFault(position: position, error: error))
        }
      }
    }
    try faults.check()
  }

  private static func rowSum(_ input: UnsafePointer<Int>, _ count: Int) -> Int? {
    var total: Int128 = 0
    var start = 0
    while start < count {
      let end = min(count, start &+ 4096)
      var sum = 0, leading = 0
      for i in start..<end {
        sum &+= input[i]
        leading |= input[i] ^ (input[i] >> 63)
      }
      // 4096 numbers within 50 bits cannot overflow.
      if leading >> 50 == 0 {
        total += Int128(sum)
      } else {
        for i in start..<end { total += Int128(input[i]) }
      }
      start = end
    }
    return Int(exactly: total)
  }

  private static func stridedSum(_ input: UnsafePointer<Int>, _ layout: ReductionLayout) -> Int? {
    var total: Int128 = 0
    for i in 0..<layout.length { total += Int128(input[i &* layout.inner]) }
    return Int(exactly: total)
  }

  private static func stridedProduct(
    _ input: UnsafePointer<Int>, _ layout: ReductionLayout
  ) -> Int? {
    // Magnitudes, so that only the whole product decides; a zero outweighs any overflow.
    var magnitude: UInt = 1, isNegative = false, overflowed = false
    for i in 0..<layout.length {
      let factor = input[i &* layout.inner]
      if factor == 0 { return 0 }
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: factor.magnitude)
      magnitude = product
      overflowed = overflowed || overflow
      isNegative = isNegative != (factor < 0)
    }
    if overflowed { return nil }
    if isNegative { return magnitude <= Int.min.magnitude ? 0 &- Int(bitPattern: magnitude) : nil }
    return Int(exactly: magnitude)
  }
}

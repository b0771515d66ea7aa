import Synchronization
import Tensors

/// The run of a mean over samples: chunk by chunk on several threads, in memory that does not grow
/// with the number of samples.
///
/// The sums of blocks depend on the counts alone: a chunk adds up its part of each block in order,
/// and the parts are joined in the order of the chunks.
struct AverageRun {
  private let average: Average
  private let types: [TensorType]
  /// For each output the sum over each block, block by block.
  private var sums: [[Double]]

  /// The outputs that are complex have two numbers for each element.
  private static func width(_ type: TensorType) -> Int {
    type.shape.count * (type.element == .c128 ? 2 : 1)
  }

  /// Runs all samples.
  init(_ average: Average, _ operands: [Tensor]) throws(TensorError) {
    self.average = average
    types = average.body.outputTypes
    let executable = try average.executable()
    let chunks = (average.count - 1) / average.chunk + 1
    let width = types.reduce(0) { $0 + AverageRun.width($1) }
    let together = Swift.max(4, Swift.min(64, (1 << 22) / Swift.max(1, width)))
    let (bytes, overflow) = width.multipliedReportingOverflow(by: 8 * (average.blocks + together))
    try MemoryBudget.reserve(overflow ? .max : bytes)
    defer { MemoryBudget.release(bytes) }
    sums = types.map { Array(repeating: 0, count: average.blocks * AverageRun.width($0)) }
    // A few chunks are under way before their sums are joined.
    var first = 0
    while first < chunks {
      let wave = first..<Swift.min(chunks, first + together)
      for parts in try AverageRun.parts(wave, average, executable, operands) { add(parts) }
      first = wave.upperBound
    }
  }

  /// What a chunk adds to the blocks: for each block that it touches, in order.
  private struct Parts {
    let firstBlock: Int
    /// For each output the sums over the parts of blocks.
    let sums: [[Double]]
  }

  private mutating func add(_ parts: Parts) {
    for (output, part) in parts.sums.enumerated() {
      let start = parts.firstBlock * AverageRun.width(types[output])
      for (offset, sum) in part.enumerated() { sums[output][start + offset] += sum }
    }
  }

  /// Runs some chunks, in any order on several threads.
  private static func parts(
    _ wave: Range<Int>, _ average: Average, _ executable: Executable, _ operands: [Tensor]
  ) throws(TensorError) -> [Parts] {
    let results = Mutex([Result<Parts, TensorError>?](repeating: nil, count: wave.count))
    try ThreadPool.forEachBlock(count: wave.count, block: 1) { range in
      for offset in range {
        let result = Result { () throws(TensorError) in
          try part(wave.lowerBound + offset, average, executable, operands)
        }
        results.withLock { $0[offset] = result }
      }
    }
    var parts: [Parts] = []
    for result in results.withLock({ $0 }) { if let result { parts.append(try result.get()) } }
    return parts
  }

  /// Runs a chunk.
  ///
  /// The last one may be short: what is beyond the last sample is the last sample
  /// again, and counts for nothing.
  private static func part(
    _ chunk: Int, _ average: Average, _ executable: Executable, _ operands: [Tensor]
  ) throws(TensorError) -> Parts {
    let start = chunk * average.chunk, last = average.count - 1
    let numbers = (0..<average.chunk).map { Swift.min(start + $0, last) }
    let outputs = try executable.run([Tensor(Shape([numbers.count]), numbers)] + operands)
    let samples = start..<Swift.min(start + average.chunk, average.count)
    let firstBlock = average.block(of: samples.lowerBound)
    let blocks = firstBlock...average.block(of: samples.upperBound - 1)
    let ranges = blocks.map { block in
      let part = average.samples(of: block).clamped(to: samples)
      return (part.lowerBound - start)..<(part.upperBound - start)
    }
    return Parts(firstBlock: firstBlock, sums: outputs.map { $0.rowSums(over: ranges) })
  }

  /// The means, of the types of the outputs.
  func means() throws(TensorError) -> [Tensor] {
    var means: [Tensor] = []
    for (output, type) in types.enumerated() {
      means.append(
        try Tensor(doubles: mean(of: output), type.shape, type.element))
    }
    return means
  }

  private func mean(of output: Int) -> [Double] {
    let width = AverageRun.width(types[output])
    var total = [Double](repeating: 0, count: width)
    for block in 0..<average.blocks {
      for column in 0..<width { total[column] += sums[output][block * width + column] }
    }
    return total.map { $0 / Double(average.count) }
  }

  /// What each block adds to each mean: (n_b/n)(m_b - m), blocks along a new first axis.
  ///
  /// What the sums may owe to rounding is 0: the mean of a constant is certain.
  func deviations() throws(TensorError) -> [Tensor] {
    var all: [Tensor] = []
    for (output, type) in types.enumerated() {
      let width = AverageRun.width(type), mean = mean(of: output), n = Double(average.count)
      var deviations: [Double] = []
      deviations.reserveCapacity(average.blocks * width)
      for block in 0..<average.blocks {
        let length = Double(average.samples(of: block).count)
        for column in 0..<width {
          let expected = length * mean[column]
          let excess = sums[output][block * width + column] - expected
          let isRounding = excess.magnitude <= 64 * Double.ulpOfOne * expected.magnitude
          deviations.append(isRounding ? 0 : excess / n)
        }
      }
      all.append(
        try Tensor(
          doubles: deviations, Shape([average.blocks] + type.shape.extents), type.element))
    }
    return all
  }
}

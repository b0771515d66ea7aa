extension ElementwiseProgram {
  /// Elements that a step computes before the next one takes over: eight blocks fill half of a
  /// first cache.
  private static let blockLength = 512
  /// Elements that one thread computes at a time.
  private static let shareLength = 8192
  /// Bytes of the longest element of a block.
  private static let widest = 8

  /// The results.
  ///
  /// The inputs are given away: a result takes the memory of one that nobody else holds.
  public func run(_ inputs: inout [Tensor]) throws(TensorError) -> [Tensor] {
    let results = try outputs(&inputs)
    let count = shape.count
    if count == 0 { return results }
    var bases: [BufferBase] = []
    bases.reserveCapacity(places.count)
    for buffer in 0..<places.count {
      let size = types[buffer].size
      switch places[buffer] {
      case .scalar(let index):
        bases.append(BufferBase(bytes: inputs[index].storage.bytes, stride: 0))
      case .input(let index):
        bases.append(BufferBase(bytes: inputs[index].storage.bytes, stride: size))
      case .output(let index):
        bases.append(BufferBase(bytes: results[index].storage.bytes, stride: size))
      case .scratch(let block): bases.append(BufferBase(bytes: nil, stride: block))
      }
    }
    let faults = mayFail ? FirstFault() : nil
    try withExtendedLifetime(inputs) { () throws(TensorError) in
      try forEachBlock(count, size: ElementwiseProgram.shareLength) { range in
        run(range, bases, faults)
      }
    }
    try faults?.check()
    return results
  }

  /// Results not yet set, in the memory of inputs that die where there are such.
  private func outputs(_ inputs: inout [Tensor]) throws(TensorError) -> [Tensor] {
    var results: [Tensor] = []
    results.reserveCapacity(outputTypes.count)
    var isTaken: UInt64 = 0
    for (output, type) in outputTypes.enumerated() {
      let donor = donors[output].first { index in
        index < 64 && isTaken & (1 << UInt64(index)) == 0
          && isKnownUniquelyReferenced(&inputs[index].storage)
      }
      if let donor {
        isTaken |= 1 << UInt64(donor)
        results.append(Tensor(shape: shape, type: type, storage: inputs[donor].storage))
      } else {
        results.append(try Tensor(uninitialized: shape, type: type))
      }
    }
    return results
  }

  /// The elements of a range, block by block.
  private func run(
    _ range: Range<Int>, _ bases: [BufferBase], _ faults: FirstFault?
  ) {
    let length = min(ElementwiseProgram.blockLength, range.count)
    let bytes = length &* ElementwiseProgram.widest
    // Two more blocks hold scalars that a function wants written out.
    withUnsafeTemporaryAllocation(byteCount: (scratchCount &+ 2) &* bytes, alignment: 64) {
      scratch in
      guard let memory = scratch.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: BlockOperand.self, capacity: places.count) { operands in
        let spare = memory + scratchCount &* bytes
        var start = range.lowerBound
        while start < range.upperBound {
          let count = min(length, range.upperBound &- start)
          for buffer in 0..<bases.count {
            let (base, stride) = (bases[buffer].bytes, bases[buffer].stride)
            operands[buffer] =
              if let base {
                BlockOperand(base + start &* stride, moves: stride != 0)
              } else {
                BlockOperand(memory + stride &* bytes, moves: true)
              }
          }
          if let fault = run(operands, BlockScratch(spare, spare + bytes), count, start) {
            faults?.record(fault)
            return
          }
          start &+= count
        }
      }
    }
  }

  /// All steps on one block, up to the first failure.
  ///
  /// Failures are ordered by step, then by element: as if each step had run on whole tensors.
  private func run(
    _ operands: UnsafeMutableBufferPointer<BlockOperand>, _ scratch: BlockScratch, _ count: Int,
    _ start: Int
  ) -> LoopFault? {
    let first = types.count &- steps.count
    for index in 0..<steps.count {
      let step = steps[index]
      let block = ElementBlock(
        x: operands[step.x], y: operands[step.y], z: operands[step.z],
        out: operands[first &+ index].bytes, count: count, scratch: scratch)
      let fault = block.run(
        step.function, from: types[step.x], of: types[step.y], to: types[first &+ index])
      if let fault {
        let (before, overflow) = index.multipliedReportingOverflow(by: shape.count)
        let position = (overflow ? Int.max / 2 : before) &+ start &+ fault.position
        return LoopFault(position: position, error: fault.error)
      }
    }
    return nil
  }
}

/// Where a buffer starts and how many bytes it has for each element: 0 where one stands for all.
///
/// A block of scratch memory has no start but its number instead of a stride.
struct BufferBase {
  let bytes: UnsafeMutableRawPointer?
  let stride: Int
}

/// One operand of a step on a block.
struct BlockOperand {
  let bytes: UnsafeMutableRawPointer
  /// False for one element that stands for all.
  let moves: Bool

  init(_ bytes: UnsafeMutableRawPointer, moves: Bool) {
    self.bytes = bytes
    self.moves = moves
  }
}

/// Room for two operands that stand, written out.
struct BlockScratch {
  let first: UnsafeMutableRawPointer
  let second: UnsafeMutableRawPointer

  init(_ first: UnsafeMutableRawPointer, _ second: UnsafeMutableRawPointer) {
    self.first = first
    self.second = second
  }
}

extension ElementwiseProgram {
  /// Runs the program on tensors in slots.
  ///
  /// A result takes the memory of what its slot holds, where that has its size and nobody else holds
  /// it: spare memory, or an input that `donors` names.
  ///
  /// - Parameters:
  ///   - slots: the tensors; afterwards the results are in theirs.
  ///   - operands: the slots of the inputs.
  ///   - results: the slots of the results.
  /// - Throws: the first failure of a step; `memory`, `interrupted`.
  public func run(
    on slots: inout [Tensor?], operands: [Int], results: [Int]
  ) throws(TensorError) {
    let pass = try begin(on: &slots, operands: operands, results: results)
    try forEachBlock(shape.count, size: shareLength) { pass.run($0) }
    try pass.end()
  }

  /// Makes room for the results in their slots and notes where everything lies.
  ///
  /// The slots hold the results from now on, not yet set.
  func begin(
    on slots: inout [Tensor?], operands: [Int], results: [Int]
  ) throws(TensorError) -> ElementwisePass {
    var bases: [BufferBase] = []
    bases.reserveCapacity(places.count)
    for buffer in 0..<operands.count {
      // Not copied out of its slot: counting its holders would cost more than a small pass.
      guard let bytes = Tensor.bytes(in: &slots[operands[buffer]]) else {
        preconditionFailure("every operand is in its slot")
      }
      bases.append(BufferBase(bytes: bytes, stride: types[buffer].size))
    }
    // What is replaced may be an input, and is kept until the pass ends.
    var replaced: [Tensor] = []
    for (output, slot) in results.enumerated() {
      if let old = try Tensor.makeRoom(in: &slots[slot], shape, outputTypes[output]) {
        replaced.append(old)
      }
    }
    for buffer in operands.count..<places.count {
      switch places[buffer] {
      case .output(let output):
        guard let bytes = Tensor.bytes(in: &slots[results[output]]) else { continue }
        bases.append(BufferBase(bytes: bytes, stride: types[buffer].size))
      case .scratch(let block): bases.append(BufferBase(bytes: nil, stride: block))
      case .scalar, .input, .cycle: preconditionFailure("inputs come first")
      }
    }
    return ElementwisePass(
      program: self, bases: bases, replaced: replaced, faults: mayFail ? FirstFault() : nil)
  }
}

/// A program that is being run: where its buffers lie.
struct ElementwisePass {
  let program: ElementwiseProgram
  let bases: [BufferBase]
  /// Tensors that are no longer in their slots but may be read until the end.
  let replaced: [Tensor]
  let faults: FirstFault?

  /// Ends the pass: throws the first failure.
  func end() throws(TensorError) {
    try withExtendedLifetime(replaced) { () throws(TensorError) in try faults?.check() }
  }

  /// The elements of a range, block by block.
  func run(_ range: Range<Int>) {
    let length = min(program.blockLength, range.count)
    let bytes = (length &* program.widest &+ 63) & ~63
    // Two more blocks hold scalars that a function wants written out.
    let rooms = program.scratchCount &+ 2
    let memory = UnsafeMutableRawPointer(
      ProductRoom.take(.pass, rooms &* bytes, of: UInt8.self))
    let spare = memory + program.scratchCount &* bytes
    let scratch = BlockScratch(spare, spare + bytes)
    // The lists are borrowed once for all blocks.
    program.codes.withUnsafeBufferPointer { codes in
      bases.withUnsafeBufferPointer { bases in
        withUnsafeTemporaryAllocation(of: BlockOperand.self, capacity: bases.count) { operands in
          var start = range.lowerBound
          while start < range.upperBound {
            let count = min(length, range.upperBound &- start)
            // After the first block only what moves lies elsewhere.
            if start == range.lowerBound {
              for buffer in 0..<bases.count {
                operands[buffer] = operand(buffer, bases[buffer], memory, bytes, start, count)
              }
            } else {
              for buffer in program.moving {
                operands[buffer] = operand(buffer, bases[buffer], memory, bytes, start, count)
              }
            }
            if let fault = run(codes, operands, scratch, count, start) {
              faults?.record(fault)
              return
            }
            start &+= count
          }
        }
      }
    }
  }

  /// All steps on one block, up to the first failure.
  ///
  /// Failures are ordered by step, then by element: as if each step had run on whole tensors.
  @inline(__always)
  private func run(
    _ codes: UnsafeBufferPointer<ElementwiseProgram.Code>,
    _ operands: UnsafeMutableBufferPointer<BlockOperand>, _ scratch: BlockScratch, _ count: Int,
    _ start: Int
  ) -> LoopFault? {
    for index in 0..<codes.count {
      let code = codes[index]
      let block = ElementBlock(
        x: operands[code.x], y: operands[code.y], z: operands[code.z], w: operands[code.w],
        out: operands[code.out].bytes, next: operands[code.next].bytes, count: count,
        scratch: scratch)
      let fault = block.run(code.function, from: code.source, of: code.chosen, to: code.target)
      if let fault {
        let (before, overflow) = index.multipliedReportingOverflow(by: program.shape.count)
        let position = (overflow ? Int.max / 2 : before) &+ start &+ fault.position
        return LoopFault(position: position, error: fault.error)
      }
    }
    return nil
  }

  /// Where a buffer of a block lies.
  @inline(__always)
  private func operand(
    _ buffer: Int, _ base: BufferBase, _ memory: UnsafeMutableRawPointer, _ bytes: Int,
    _ start: Int, _ count: Int
  ) -> BlockOperand {
    guard let first = base.bytes else {
      return BlockOperand(memory + base.stride &* bytes, moves: true)
    }
    switch program.places[buffer] {
    case .scalar: return BlockOperand(first, moves: false)
    case .input, .output, .scratch: return BlockOperand(first + start &* base.stride, moves: true)
    case .cycle(_, let cycle, let block):
      return cycle.operand(first, base.stride, start, count, memory + block &* bytes)
    }
  }
}

extension ElementwiseProgram.Cycle {
  /// The elements of a block that starts at a position: where they lie, or written out.
  func operand(
    _ base: UnsafeMutableRawPointer, _ size: Int, _ start: Int, _ length: Int,
    _ room: UnsafeMutableRawPointer
  ) -> BlockOperand {
    let first = start / each % count
    if (start &+ length &- 1) / each == start / each {
      return BlockOperand(base + first &* size, moves: false)
    }
    if each == 1, first &+ length <= count {
      return BlockOperand(base + first &* size, moves: true)
    }
    switch size {
    case 1: write(base, UInt8.self, start, length, room)
    case 4: write(base, UInt32.self, start, length, room)
    default: write(base, UInt64.self, start, length, room)
    }
    return BlockOperand(room, moves: true)
  }

  private func write<Word: BitwiseCopyable>(
    _ base: UnsafeMutableRawPointer, _: Word.Type, _ start: Int, _ length: Int,
    _ room: UnsafeMutableRawPointer
  ) {
    let source = base.assumingMemoryBound(to: Word.self)
    let target = room.assumingMemoryBound(to: Word.self)
    var index = start / each % count, done = 0
    var left = each &- start % each
    while done < length {
      // One after the other, or one repeated.
      let run = min(each == 1 ? count &- index : left, length &- done)
      if each == 1 {
        (target + done).update(from: source + index, count: run)
      } else {
        (target + done).update(repeating: source[index], count: run)
      }
      done &+= run
      index = each != 1 && index &+ 1 < count ? index &+ 1 : 0
      left = each
    }
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

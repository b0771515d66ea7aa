import Files
import Tensors

/// Numbers as they lie in a file, and the tensor that they are.
struct StoredNumbers {
  let file: FileBytes
  /// Where they begin; there are as many bytes from there on as the shape needs.
  let offset: Int
  let format: NumberFormat
  let shape: Shape
  var isBigEndian = false

  /// Why they are no tensor.
  enum Failure: Error {
    case tensor(TensorError)
    /// An unsigned number beyond the range of i64, at a position counted from 1.
    case tooLarge(position: Int, UInt64)
  }

  /// From this size on the tensor lies in the mapped file itself.
  static let lentFrom = 1 << 16
  /// How many numbers a thread converts at a time.
  private static let block = 1 << 15

  /// The tensor, without a copy where the file is mapped and has the numbers as a tensor has them.
  func tensor() throws(Failure) -> Tensor {
    let start = file.base + offset
    let bytes = shape.count * format.size
    let isAligned = Int(bitPattern: start).isMultiple(of: min(format.size, 8))
    if file.isMapped, format.isNative, isAligned, bytes >= StoredNumbers.lentFrom,
      !isBigEndian || format.size == 1
    {
      let tensor = Tensor(shape, format.element, at: start, of: file)
      if format != .bool || tensor.hasOnlyTruthBytes { return tensor }
    }
    let made = try converted(from: UnsafeRawPointer(start))
    if format == .u64 { try refuseNegative(made) }
    return made
  }

  /// The tensor by a copy, block by block on all threads.
  private func converted(from source: UnsafeRawPointer) throws(Failure) -> Tensor {
    do throws(TensorError) {
      return try Tensor(
        shape, format.element,
        filling: { (target) throws(TensorError) in
          try ThreadPool.forEachBlock(count: shape.count, block: StoredNumbers.block) { range in
            convert(range, from: source, to: target)
          }
        })
    } catch { throw .tensor(error) }
  }

  /// Unsigned numbers beyond i64 have become negative.
  private func refuseNegative(_ tensor: Tensor) throws(Failure) {
    let found: (Int, Int)? = tensor.withBytes { bytes in
      let numbers = bytes.assumingMemoryBound(to: Int.self)
      return numbers.firstIndex { $0 < 0 }.map { ($0, numbers[$0]) }
    }
    guard let (position, number) = found else { return }
    throw .tooLarge(position: position + 1, UInt64(bitPattern: Int64(number)))
  }

  /// Writes the elements of a range.
  private func convert(
    _ range: Range<Int>, from start: UnsafeRawPointer, to made: UnsafeMutableRawPointer
  ) {
    let count = range.count
    let source = start + range.lowerBound * format.size
    let target = made + range.lowerBound * format.element.size
    switch format {
    case .bool: map(UInt8.self, source, to: target, count) { $0 != 0 }
    case .i8: map(UInt8.self, source, to: target, count) { Int(Int8(bitPattern: $0)) }
    case .u8: map(UInt8.self, source, to: target, count) { Int($0) }
    case .i16: map(UInt16.self, source, to: target, count) { Int(Int16(bitPattern: $0)) }
    case .u16: map(UInt16.self, source, to: target, count) { Int($0) }
    case .i32: map(UInt32.self, source, to: target, count) { Int(Int32(bitPattern: $0)) }
    case .u32: map(UInt32.self, source, to: target, count) { Int($0) }
    case .i64, .u64: map(UInt64.self, source, to: target, count) { Int(Int64(bitPattern: $0)) }
    case .f16: map(UInt16.self, source, to: target, count) { Float(Float16(bitPattern: $0)) }
    case .bf16: map(UInt16.self, source, to: target, count) { Float(bitPattern: UInt32($0) << 16) }
    case .f32: map(UInt32.self, source, to: target, count) { Float(bitPattern: $0) }
    case .f64: map(UInt64.self, source, to: target, count) { Double(bitPattern: $0) }
    case .c64: map(UInt32.self, source, to: target, 2 * count) { Double(Float(bitPattern: $0)) }
    case .c128: map(UInt64.self, source, to: target, 2 * count) { Double(bitPattern: $0) }
    }
  }

  @inline(__always)
  private func map<Bits: FixedWidthInteger, Out>(
    _: Bits.Type, _ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer,
    _ count: Int, _ convert: (Bits) -> Out
  ) {
    let out = target.assumingMemoryBound(to: Out.self), size = MemoryLayout<Bits>.size
    if isBigEndian {
      for k in 0..<count {
        out[k] = convert(
          Bits(bigEndian: source.loadUnaligned(fromByteOffset: k &* size, as: Bits.self)))
      }
    } else {
      for k in 0..<count {
        out[k] = convert(source.loadUnaligned(fromByteOffset: k &* size, as: Bits.self))
      }
    }
  }
}

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
    var tooLarge: (Int, UInt64)?
    let tensor: Tensor
    do throws(TensorError) {
      tensor = try Tensor(shape, format.element) { target in
        tooLarge = fill(target, from: UnsafeRawPointer(start))
      }
    } catch { throw .tensor(error) }
    if let (position, number) = tooLarge { throw .tooLarge(position: position, number) }
    return tensor
  }

  /// Writes the elements; the first number that has no place in them.
  private func fill(
    _ target: UnsafeMutableRawPointer, from source: UnsafeRawPointer
  ) -> (Int, UInt64)? {
    let count = shape.count
    switch format {
    case .bool: map(UInt8.self, source, to: target) { $0 != 0 }
    case .i8: map(UInt8.self, source, to: target) { Int(Int8(bitPattern: $0)) }
    case .u8: map(UInt8.self, source, to: target) { Int($0) }
    case .i16: map(UInt16.self, source, to: target) { Int(Int16(bitPattern: $0)) }
    case .u16: map(UInt16.self, source, to: target) { Int($0) }
    case .i32: map(UInt32.self, source, to: target) { Int(Int32(bitPattern: $0)) }
    case .u32: map(UInt32.self, source, to: target) { Int($0) }
    case .i64: map(UInt64.self, source, to: target) { Int(Int64(bitPattern: $0)) }
    case .u64:
      map(UInt64.self, source, to: target) { Int(Int64(bitPattern: $0)) }
      let made = target.assumingMemoryBound(to: Int.self)
      for position in 0..<count where made[position] < 0 {
        return (position + 1, UInt64(bitPattern: Int64(made[position])))
      }
    case .f16: map(UInt16.self, source, to: target) { Float(Float16(bitPattern: $0)) }
    case .bf16: map(UInt16.self, source, to: target) { Float(bitPattern: UInt32($0) << 16) }
    case .f32: map(UInt32.self, source, to: target) { Float(bitPattern: $0) }
    case .f64: map(UInt64.self, source, to: target) { Double(bitPattern: $0) }
    case .c64:
      map(UInt32.self, source, to: target, count: 2 * count) { Double(Float(bitPattern: $0)) }
    case .c128: map(UInt64.self, source, to: target, count: 2 * count) { Double(bitPattern: $0) }
    }
    return nil
  }

  @inline(__always)
  private func map<Bits: FixedWidthInteger, Out>(
    _: Bits.Type, _ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer,
    count: Int? = nil, _ convert: (Bits) -> Out
  ) {
    let out = target.assumingMemoryBound(to: Out.self), size = MemoryLayout<Bits>.size
    let count = count ?? shape.count
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

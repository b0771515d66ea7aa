import CKernels

/// Elements of one tensor where a mask is set, of another elsewhere; elements are words of bits.
enum ChoiceLoop {
  /// An operand: where it starts, and whether it moves or one element stands for all.
  struct Operand {
    let bytes: UnsafeRawPointer
    let moves: Bool
  }

  /// out[i] = mask[i] ? a[i] : b[i], for elements of `size` bytes; a mask's bytes are 0 or 1.
  static func run(
    _ mask: UnsafeRawPointer, _ a: Operand, _ b: Operand, _ out: UnsafeMutableRawPointer,
    size: Int, count: Int
  ) {
    switch size {
    case 1: single(mask, a, b, out, count, UInt8.self)
    case 4: words32(mask, a, b, out, count)
    case 8: words64(mask, a, b, out, count)
    default: single(mask, a, b, out, count, SIMD2<UInt64>.self)
    }
  }

  private static func words32(
    _ mask: UnsafeRawPointer, _ a: Operand, _ b: Operand, _ out: UnsafeMutableRawPointer,
    _ count: Int
  ) {
    typealias Lanes = SIMD16<UInt32>
    let left = Lanes(repeating: a.bytes.loadUnaligned(as: UInt32.self))
    let right = Lanes(repeating: b.bytes.loadUnaligned(as: UInt32.self))
    let whole = count & ~15
    for i in Swift.stride(from: 0, to: whole, by: 16) {
      let set = 0 &- gm_spread_u8x16((mask + i).loadUnaligned(as: SIMD16<UInt8>.self))
      let x = a.moves ? (a.bytes + i &* 4).loadUnaligned(as: Lanes.self) : left
      let y = b.moves ? (b.bytes + i &* 4).loadUnaligned(as: Lanes.self) : right
      (out + i &* 4).storeBytes(of: (x & set) | (y & ~set), as: Lanes.self)
    }
    single(mask, a, b, out, whole..<count, UInt32.self)
  }

  private static func words64(
    _ mask: UnsafeRawPointer, _ a: Operand, _ b: Operand, _ out: UnsafeMutableRawPointer,
    _ count: Int
  ) {
    typealias Lanes = SIMD8<UInt64>
    let left = Lanes(repeating: a.bytes.loadUnaligned(as: UInt64.self))
    let right = Lanes(repeating: b.bytes.loadUnaligned(as: UInt64.self))
    let whole = count & ~7
    for i in Swift.stride(from: 0, to: whole, by: 8) {
      let set = 0 &- gm_spread_u8x8((mask + i).loadUnaligned(as: SIMD8<UInt8>.self))
      let x = a.moves ? (a.bytes + i &* 8).loadUnaligned(as: Lanes.self) : left
      let y = b.moves ? (b.bytes + i &* 8).loadUnaligned(as: Lanes.self) : right
      (out + i &* 8).storeBytes(of: (x & set) | (y & ~set), as: Lanes.self)
    }
    single(mask, a, b, out, whole..<count, UInt64.self)
  }

  @inline(__always)
  private static func single<Word: BitwiseCopyable>(
    _ mask: UnsafeRawPointer, _ a: Operand, _ b: Operand, _ out: UnsafeMutableRawPointer,
    _ range: Range<Int>, _: Word.Type
  ) {
    let set = mask.assumingMemoryBound(to: UInt8.self)
    let x = a.bytes.assumingMemoryBound(to: Word.self)
    let y = b.bytes.assumingMemoryBound(to: Word.self)
    let target = out.assumingMemoryBound(to: Word.self)
    let aStep = a.moves ? 1 : 0, bStep = b.moves ? 1 : 0
    for i in range { target[i] = set[i] != 0 ? x[i &* aStep] : y[i &* bStep] }
  }

  @inline(__always)
  private static func single<Word: BitwiseCopyable>(
    _ mask: UnsafeRawPointer, _ a: Operand, _ b: Operand, _ out: UnsafeMutableRawPointer,
    _ count: Int, _ word: Word.Type
  ) {
    single(mask, a, b, out, 0..<count, word)
  }
}

import Files
import Tensors

/// The IDX files of MNIST and its kin (LeCun): one array of big-endian numbers.
enum IDX: ArrayFormat {
  static let name = "IDX"
  static let endings = [".idx", "-ubyte"]

  private static let formats: [UInt8: NumberFormat] = [
    0x08: .u8, 0x09: .i8, 0x0b: .i16, 0x0c: .i32, 0x0d: .f32, 0x0e: .f64,
  ]

  static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 4 && bytes[0] == 0 && bytes[1] == 0 && formats[bytes[2]] != nil && bytes[3] > 0
  }

  static func read(_ file: FileBytes, _ options: ArrayOptions) throws(ArrayFileError)
    -> ArrayContent
  {
    let whole = Complaint(path: file.path, format: name)
    var reader = ByteReader(file.bytes)
    guard recognises(file.bytes), reader.seek(4), let format = formats[file.bytes[2]] else {
      throw whole.damaged("it does not begin as one", at: 0)
    }
    var extents: [Int] = []
    for _ in 0..<Int(file.bytes[3]) {
      guard let extent: UInt32 = reader.big() else {
        throw whole.damaged("its \(file.bytes[3]) extents end too early", at: reader.offset)
      }
      extents.append(Int(extent))
    }
    guard extents.count <= 64 else { throw whole.damaged("it has \(extents.count) axes", at: 3) }
    let shape = Shape(extents)
    guard let size = format.byteCount(of: shape), size == reader.left else {
      throw whole.damaged(
        "it has \(reader.left) bytes of numbers, and \(shape) are another number of bytes",
        at: reader.offset)
    }
    return .tensor(
      try whole.tensor(
        StoredNumbers(
          file: file, offset: reader.offset, format: format, shape: shape, isBigEndian: true)))
  }

  static func parts(
    of content: ArrayContent, _ options: ArrayOptions
  ) throws(ArrayFileError) -> [FilePart] {
    guard case .tensor(let tensor) = content, tensor.shape.rank > 0, tensor.shape.rank < 65,
      tensor.shape.extents.allSatisfy({ $0 <= Int(UInt32.max) })
    else {
      throw .unwritable(
        format: name, reason: "it holds one tensor with an axis at least, not \(content.words)",
        hint: nil)
    }
    let (code, numbers) = try self.numbers(of: tensor)
    let extents = tensor.shape.extents.flatMap { UInt32($0).bigBytes }
    return [.bytes([0, 0, code, UInt8(tensor.shape.rank)] + extents), .bytes(numbers)]
  }

  /// The numbers as they are stored: integers in the smallest type that holds all of them.
  private static func numbers(of tensor: Tensor) throws(ArrayFileError) -> (UInt8, [UInt8]) {
    switch tensor.type {
    case .bool: return (0x08, try bytes(of: tensor.elements(as: Bool.self)) { $0 ? 1 : 0 as UInt8 })
    case .f32: return (0x0d, try bytes(of: tensor.elements(as: Float.self)) { $0.bitPattern })
    case .f64: return (0x0e, try bytes(of: tensor.elements(as: Double.self)) { $0.bitPattern })
    case .i64:
      let integers = tensor.elements(as: Int.self)
      let range = (integers.min() ?? 0)...(integers.max() ?? 0)
      func fits<N: FixedWidthInteger>(_: N.Type) -> Bool {
        range.lowerBound >= Int(N.min) && range.upperBound <= Int(N.max)
      }
      if fits(UInt8.self) { return (0x08, try bytes(of: integers) { UInt8($0) }) }
      if fits(Int8.self) { return (0x09, try bytes(of: integers) { Int8($0) }) }
      if fits(Int16.self) { return (0x0b, try bytes(of: integers) { Int16($0) }) }
      if fits(Int32.self) { return (0x0c, try bytes(of: integers) { Int32($0) }) }
      throw .unwritable(
        format: name, reason: "it holds integers of at most 32 bits, and there are larger ones",
        hint: "a name that ends in .npy holds all integers")
    case .c128:
      throw .unwritable(
        format: name, reason: "it holds no complex numbers",
        hint: "a name that ends in .npy holds them")
    }
  }

  /// The bytes of numbers, the highest of each first.
  private static func bytes<Number, Bits: FixedWidthInteger>(
    of numbers: [Number], _ bits: (Number) -> Bits
  ) throws(ArrayFileError) -> [UInt8] {
    let size = MemoryLayout<Bits>.size
    let bytes = [UInt8](unsafeUninitializedCapacity: numbers.count * size) { bytes, count in
      let raw = UnsafeMutableRawBufferPointer(bytes)
      count = 0
      for (k, number) in numbers.enumerated() {
        if k & 0xFFFF == 0, Interruption.isWanted() { return }
        raw.storeBytes(of: bits(number).bigEndian, toByteOffset: k &* size, as: Bits.self)
        count += size
      }
    }
    guard bytes.count == numbers.count * size else { throw .tensor(.interrupted) }
    return bytes
  }
}

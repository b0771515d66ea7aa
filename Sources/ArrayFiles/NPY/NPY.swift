import Files
import Tensors

/// NumPy's .npy: one array (NumPy Enhancement Proposal 1, versions 1 to 3).
enum NPY: ArrayFormat {
  static let name = "npy"
  static let endings = [".npy"]
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// The most bytes of a header: NumPy's own limit for what it parses without being asked.
  private static let longestHeader = 1 << 16

  static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.starts(with: magic) }

  static func read(_ file: FileBytes, _ options: ArrayOptions) throws(ArrayFileError)
    -> ArrayContent
  {
    .tensor(try tensor(in: file, 0..<file.count, named: file.path))
  }

  /// The array that a part of a file holds, from the first byte to the last.
  static func tensor(
    in file: FileBytes, _ range: Range<Int>, named name: String
  ) throws(ArrayFileError) -> Tensor {
    let whole = Complaint(path: name, format: self.name)
    let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[range])
    let (header, start, format, isBig) = try checked(bytes, size: bytes.count, whole)
    let isTurned = header.isFortran && header.extents.count > 1
    let numbers = StoredNumbers(
      file: file, offset: range.lowerBound + start, format: format,
      shape: Shape(isTurned ? header.extents.reversed() : header.extents), isBigEndian: isBig)
    let tensor = try whole.tensor(numbers)
    guard isTurned else { return tensor }
    do throws(TensorError) {
      return try tensor.transposed(Array((0..<header.extents.count).reversed()))
    } catch { throw .tensor(error) }
  }

  /// How many bytes of a file are enough for its header.
  static let headSize = longestHeader + 12

  /// Refuses a file of which only the first bytes are there yet, where they do not fit its size.
  static func check(
    _ head: UnsafeRawBufferPointer, size: Int, named name: String
  ) throws(ArrayFileError) {
    _ = try checked(head, size: size, Complaint(path: name, format: self.name))
  }

  /// The header of a file of a size, where the numbers begin, and how they are stored.
  private static func checked(
    _ head: UnsafeRawBufferPointer, size: Int, _ whole: Complaint
  ) throws(ArrayFileError) -> (NPYHeader, start: Int, NumberFormat, isBig: Bool) {
    let (header, start) = try header(head, whole)
    guard header.extents.count <= 64 else {
      throw whole.damaged("it has \(header.extents.count) axes", at: 10)
    }
    let (format, isBig) = try format(header.description, whole)
    let shape = Shape(header.extents)
    guard let wanted = format.byteCount(of: shape), wanted <= size - start else {
      throw whole.damaged(
        "\(shape) numbers of \(format.size) bytes are more than the \(size - start) that are there",
        at: start)
    }
    guard wanted == size - start else {
      throw whole.damaged("there is something behind the numbers", at: start + wanted)
    }
    return (header, start, format, isBig)
  }

  /// The header, and where the numbers begin.
  private static func header(
    _ bytes: UnsafeRawBufferPointer, _ whole: Complaint
  ) throws(ArrayFileError) -> (NPYHeader, start: Int) {
    var reader = ByteReader(bytes)
    guard recognises(bytes), reader.seek(magic.count), let major: UInt8 = reader.little(),
      let minor: UInt8 = reader.little()
    else { throw whole.damaged("it does not begin as one", at: 0) }
    guard (1...3).contains(major), minor == 0 else {
      throw whole.unsupported("version \(major).\(minor) of the format", nil)
    }
    let length =
      major == 1
      ? reader.little(UInt16.self).map { Int($0) } : reader.little(UInt32.self).map { Int($0) }
    guard let length, length <= longestHeader else {
      throw whole.damaged("its header is longer than \(longestHeader) bytes", at: 8)
    }
    guard let text = reader.take(length) else {
      throw whole.damaged("its header of \(length) bytes ends too early", at: reader.offset)
    }
    // Before version 3 Latin-1; the keys that count are ASCII.
    let isASCII = text.allSatisfy { $0 < 0x80 }
    let start = reader.offset - length
    guard isASCII || String(validating: text, as: UTF8.self) != nil || major < 3 else {
      throw whole.damaged("its header is no text", at: start)
    }
    do throws(NPYHeader.Failure) {
      return (try NPYHeader(text), reader.offset)
    } catch {
      throw whole.damaged(
        "its header is no dictionary of descr, fortran_order and shape: \(error.reason)",
        at: start + error.place)
    }
  }

  /// How the numbers of a type of NumPy's are stored.
  private static func format(
    _ description: String, _ whole: Complaint
  ) throws(ArrayFileError) -> (NumberFormat, isBig: Bool) {
    let kinds: [String: NumberFormat] = [
      "b1": .bool, "i1": .i8, "u1": .u8, "i2": .i16, "u2": .u16, "i4": .i32, "u4": .u32, "i8": .i64,
      "u8": .u64, "f2": .f16, "f4": .f32, "f8": .f64, "c8": .c64, "c16": .c128,
    ]
    let order = description.first, kind = String(description.dropFirst())
    if let order, "<>|=".contains(order), let format = kinds[kind] { return (format, order == ">") }
    if let format = kinds[description] { return (format, false) }
    switch kind.first ?? "?" {
    case "O":
      throw whole.unsupported(
        "it holds Python objects, which are pickled: reading them would run code",
        "in Python: numpy.save(path, a.astype(float))")
    case "U", "S", "a":
      throw whole.unsupported("it holds texts", "a .csv file holds columns of texts")
    case "M", "m":
      throw whole.unsupported("it holds times", "in Python: a.astype('int64')")
    case "V":
      throw whole.unsupported("it holds raw bytes", "in Python: a.view('uint8')")
    default:
      if description.hasPrefix("[") {
        throw whole.unsupported(
          "it holds records of several fields",
          "in Python: numpy.savez(path, **{k: a[k] for k in a.dtype.names})")
      }
      throw whole.unsupported("numbers of type \(description)", "in Python: a.astype(float)")
    }
  }

  /// The name that NumPy has for a type of elements.
  private static func description(of type: ElementType) -> String {
    switch type {
    case .bool: "|b1"
    case .i64: "<i8"
    case .f32: "<f4"
    case .f64: "<f8"
    case .c128: "<c16"
    }
  }

  /// Everything before the numbers, so long that they begin at a multiple of 64.
  static func heading(of tensor: Tensor) -> [UInt8] {
    let text = NPYHeader(
      description: description(of: tensor.type), isFortran: false, extents: tensor.shape.extents
    ).text
    let isShort = text.utf8.count + 64 < 1 << 16
    let fixed = magic.count + 2 + (isShort ? 2 : 4)
    let length = (fixed + text.utf8.count + 1 + 63) / 64 * 64 - fixed
    let padding = [UInt8](repeating: 0x20, count: length - text.utf8.count - 1)
    let size = isShort ? UInt16(length).littleBytes : UInt32(length).littleBytes
    return magic + [isShort ? 1 : 2, 0] + size + Array(text.utf8) + padding + [0x0a]
  }

  static func parts(of content: ArrayContent, _ options: ArrayOptions) throws(ArrayFileError)
    -> [FilePart]
  {
    guard case .tensor(let tensor) = content else {
      throw .unwritable(
        format: name, reason: "it holds one tensor, not \(content.words)",
        hint: "a name that ends in .npz holds several")
    }
    return [.bytes(heading(of: tensor)), .tensor(tensor)]
  }
}

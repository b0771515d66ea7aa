import Files
import Tensors

/// Hugging Face's safetensors: named arrays behind a head in JSON.
///
/// Eight bytes with the length of the head, the head, then the numbers of all arrays, which cover the
/// rest exactly: no holes, nothing shared.
enum SafeTensors: ArrayFormat {
  static let name = "safetensors"
  static let endings = [".safetensors"]
  /// The longest head, as the format says.
  private static let longestHead = 100_000_000

  /// Where texts about the file stand; gm has no use for them.
  private static let metadata = "__metadata__"

  private static let formats: [String: NumberFormat] = [
    "BOOL": .bool, "U8": .u8, "I8": .i8, "U16": .u16, "I16": .i16, "U32": .u32, "I32": .i32,
    "U64": .u64, "I64": .i64, "F16": .f16, "BF16": .bf16, "F32": .f32, "F64": .f64, "C64": .c64,
  ]

  static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var reader = ByteReader(bytes)
    guard let length: UInt64 = reader.little(), length >= 2, length <= UInt64(longestHead),
      let first: UInt8 = reader.little()
    else { return false }
    return first == UInt8(ascii: "{")
  }

  /// An array as the head describes it.
  private struct Entry {
    let name: String
    let format: NumberFormat
    let shape: Shape
    let range: Range<Int>
  }

  static func read(_ file: FileBytes, _ options: ArrayOptions) throws(ArrayFileError)
    -> ArrayContent
  {
    let whole = Complaint(path: file.path, format: name)
    var reader = ByteReader(file.bytes)
    guard let length: UInt64 = reader.little(), length <= UInt64(longestHead),
      let head = reader.take(Int(length))
    else { throw whole.damaged("its head ends too early", at: 0) }
    let start = reader.offset
    var json = StrictJSON(head)
    let value: StrictJSON.Value
    defer { MemoryBudget.release(json.reserved) }
    do throws(StrictJSON.Failure) { value = try json.value() } catch {
      switch error {
      case .damaged(let reason):
        throw whole.damaged("its head is no JSON: \(reason)", at: 8 + json.place)
      case .stopped(let error): throw .tensor(error)
      }
    }
    guard case .object(let members) = value else {
      throw whole.damaged("its head is no object", at: 8)
    }
    var entries: [Entry] = []
    for member in members where member.key != metadata {
      entries.append(try entry(member, of: reader.left, whole))
    }
    try refuseHoles(entries, size: reader.left, start, whole)
    var arrays: [(name: String, content: ArrayContent)] = []
    for entry in entries {
      do throws(TensorError) { try Interruption.check() } catch { throw .tensor(error) }
      let numbers = StoredNumbers(
        file: file, offset: start + entry.range.lowerBound, format: entry.format,
        shape: entry.shape)
      arrays.append((entry.name, .tensor(try whole.tensor(numbers, of: entry.name))))
    }
    return .named(arrays)
  }

  private static func entry(
    _ member: StrictJSON.Member, of size: Int, _ whole: Complaint
  ) throws(ArrayFileError) -> Entry {
    // The head stands behind its length.
    let name = member.key, place = 8 + member.place
    guard case .object(let members) = member.value, members.count == 3,
      case .text(let type)? = members.first(where: { $0.key == "dtype" })?.value,
      let extents = integers(members, "shape"), let offsets = integers(members, "data_offsets"),
      offsets.count == 2, extents.count <= 64
    else { throw whole.damaged("\(name) has no dtype, shape and data_offsets", at: place) }
    guard let format = formats[type] else {
      throw whole.unsupported("\(name) has numbers of type \(type)", "convert them to F32")
    }
    let shape = Shape(extents)
    guard offsets[0] <= offsets[1], offsets[1] <= size else {
      throw whole.damaged(
        "\(name) is said to lie at \(offsets[0])..<\(offsets[1]) of \(size) bytes", at: place)
    }
    guard format.byteCount(of: shape) == offsets[1] - offsets[0] else {
      throw whole.damaged(
        "\(name) has \(offsets[1] - offsets[0]) bytes, which are no \(type) \(shape)",
        at: place)
    }
    return Entry(name: name, format: format, shape: shape, range: offsets[0]..<offsets[1])
  }

  /// Integers that are not negative.
  private static func integers(
    _ members: [StrictJSON.Member], _ key: String
  ) -> [Int]? {
    guard case .list(let items)? = members.first(where: { $0.key == key })?.value else {
      return nil
    }
    var numbers: [Int] = []
    for item in items {
      guard case .integer(let number) = item, number >= 0 else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func refuseHoles(
    _ entries: [Entry], size: Int, _ start: Int, _ whole: Complaint
  ) throws(ArrayFileError) {
    var end = 0
    let sorted = entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    for entry in sorted {
      guard entry.range.lowerBound == end else {
        let what =
          entry.range.lowerBound < end ? "shares bytes with another array" : "has a hole before it"
        throw whole.damaged("\(entry.name) \(what)", at: start + entry.range.lowerBound)
      }
      end = entry.range.upperBound
    }
    guard end == size else {
      throw whole.damaged("there is something behind the numbers", at: start + end)
    }
  }

  static func parts(
    of content: ArrayContent, _ options: ArrayOptions
  ) throws(ArrayFileError) -> [FilePart] {
    guard case .named(let arrays) = content else {
      throw .unwritable(
        format: name, reason: "it holds tensors under names, not \(content.words)",
        hint: "a record: save((x = x), path)")
    }
    var head: [String] = [], parts: [FilePart] = [], offset = 0
    for (name, tensor, kind) in try sorted(arrays) {
      let shape = tensor.shape.extents.map(String.init).joined(separator: ",")
      let end = offset + tensor.byteCount
      head.append(
        "\(StrictJSON.quoted(name)):{\"dtype\":\"\(kind.name)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      parts.append(.tensor(tensor))
      offset = end
    }
    var text = Array("{\(head.joined(separator: ","))}".utf8)
    // The numbers begin at a multiple of 8.
    text += [UInt8](repeating: 0x20, count: (8 - text.count % 8) % 8)
    return [.bytes(UInt64(text.count).littleBytes + text)] + parts
  }

  /// How the format calls a type of numbers, and in which order the library of the format writes them.
  private typealias Kind = (name: String, rank: Int)

  /// Tensors as the library of the format orders them, so that equal contents make equal files.
  private static func sorted(
    _ arrays: [(name: String, content: ArrayContent)]
  ) throws(ArrayFileError) -> [(name: String, tensor: Tensor, kind: Kind)] {
    var tensors: [(name: String, tensor: Tensor, kind: Kind)] = []
    for (name, content) in arrays {
      guard case .tensor(let tensor) = content else {
        throw .unwritable(
          format: self.name, reason: "\(name) is \(content.words), and only tensors have a place",
          hint: nil)
      }
      guard let kind = kind(tensor.type) else {
        throw .unwritable(
          format: self.name,
          reason: "\(name) is complex, and the format has no such numbers in double precision",
          hint: "a name that ends in .npz holds complex numbers")
      }
      if name == metadata {
        throw .unwritable(
          format: self.name, reason: "the name \(name) is kept for texts about the file",
          hint: "another name")
      }
      tensors.append((name, tensor, kind))
    }
    return tensors.sorted {
      if $0.kind.rank != $1.kind.rank { return $0.kind.rank > $1.kind.rank }
      return $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }

  private static func kind(_ type: ElementType) -> Kind? {
    switch type {
    case .bool: ("BOOL", 0)
    case .f32: ("F32", 1)
    case .f64: ("F64", 2)
    case .i64: ("I64", 3)
    case .c128: nil
    }
  }
}

import Files
import Tensors

/// NumPy's .npz: arrays under names, each a .npy in a zip archive, stored or deflated.
enum NPZ: ArrayFormat {
  static let name = "npz"
  static let endings = [".npz"]

  static let magic: [UInt8] = [0x50, 0x4b, 3, 4]

  static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: magic) || bytes.starts(with: [0x50, 0x4b, 5, 6])
  }

  static func read(_ file: FileBytes, _ options: ArrayOptions) throws(ArrayFileError)
    -> ArrayContent
  {
    let whole = Complaint(path: file.path, format: name)
    var arrays: [(name: String, content: ArrayContent)] = []
    for entry in try ZipDirectory(file.bytes, whole).entries {
      guard entry.name.hasSuffix(".npy") else {
        throw whole.unsupported("\(entry.name) in it is no .npy", "unzip takes it apart")
      }
      let name = String(entry.name.dropLast(4))
      arrays.append((name, .tensor(try tensor(entry, in: file, whole))))
    }
    return .named(arrays)
  }

  private static func tensor(
    _ entry: ZipEntry, in file: FileBytes, _ whole: Complaint
  ) throws(ArrayFileError) -> Tensor {
    let title = "\(file.path), \(entry.name)"
    if !entry.isDeflated {
      try check(UnsafeRawBufferPointer(rebasing: file.bytes[entry.range]), entry, whole)
      return try NPY.tensor(in: file, entry.range, named: title)
    }
    let packed = UnsafeRawBufferPointer(rebasing: file.bytes[entry.range])
    // Before memory of the size that the archive claims is taken.
    try check(headOf: packed, entry, named: title, whole)
    do throws(TensorError) { try MemoryBudget.reserve(entry.size) } catch { throw .tensor(error) }
    defer { MemoryBudget.release(entry.size) }
    let unpacked: FileBytes
    do throws(Inflation.Failure) {
      unpacked = try FileBytes(
        unpacking: packed, .raw, size: entry.size, isStopped: Interruption.isWanted, named: title)
    } catch { throw whole.unpacking(error, entry.name, in: entry.range) }
    guard unpacked.count == entry.size else {
      throw whole.damaged(
        "\(entry.name) has \(unpacked.count) bytes, not \(entry.size)", at: entry.range.lowerBound)
    }
    try check(unpacked.bytes, entry, whole)
    return try NPY.tensor(in: unpacked, 0..<unpacked.count, named: title)
  }

  /// Refuses an entry whose first bytes are no header of as many numbers as it is said to have bytes for.
  private static func check(
    headOf packed: UnsafeRawBufferPointer, _ entry: ZipEntry, named title: String,
    _ whole: Complaint
  ) throws(ArrayFileError) {
    var head: [UInt8] = [], isEnough = false
    do throws(Inflation.Failure) {
      try Inflation.unpack(
        packed, .raw, limit: entry.size, isStopped: { isEnough || Interruption.isWanted() }
      ) { part in
        head += part.prefix(NPY.headSize - head.count)
        isEnough = head.count == NPY.headSize
      }
    } catch {
      if !isEnough { throw whole.unpacking(error, entry.name, in: entry.range) }
    }
    try head.span.bytes.withUnsafeBytes { (head) throws(ArrayFileError) in
      try NPY.check(head, size: entry.size, named: title)
    }
  }

  private static func check(
    _ bytes: UnsafeRawBufferPointer, _ entry: ZipEntry, _ whole: Complaint
  ) throws(ArrayFileError) {
    var checksum = CRC32()
    try bytes.forEachSlice { (slice) throws(ArrayFileError) in
      if Interruption.isWanted() { throw .tensor(.interrupted) }
      checksum.add(slice)
    }
    guard checksum.value == entry.checksum else {
      throw whole.damaged(
        "the checksum of \(entry.name) is not that of its bytes", at: entry.range.lowerBound)
    }
  }

  static func parts(
    of content: ArrayContent, _ options: ArrayOptions
  ) throws(ArrayFileError) -> [FilePart] {
    var archive = ZipWriting(isCompressed: options.isCompressed)
    for (name, content) in named(content) {
      guard case .tensor(let tensor) = content else {
        throw .unwritable(
          format: self.name, reason: "\(name) is \(content.words), and only tensors have a place",
          hint: "a name that ends in .csv holds columns of texts")
      }
      try archive.add(name + ".npy", [.bytes(NPY.heading(of: tensor)), .tensor(tensor)])
    }
    return archive.closed
  }

  /// One tensor has the name that NumPy gives it.
  private static func named(_ content: ArrayContent) -> [(name: String, content: ArrayContent)] {
    if case .named(let parts) = content { return parts }
    return [("arr_0", content)]
  }
}

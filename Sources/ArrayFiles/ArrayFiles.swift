import Files
import Glibc
import Tensors

/// Files of arrays, of any format.
public enum ArrayFiles {
  /// The formats, the more telling ones first: any text may be a .csv.
  static let formats: [any ArrayFormat.Type] = [
    NPY.self, NPZ.self, PNG.self, SafeTensors.self, IDX.self, CSV.self,
  ]

  /// The endings of names that can be written.
  public static var endings: [String] { formats.flatMap { $0.endings } }

  /// What a file holds; which format it has its content says, and a gzipped one is unpacked first.
  ///
  /// Nothing is believed: sizes are compared with what is there before memory is taken.
  public static func read(
    _ file: FileBytes, _ options: ArrayOptions = ArrayOptions()
  ) throws(ArrayFileError) -> ArrayContent {
    if Inflation.isPacked(file.bytes) {
      let unpacked = try unpacked(file)
      defer { MemoryBudget.release(unpacked.count) }
      return try format(of: unpacked).read(unpacked, options)
    }
    return try format(of: file).read(file, options)
  }

  private static func format(of file: FileBytes) throws(ArrayFileError) -> any ArrayFormat.Type {
    if let format = formats.first(where: { $0.isCut(file.bytes) }) {
      throw Complaint(path: file.path, format: format.name).damaged(
        "it ends within its first \(format.magic.count) bytes", at: file.count)
    }
    guard let format = formats.first(where: { $0.recognises(file.bytes) }) else {
      throw .unsupported(
        path: file.path, format: "unknown",
        reason:
          "it begins like no file that gm reads: .gmw, .npy, .npz, .csv, IDX, safetensors, .png",
        hint: nil)
    }
    return format
  }

  /// The contents of a gzipped file, which the budget counts.
  private static func unpacked(_ file: FileBytes) throws(ArrayFileError) -> FileBytes {
    if let size = claimedSize(file.bytes), let unpacked = try unpacked(file, to: size) {
      return unpacked
    }
    var size = 0
    do throws(Inflation.Failure) {
      try Inflation.unpack(
        file.bytes, .gzip, limit: MemoryBudget.bytesAllowed, isStopped: Interruption.isWanted
      ) { size += $0.count }
    } catch {
      throw Complaint(path: file.path, format: "gzip").unpacking(error, in: 0..<file.count)
    }
    guard let unpacked = try unpacked(file, to: size) else {
      throw Complaint(path: file.path, format: "gzip").damaged("it changed while it was read")
    }
    return unpacked
  }

  /// The size that stands at the end: that of all the contents where they are one piece below 4 GiB.
  private static func claimedSize(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var reader = ByteReader(bytes)
    guard reader.seek(bytes.count - 4), let size: UInt32 = reader.little() else { return nil }
    // No packed byte stands for more.
    return Int(size) / 1032 <= bytes.count ? Int(size) : nil
  }

  /// The contents of a gzipped file of a known size; nil where they are larger.
  private static func unpacked(
    _ file: FileBytes, to size: Int
  ) throws(ArrayFileError) -> FileBytes? {
    do throws(TensorError) { try MemoryBudget.reserve(size) } catch { throw .tensor(error) }
    do throws(Inflation.Failure) {
      return try FileBytes(
        unpacking: file.bytes, .gzip, size: size, isStopped: Interruption.isWanted,
        named: file.path)
    } catch {
      MemoryBudget.release(size)
      if case .tooLarge = error { return nil }
      throw Complaint(path: file.path, format: "gzip").unpacking(error, in: 0..<file.count)
    }
  }

  /// Writes a file in the format that the ending of its name says.
  ///
  /// It is written whole to a temporary file, synced and renamed: a file that was there stays unless all
  /// of the new one is on the disk.
  public static func write(
    _ content: ArrayContent, to path: String, _ options: ArrayOptions = ArrayOptions()
  ) throws(ArrayFileError) {
    let (parts, isPacked) = try parts(of: content, for: path, options)
    do throws(FileError) {
      try Replacement.write(to: path) { (sink) throws(FileError) in
        try sink.write(parts, isPacked: isPacked)
      }
    } catch {
      if case .refused(_, _, EINTR) = error { throw .tensor(.interrupted) }
      throw .file(error)
    }
  }

  /// Looks whether a file of this name can hold the content, and writes nothing.
  public static func check(
    _ content: ArrayContent, for path: String, _ options: ArrayOptions = ArrayOptions()
  ) throws(ArrayFileError) {
    _ = try parts(of: content, for: path, options)
  }

  /// What a file of a name consists of, and whether it is to be packed.
  private static func parts(
    of content: ArrayContent, for path: String, _ options: ArrayOptions
  ) throws(ArrayFileError) -> ([FilePart], isPacked: Bool) {
    let name = path.lowercased()
    let isPacked = name.hasSuffix(".gz")
    let plain = isPacked ? String(name.dropLast(3)) : name
    guard let format = formats.first(where: { $0.endings.contains(where: plain.hasSuffix) }) else {
      throw .unknownEnding(path: path)
    }
    var options = options
    if plain.hasSuffix(".tsv") { options.separator = options.separator ?? UInt8(ascii: "\t") }
    return (try format.parts(of: content, options), isPacked)
  }
}

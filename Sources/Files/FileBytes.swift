import CCodecs
import Glibc

/// The bytes of a file as they lie in memory: a small file is read, a large one is mapped, so that what
/// is not looked at is not read.
///
/// A mapping is private: writing to it changes no file. It lasts as long as this object.
public final class FileBytes: @unchecked Sendable {
  // Sendable because the bytes are written only by the one owner that shares them with nobody.

  /// The file's, for messages.
  public let path: String
  /// Where they lie, aligned to a page where they are mapped, else to 64 bytes.
  public let base: UnsafeMutableRawPointer
  /// How many there are.
  public let count: Int
  /// Whether it is a mapping, which costs page faults and no copy.
  public let isMapped: Bool

  /// The number under which the mapping is watched.
  private let watch: Int32

  /// From this size on a file is mapped.
  public static let mappedFrom = 1 << 20

  /// All bytes.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// Reads or maps a file.
  ///
  /// - Parameters:
  ///   - path: A file; a pipe or a device is read to its end.
  ///   - enclosure: The folder that the file has to lie in, if it has to; pipes and devices are then refused.
  ///   - limit: The most bytes that are read into memory.
  ///   - isStopped: Asked again and again whether to give up, also while a pipe has nothing to read.
  /// - Throws: `FileError.refused`: also what is larger than the limit, with `EFBIG`, and what was
  ///   stopped, with `EINTR`.
  public init(
    _ path: String, within enclosure: Enclosure? = nil, limit: Int = 1 << 32,
    isStopped: () -> Bool = { false }
  ) throws(FileError) {
    func refused(_ code: Int32 = errno) -> FileError {
      .refused(action: "read", path: path, code: code)
    }
    // A pipe to which nobody writes is empty, not a wait for ever.
    let descriptor =
      try enclosure?.open(path) ?? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw refused() }
    var isKept = false
    defer { if !isKept { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw refused() }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw refused(EISDIR) }
    let size = Int(status.st_size)
    self.path = path
    if kind == S_IFREG, size >= FileBytes.mappedFrom,
      let (base, watch) = FileBytes.map(descriptor, size)
    {
      (self.base, count, isMapped, self.watch) = (base, size, true, watch)
      MappedFile.add(MappedFile(path: path, descriptor: descriptor, status), watch)
      isKept = true
      return
    }
    let contents = try FileBytes.contents(
      of: descriptor, path, expected: size, limit: limit, isStopped)
    (base, count) = (FileBytes.copy(of: contents), contents.count)
    (isMapped, watch) = (false, -1)
  }

  /// Bytes that are in memory already, under a name for messages.
  public convenience init(_ contents: [UInt8], named path: String) {
    self.init(owning: FileBytes.copy(of: contents), count: contents.count, named: path)
  }

  /// What packed bytes unpack to.
  ///
  /// - Parameters:
  ///   - packed: The packed bytes.
  ///   - form: How they begin and end.
  ///   - size: How many bytes are expected; memory is taken for so many, and more are an error.
  ///   - isStopped: Asked again and again whether to give up.
  ///   - path: The name for messages.
  /// - Throws: what is wrong with the packed bytes.
  public convenience init(
    unpacking packed: UnsafeRawBufferPointer, _ form: Inflation.Form, size: Int,
    isStopped: () -> Bool, named path: String
  ) throws(Inflation.Failure) {
    let room = UnsafeMutableRawPointer.allocate(byteCount: max(size, 16), alignment: 64)
    var count = 0
    do throws(Inflation.Failure) {
      try Inflation.unpack(packed, form, limit: size, isStopped: isStopped) { part in
        if let start = part.baseAddress {
          (room + count).copyMemory(from: start, byteCount: part.count)
        }
        count += part.count
      }
    } catch {
      room.deallocate()
      throw error
    }
    self.init(owning: room, count: count, named: path)
  }

  /// Bytes in memory that is this object's from now on.
  private init(owning base: UnsafeMutableRawPointer, count: Int, named path: String) {
    (self.path, self.base, self.count, isMapped) = (path, base, count, false)
    watch = -1
  }

  deinit {
    guard isMapped else { return base.deallocate() }
    MappedFile.remove(watch)
    gm_forget_mapping(watch)
    munmap(base, count)
  }

  /// Whether a part of the file was found missing since it was mapped: its bytes are 0xFF.
  public var isCut: Bool { gm_is_cut(watch) }

  /// Whether the file was cut short or written to since it was mapped: its bytes may be anything.
  public var isChanged: Bool { isCut || MappedFile.isChanged(watch) }

  /// The paths of mapped files that were cut short or written to by somebody else since this was last
  /// asked: what was computed from them may be anything.
  ///
  /// A file that another one replaced under its name is whole as long as it is mapped.
  public static func changed() -> [String] { MappedFile.changed() }

  /// A private mapping of a file, and the number under which it is watched; nil where the file system has
  /// no mappings, or there are too many to watch: the file is then read.
  private static func map(_ descriptor: Int32, _ size: Int) -> (UnsafeMutableRawPointer, Int32)? {
    let base = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, descriptor, 0)
    guard let base, base != MAP_FAILED else { return nil }
    let watch = gm_watch_mapping(base, size)
    if watch >= 0 { return (base, watch) }
    munmap(base, size)
    return nil
  }

  private static func copy(of contents: [UInt8]) -> UnsafeMutableRawPointer {
    let base = UnsafeMutableRawPointer.allocate(
      byteCount: max(contents.count, 16), alignment: 64)
    contents.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { base.copyMemory(from: start, byteCount: bytes.count) }
    }
    return base
  }

  /// What is read up to the end.
  private static func contents(
    of descriptor: Int32, _ path: String, expected: Int, limit: Int, _ isStopped: () -> Bool
  ) throws(FileError) -> [UInt8] {
    var contents: [UInt8] = []
    var block = [UInt8](repeating: 0, count: max(1 << 16, min(expected, mappedFrom) + 1))
    while true {
      if isStopped() { throw .refused(action: "read", path: path, code: EINTR) }
      let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // So long that waiting costs nothing, so short that nobody waits for its being stopped.
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&wanted, 1, 50)
        continue
      }
      guard count >= 0 else { throw .refused(action: "read", path: path, code: errno) }
      if count == 0 { return contents }
      contents += block[..<count]
      if contents.count > limit { throw .refused(action: "read", path: path, code: EFBIG) }
    }
  }
}

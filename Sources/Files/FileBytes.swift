import Glibc

/// The bytes of a file as they lie in memory: a small file is read, a large one is mapped, so that what
/// is not looked at is not read.
///
/// A mapping is private: writing to it changes no file. It lasts as long as this object.
public final class FileBytes: @unchecked Sendable {
  // Sendable because the bytes are written only by the one owner that shares them with nobody.
  public let path: String
  /// Where they lie, aligned to a page where they are mapped, else to 64 bytes.
  public let base: UnsafeMutableRawPointer
  public let count: Int
  /// Whether it is a mapping, which costs page faults and no copy.
  public let isMapped: Bool

  /// From this size on a file is mapped.
  public static let mappedFrom = 1 << 20

  /// All bytes.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// Reads or maps a file.
  ///
  /// - Parameters:
  ///   - path: A file; a pipe or a device is read to its end.
  ///   - limit: The most bytes that are read into memory.
  public init(_ path: String, limit: Int = 1 << 32) throws(FileError) {
    func refused(_ code: Int32 = errno) -> FileError {
      .refused(action: "read", path: path, code: code)
    }
    // A pipe to which nobody writes is empty, not a wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw refused() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw refused() }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw refused(EISDIR) }
    let size = Int(status.st_size)
    self.path = path
    if kind == S_IFREG, size >= FileBytes.mappedFrom {
      guard
        let base = mmap(
          nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, descriptor, 0),
        base != MAP_FAILED
      else { throw refused() }
      (self.base, count, isMapped) = (base, size, true)
      return
    }
    _ = fcntl(descriptor, F_SETFL, 0)
    let contents = try FileBytes.contents(of: descriptor, path, expected: size, limit: limit)
    let base = UnsafeMutableRawPointer.allocate(
      byteCount: max(contents.count, 16), alignment: 64)
    contents.withUnsafeBytes {
      if let start = $0.baseAddress { base.copyMemory(from: start, byteCount: $0.count) }
    }
    (self.base, count, isMapped) = (base, contents.count, false)
  }

  deinit {
    if isMapped { munmap(base, count) } else { base.deallocate() }
  }

  /// What is read up to the end.
  private static func contents(
    of descriptor: Int32, _ path: String, expected: Int, limit: Int
  ) throws(FileError) -> [UInt8] {
    var contents: [UInt8] = []
    var block = [UInt8](repeating: 0, count: max(1 << 16, min(expected, mappedFrom) + 1))
    while true {
      let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .refused(action: "read", path: path, code: errno) }
      if count == 0 { return contents }
      contents += block[..<count]
      if contents.count > limit { throw .refused(action: "read", path: path, code: EFBIG) }
    }
  }
}

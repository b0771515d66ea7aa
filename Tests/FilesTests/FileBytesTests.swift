import Files
import Glibc
import Synchronization
import Testing

/// Files are read or mapped, and a mapping outlives its file.
@Suite(.serialized) struct FileBytesTests {
  private let folder = TestFolder()

  /// Bytes of which none is 254.
  private func pattern(_ size: Int) -> [UInt8] {
    var bytes: [UInt8] = (0..<253).map { UInt8($0) }
    while bytes.count < size { bytes += bytes }
    return Array(bytes[..<size])
  }

  private func file(_ name: String, _ size: Int) throws -> String {
    let path = folder.path + "/" + name
    try Replacement.write(pattern(size), to: path)
    return path
  }

  /// Whether a file's first bytes are these.
  private func begins(_ file: FileBytes, _ bytes: [UInt8], at offset: Int = 0) -> Bool {
    bytes.isEmpty || memcmp(file.base + offset, bytes, bytes.count) == 0
  }

  @Test(arguments: [0, 1, 63, 4096, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])
  func bytesAreThoseOfTheFile(size: Int) throws {
    let bytes = try FileBytes(file("file", size))
    #expect(bytes.count == size)
    #expect(bytes.isMapped == (size >= FileBytes.mappedFrom))
    #expect(begins(bytes, pattern(size)))
    #expect(Int(bitPattern: bytes.base).isMultiple(of: 64))
  }

  @Test func writingToAMappingChangesNoFile() throws {
    let path = try file("file", 1 << 20)
    let bytes = try FileBytes(path)
    bytes.base.storeBytes(of: 99, as: UInt8.self)
    let again = try FileBytes(path)
    withExtendedLifetime(again) { #expect(again.bytes[0] == 0) }
    #expect(FileBytes.changed().isEmpty && bytes.count == 1 << 20)
  }

  @Test func refusesWhatItCannotRead() throws {
    #expect(throws: FileError.refused(action: "read", path: folder.path, code: EISDIR)) {
      try FileBytes(folder.path)
    }
    let missing = folder.path + "/none"
    #expect(throws: FileError.refused(action: "read", path: missing, code: ENOENT)) {
      try FileBytes(missing)
    }
    #expect(throws: FileError.refused(action: "read", path: "/dev/zero", code: EFBIG)) {
      try FileBytes("/dev/zero", limit: 1 << 20)
    }
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(try FileBytes(pipe).count == 0)
  }

  /// A pipe is read to its end, however late its bytes come; a writer that says nothing can be left.
  @Test func pipesAreWaitedForAndLeft() throws {
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let writer = open(pipe, O_RDWR)
    let stopped = FileError.refused(action: "read", path: pipe, code: EINTR)
    var asked = 0
    #expect(throws: stopped) {
      try FileBytes(pipe) {
        asked += 1
        return asked > 3
      }
    }
    let thread = Thread {
      for _ in 0..<3 {
        usleep(80_000)
        _ = write(writer, "abc", 3)
      }
      usleep(80_000)
      close(writer)
    }
    let bytes = try FileBytes(pipe)
    #expect(bytes.count == 9 && begins(bytes, Array("abcabcabc".utf8)))
    thread.join()
    asked = 0
    #expect(throws: FileError.refused(action: "read", path: "/dev/zero", code: EINTR)) {
      try FileBytes("/dev/zero") {
        asked += 1
        return asked > 3
      }
    }
  }

  @Test(arguments: [0, 1, 4096, 5000, 1 << 21, (5 << 20) + 17])
  func aMappingOutlivesItsFile(rest: Int) throws {
    let path = try file("file", 6 << 20)
    let bytes = try FileBytes(path)
    #expect(FileBytes.changed().isEmpty && !bytes.isCut)
    #expect(truncate(path, rest) == 0)
    // Of the page that the new end is in the rest is zeros.
    let page = (rest + 4095) / 4096 * 4096
    #expect(begins(bytes, pattern(rest)))
    #expect(begins(bytes, [UInt8](repeating: 0xff, count: bytes.count - page), at: page))
    #expect(bytes.isCut)
    // Written to as before.
    bytes.base.storeBytes(of: 7, toByteOffset: bytes.count - 1, as: UInt8.self)
    #expect(bytes.bytes[bytes.count - 1] == 7)
    #expect(FileBytes.changed() == [path])
    #expect(FileBytes.changed().isEmpty)
  }

  /// The kilobytes of memory of this process, those that are mapped several times counted once.
  private func memory() -> Int {
    guard let file = fopen("/proc/self/smaps_rollup", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let words = line.prefix { $0 != 0 }.split(separator: 0x20).map { word in
        String(decoding: word.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
      if words.count > 1, words[0] == "Pss:" { return Int(words[1]) ?? 0 }
    }
    return 0
  }

  @Test func oneMissingBlockServesAll() throws {
    let path = folder.path + "/sparse"
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    #expect(ftruncate(descriptor, 1 << 34) == 0)
    close(descriptor)
    let bytes = try FileBytes(path)
    #expect(truncate(path, 0) == 0)
    let before = memory()
    var sum = 0
    for place in stride(from: 0, to: bytes.count, by: 1 << 16) { sum += Int(bytes.bytes[place]) }
    #expect(sum == 255 << 18)
    #expect(before > 0)
    #expect(memory() - before < 1 << 16)
    #expect(FileBytes.changed() == [path])
  }

  private final class Progress: Sendable {
    let isOver = Atomic(false)
    let sums = Atomic(0)
  }

  @Test func filesAreCutWhileSumsRun() throws {
    for round in 0..<20 {
      let path = try file("file\(round)", 4 << 20)
      let bytes = try FileBytes(path), progress = Progress()
      let threads = (0..<3).map { _ in
        Thread {
          while !progress.isOver.load(ordering: .relaxed) {
            // Looks at each byte.
            _ = memchr(bytes.base, 254, bytes.count)
            progress.sums.add(1, ordering: .relaxed)
          }
        }
      }
      while progress.sums.load(ordering: .relaxed) < 3 { sched_yield() }
      #expect(truncate(path, (4 << 20) * round / 20) == 0)
      let sums = progress.sums.load(ordering: .relaxed)
      while progress.sums.load(ordering: .relaxed) < sums + 6 { sched_yield() }
      progress.isOver.store(true, ordering: .relaxed)
      threads.forEach { $0.join() }
      #expect(bytes.isCut)
      #expect(FileBytes.changed() == [path])
    }
  }

  @Test func anotherProcessCutsAFile() throws {
    let path = try file("file", 2 << 20)
    let bytes = try FileBytes(path)
    #expect(system("truncate -s 100 \(path)") == 0)
    #expect(bytes.bytes[1 << 20] == 0xff && bytes.isCut)
    #expect(FileBytes.changed() == [path])
  }

  @Test func writingInPlaceIsNoticed() throws {
    let path = try file("file", 2 << 20)
    let bytes = try FileBytes(path)
    #expect(system("printf x | dd of=\(path) conv=notrunc bs=1 seek=5 2> /dev/null") == 0)
    #expect(FileBytes.changed() == [path])
    #expect(!bytes.isCut)
  }

  /// A file that is replaced or removed is whole as long as it is mapped.
  @Test func replacingIsNoChange() throws {
    let path = try file("file", 2 << 20)
    let bytes = try FileBytes(path)
    _ = try file("file", 3 << 20)
    #expect(FileBytes.changed().isEmpty)
    unlink(path)
    #expect(FileBytes.changed().isEmpty)
    withExtendedLifetime(bytes) {
      #expect(bytes.count == 2 << 20 && bytes.bytes[77] == 77)
    }
  }

  @Test func whatIsGoneIsNotWritten() throws {
    let path = try file("file", 2 << 20), copy = folder.path + "/copy"
    let bytes = try FileBytes(path)
    try Replacement.write([1], to: copy)
    #expect(truncate(path, 0) == 0)
    // The system reads the bytes here, and gets no signal but an error.
    #expect(throws: FileError.refused(action: "write", path: copy, code: EFAULT)) {
      try Replacement.write(to: copy) { (sink) throws(FileError) in try sink.write(bytes.bytes) }
    }
    #expect(folder.contents("copy") == [1])
    #expect(FileBytes.changed() == [path])
  }

  @Test func manyMappingsComeAndGo() throws {
    let paths = try (0..<4).map { try file("file\($0)", 1 << 20) }
    for _ in 0..<5000 {
      for path in paths { #expect(try FileBytes(path).isMapped) }
    }
    #expect(FileBytes.changed().isEmpty)
  }
}

import Files
import Glibc
import Testing

/// Every system call of a write fails in turn: the old file is as it was, nothing else stays, and the error
/// says so.
@Suite(.serialized) struct FaultTests {
  private let folder = TestFolder()
  private var path: String { folder.path + "/file" }
  private static let old: [UInt8] = Array("what was there".utf8)
  private static let new: [UInt8] = (0..<100).map { UInt8($0) }

  /// A way to write the new contents.
  struct Way: Sendable, CustomStringConvertible {
    let description: String
    let write: @Sendable (String) throws -> Void
  }

  private static let ways = [
    Way(description: "bytes") { try Replacement.write(new, to: $0) },
    Way(description: "parts") { path in
      try Replacement.write(to: path) { (sink) throws(FileError) in
        try sink.write(Array(new[..<40]))
        try sink.write([])
        try sink.write(Array(new[40...]))
      }
    },
    Way(description: "a file of its own") { path in
      try Replacement.make(path) { temporary in
        guard let file = fopen(temporary, "w") else { throw Unopened() }
        fwrite(new, 1, new.count, file)
        fclose(file)
      }
    },
  ]

  private struct Unopened: Error {}

  @Test(arguments: ways, Faults.Call.allCases) func failsInTurn(way: Way, call: Faults.Call) throws
  {
    for isThere in [true, false] {
      if isThere { try Replacement.write(Self.old, to: path) } else { unlink(path) }
      let calls = try Faults.failing(call, from: .max, code: EIO) { try way.write(path) }
      #expect(folder.contents("file") == Self.new)
      #expect(calls > 0 || [.write, .shortWrite, .link].contains(call))
      for n in 0..<calls {
        if isThere { try Replacement.write(Self.old, to: path) } else { unlink(path) }
        if call == .syncFolder || call == .shortWrite {
          // The file has its name already; and a short write goes on.
          try Faults.failing(call, from: n, code: EIO) { try way.write(path) }
          #expect(folder.contents("file") == Self.new)
        } else {
          for code in [EIO, ENOSPC, EDQUOT] {
            #expect(throws: FileError.refused(action: "write", path: path, code: code)) {
              try Faults.failing(call, from: n, code: code) { try way.write(path) }
            }
          }
          #expect(folder.contents("file") == (isThere ? Self.old : nil))
        }
        #expect(folder.names == ["file"].filter { _ in folder.contents("file") != nil })
      }
    }
  }

  @Test func aWriterThatGivesUpLeavesNothing() throws {
    try Replacement.write(Self.old, to: path)
    #expect(throws: Unopened.self) { try Replacement.make(path) { _ in throw Unopened() } }
    #expect(throws: FileError.refused(action: "write", path: path, code: EINTR)) {
      try Replacement.write(to: path) { (sink) throws(FileError) in
        try sink.write(Self.new)
        throw sink.refused(EINTR)
      }
    }
    #expect(folder.contents("file") == Self.old)
    #expect(folder.names == ["file"])
  }

  @Test func otherThreadsAreSpared() throws {
    nonisolated(unsafe) var failures = 0
    let other = path + "2"
    Faults.failing(.write, from: 0, code: EIO) {
      let thread = Thread {
        if (try? Replacement.write(Self.new, to: other)) == nil { failures += 1 }
      }
      thread.join()
    }
    #expect(failures == 0)
    #expect(folder.contents("file2") == Self.new)
  }

  @Test func namesMayBeAsLongAsTheyMayBe() throws {
    let name = String(repeating: "n", count: 255)
    try Replacement.write(Self.new, to: folder.path + "/" + name)
    #expect(folder.names == [name])
  }

  @Test func permissionsOutliveTheMask() throws {
    try Replacement.write(Self.old, to: path)
    chmod(path, 0o666)
    let mask = umask(0o077)
    defer { umask(mask) }
    for way in Self.ways {
      try way.write(path)
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o666, "\(way)")
    }
  }
}

import Files
import Glibc
import Testing

/// Files are written whole or not at all.
@Suite struct ReplacementTests {
  private let place = TestFolder()
  private var folder: String { place.path }
  private var names: [String] { place.names }

  private func contents(_ path: String) -> [UInt8]? {
    place.contents(String(path.dropFirst(folder.count + 1)))
  }

  @Test func writesANewFileAndNothingElse() throws {
    try Replacement.write([1, 2, 3], to: folder + "/new")
    #expect(contents(folder + "/new") == [1, 2, 3])
    #expect(names == ["new"])
  }

  @Test func replacesAndKeepsPermissions() throws {
    let path = folder + "/old"
    try Replacement.write([9], to: path)
    chmod(path, 0o640)
    try Replacement.write([], to: path)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(contents(path) == [])
  }

  @Test func writesThroughALink() throws {
    try Replacement.write([1], to: folder + "/target")
    #expect(symlink("target", folder + "/link") == 0)
    try Replacement.write([2], to: folder + "/link")
    #expect(contents(folder + "/target") == [2])
    var status = stat()
    #expect(lstat(folder + "/link", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func makesWhatALinkToNothingNames() throws {
    #expect(symlink("later", folder + "/link") == 0)
    try Replacement.write([7], to: folder + "/link")
    #expect(contents(folder + "/later") == [7])
    #expect(names == ["later", "link"])
  }

  /// While it is written a file has no name where the file system can do that: a kill leaves nothing.
  @Test func aFileThatIsWrittenHasNoName() throws {
    let probe = open(folder, 0o20_000_000 | O_DIRECTORY | O_WRONLY, 0o600)
    guard probe >= 0 else { return }
    close(probe)
    try Replacement.write(to: folder + "/new") { (sink) throws(FileError) in
      try sink.write([1, 2])
      #expect(names.isEmpty)
    }
    #expect(contents(folder + "/new") == [1, 2])
  }

  /// What a process that was killed left of a file is removed when the file is made again, or written where
  /// files get their name at once; what is young, of a process that lives or of another file stays.
  @Test(arguments: [true, false]) func removesWhatAKilledProcessLeft(isMade: Bool) throws {
    // No process has so large a number.
    let dead = pid_t.max - 1
    let kept = [
      "file.\(getpid())-1.tmp", "file.txt.\(dead)-1.tmp", "file.\(dead)-2.tmp", "file.tmp",
    ]
    for name in kept + ["file.\(dead)-1.tmp"] {
      try Replacement.write([1], to: "\(folder)/\(name)")
    }
    for name in kept.filter({ !$0.hasPrefix("file.\(dead)") }) + ["file.\(dead)-1.tmp"] {
      var times = [
        timeval(tv_sec: time(nil) - 7200, tv_usec: 0),
        timeval(tv_sec: time(nil) - 7200, tv_usec: 0),
      ]
      #expect(utimes("\(folder)/\(name)", &times) == 0)
    }
    if isMade {
      try Replacement.make(folder + "/file") { try Replacement.write([2], to: $0) }
    } else {
      // As where a file system has no files without a name.
      try Faults.failing(.open, from: 0, code: EOPNOTSUPP, once: true) {
        try Replacement.write([2], to: folder + "/file")
      }
    }
    #expect(contents(folder + "/file") == [2])
    #expect(names == (kept + ["file"]).sorted())
  }

  @Test func doesNotWaitForAReader() {
    let pipe = folder + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: FileError.refused(action: "write", path: pipe, code: ENXIO)) {
      try Replacement.write([1], to: pipe)
    }
  }

  @Test func refusesAFolderAndAMissingOne() {
    #expect(throws: FileError.refused(action: "write", path: folder, code: EISDIR)) {
      try Replacement.write([1], to: folder)
    }
    let missing = folder + "/none/f"
    #expect(throws: FileError.refused(action: "write", path: missing, code: ENOENT)) {
      try Replacement.write([1], to: missing)
    }
    #expect(names == [])
  }

  @Test func aFullDeviceIsAnError() {
    #expect(throws: FileError.refused(action: "write", path: "/dev/full", code: ENOSPC)) {
      try Replacement.write([1], to: "/dev/full")
    }
  }

  @Test func errorsAreToldInWords() {
    #expect(
      FileError.refused(action: "write", path: "f", code: EACCES).description
        == "cannot write f: permission denied")
  }
}

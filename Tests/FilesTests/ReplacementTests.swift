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

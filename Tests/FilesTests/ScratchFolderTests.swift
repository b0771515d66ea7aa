import Glibc
import Testing

@testable import Files

/// What a process that was killed left in its scratch folder is removed by the next.
@Suite struct ScratchFolderTests {
  private let place = TestFolder()

  /// A folder of a process with a file in it, last changed before so many seconds.
  private func folder(_ name: String, age: Int) throws -> String {
    let path = place.path + "/" + name
    #expect(mkdir(path, 0o700) == 0)
    try Replacement.write([1], to: path + "/x.npy")
    let then = timeval(tv_sec: time(nil) - age, tv_usec: 0)
    #expect(utimes(path, [then, then]) == 0)
    return path
  }

  private func remove(_ path: String) {
    unlink(path + "/x.npy")
    rmdir(path)
  }

  @Test func removesWhatAKilledProcessLeft() throws {
    // No process has so large a number.
    let dead = pid_t.max - 1
    _ = try folder("gm-scratch-\(dead)-aaaaaa", age: 7200)
    let kept = [
      ("gm-scratch-\(dead)-bbbbbb", 60), ("gm-scratch-\(getpid())-aaaaaa", 7200),
      ("gm-scratch-\(dead)-longer-aaaaaa", 7200), ("gm-scratch-x-aaaaaa", 7200),
      ("gm-\(dead)-aaaaaa", 7200), ("gm-scratch-0-aaaaaa", 7200),
    ]
    let paths = try kept.map { try folder($0.0, age: $0.1) }
    defer { for path in paths { remove(path) } }
    // One is held by a process whose number is not known here, as in another container.
    let held = try folder("gm-scratch-\(dead)-cccccc", age: 7200)
    defer { remove(held) }
    let lock = open(held, O_RDONLY | O_DIRECTORY)
    #expect(flock(lock, LOCK_EX) == 0)
    defer { close(lock) }
    // A link leads to no other folder.
    let link = "gm-scratch-\(dead)-dddddd"
    #expect(symlink(paths[4], place.path + "/" + link) == 0)
    ScratchFolder.removeAbandoned(in: place.path)
    let names = kept.map(\.0) + ["gm-scratch-\(dead)-cccccc", link]
    #expect(place.names == names.sorted())
    for path in paths + [held] { #expect(access(path + "/x.npy", F_OK) == 0, "\(path)") }
  }

  @Test func isThisProcesssOwn() throws {
    let path = try ScratchFolder.path
    #expect(path.contains("/gm-scratch-\(getpid())-"))
    #expect(ScratchFolder.holds(path + "x"))
    #expect(!ScratchFolder.holds("/tmp/x"))
    let other = open(path, O_RDONLY | O_DIRECTORY)
    defer { close(other) }
    #expect(flock(other, LOCK_EX | LOCK_NB) != 0)
  }
}

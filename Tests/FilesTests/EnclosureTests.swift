import Foundation
import Synchronization
import Testing

@testable import Files

/// A folder that reading does not leave: whatever a path says, and whatever becomes of its links meanwhile.
struct EnclosureTests {
  private let base = NSTemporaryDirectory() + "gm-enclosure-\(UUID().uuidString)"
  private var inside: String { base + "/in" }

  /// A folder `in` with files and links, and a secret beside it.
  private func furnished(_ body: (Enclosure) throws -> Void) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: inside + "/deep", withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: base) }
    for (name, text) in [("secret", "secret"), ("in/a", "own"), ("in/deep/b", "own")] {
      try text.write(toFile: base + "/" + name, atomically: false, encoding: .utf8)
    }
    for (name, target) in [
      ("up", ".."), ("far", base), ("file", "../secret"), ("own", "a"), ("home", inside + "/a"),
      ("loop", "loop"), ("round", "deep/../a"),
    ] {
      try files.createSymbolicLink(atPath: inside + "/" + name, withDestinationPath: target)
    }
    mkfifo(inside + "/pipe", 0o600)
    try body(Enclosure(inside))
  }

  private func read(_ path: String, _ enclosure: Enclosure) -> Result<String, FileError> {
    do throws(FileError) {
      let file = try FileBytes(path, within: enclosure)
      return .success(String(decoding: file.bytes, as: UTF8.self))
    } catch { return .failure(error) }
  }

  @Test func whatLiesInItIsRead() throws {
    try furnished { enclosure in
      for path in ["a", "deep/b", "own", "home", "round", "deep/../a", "./deep/.//b"] {
        #expect(read(inside + "/" + path, enclosure) == .success("own"), "\(path)")
      }
    }
  }

  @Test func nothingElseIs() throws {
    try furnished { enclosure in
      for path in [
        "../secret", "up/secret", "far/secret", "file", "deep/../../secret", "up/in/../secret",
        "../none", "up/none", "../in/../secret",
      ] {
        let path = inside + "/" + path
        #expect(read(path, enclosure) == .failure(.outside(path: path)))
      }
      for path in ["/etc/passwd", "/proc/self/environ", "/dev/zero", base + "/secret", "/"] {
        #expect(read(path, enclosure) == .failure(.outside(path: path)))
      }
    }
  }

  @Test func whatIsNoFileIsRefused() throws {
    try furnished { enclosure in
      let pipe = inside + "/pipe"
      #expect(read(pipe, enclosure) == .failure(.special(path: pipe)))
      for (name, code) in [("deep", EISDIR), ("loop", ELOOP), ("a/b", ENOTDIR), ("none", ENOENT)] {
        let path = inside + "/" + name
        #expect(
          read(path, enclosure) == .failure(.refused(action: "read", path: path, code: code)))
      }
      let long = inside + "/" + String(repeating: "deep/../", count: 1000) + "a"
      #expect(
        read(long, enclosure)
          == .failure(.refused(action: "read", path: long, code: ENAMETOOLONG)))
    }
  }

  /// A folder and a link out of it change places all the time: what is read is never the secret.
  @Test func aRaceIsNotWon() throws {
    try furnished { enclosure in
      let files = FileManager.default
      try files.createDirectory(atPath: base + "/out", withIntermediateDirectories: true)
      try "secret".write(toFile: base + "/out/b", atomically: false, encoding: .utf8)
      try files.createSymbolicLink(atPath: inside + "/link", withDestinationPath: base + "/out")
      let (folder, link, spare) = (inside + "/deep", inside + "/link", inside + "/spare")
      let isOver = Flag()
      let racer = Thread {
        for _ in 0..<20_000 {
          rename(folder, spare)
          rename(link, folder)
          rename(folder, link)
          rename(spare, folder)
        }
        isOver.value.store(true, ordering: .relaxed)
      }
      while !isOver.value.load(ordering: .relaxed) {
        #expect(read(folder + "/b", enclosure) != .success("secret"))
      }
      racer.join()
    }
  }

  /// The folder, or the one above it, is exchanged for a link: what is read lies in the one that it was.
  @Test(arguments: [true, false]) func anExchangeOfTheFolderLeadsNowhere(isAbove: Bool) throws {
    try furnished { enclosure in
      let files = FileManager.default, aside = base + "-aside", out = base + "-out"
      defer { for path in [aside, out] { try? files.removeItem(atPath: path) } }
      let (folder, place) = isAbove ? (base, "/in/a") : (inside, "/a")
      let secret = out + place
      try files.createDirectory(
        atPath: (secret as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try "secret".write(toFile: secret, atomically: false, encoding: .utf8)
      try files.moveItem(atPath: folder, toPath: aside)
      try files.createSymbolicLink(atPath: folder, withDestinationPath: out)
      #expect(try String(contentsOfFile: inside + "/a", encoding: .utf8) == "secret")
      for path in ["a", "own", "home", "deep/../a"] {
        #expect(read(inside + "/" + path, enclosure) == .success("own"), "\(path)")
      }
      #expect(
        read(inside + "/file", enclosure) == .failure(.outside(path: inside + "/file")))
      try files.removeItem(atPath: folder)
      try files.moveItem(atPath: aside, toPath: folder)
    }
  }

  /// A folder that is not there is an error where it is read, and its descriptor nobody else's.
  @Test func aMissingFolderHoldsNothing() throws {
    let enclosure = Enclosure(base + "/none"), path = base + "/none/a"
    #expect(
      read(path, enclosure) == .failure(.refused(action: "read", path: path, code: ENOENT)))
  }

  private final class Flag: Sendable {
    let value = Atomic(false)
  }
}

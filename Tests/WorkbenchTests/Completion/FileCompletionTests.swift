import Foundation
import Testing

@testable import Workbench

/// Files inside strings, behind `use` and `:log`.
struct FileCompletionTests {
  /// A folder with files of all sorts, removed at the end.
  private final class Folder {
    let path: String

    init() throws {
      path =
        FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        .appendingPathComponent("gm-\(UUID().uuidString)").path
      for name in [
        "data.csv", "data set.npz", "lib.gms", ".hidden.gms", "odd\"{x}.gms", "Data.txt",
      ] {
        try write(name)
      }
      try write("models/vae.gms")
      try write("models/deep/net.gms")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private func write(_ name: String) throws {
      let file = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: file)
    }
  }

  private func offered(_ line: String, in folder: Folder, isSafe: Bool = false) -> [String] {
    let prompt = Prompt {
      $0.script = folder.path + "/script.gms"
      $0.isSafe = isSafe
    }
    return prompt.session.completions(of: line, at: line.utf8.count).candidates.map(\.text)
  }

  @Test(arguments: [
    ("use \"", ["lib.gms", "models/", "odd\\\"{{x}}.gms"]), ("use \"l", ["lib.gms"]),
    ("use \"models/", ["deep/", "vae.gms"]), ("use \"models/deep/n", ["net.gms"]),
    ("use \".", [".hidden.gms"]), ("use \"no/", []), ("use \"odd\\\"", ["odd\\\"{{x}}.gms"]),
    ("x = read(\"data", ["data set.npz", "data.csv"]), ("read(\"data s", ["data set.npz"]),
    ("read(\"DATA.c", ["data.csv"]), ("read(\"mod", ["models/"]), (":log l", ["lib.gms"]),
    (":log models/v", ["vae.gms"]), ("read(\"/no/such/", []),
  ])
  func files(line: String, expected: [String]) throws {
    #expect(offered(line, in: try Folder()) == expected)
  }

  @Test func theHomeFolderAndFullPaths() throws {
    let folder = try Folder()
    #expect(offered("use \"\(folder.path)/models/v", in: folder) == ["vae.gms"])
    let home = FileManager.default.homeDirectoryForCurrentUser.path
    let names = try FileManager.default.contentsOfDirectory(atPath: home).filter {
      $0.hasPrefix(".")
    }
    #expect(offered("read(\"~/.", in: folder).count == names.count)
  }

  @Test(arguments: ["use \"../", "use \"/", "use \"~/", "read(\"models/../../"])
  func safeSessionsStayInTheirFolder(line: String) throws {
    let folder = try Folder()
    #expect(offered(line, in: folder, isSafe: true).isEmpty)
    #expect(offered("use \"models/", in: folder, isSafe: true) == ["deep/", "vae.gms"])
    #expect(offered("use \"models/../l", in: folder, isSafe: true) == ["lib.gms"])
  }

  /// The candidate replaces the last part of the path alone.
  @Test func theFolderIsKept() throws {
    let line = "use \"models/v"
    let session = Prompt { [path = try Folder().path] in $0.script = path + "/a.gms" }.session
    #expect(session.completions(of: line, at: line.utf8.count).start == line.utf8.count - 1)
  }
}

import Foundation
import Testing

@testable import Workbench

/// A folder with a script's files, in which `--safe` runs, and a secret outside of it.
final class Cell {
  /// The folder around it, with nothing that anybody may see or change.
  let around: String
  /// The folder of the script.
  var folder: String { around + "/cell" }
  static let secret = "gm-secret-7391"

  init() throws {
    around = NSTemporaryDirectory() + "gm-cell-\(UUID().uuidString)"
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("secret.gms", "\(Cell.secret) = 1\n"), ("secret.csv", "a,b\n\(Cell.secret),2\n"),
      ("secret.npy", Cell.secret), ("secret.gmw", Cell.secret), ("cell/own.gms", "own(x) = x\n"),
      ("cell/own.csv", "a,b\n1,2\n"),
    ] {
      try text.write(toFile: around + "/" + name, atomically: false, encoding: .utf8)
    }
    try files.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "..")
    for ending in ["gms", "csv", "npy", "gmw"] {
      try files.createSymbolicLink(
        atPath: folder + "/linked.\(ending)", withDestinationPath: around + "/secret.\(ending)")
    }
    mkfifo(folder + "/pipe.gms", 0o600)
  }

  deinit { try? FileManager.default.removeItem(atPath: around) }

  /// A session of a script in the folder.
  func prompt(fuel: Int? = nil) -> Prompt {
    Prompt { [folder] in
      $0.isSafe = true
      $0.script = folder + "/script.gms"
      $0.fuel = fuel
    }
  }

  /// Paths that lead to the secret, to devices, to places where something could be written.
  var hostilePaths: [String] {
    ["gms", "csv", "npy", "gmw"].flatMap { ending in
      [
        "\(around)/secret.\(ending)", "\(folder)/../secret.\(ending)",
        "\(folder)/link/secret.\(ending)", "\(folder)/linked.\(ending)",
        "\(folder)/link/cell/../secret.\(ending)", "\(folder)/new.\(ending)",
        "\(around)/new.\(ending)",
      ]
    } + [
      "/proc/self/environ", "/dev/zero", "/etc/passwd", "~/new.npy", "~root/.profile", "pipe.gms",
      "\(folder)/pipe.gms", "/dev/stdout", "\(folder)/new.svg", "\(folder)/new.png",
      String(repeating: "x/", count: 3000), "\(folder)/\u{2025}/secret.gms", "",
    ]
  }

  /// Everything that lies in and around it, with sizes, times and contents.
  var state: [String] {
    let names = FileManager.default.enumerator(atPath: around)?.compactMap { $0 as? String } ?? []
    return names.sorted().map { name in
      var status = stat()
      lstat(around + "/" + name, &status)
      return "\(name) \(status.st_size) \(status.st_mode) \(status.st_mtim.tv_nsec)"
    }
  }

  /// Runs entries in a session of their own; they may fail, but leave no trace and tell no secret.
  func holds(
    _ entries: [String], fuel: Int? = nil, _ place: SourceLocation = #_sourceLocation
  ) {
    let before = state, prompt = prompt(fuel: fuel)
    for entry in entries {
      let reply = prompt(entry)
      #expect(
        !(reply.output + reply.diagnostics).replacing(entry, with: "").contains(Cell.secret),
        "\(entry)", sourceLocation: place)
    }
    #expect(state == before, "\(entries)", sourceLocation: place)
  }
}

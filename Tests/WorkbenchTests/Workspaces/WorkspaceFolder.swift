import Foundation
import Testing

@testable import Workbench

/// A folder of its own for a test, which goes with it.
final class WorkspaceFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "gm-workspace-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  func file(_ name: String) -> String { path + "/" + name }

  /// The names of the files in it.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

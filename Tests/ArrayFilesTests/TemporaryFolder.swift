import Foundation

/// A folder for the files of a test, gone with it.
final class TemporaryFolder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "gm-arrays-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

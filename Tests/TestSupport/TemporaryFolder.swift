import Foundation

/// A folder for the files of a test, gone with it.
public final class TemporaryFolder {
  /// Its path, without a slash at the end.
  public let path: String

  /// Makes the folder.
  public init() {
    path = NSTemporaryDirectory() + "gm-test-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

import Foundation

/// How much tests of random inputs are to do.
public enum FuzzCount {
  /// How many inputs every reader of files gets at least: `GM_FUZZ_INPUTS`, 0 where that is not set.
  ///
  /// A million take some minutes for each format.
  public static let inputs =
    ProcessInfo.processInfo.environment["GM_FUZZ_INPUTS"].flatMap { Int($0) } ?? 0
}

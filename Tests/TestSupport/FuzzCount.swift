import Foundation

/// How much tests of random inputs are to do.
public enum FuzzCount {
  /// `GM_FUZZ_INPUTS`: how many inputs every reader of files gets at least; 0 where it is not set, and the
  /// tests are short. A million take some minutes for each format.
  public static let inputs =
    ProcessInfo.processInfo.environment["GM_FUZZ_INPUTS"].flatMap { Int($0) } ?? 0
}

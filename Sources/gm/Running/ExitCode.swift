import Workbench

/// The exit codes of `gm`.
enum ExitCode {
  static let success: Int32 = 0
  /// A script failed, or a golden did not match.
  static let failure: Int32 = 1
  /// The command line makes no sense.
  static let usage: Int32 = 2
  /// Ctrl-C.
  static let interrupted: Int32 = 130

  static func of(_ outcome: Outcome) -> Int32 {
    switch outcome {
    case .ok: success
    case .failed: failure
    case .interrupted: interrupted
    case .quit(let code): code
    }
  }
}

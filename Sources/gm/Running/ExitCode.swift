import Glibc
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

  /// The code of a process that a signal ends, of one whose terminal is gone where there was none.
  static func ended(by signal: Int32) -> Int32 { 128 + (signal == 0 ? SIGHUP : signal) }

  static func of(_ outcome: Outcome) -> Int32 {
    switch outcome {
    case .ok: success
    case .failed: failure
    case .interrupted: interrupted
    case .quit(let code): code
    }
  }
}

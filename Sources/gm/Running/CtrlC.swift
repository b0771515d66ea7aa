import CEditline
import Glibc
import Synchronization
import Workbench

/// The user's wish to stop what runs: set by Ctrl-C, polled by the session.
enum CtrlC {
  private static let endsOnRepetition = Atomic<Bool>(false)

  static var isRequested: Bool { Stop.isRequested }

  /// Forgets an earlier wish, before the next statement.
  static func clear() { Stop.clear() }

  /// Handles Ctrl-C from here on.
  ///
  /// Where nobody can type a next statement, a second Ctrl-C ends the
  /// process even if the first has not been noticed yet.
  static func install(isInteractive: Bool) {
    // Touched here, so that nothing is left to initialise in the signal handler.
    clear()
    endsOnRepetition.store(!isInteractive, ordering: .relaxed)
    editline_handle_interrupts(requestInterruption)
  }

  fileprivate static func request() {
    let isRepeated = Stop.request()
    if isRepeated, endsOnRepetition.load(ordering: .relaxed) { _exit(ExitCode.interrupted) }
  }
}

/// Runs in the signal handler.
private func requestInterruption() { CtrlC.request() }

/// A signal that is handled, by nothing: on whichever thread it comes.
func passSignal(_: Int32) {}

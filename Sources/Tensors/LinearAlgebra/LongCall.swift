import Dispatch
import Foundation
import Synchronization

/// Runs a computation that cannot be stopped on a thread of its own, so that Ctrl-C can leave it.
///
/// An abandoned computation goes on until its end and keeps its memory (still counted by the
/// budget). At most one of a kind lives: the next long call waits for it first, and can be
/// interrupted there.
public enum LongCall {
  /// Those of one kind wait for each other alone: no picture waits for eigenvalues.
  private final class Kind: Sendable {
    let abandoned = Mutex<DispatchSemaphore?>(nil)
  }

  private static let algebra = Kind(), other = Kind()

  /// Whether an abandoned computation is still running, so that the next long call has to wait.
  public static var isWaitingForAbandoned: Bool { algebra.abandoned.withLock { $0 != nil } }

  /// The result of work that takes long and is no linear algebra, such as drawing.
  ///
  /// - Throws: `.interrupted`; the work goes on to its end, for nobody.
  public static func runAside<R: Sendable>(
    _ work: @escaping @Sendable () -> R
  ) throws(TensorError) -> R {
    try run(other) { () throws(TensorError) in work() }
  }

  /// The result of `work`, computed on its own thread.
  static func run<R: Sendable>(
    _ work: @escaping @Sendable () throws(TensorError) -> R
  ) throws(TensorError) -> R {
    try run(algebra, work)
  }

  private static func run<R: Sendable>(
    _ kind: Kind, _ work: @escaping @Sendable () throws(TensorError) -> R
  ) throws(TensorError) -> R {
    try Interruption.check()
    try awaitAbandoned(kind)
    let outcome = Outcome<R>()
    let finished = DispatchSemaphore(value: 0)
    let isStarted = start(Body(finished) { outcome.fill(work) })
    // No thread to be had: better an uninterruptible result than none.
    guard isStarted else { return try work() }
    while finished.wait(timeout: .now() + .milliseconds(3)) == .timedOut {
      if Interruption.flag.load(ordering: .relaxed) {
        kind.abandoned.withLock { $0 = finished }
        throw .interrupted
      }
    }
    return try outcome.get()
  }

  private static func awaitAbandoned(_ kind: Kind) throws(TensorError) {
    while let call = kind.abandoned.withLock({ $0 }) {
      if call.wait(timeout: .now() + .milliseconds(3)) == .success {
        // Left open for any other caller that waits for the same call.
        call.signal()
        kind.abandoned.withLock { if $0 === call { $0 = nil } }
      }
      try Interruption.check()
    }
  }

  private static func start(_ body: Body) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 16 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    // SIGBUS tells of a page of a mapped file that is gone, to the thread that looks at it.
    var everything = sigset_t(), before = sigset_t()
    sigfillset(&everything)
    sigdelset(&everything, SIGBUS)
    pthread_sigmask(SIG_SETMASK, &everything, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let box = Unmanaged.passRetained(body)
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { raw in
        guard let raw else { return nil }
        let finished = Body.runAndRelease(raw)
        finished.signal()
        return nil
      }, box.toOpaque())
    if status != 0 { box.release() }
    return status == 0
  }

  private final class Body {
    private let finished: DispatchSemaphore
    private let run: @Sendable () -> Void

    init(_ finished: DispatchSemaphore, _ run: @escaping @Sendable () -> Void) {
      self.finished = finished
      self.run = run
    }

    // Not inlined: the operands' memory is given back before the end is signalled.
    @inline(never)
    static func runAndRelease(_ raw: UnsafeMutableRawPointer) -> DispatchSemaphore {
      let body = Unmanaged<Body>.fromOpaque(raw).takeRetainedValue()
      body.run()
      return body.finished
    }
  }

  private final class Outcome<R: Sendable>: Sendable {
    private let result = Mutex<Result<R, TensorError>?>(nil)

    func fill(_ work: () throws(TensorError) -> R) {
      let value: Result<R, TensorError>
      do throws(TensorError) {
        value = .success(try work())
      } catch {
        value = .failure(error)
      }
      result.withLock { $0 = value }
    }

    func get() throws(TensorError) -> R {
      guard let value = result.withLock({ $0 }) else { throw .interrupted }
      return try value.get()
    }
  }
}

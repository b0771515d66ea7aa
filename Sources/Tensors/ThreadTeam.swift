import CKernels
import Foundation
import Synchronization

/// The worker threads and the one job they share at a time.
///
/// `claims` holds the job's number (high half) and how many of its blocks nobody has claimed
/// (low half), so that a claim made for one job can never take a block of the next.
final class ThreadTeam: @unchecked Sendable {
  // Sendable: a job's description is written before `claims` publishes it and is not rewritten
  // before every claimed block is done.
  static let shared = ThreadTeam()

  struct Job {
    var count = 0
    var block = 1
    var blocks = 0

    func range(_ index: Int) -> Range<Int> {
      let start = index * block
      return start..<(count - start > block ? start + block : count)
    }
  }

  typealias Body = (Range<Int>) -> Void

  private let busy = Atomic<Bool>(false)
  private let claims = Atomic<UInt64>(0)
  private let done = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private let helpers = Atomic<Int>(0)
  private let signal: UnsafeMutablePointer<Atomic<UInt32>>
  private var job = Job()
  private var body: UnsafePointer<Body>?
  private var started = 0

  private init() {
    signal = .allocate(capacity: 1)
    signal.initialize(to: Atomic(0))
  }

  /// Takes the team; false while another operation has it, which then runs on its own thread.
  func enter() -> Bool {
    busy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
  }

  func leave() { busy.store(false, ordering: .releasing) }

  func run(_ job: Job, helpers count: Int, stoppable: Bool, _ body: Body) -> Bool {
    startWorkers(count)
    return withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { pointer in
        publish(job, pointer)
        let stopped = takePart(stoppable: stoppable)
        self.body = nil
        return !stopped
      }
    }
  }

  private func publish(_ job: Job, _ body: UnsafePointer<Body>) {
    self.job = job
    self.body = body
    done.store(0, ordering: .relaxed)
    let epoch = (claims.load(ordering: .relaxed) >> 32) &+ 1
    claims.store(epoch << 32 | UInt64(job.blocks), ordering: .sequentiallyConsistent)
    signal.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
    if sleepers.load(ordering: .sequentiallyConsistent) > 0 { gm_futex_wake(signal, Int32.max) }
  }

  /// The caller's share: claims blocks, withdraws the rest on Ctrl-C, waits for the workers'.
  private func takePart(stoppable: Bool) -> Bool {
    var withdrawn = 0
    while let index = claim() {
      runBlock(index)
      guard stoppable, Interruption.flag.load(ordering: .relaxed) else { continue }
      let epoch = claims.load(ordering: .relaxed) >> 32
      withdrawn = Int(claims.exchange(epoch << 32, ordering: .acquiringAndReleasing) & 0xffff_ffff)
      break
    }
    var turns = 0
    while done.load(ordering: .acquiring) < job.blocks - withdrawn {
      turns += 1
      if turns < 4000 { gm_pause() } else { sched_yield() }
    }
    return withdrawn > 0
  }

  private func claim() -> Int? {
    var seen = claims.load(ordering: .acquiring)
    while seen & 0xffff_ffff != 0 {
      let (exchanged, original) = claims.weakCompareExchange(
        expected: seen, desired: seen - 1, ordering: .acquiringAndReleasing)
      // Only after the claim holds is it certain that `job` is the one that was claimed from.
      if exchanged { return job.blocks - Int(seen & 0xffff_ffff) }
      seen = original
    }
    return nil
  }

  // Not inlined: every reference to the body's context must be gone before `done` is raised.
  @inline(never)
  private func call(_ index: Int) { body?.pointee(job.range(index)) }

  private func runBlock(_ index: Int) {
    call(index)
    done.wrappingAdd(1, ordering: .releasing)
  }
}

// MARK: - Workers

extension ThreadTeam {
  /// Makes `count` workers available, starting those that are missing.
  private func startWorkers(_ count: Int) {
    helpers.store(count, ordering: .relaxed)
    while started < count, spawn(started) { started += 1 }
  }

  /// Workers block every signal: Ctrl-C belongs to the front end's thread.
  ///
  /// Only what a worker itself runs into, a page of a mapped file that is gone, is its own: blocked, it
  /// would end the process.
  private func spawn(_ number: Int) -> Bool {
    var everything = sigset_t()
    var before = sigset_t()
    sigfillset(&everything)
    sigdelset(&everything, SIGBUS)
    pthread_sigmask(SIG_SETMASK, &everything, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 1 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { number in
        ThreadTeam.shared.work(Int(bitPattern: number) - 1)
        return nil
      }, UnsafeMutableRawPointer(bitPattern: number + 1))
    return status == 0
  }

  /// A worker's life: take blocks, spin for more, sleep when none come.
  private func work(_ number: Int) {
    var idle = 0
    while true {
      if number < helpers.load(ordering: .relaxed), let index = claim() {
        runBlock(index)
        idle = 0
      } else if idle < 4000, number < helpers.load(ordering: .relaxed) {
        idle += 1
        gm_pause()
      } else {
        sleep(number)
        idle = 0
      }
    }
  }

  private func sleep(_ number: Int) {
    let seen = signal.pointee.load(ordering: .sequentiallyConsistent)
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    let open = claims.load(ordering: .sequentiallyConsistent) & 0xffff_ffff != 0
    if !open || number >= helpers.load(ordering: .relaxed) { gm_futex_wait(signal, seen) }
    sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
  }
}

import Glibc

/// Deep recursion of scripts needs more than the main thread has; the memory is committed on use.
let interpreterStackBytes = 512 << 20

private final class Job {
  let body: () -> Int32
  var result = ExitCode.failure

  init(_ body: @escaping () -> Int32) { self.body = body }
}

/// Runs the body on a thread with a large stack and waits for its result.
func onInterpreterStack(_ body: @escaping () -> Int32) -> Int32 {
  let job = Job(body)
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, interpreterStackBytes)
  defer { pthread_attr_destroy(&attributes) }
  var thread = pthread_t()
  let status = pthread_create(
    &thread, &attributes, runJob, Unmanaged.passUnretained(job).toOpaque())
  guard status == 0 else {
    Output.complain("cannot start the interpreter's thread: \(systemMessage(status))")
    return ExitCode.failure
  }
  pthread_join(thread, nil)
  return withExtendedLifetime(job) { job.result }
}

private func runJob(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  let job = Unmanaged<Job>.fromOpaque(context).takeUnretainedValue()
  job.result = job.body()
  return nil
}

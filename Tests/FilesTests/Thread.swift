import Glibc

/// A thread that runs a function.
final class Thread {
  private final class Task: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private var handle = pthread_t()

  init(_ body: @escaping @Sendable () -> Void) {
    let task = Unmanaged.passRetained(Task(body)).toOpaque()
    let code = pthread_create(
      &handle, nil,
      { task in
        if let task { Unmanaged<Task>.fromOpaque(task).takeRetainedValue().body() }
        return nil
      }, task)
    precondition(code == 0)
  }

  /// Waits until it is done.
  func join() { pthread_join(handle, nil) }
}

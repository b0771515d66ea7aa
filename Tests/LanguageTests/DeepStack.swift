import Foundation
import TestSupport

/// Runs the closure on a thread of 8 MB, what the main thread of most programs has; a sanitizer is given more,
/// as its frames are larger.
func onMainSizedStack<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws
  -> Value
{
  nonisolated(unsafe) var result: Result<Value, any Error>?
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    result = Result { try body() }
    done.signal()
  }
  thread.stackSize = isSanitized ? 64 << 20 : 8 << 20
  thread.start()
  done.wait()
  return try result.map { try $0.get() } ?? body()
}

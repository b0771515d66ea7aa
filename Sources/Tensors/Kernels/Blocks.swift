import Synchronization

/// Elements of one block of an elementwise operation: blocks are fixed, so that results do not
/// depend on how many threads share them.
let elementwiseBlock = 32768

/// Runs `body` over consecutive ranges of `size` positions of `0..<count`, the last one shorter.
@inline(__always)
func forEachBlock(
  _ count: Int, size: Int = elementwiseBlock, _ body: (Range<Int>) -> Void
) throws(TensorError) {
  try ThreadPool.forEachBlock(count: count, block: size, body)
}

/// Runs `body` over consecutive ranges of `0..<count` in order and on this thread, for work that
/// cannot be shared: between them Ctrl-C is noticed.
@inline(__always)
func forEachSpan(_ count: Int, _ body: (Range<Int>) -> Void) throws(TensorError) {
  _ = try firstSpanResult(count) { range -> Never? in
    body(range)
    return nil
  }
}

/// The spans of `forEachSpan` for a row of a loop that cannot throw.
///
/// - Returns: false where Ctrl-C ended them.
@inline(__always)
func forEachSpanUnlessStopped(_ count: Int, _ body: (Range<Int>) -> Void) -> Bool {
  do throws(TensorError) { try forEachSpan(count, body) } catch { return false }
  return true
}

/// The first result that `body` has for one of the spans of `forEachSpan`.
@inline(__always)
func firstSpanResult<R>(_ count: Int, _ body: (Range<Int>) -> R?) throws(TensorError) -> R? {
  var start = 0
  while start < count {
    try Interruption.check()
    let end = min(count, start &+ (1 << 20))
    if let result = body(start..<end) { return result }
    start = end
  }
  return nil
}

/// An error at a position of a loop.
///
/// A reference, so that a loop without one gives back nothing but an empty register: an optional value
/// in memory would be read while the loop's last vectors are still on their way there.
final class LoopFault: Sendable {
  let position: Int
  let error: TensorError

  init(position: Int, error: TensorError) {
    self.position = position
    self.error = error
  }
}

/// The error at the smallest position among all blocks, so that the message does not depend on
/// the order in which threads meet errors.
final class FirstFault: Sendable {
  private let first = Mutex<LoopFault?>(nil)

  func record(_ fault: LoopFault) {
    first.withLock { known in
      if let known, known.position <= fault.position { return }
      known = fault
    }
  }

  func check() throws(TensorError) {
    if let fault = first.withLock({ $0 }) { throw fault.error }
  }
}

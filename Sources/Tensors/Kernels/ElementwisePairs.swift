/// One operand of a loop: where it starts, and whether it moves (step 1) or stands (step 0).
struct LoopOperand<A> {
  let pointer: UnsafePointer<A>
  let step: Int
}

/// The loop `out[i] = f(x[i], y[i])`, one variant for each way in which an operand stands.
@inline(__always)
func pairLoop<A, R>(
  _ x: LoopOperand<A>, _ y: LoopOperand<A>, _ out: UnsafeMutablePointer<R>, _ count: Int,
  _ f: (A, A) -> R
) {
  let a = x.pointer, b = y.pointer
  if x.step == 1 && y.step == 1 {
    for i in 0..<count { out[i] = f(a[i], b[i]) }
  } else if x.step == 1 {
    let right = b[0]
    for i in 0..<count { out[i] = f(a[i], right) }
  } else {
    let left = a[0]
    for i in 0..<count { out[i] = f(left, b[i]) }
  }
}

/// The loop `out[i] = f(x[i], y[i])` of a function that may fail, up to its first failure.
@inline(__always)
func checkedPairLoop<A, R>(
  _ x: LoopOperand<A>, _ y: LoopOperand<A>, _ out: UnsafeMutablePointer<R>, _ count: Int,
  _ f: (A, A) throws(TensorError) -> R
) -> LoopFault? {
  for i in 0..<count {
    do throws(TensorError) {
      out[i] = try f(x.pointer[i &* x.step], y.pointer[i &* y.step])
    } catch {
      return LoopFault(position: i, error: error)
    }
  }
  return nil
}

extension Tensor {
  /// The tensor that `loop` computes, run by run, from two operands that broadcast to `shape`.
  static func pairwise<A: Element, R: Element>(
    _ x: Tensor, _ y: Tensor, _ shape: Shape, from: A.Type, to: R.Type,
    _ loop: (LoopOperand<A>, LoopOperand<A>, UnsafeMutablePointer<R>, Int) -> LoopFault?
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: R.elementType)
    let count = result.count
    guard count > 0 else { return result }
    let a = x.pointer(as: A.self), b = y.pointer(as: A.self)
    let out = result.mutablePointer(as: R.self)
    let plan = BroadcastPlan(x.shape, y.shape, result: shape)
    let faults = FirstFault()
    try forEachBlock(count) { range in
      plan.forEachRun(in: range) { run in
        let left = LoopOperand(pointer: a + run.x, step: plan.inner.x)
        let right = LoopOperand(pointer: b + run.y, step: plan.inner.y)
        guard let fault = loop(left, right, out + run.start, run.count) else { return }
        faults.record(LoopFault(position: run.start &+ fault.position, error: fault.error))
      }
    }
    try faults.check()
    return result
  }

  /// The same for a function that cannot fail.
  @inline(__always)
  static func pairwise<A: Element, R: Element>(
    _ x: Tensor, _ y: Tensor, _ shape: Shape, _ f: (A, A) -> R
  ) throws(TensorError) -> Tensor {
    try pairwise(x, y, shape, from: A.self, to: R.self) { a, b, out, count in
      pairLoop(a, b, out, count, f)
      return nil
    }
  }

  /// The common shape of two operands.
  static func commonShape(_ x: Tensor, _ y: Tensor) throws(TensorError) -> Shape {
    guard let shape = x.shape.broadcast(with: y.shape) else { throw .broadcast(x.shape, y.shape) }
    return shape
  }
}

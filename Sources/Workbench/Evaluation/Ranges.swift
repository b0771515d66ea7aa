import Language
import Tensors
import Tracing

/// The bounds `a:b` or `a:step:b`, unevaluated.
struct RangeBounds {
  let from: Node, step: Node?, to: Node

  var height: Int { max(from.height, to.height, step?.height ?? 0) }

  func eval(_ p: borrowing Program, _ r: inout Slots, _ m: inout State) throws(Fault)
    -> ResolvedRange
  {
    let a = try from.eval(p, &r, &m)
    let s = try step?.eval(p, &r, &m)
    let b = try to.eval(p, &r, &m)
    if case .int(let i) = a, case .int(let j) = b {
      if s == nil { return ResolvedRange(from: i, step: 1, to: j) }
      if case .int(let k)? = s, k != 0 { return ResolvedRange(from: i, step: k, to: j) }
    }
    let x = try number(a, from), h = try s.map { (v) throws(Fault) in try number(v, step ?? from) }
    let y = try number(b, to)
    let width = h ?? 1
    if width == 0 || width.isNaN { throw (step ?? from).fault("range", "the step is \(width)") }
    if let i = Int(exactly: x), let k = Int(exactly: width), isWhole(a), s.map(isWhole) ?? true,
      let j = Int(exactly: y.rounded(k > 0 ? .down : .up))
    {
      return ResolvedRange(from: i, step: k, to: j)
    }
    // The last point counts where it is met up to rounding: 0:0.1:1 has 11 points.
    let turns = (y - x) / width
    guard turns < 0x1p53 else { throw to.fault("range", "the range has too many points") }
    let count = turns.isNaN || turns < -1e-10 ? 0 : Int((turns + 1e-10).rounded(.down)) + 1
    var range = ResolvedRange(start: x, width: width, count: count)
    if a.isMoving || s?.isMoving == true { range.moving = (a, s ?? .float(1)) }
    return range
  }

  /// Whether a bound is an i64, or a float that stands for one.
  private func isWhole(_ value: Value) -> Bool {
    switch value {
    case .int: true
    case .float(let x): x == x.rounded() && x.magnitude < 0x1p53
    default: false
    }
  }

  private func number(_ value: Value, _ node: Node) throws(Fault) -> Double {
    switch value.known {
    case .int(let i): return Double(i)
    case .float(let x) where x.isFinite: return x
    case .tensor(let box) where box.tensor.shape.rank == 0:
      if case .float32(let x) = box.tensor.scalar, x.isFinite { return Double(x) }
    case .estimate(let estimate):
      throw Fault(OperationError(estimate.refused(by: "a bound")), at: node.span)
    case .traced(let traced):
      throw Fault(OperationError(TraceError.valueUnknown(traced.type)), at: node.span)
    default: break
    }
    throw node.fault("range", "a bound must be a finite number, not \(describe(value))")
  }

  private func describe(_ value: Value) -> String {
    if case .float(let x) = value { return "\(x)" }
    return value.kindDescription
  }
}

/// A range whose bounds are numbers.
struct ResolvedRange {
  let count: Int
  /// First value and step of a range of integers.
  let start: Int, step: Int
  /// First value and step of a range of floats.
  let floats: (start: Double, step: Double)?
  /// First value and step of a range that moves with what is being differentiated by.
  var moving: (start: Value, step: Value)?

  init(from: Int, step: Int, to: Int) {
    start = from
    self.step = step
    floats = nil
    if step > 0 ? from > to : from < to {
      count = 0
    } else {
      // In unsigned arithmetic the distance cannot overflow.
      let distance = step > 0 ? UInt(bitPattern: to &- from) : UInt(bitPattern: from &- to)
      count = min(Int(clamping: distance / step.magnitude), .max - 1) + 1
    }
  }

  init(start: Double, width: Double, count: Int) {
    self.start = 0
    step = 0
    floats = (start, width)
    self.count = max(0, count)
  }

  /// The value at a position, base 0.
  subscript(position: Int) -> Value {
    if let floats { return .float(floats.start + Double(position) * floats.step) }
    return .int(start &+ position &* step)
  }

  /// The range as a tensor.
  func materialized() throws(OperationError) -> Value {
    if let moving {
      let places = try ResolvedRange(start: 0, width: 1, count: count).materialized()
      return try Arithmetic.binary(
        .add, moving.start, Arithmetic.binary(.multiply, moving.step, places))
    }
    do throws(TensorError) {
      if let floats {
        // The list of points stands beside the tensor while that is filled.
        let (bytes, overflow) = count.multipliedReportingOverflow(by: 8)
        try MemoryBudget.reserve(overflow ? .max : bytes)
        defer { MemoryBudget.release(bytes) }
        let points = (0..<count).map { floats.start + Double($0) * floats.step }
        return .tensor(TensorBox(try Tensor(Shape([count]), points)))
      }
      return .tensor(TensorBox(try Tensor.range(from: start, count: count, step: step)))
    } catch { throw OperationError(error) }
  }
}

extension Value {
  /// Whether it is a floating number that is being recorded, so that a derivative may pass through it.
  var isMoving: Bool {
    guard case .traced(let traced) = self else { return false }
    return traced.type.element.isFloating
  }
}

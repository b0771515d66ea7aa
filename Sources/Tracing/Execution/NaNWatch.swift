import Glibc
import Synchronization
import Tensors

/// Looks at every known value that is made, to find the operation that first makes a nan.
///
/// It is switched on only to run step by step what a nan came from, for the thread that does so.
public enum NaNWatch {
  /// What is an error while it is on.
  public enum Target: UInt8, Sendable {
    /// Nothing.
    case nothing
    /// A nan made of numbers that are none.
    case values
    /// A nan or an infinity made of finite numbers.
    case infinities
    /// A derivative that is not finite, of a finite value at finite operands.
    case slopes
  }

  /// How many threads watch: a glance at it is all that costs elsewhere.
  private static let watchers = Atomic<Int>(0)
  private static let targets = Mutex<[UInt: Target]>([:])

  /// Whether it is on.
  public static var isOn: Bool { target != .nothing }

  /// What is watched for.
  public static var target: Target {
    guard watchers.load(ordering: .relaxed) != 0 else { return .nothing }
    let thread = UInt(pthread_self())
    return targets.withLock { $0[thread] ?? .nothing }
  }

  /// Does something while it is on.
  public static func watching<Result, Failure: Error>(
    _ what: Target, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let thread = UInt(pthread_self())
    let before = targets.withLock { targets in
      let before = targets[thread]
      targets[thread] = what
      return before
    }
    watchers.add(1, ordering: .relaxed)
    defer {
      watchers.subtract(1, ordering: .relaxed)
      targets.withLock { $0[thread] = before }
    }
    return try body()
  }

  /// What results are, made of operands: words for what is watched for, nil where they are nothing of it.
  public static func finding(in results: [Tensor], of operands: [Tensor]) -> String? {
    switch target {
    case .nothing: return nil
    case .values, .slopes:
      guard results.contains(where: \.containsNaN), !operands.contains(where: \.containsNaN) else {
        return nil
      }
      return "makes a nan of numbers"
    case .infinities:
      func isInfinite(_ tensor: Tensor) -> Bool { tensor.containsNaN || tensor.containsInfinity }
      guard results.contains(where: isInfinite), !operands.contains(where: isInfinite) else {
        return nil
      }
      let what = results.contains(where: \.containsNaN) ? "a nan" : "an infinity"
      return "makes \(what) of finite numbers"
    }
  }

  /// Throws where the results are what is watched for; operands that are not known count as numbers.
  static func check(
    _ operation: Operation, _ operands: [Term], _ results: [Term]
  ) throws(TraceError) {
    let what = target, known = operands.compactMap(\.value)
    guard what != .nothing else { return }
    if let words = finding(in: results.compactMap(\.value), of: known) {
      throw found(operation, words)
    }
    guard what == .slopes, known.count == operands.count, operation.passesTangents,
      !known.contains(where: { $0.containsNaN || $0.containsInfinity })
    else { return }
    guard try hasInfiniteSlope(operation, known, results.compactMap(\.value)) else { return }
    throw found(operation, "has no finite derivative here")
  }

  private static func found(_ operation: Operation, _ what: String) -> TraceError {
    .notANumber(operation: operation.name, reason: what)
  }

  private static func hasInfiniteSlope(
    _ operation: Operation, _ operands: [Tensor], _ results: [Tensor]
  ) throws(TraceError) -> Bool {
    switch operation {
    case .unary, .binary, .special, .norm: break
    default: return false
    }
    return try watching(.nothing) { () throws(TraceError) in
      let numbers = operands.map { Term($0) }, made = results.map { Term($0) }
      for index in numbers.indices where numbers[index].type.isFloating {
        var tangents = [Term?](repeating: nil, count: numbers.count)
        tangents[index] = try Term.ones(numbers[index].type)
        let moved = try operation.rules.pushforward(
          Linearized(operands: numbers, results: made, tangents: tangents))
        for case let slope? in moved {
          if let tensor = slope.value, tensor.containsNaN || tensor.containsInfinity { return true }
        }
      }
      return false
    }
  }
}

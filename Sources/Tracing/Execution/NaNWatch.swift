import Synchronization
import Tensors

/// Looks at every known value that is recorded, to find the operation that first makes a nan.
///
/// It is switched on only to run again, step by step, what a compiled graph got a nan from.
public enum NaNWatch {
  /// What is an error while it is on.
  public enum Target: UInt8, Sendable {
    /// Nothing.
    case nothing
    /// A nan made of numbers that are none.
    case values
    /// A derivative that is not finite, of a finite value at finite operands.
    case slopes
  }

  private static let target = Atomic<UInt8>(0)

  /// Whether it is on.
  public static var isOn: Bool { target.load(ordering: .relaxed) != 0 }

  /// Does something while it is on.
  public static func watching<Result, Failure: Error>(
    _ what: Target, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = target.exchange(what.rawValue, ordering: .relaxed)
    defer { target.store(before, ordering: .relaxed) }
    return try body()
  }

  /// Throws where the results are what is watched for; operands that are not known count as numbers.
  static func check(
    _ operation: Operation, _ operands: [Term], _ results: [Term]
  ) throws(TraceError) {
    let what = Target(rawValue: target.load(ordering: .relaxed)) ?? .nothing
    let known = operands.compactMap(\.value)
    guard what != .nothing, !known.contains(where: \.containsNaN) else { return }
    if results.contains(where: { $0.value?.containsNaN ?? false }) {
      throw found(operation, "makes a nan of numbers")
    }
    guard what == .slopes, known.count == operands.count,
      operation.passesTangents, !known.contains(where: \.containsInfinity)
    else { return }
    guard try hasInfiniteSlope(operation, known, results.compactMap(\.value)) else { return }
    throw found(operation, "has no finite derivative here")
  }

  private static func found(_ operation: Operation, _ what: String) -> TraceError {
    .tensor(.domain(operation: operation.name, reason: what))
  }

  private static func hasInfiniteSlope(
    _ operation: Operation, _ operands: [Tensor], _ results: [Tensor]
  ) throws(TraceError) -> Bool {
    switch operation {
    case .unary, .binary, .special, .norm: break
    default: return false
    }
    let before = target.exchange(0, ordering: .relaxed)
    defer { target.store(before, ordering: .relaxed) }
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

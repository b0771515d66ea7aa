import Synchronization
import Tensors
import Tracing

/// A compiled step applied again and again: the state that it makes is the state that it is given next.
///
/// A step is a graph from the number of the step, the state and whatever does not change to the next
/// state and some scalars, the reports. Its draws depend on the number of the step alone, so that a
/// loop that was stopped goes on with the bits of one that was not, and a part of it can be run again:
/// that is how an unfinished step is dropped although it may have written over the state.
public struct TrainingLoop {
  /// Why a loop ended.
  public enum Ending: Sendable {
    /// The last step was made.
    case finished
    /// It was interrupted; the state is that after the last whole step.
    case paused
    /// The next step makes a nan; the state is that before it.
    case notANumber
  }

  /// The inputs of the graph; those of the state are filled in before each step.
  private var inputs: [Tensor?]
  /// The input that is the number of the step.
  private let counter: Int
  /// The inputs that are the state.
  private let places: [Int]
  private var turns: Turns
  /// The state after `step` steps.
  public private(set) var state: [Tensor]
  /// How many steps were made.
  public private(set) var step: Int
  /// What the steps reported since the loop was made: a list for each number.
  public private(set) var reports: [[Double]]
  private let firstStep: Int
  private var kept: (step: Int, state: [Tensor])
  private var keptAt = ContinuousClock.now
  /// How much work is done again at most.
  private static let repeated = Duration.milliseconds(50)

  /// A loop at a step.
  ///
  /// - Parameters:
  ///   - executable: the step; its first results are the state, the others f64 scalars.
  ///   - inputs: what it is given, with anything in the places of counter and state.
  ///   - counter: the input that is the number of steps made before.
  ///   - places: the inputs that are the state, in the order of the results.
  ///   - reportCount: how many scalars it reports.
  ///   - step: how many steps were made before.
  public init(
    _ executable: Executable, inputs: [Tensor], counter: Int, state places: [Int],
    reportCount: Int, step: Int
  ) {
    self.inputs = inputs
    self.counter = counter
    self.places = places
    self.step = step
    firstStep = step
    state = places.map { inputs[$0] }
    for place in places { self.inputs[place] = nil }
    turns = Turns(executable)
    reports = [[Double]](repeating: [], count: reportCount)
    kept = (step, state)
  }

  /// Makes steps until there are `last`, or until it is stopped.
  ///
  /// - Parameters:
  ///   - last: the number of steps that the loop ends with.
  ///   - each: called after each step.
  /// - Returns: why it ended.
  /// - Throws: what a step throws; the state is that before it.
  public mutating func run(
    until last: Int, each: (borrowing TrainingLoop) -> Void
  ) throws(TensorError) -> Ending {
    keep()
    while step < last {
      if Interruption.flag.load(ordering: .relaxed) { return .paused }
      if ContinuousClock.now - keptAt > TrainingLoop.repeated {
        if hasNaN { return try endBeforeNaN() }
        keep()
      }
      let numbers: [Double]
      do throws(TensorError) { numbers = try turn() } catch {
        try restore(to: step)
        guard error == .interrupted else { throw error }
        return .paused
      }
      step += 1
      report(numbers)
      if numbers.contains(where: \.isNaN) { return try endBeforeNaN() }
      each(self)
    }
    return hasNaN ? try endBeforeNaN() : .finished
  }

  /// Keeps the state, to begin again from it.
  private mutating func keep() {
    kept = (step, state)
    keptAt = .now
  }

  /// One step on the state, which is given away; what it reports.
  private mutating func turn() throws(TensorError) -> [Double] {
    // What nobody else holds may be written over by the step.
    var given: [Tensor?] = state
    state = []
    var next = 0
    for index in inputs.indices {
      if index == counter {
        turns.give(try Tensor(step))
      } else if next < places.count, index == places[next] {
        if let tensor = given[next].take() { turns.give(tensor) }
        next += 1
      } else if let tensor = inputs[index] {
        turns.give(tensor)
      }
    }
    try turns.run()
    for _ in places { state.append(turns.take()) }
    var numbers: [Double] = []
    for _ in reports {
      if case .float(let x) = turns.take().scalar { numbers.append(x) }
    }
    return numbers
  }

  /// The state after a number of steps again, made from the one that was kept; nothing interrupts it.
  private mutating func restore(to target: Int) throws(TensorError) {
    let wasInterrupted = Interruption.flag.exchange(false, ordering: .relaxed)
    defer { if wasInterrupted { Interruption.flag.store(true, ordering: .relaxed) } }
    (step, state) = kept
    while step < target {
      do throws(TensorError) {
        _ = try turn()
        step += 1
      } catch {
        guard error == .interrupted else { throw error }
        Interruption.flag.store(false, ordering: .relaxed)
        (step, state) = kept
      }
    }
    trim()
  }

  /// Goes back to the last state without a nan whose next step makes one, in the state or in a report.
  private mutating func endBeforeNaN() throws(TensorError) -> Ending {
    let end = step
    try restore(to: kept.step)
    while step < end {
      let before = state
      let numbers = try turn()
      if numbers.contains(where: \.isNaN) || hasNaN {
        state = before
        break
      }
      step += 1
      report(numbers)
    }
    return .notANumber
  }

  /// Keeps what a step reported.
  private mutating func report(_ numbers: [Double]) {
    for (index, number) in numbers.enumerated() { reports[index].append(number) }
  }

  /// Drops the reports of steps that are made again.
  private mutating func trim() {
    for index in reports.indices {
      reports[index].removeLast(max(0, reports[index].count - (step - firstStep)))
    }
  }

  /// The first step since the loop was made, counted from 1, that reported something infinite.
  public var firstInfinite: Int? {
    let found = reports.compactMap { $0.firstIndex { $0.isInfinite } }.min()
    return found.map { firstStep + $0 + 1 }
  }

  private var hasNaN: Bool { state.contains(where: \.containsNaN) }
}

import Language
import Tensors
import Tracing

/// The functions that were recorded and compiled, by code and types.
///
/// Every call is compiled, the first one too, so that a call gives the same bits each time. Where a
/// compiled call fails, it is made again by the evaluator, which knows the place of the error.
final class TraceCache {
  private enum Entry {
    case compiled(CompiledFunction)
    /// It cannot be recorded for any numbers.
    case refused
  }

  private var entries: [Signature: Entry] = [:]
  /// How often something was recorded and compiled, or refused to be.
  private(set) var compilations = 0
  private var variants: [[Signature.Item]: Int] = [:]
  private static let most = 1000, mostVariants = 32
  /// Steps of training by code, types and the size of a batch.
  private var steps: [Signature: TrainingStep] = [:]
  private static let mostSteps = 100

  /// Forgets all of them.
  func forget() { (entries, variants, steps) = ([:], [:], [:]) }

  /// The compiled step of a training.
  func step(
    _ setting: TrainingStep.Setting, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> TrainingStep {
    var signature = setting.signature
    signature.add(.tuple([.int(setting.batch ?? -1), .int(setting.rowCount)]))
    if let known = steps[signature], known.isCurrent(r) { return known }
    if steps.count >= TraceCache.mostSteps { steps = [:] }
    compilations += 1
    let step = try TrainingStep(setting, p, &r, &m)
    steps[signature] = step
    return step
  }

  /// The result of a compiled call, nil where the evaluator must make it: always where an estimate is among
  /// the numbers, as compiled code runs on numbers alone.
  func call(
    _ f: Value, _ arguments: Arguments, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Value? {
    // What is looked into must be made step by step.
    if NaNWatch.isOn { return nil }
    let signature = TraceCache.signature(f, arguments)
    if signature.numbers.contains(where: \.isEstimated) { return nil }
    switch entries[signature] {
    case .refused?: return nil
    case nil:
      guard let compiled = try compile(f, arguments, signature, p, &r, &m) else { return nil }
      return try TraceCache.run(compiled, signature, arguments, &r, &m)
    case .compiled(let compiled)?:
      if let value = try TraceCache.run(compiled, signature, arguments, &r, &m) {
        return value
      }
      if compiled.isCurrent(r) { return nil }
      guard let fresh = try compile(f, arguments, signature, p, &r, &m) else { return nil }
      return try TraceCache.run(fresh, signature, arguments, &r, &m)
    }
  }

  private static func signature(_ f: Value, _ arguments: Arguments) -> Signature {
    var signature = Signature()
    signature.add(.tuple([f] + arguments.positional))
    return signature
  }

  private func compile(
    _ f: Value, _ arguments: Arguments, _ signature: Signature, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> CompiledFunction? {
    let count = variants[signature.code, default: 0]
    guard count < TraceCache.mostVariants else { return nil }
    variants[signature.code] = count + 1
    compilations += 1
    let clock = CompileClock.start()
    defer { clock.stop() }
    let compiled = try CompiledFunction(f, arguments, signature, p, &r, &m)
    remember(compiled.map { .compiled($0) } ?? .refused, signature)
    return compiled
  }

  private static func run(
    _ compiled: CompiledFunction, _ signature: Signature, _ arguments: Arguments,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value? {
    do throws(TraceError) {
      return try compiled.call(signature.numbers, &r, &m)
    } catch {
      if error == .tensor(.interrupted) { throw Turn.interrupted(at: arguments.span) }
      return nil
    }
  }

  private func remember(_ entry: Entry, _ signature: Signature) {
    if entries.count >= TraceCache.most {
      entries = [:]
      variants = [:]
    }
    entries[signature] = entry
  }
}

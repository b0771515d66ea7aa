import Language
import Tensors
import Tracing

/// A function recorded and compiled for arguments of given types.
final class CompiledFunction {
  /// The graph from the key, the numbers of the function and its arguments, then those of the global
  /// variables read, to the numbers of the result.
  let graph: Graph
  private let executable: Executable
  private let reads: [TraceRecorder.Read]
  /// The result, with numbers to be filled in.
  private let form: NumberedForm
  /// Whether it draws.
  private let draws: Bool
  /// What stands for the key where nothing is drawn.
  private let noKey: Term

  /// Records a function at arguments of these types; nil where it cannot be recorded for any numbers, or does
  /// something that a graph does not.
  init?(
    _ f: Value, _ arguments: Arguments, _ signature: Signature, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    let recorder = TraceRecorder()
    let recorded = try recorder.call(f, arguments, signature, p, &r, &m)
    guard let (form, outputs) = recorded else { return nil }
    do throws(TraceError) {
      let trace = try recorder.builder.finish(outputs)
      guard trace.captures.isEmpty else { return nil }
      graph = trace.graph
      draws = graph.reads(input: 0) && graph.draws
      executable = try compiled(graph)
      noKey = try Term(0)
    } catch {
      if error == .tensor(.interrupted) { throw Turn.interrupted(at: arguments.span) }
      return nil
    }
    self.form = form
    reads = recorder.reads
  }

  /// The result at these numbers of function and arguments; nil where a global variable is no longer what it
  /// was, or is an estimate.
  func call(
    _ numbers: [Value], _ r: inout Slots, _ m: inout State
  ) throws(TraceError) -> Value? {
    var inputs: [Term] = []
    inputs.reserveCapacity(graph.inputCount)
    inputs.append(try draws ? m.keyTerm() : noKey)
    if draws { m.randomness.hasDrawn = true }
    for number in numbers { if let term = try number.term() { inputs.append(term) } }
    for read in reads {
      guard let current = read.numbers(r[read.slot]) else { return nil }
      if current.contains(where: \.isEstimated) { return nil }
      for number in current { if let term = try number.term() { inputs.append(term) } }
    }
    return form.value(try executable(inputs))
  }

  /// The stages by name: the graph as recorded, as simplified, and the code that runs.
  var description: String {
    "recorded: \(graph.equations.count) equations\n\(graph)\n\(executable)"
  }

  /// Whether all global variables are what they were.
  func isCurrent(_ r: borrowing Slots) -> Bool {
    for read in reads where read.numbers(r[read.slot]) == nil { return false }
    return true
  }
}

/// A graph made ready to run.
func compiled(_ graph: Graph) throws(TraceError) -> Executable {
  do throws(TensorError) { return try Executable(graph) } catch { throw .tensor(error) }
}

extension TraceRecorder {
  /// Calls a function with inputs of the graph for all numbers; nil where that cannot be done.
  fileprivate func call(
    _ f: Value, _ arguments: Arguments, _ signature: Signature, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> (NumberedForm, [Term])? {
    let bundle = inputs(for: .tuple([f] + arguments.positional), signature)
    guard case .aggregate(let parts) = bundle else { return nil }
    var traced = arguments
    traced.positional = Array(parts.items.dropFirst())
    do throws(Fault) {
      return try recording(&r, &m) { (r, m) throws(Fault) in
        let result = try Function.call(
          parts.items[0], traced, calleeSpan: arguments.span, p, &r, &m)
        if isImpure { return nil }
        var terms: [Term] = []
        guard let form = NumberedForm(result, &terms) else { return nil }
        let outputs = try recorded(at: arguments.span) { () throws(TraceError) in
          try Requirement.apply(m.requirements, to: terms) + witnesses.filter(\.isTraced)
        }
        return (form, outputs)
      }
    } catch {
      if ["interrupted", "fuel", "exit"].contains(error.details.code) { throw error }
      return nil
    }
  }
}

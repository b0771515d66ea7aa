import Language
import Tensors
import Tracing

/// Branches of which the graph being recorded will take one: each is recorded as a graph of its own,
/// and a `cond` of both stands for what they assign, return and are worth.
enum TracedBranches {
  /// How deep recorded parts may nest.
  private static let deepest = 64

  /// What one side runs.
  enum Side {
    case node(Node)
    /// Nothing: the code was left before, in this way.
    case rest(Escape)
  }

  /// Runs both sides, and leaves the variables and the flow as the graph will find them.
  static func run(
    _ predicate: Traced, _ yes: Side, _ no: Side, assigned: [AssignedSlot], span: SourceSpan,
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var first = try Record(yes, ifTrue: true, predicate, assigned, p, &r, &m)
    var second = try Record(no, ifTrue: false, predicate, assigned, p, &r, &m)
    if let fault = first.fault, second.fault != nil { throw fault }
    if first.fault != nil { first.outcome = try second.standIns(at: span) }
    if second.fault != nil { second.outcome = try first.standIns(at: span) }
    var merge = Merge(at: span), forms: [NumberedForm] = []
    for index in first.outcome.indices {
      let variable = index == 0 || index > assigned.count ? nil : assigned[index - 1]
      // Where the code was left, nobody reads what it would have gone on to set.
      let fills =
        index > assigned.count || first.hasLeft || second.hasLeft
        || (index == 0 && (first.mayHaveLeft || second.mayHaveLeft))
      forms.append(
        try merge.add(
          first.outcome[index], second.outcome[index], variable?.name ?? "the value",
          at: variable?.span, fills: fills))
    }
    let numbers: [Term]
    do throws(TraceError) {
      numbers = try joined(predicate, first, second, merge, &m)
    } catch { throw Fault(OperationError(error), at: span) }
    let values = forms.map { $0.value(numbers) }
    for (place, slot) in assigned.enumerated() { r[m.base &+ slot.slot] = values[1 + place] }
    Escape(Array(values.dropFirst(1 + assigned.count))).put(into: &m)
    return values[0]
  }

  /// The numbers of both sides as results of a `cond`; errors that would have nothing to stand in
  /// are required of what is recorded around it.
  private static func joined(
    _ predicate: Traced, _ yes: Record, _ no: Record, _ merge: Merge, _ m: inout State
  ) throws(TraceError) -> [Term] {
    if merge.first.isEmpty {
      for side in [yes, no] where !side.requirements.isEmpty {
        // Where the other side is taken, nothing is required.
        let trace = try side.part.finish(side.requirements.map(\.holds))
        let yes = try Term(true)
        let free = try GraphBuilder().finish(side.requirements.map { _ in yes })
        let holds = try Branches.apply(
          .traced(predicate), yes: side.isYes ? trace : free, no: side.isYes ? free : trace)
        for (requirement, holds) in zip(side.requirements, holds) {
          m.requirements.append(Requirement(holds: holds, raised: requirement.raised))
        }
      }
      return []
    }
    return try Branches.apply(
      .traced(predicate),
      yes: yes.part.finishPart(of: m.traces) { () throws(TraceError) in
        try Requirement.apply(yes.requirements, to: merge.first)
      },
      no: no.part.finishPart(of: m.traces) { () throws(TraceError) in
        try Requirement.apply(no.requirements, to: merge.second)
      })
  }

  /// A side as it was recorded.
  private struct Record {
    let part: GraphBuilder
    let isYes: Bool
    /// Its value, its variables, its escape.
    var outcome: [Value] = []
    var requirements: [Requirement] = []
    /// The error that is all it does.
    var fault: Fault?
    /// Whether it may have been left before its end, so that it has no value there; and whether it
    /// surely has.
    var mayHaveLeft = false, hasLeft = false

    init(
      _ side: Side, ifTrue isYes: Bool, _ predicate: Traced, _ assigned: [AssignedSlot],
      _ p: borrowing Program, _ r: inout Slots, _ m: inout State
    ) throws(Fault) {
      let outer = m.traces, required = m.requirements, top = m.top, keys = m.keys
      // A recursion that ends by a number which only the run knows would be recorded without end.
      guard outer.count < TracedBranches.deepest else {
        throw Fault(OperationError(TraceError.valueUnknown(predicate.type)), at: nil)
      }
      var before: [Value] = []
      for slot in assigned { before.append(r[m.base &+ slot.slot]) }
      part = GraphBuilder.startPart(of: outer)
      self.isYes = isYes
      m.traces.append(part)
      m.requirements = []
      defer {
        part.endPart(of: outer)
        m.traces = outer
        m.requirements = required
        m.keys = keys
        for (slot, value) in zip(assigned, before) { r[m.base &+ slot.slot] = value }
      }
      do throws(Fault) {
        try run(side, assigned, p, &r, &m)
      } catch {
        guard error.isOfTheBranch else { throw error }
        fault = error
        Frame.clear(from: top, &r, &m)
        m.flow = .normal
        m.requirements.append(try refusal(error, predicate))
      }
      requirements = m.requirements
    }

    private mutating func run(
      _ side: Side, _ assigned: [AssignedSlot], _ p: borrowing Program, _ r: inout Slots,
      _ m: inout State
    ) throws(Fault) {
      var value = Value.unset, escape = Escape.none
      switch side {
      case .node(let node):
        value = try node.eval(p, &r, &m)
        escape = Escape.taken(from: &m)
      case .rest(let left): escape = left
      }
      outcome = [value]
      for slot in assigned { outcome.append(r[m.base &+ slot.slot]) }
      let flags = escape.parts.prefix(3)
      mayHaveLeft = !flags.allSatisfy(\.isFalse)
      hasLeft = flags.contains(where: \.isTrue)
      if case .rest = side { hasLeft = true }
      outcome += escape.parts
    }

    /// An error wherever this side is taken.
    private func refusal(_ fault: Fault, _ predicate: Traced) throws(Fault) -> Requirement {
      do throws(TraceError) {
        let holds = isYes ? try Term.unary(.not, .traced(predicate)) : .traced(predicate)
        return Requirement(holds: holds, raised: Raised(fault))
      } catch { throw Fault(OperationError(error), at: fault.details.span) }
    }

    /// Values of the same structure for the other side, which raises an error instead.
    func standIns(at span: SourceSpan) throws(Fault) -> [Value] {
      var values: [Value] = []
      for value in outcome {
        values.append(
          value.parts.contains { if case .traced = $0 { true } else { false } }
            ? try Merge.zeros(like: value, at: span) : value)
      }
      return values
    }
  }
}

extension Fault {
  /// Whether it is an error of the code that ran, to be raised where that is reached; not one of
  /// the recording itself, of the user's or of the machine's.
  var isOfTheBranch: Bool {
    !["trace", "interrupted", "fuel", "memory", "depth", "exit"].contains(details.code)
  }
}

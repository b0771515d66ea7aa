import Language
import Tensors
import Tracing

/// A function being recorded for any numbers of its types: what it reads beside its arguments.
///
/// Numbers of global variables become inputs of the graph; everything else that it reads is noted,
/// so that the graph is used again only while all of it is the same.
final class TraceRecorder {
  let builder: GraphBuilder
  /// The key of the call, the first input of the graph.
  let key: Traced
  /// The global variables read, in order, and what they were.
  private(set) var reads: [Read] = []
  /// Whether it did something that a graph does not do again, such as printing.
  var isImpure = false
  /// The call that read or wrote a file, if there was one.
  var fileCall: String?
  /// Values that are computed whether the result needs them or not, so that their errors are raised.
  var witnesses: [Term] = []
  private var standIns: [Int: Value] = [:]
  /// The floating type that tensors are made where they become inputs, nil where they keep theirs:
  /// what a model meets is of its type.
  var element: ElementType?

  init() {
    builder = GraphBuilder()
    key = builder.input(TensorType(.i64))
  }

  /// A global variable as it was read.
  struct Read {
    let slot: Int
    /// What was read; kept, so that the same object means the same value.
    let value: Value
    let signature: Signature
  }

  /// The value of a global variable, with the inputs of the graph for its numbers.
  func read(_ slot: Int, _ value: Value) -> Value {
    if let known = standIns[slot] { return known }
    let signature = Signature(value)
    reads.append(Read(slot: slot, value: value, signature: signature))
    let standIn = inputs(for: value, signature)
    standIns[slot] = standIn
    return standIn
  }

  /// Puts another value in the place of a global variable, nil for none; what stood there before.
  func replace(_ slot: Int, _ value: Value?) -> Value? {
    defer { standIns[slot] = value }
    return standIns[slot]
  }

  /// The value with inputs of the graph for its numbers.
  func inputs(for value: Value, _ signature: Signature) -> Value {
    var inputs: [Value] = []
    for number in signature.numbers {
      inputs.append(
        number.numericType.map { .traced(builder.input($0.meeting(element))) } ?? number)
    }
    var replacement = NumberReplacement(inputs)
    return replacement(value)
  }
}

extension TraceRecorder {
  /// Records what a body does: its draws have the key of the graph, and what fails leaves nothing behind.
  func recording<Result>(
    _ r: inout Slots, _ m: inout State,
    _ body: (inout Slots, inout State) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    let top = m.top, keys = m.keys
    m.recorder = self
    m.traces.append(builder)
    m.tracedKey = key
    defer {
      m.recorder = nil
      m.traces.removeLast()
      m.requirements = []
      m.keys = keys
    }
    do throws(Fault) { return try body(&r, &m) } catch {
      Frame.abandon(from: top, &r, &m)
      throw error
    }
  }
}

extension TensorType {
  /// The type in which a tensor meets a model of this type: of scalars and of what is not floating their own.
  func meeting(_ element: ElementType?) -> TensorType {
    guard let element, shape.rank > 0, self.element == .f64 || self.element == .f32 else {
      return self
    }
    return TensorType(element, shape)
  }
}

extension TraceRecorder.Read {
  /// The numbers of the variable now, nil where it is no longer what was read.
  func numbers(_ now: Value) -> [Value]? {
    if isSame(now) { return signature.numbers }
    let current = Signature(now)
    return current == signature ? current.numbers : nil
  }

  private func isSame(_ now: Value) -> Bool {
    switch (value, now) {
    case (.function(let f), .function(let g)): f === g
    case (.unset, .unset): true
    case (.aggregate(let a), .aggregate(let b)): a === b
    case (.density(let a), .density(let b)): a === b
    case (.module(let a), .module(let b)): a === b
    default: false
    }
  }
}

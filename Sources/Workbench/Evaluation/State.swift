import Language
import Synchronization
import Tensors
import Tracing

/// Every variable: global names first, then one window per active call.
typealias Slots = MutableSpan<Value>

/// What a statement did to the flow of control.
enum Flow {
  case normal, breaking, continuing, returning
  /// That is known only when the graph being recorded runs: `escape` holds the conditions.
  case traced
}

/// The part of the machine that changes while it runs, beside the slots.
struct State {
  /// The first slot of the running call's window; 0 at top level, where names are global.
  var base = 0
  /// The first free slot.
  var top = 0
  /// The stack in use, in heights of nodes.
  var depth = 0
  var flow = Flow.normal
  /// The value of a `return`, or the operand that a condition did not understand.
  var result = Value.unset
  /// Under which conditions the flow has changed, while it is `.traced`.
  var escape = Escape.none
  /// The traces that are being recorded, the innermost last.
  var traces: [GraphBuilder] = []
  /// Whether the arguments of `error` are being evaluated while a graph is recorded.
  var isRaising = false
  /// The function that is being recorded for any numbers, if one is.
  var recorder: TraceRecorder?
  /// The functions that were compiled.
  let cache: TraceCache
  /// The key of what is being evaluated: see `KeyScope`.
  var key: UInt64
  /// The key where only the run of the graph being recorded knows it.
  var tracedKey: Traced?
  /// Whether means over samples are numbers: the steps of an iteration are a path, drawn at random
  /// as the draws in it are, whether it is compiled or not.
  var takesMeansAsNumbers = false
  /// Whether a step of training is being recorded or looked into: a mean in it takes one sample, unless it
  /// says more.
  var isTraining = false
  /// The numbers of the samples that are being recorded, outermost first: one for each expectation.
  var samples: [Term] = []
  /// How the draw that an expectation is making depends on the number of the sample.
  var variation: Variation?
  /// How a derivation that is being tried wants means to be taken, nil elsewhere.
  var sampling: DerivationSampling?
  /// Where keys begin.
  let randomness: Randomness
  /// What must hold for the values that are being recorded to exist.
  var requirements: [Requirement] = []
  /// Steps and bytes left under `--fuel`, or nil without a limit.
  var fuel: Int?
  /// The bytes that were ever reserved when the fuel was last charged.
  var bytesCharged = MemoryBudget.bytesEverReserved
  let limits: Limits
  /// Where `print` and `check` write.
  let output: Output

  init(limits: Limits, output: Output, cache: TraceCache, randomness: Randomness) {
    self.cache = cache
    self.randomness = randomness
    key = randomness.nextKey
    self.limits = limits
    self.output = output
  }
}

/// Bounds that no script can pass.
struct Limits {
  /// The deepest stack, in heights of nodes.
  var depth = 4000

  #if DEBUG
    /// The bytes of the stack that a height is charged.
    static let bytesPerLevel = 9000
  #else
    /// The bytes of the stack that a height is charged.
    static let bytesPerLevel = 1300
  #endif
}

/// Where a running statement writes.
final class Output {
  /// Writes one or more lines, without the last newline.
  var write: (String) -> Void = { _ in }
  var show: (SessionEvent) -> Void = { _ in }
  var style = NumberStyle()
  /// The text of a place in the code, where it is still known.
  var sourceText: (SourceSpan) -> String? = { _ in nil }
  /// The statement that runs, as typed.
  var statement: () -> String = { "" }
  /// Where files stand, and whether they may be read and written.
  var files: FilePlaces
  /// What the session leaves behind, where trainings are kept.
  weak var state: SessionState?

  init(files: FilePlaces) { self.files = files }

  /// Writes a text of any length, which a pager may show.
  func page(_ text: String) { show(.page(text + "\n")) }

  /// The values that statements printed, for `%` and `%3`; a big one is kept only while it is the
  /// last.
  private(set) var results: [Result] = []
  /// A run of training that was stopped before its end, until the statement ends.
  var stoppedRun: Value?

  /// Changes how numbers are printed.
  func restyle(
    digits: Int? = nil, notation: NumberStyle.Notation? = nil, width: Int? = nil
  ) {
    style = NumberStyle(
      digits: digits ?? style.digits, notation: notation ?? style.notation,
      width: width ?? style.width)
  }

  /// Keeps a value under the next number, with the statement that made it.
  func keep(_ value: Value, of statement: String) {
    if case .tensor(let box)? = results.last?.value, box.tensor.count > 100_000 {
      results[results.count - 1].value = .text("a result too big to keep")
    }
    results.append(Result(value: value, statement: statement))
  }

  /// Forgets all results.
  func forget() { results = [] }

  /// A value that a statement printed.
  struct Result {
    var value: Value
    /// The statement as typed.
    let statement: String
  }
}

/// The functions of the program, looked up by number.
struct Program {
  var functions: ContiguousArray<Function> = []
  /// The statements of the top level that functions are made in.
  private(set) var statements: [StatementCode] = []
  /// Of each function the statement, and the how manieth of it the function is.
  private var owners: [Int: (statement: Int, number: Int)] = [:]

  /// Notes the statement that functions are of, in the order of its text.
  mutating func note(_ statement: SourceSpan, of module: Module, functions: [Int]) {
    guard !functions.isEmpty else { return }
    for (number, id) in functions.enumerated() { owners[id] = (statements.count, number) }
    statements.append(StatementCode(functions: functions, span: statement, module: module))
  }

  /// The statement that a function is made in, and the function's number there; nil for one of an
  /// expression that was only looked into.
  func statement(ofFunction id: Int) -> (code: StatementCode, number: Int)? {
    owners[id].map { (statements[$0.statement], $0.number) }
  }
}

/// A statement of the top level and the functions that its text holds, by their numbers.
struct StatementCode {
  let functions: [Int]
  let span: SourceSpan
  let module: Module
}

/// The code of a function.
struct Function {
  let name: String
  let parameters: [ParameterCode]
  /// How many there are, read at every call; -1 where one of them takes all further arguments.
  let arity: Int
  /// How many of them have no default.
  let required: Int
  /// The most arguments that it takes by position.
  var most: Int { arity < 0 ? .max : arity }
  /// The size of its window: parameters, captures, locals.
  let slots: Int
  /// The deepest nesting of its nodes, the stack that a call is charged.
  let height: Int
  let body: Node
  let span: SourceSpan
  /// The text of the whole definition.
  let definition: SourceSpan
  /// How many values it captures from the functions around it.
  let captures: Int
  /// The capture that is the function itself, or -1.
  let itself: Int
}

/// A parameter of a script function.
struct ParameterCode {
  let name: String
  let spelled: String
  let fallback: Node?
  /// The default as typed.
  let initial: String
  /// Whether it is a tuple of all further arguments by position.
  let isRest: Bool

  /// The parameter as a call may write it.
  var shown: String {
    if isRest { return "\(spelled)..." }
    return fallback == nil ? spelled : "\(spelled)=\(initial)"
  }
}

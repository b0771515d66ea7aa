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
  /// Whether a training is made that is the last thing of the statement.
  var isLastTraining = false
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

  /// The values that statements printed, for `%` and `%3`.
  private(set) var results = KeptResults()
  /// A run of training that was stopped before its end, until the statement ends.
  var stoppedRun: Value?
  /// What the trainings gave of a statement that is run again.
  var madeTrainings = MadeTrainings()

  /// Changes how numbers are printed.
  func restyle(
    digits: Int? = nil, notation: NumberStyle.Notation? = nil, width: Int? = nil
  ) {
    style = NumberStyle(
      digits: digits ?? style.digits, notation: notation ?? style.notation,
      width: width ?? style.width)
  }

  /// Keeps a value under the next number, with the statement that made it.
  func keep(_ value: Value, of statement: String) { results.append(value, of: statement) }

  /// Puts another value in the place of the last result.
  func replaceLast(_ value: Value) { results.replaceLast(value) }

  /// Forgets all results.
  func forget() { results = KeptResults() }
}

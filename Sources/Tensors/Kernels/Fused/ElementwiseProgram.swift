/// Elementwise functions of tensors of one shape, computed in one pass over blocks that stay in the
/// first cache: what lies between two functions is never a whole tensor.
///
/// Buffers are numbered: the inputs first, then the result of every step. Each step has the bits and
/// the errors of the function on whole tensors. A reference, because a copy of its lists would cost
/// more than a small tensor does.
public final class ElementwiseProgram: Sendable {
  /// What a step computes.
  public enum Function: Sendable {
    /// A function of x.
    case unary(UnaryFunction)
    /// A function of x and y.
    case binary(BinaryFunction)
    /// A relation of x and y.
    case compare(Comparison)
    /// y where x is true, else z.
    case select
    /// x in the type of the result.
    case convert
    /// g(f(x, y), z), or g(z, f(x, y)) where that is on the right; f32 and f64, + − · / alone.
    case pair(BinaryFunction, BinaryFunction, isRight: Bool)
    /// x y + z w, or x y − z w; f32 and f64.
    case products(isDifference: Bool)
    /// σ(x), and σ(−x) as the result of the next step, which is `second`; f32.
    case logistics
    /// What the step before made too.
    case second
  }

  /// A function of buffers; its result is the next buffer.
  public struct Step: Sendable {
    let function: Function
    let x: Int
    let y: Int
    let z: Int
    let w: Int

    /// A step on one to four buffers.
    public init(_ function: Function, _ operands: [Int]) {
      self.function = function
      x = operands[0]
      y = operands.count > 1 ? operands[1] : operands[0]
      z = operands.count > 2 ? operands[2] : operands[0]
      w = operands.count > 3 ? operands[3] : operands[0]
    }
  }

  /// Which element of an input an element of the pass reads.
  public enum Span: Hashable, Sendable {
    /// That of its own place: the input has the common shape.
    case all
    /// The only one.
    case one
    /// Element i reads element (i / each) mod count: a row that every row reads (each = 1), or a column
    /// of which every row reads its number.
    case cycle(each: Int, count: Int)
  }

  /// An input: the type of its elements and how they are read.
  public struct Input: Sendable {
    let type: ElementType
    let span: Span

    /// An input of a type that is read so.
    public init(_ type: ElementType, _ span: Span) {
      self.type = type
      self.span = span
    }
  }

  /// A step with all that running it on a block needs.
  struct Code: Sendable {
    let function: Function
    let x: Int
    let y: Int
    let z: Int
    let w: Int
    let out: Int
    /// The buffer of the next step's result, or its own where it is the last.
    let next: Int
    /// The element types of x, y and the result.
    let source: ElementType
    let chosen: ElementType
    let target: ElementType
  }

  /// Where a buffer lies.
  enum Place: Sendable {
    /// An input of one element.
    case scalar(Int)
    /// An input of the common shape.
    case input(Int)
    /// An input that is read in a cycle, written out in a block of scratch memory where it must be.
    case cycle(Int, Cycle, block: Int)
    /// A result.
    case output(Int)
    /// A block of scratch memory.
    case scratch(Int)
  }

  /// A cycle through the elements of an input.
  struct Cycle: Sendable {
    let each: Int
    let count: Int
  }

  /// The steps that were given.
  private let given: [Step]
  /// The steps as they are run, some joined.
  let codes: [Code]
  /// The element types of the buffers.
  let types: [ElementType]
  /// The common shape of the results.
  let shape: Shape
  let places: [Place]
  /// The buffers that lie elsewhere in each block: tensors of the common shape, and cycles that do not
  /// start anew with every block.
  let moving: [Int]
  /// The number of blocks of scratch memory.
  let scratchCount: Int
  /// The element types of the results.
  let outputTypes: [ElementType]
  /// For each result the inputs whose memory it may take: of its size and not read after it is written.
  public let donors: [[Int]]
  /// Whether a step can raise an error.
  public let mayFail: Bool
  /// Elements that a step computes before the next one takes over: whole rows where one is repeated.
  let blockLength: Int
  /// Elements that one thread computes at a time.
  let shareLength: Int
  /// Bytes of the longest element.
  let widest: Int

  /// A program from its steps.
  ///
  /// - Parameters:
  ///   - inputs: the types of the inputs and how each is read.
  ///   - steps: the functions in order.
  ///   - results: the types of the steps' results.
  ///   - outputs: the buffers, results of steps, that are returned.
  ///   - shape: the shape of inputs that are read at their own places, and of the results.
  public init(
    inputs: [Input], steps: [Step], results: [ElementType], outputs: [Int], shape: Shape
  ) {
    given = steps
    let pairs = StepPairs(
      steps, inputs: inputs.map(\.type), results: results, outputs: outputs)
    let (steps, results, outputs) = (pairs.steps, pairs.results, pairs.outputs)
    self.shape = shape
    let types = inputs.map(\.type) + results
    self.types = types
    outputTypes = outputs.map { types[$0] }
    codes = steps.enumerated().map { index, step in
      let out = inputs.count + index
      return Code(
        function: step.function, x: step.x, y: step.y, z: step.z, w: step.w, out: out,
        next: min(out + 1, types.count - 1), source: types[step.x], chosen: types[step.y],
        target: types[out])
    }
    let widest = types.reduce(1) { max($0, $1.size) }
    self.widest = widest
    // Errors come from i64 arithmetic and from conversion to i64.
    mayFail = results.contains(.i64)
    var lastUse = [Int](repeating: -1, count: types.count)
    for (index, step) in steps.enumerated() {
      for buffer in [step.x, step.y, step.z, step.w] { lastUse[buffer] = index }
    }
    let (places, count) = ElementwiseProgram.places(inputs, steps, types, outputs, lastUse)
    (self.places, scratchCount) = (places, count)
    let whole = outputs.count + inputs.count { $0.span == .all }
    let length = ElementwiseProgram.blockLength(inputs, bytes: (count + whole) * widest)
    blockLength = length
    shareLength = max(1, ElementwiseProgram.mostShared / length) * length
    moving = places.indices.filter { buffer in
      switch places[buffer] {
      case .input, .output: true
      case .cycle(_, let cycle, _): cycle.each != 1 || length % cycle.count != 0
      case .scalar, .scratch: false
      }
    }
    donors = outputs.map { output in
      let step = output - inputs.count
      // A step that must not write over what it reads may write over what was read before.
      let last = steps[step].runsInPlace(on: results[step]) ? step : step - 1
      return inputs.indices.filter {
        inputs[$0].span == .all && inputs[$0].type.size == results[step].size
          && lastUse[$0] <= last
      }
    }
  }

  /// The functions of elements in a run.
  public var operations: Int { given.count &* shape.count }

  /// Whether an input is read at its own places.
  public func readsInPlace(_ input: Int) -> Bool {
    if case .input = places[input] { true } else { false }
  }

  private static let mostShared = 8192

  /// As many elements as fit in most of a first cache with all tensors and blocks, which take `bytes` for
  /// each of them: 512 to 2048.
  ///
  /// A row that is repeated is written out once where every block starts with it.
  private static func blockLength(_ inputs: [Input], bytes: Int) -> Int {
    var most = 2048
    while most > 512, most * bytes > 36 << 10 { most /= 2 }
    for input in inputs {
      if case .cycle(1, let count) = input.span, count > 0, count <= most {
        return most / count * count
      }
    }
    return most
  }

  /// Where the buffers lie, and how many blocks of scratch memory there are.
  private static func places(
    _ inputs: [Input], _ steps: [Step], _ types: [ElementType], _ outputs: [Int], _ lastUse: [Int]
  ) -> ([Place], Int) {
    var places: [Place] = [], free: [Int] = [], count = 0
    for (index, input) in inputs.enumerated() {
      switch input.span {
      case .all: places.append(.input(index))
      case .one: places.append(.scalar(index))
      case .cycle(let each, let length):
        // The block is never another's: it may stay as it is from block to block.
        places.append(.cycle(index, Cycle(each: each, count: length), block: count))
        count += 1
      }
    }
    for (index, step) in steps.enumerated() {
      let buffer = inputs.count + index
      // A block is written over while it is read only where that costs nothing.
      var later: [Int] = []
      for operand in Set([step.x, step.y, step.z, step.w]) where lastUse[operand] == index {
        guard case .scratch(let block) = places[operand] else { continue }
        if types[operand].size == types[buffer].size, step.runsInPlace(on: types[buffer]) {
          free.append(block)
        } else {
          later.append(block)
        }
      }
      if let output = outputs.firstIndex(of: buffer) {
        places.append(.output(output))
      } else if let block = free.popLast() {
        places.append(.scratch(block))
      } else {
        places.append(.scratch(count))
        count += 1
      }
      free += later
    }
    return (places, count)
  }
}

extension ElementwiseProgram: CustomStringConvertible {
  /// The functions in order.
  public var description: String {
    let names = given.map { step in
      switch step.function {
      case .unary(let f): f.name
      case .pair(let f, let g, _): "\(f.name) \(g.name)"
      case .binary(let f): f.name
      case .compare(let c): c.name
      case .select: "select"
      case .convert: "convert"
      case .products(let isDifference): "* * \(isDifference ? "-" : "+")"
      case .logistics: "logistic(x) and logistic(-x)"
      case .second: ""
      }
    }
    return "elementwise[\(shape)](\(names.filter { !$0.isEmpty }.joined(separator: ", ")))"
  }
}

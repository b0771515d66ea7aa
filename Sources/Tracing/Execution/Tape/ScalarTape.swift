import Tensors

/// A graph of scalars as one flat program.
final class ScalarTape: Sendable {
  /// Where an output is found after a run.
  enum Output: Sendable {
    /// The scalar result of this number.
    case word(Int, ElementType)
    /// The vector that was made under this number.
    case made(Int)
    /// The vector that is the input of this number.
    case input(Int)
    /// A known vector.
    case constant(Tensor)
  }

  /// The program.
  let program: ScalarProgram
  /// Where the outputs are.
  let outputs: [Output]

  /// The tape of a graph, nil where a value in it is neither a scalar f64, i64 or bool nor a vector
  /// that scans walk along or make.
  convenience init?(_ graph: Graph) {
    do throws(NoTape) { try self.init(compiling: graph) } catch { return nil }
  }

  private init(compiling graph: Graph) throws(NoTape) {
    let words = graph.inputTypes.count { $0.shape.rank == 0 }
    var emitter = try TapeEmitter(inputs: words)
    var inputs: [TapePlace] = []
    var nextWord: UInt16 = 0, vectors = 0
    for type in graph.inputTypes {
      guard type.element.isWord, type.shape.rank <= 1 else { throw NoTape() }
      if type.shape.rank == 0 {
        inputs.append(.register(nextWord))
        nextWord += 1
      } else {
        inputs.append(.array(emitter.array(.input(vectors))))
        vectors += 1
      }
    }
    // Inputs that nobody reads stay where they are.
    let used = graph.usedInputs
    var frame = try TapeFrame(graph, inputs: inputs, owned: used)
    try emitter.write(&frame, to: TapeTargets(count: graph.outputs.count))
    var registers: [UInt16] = []
    var outputs: [Output] = []
    for variable in graph.outputs {
      switch try frame.place(variable, &emitter) {
      case .register(let register):
        outputs.append(.word(registers.count, graph.types[variable].element))
        registers.append(register)
      case .array(let array):
        outputs.append(ScalarTape.output(array, emitter.arrays))
      }
    }
    self.outputs = outputs
    program = try emitter.program(outputs: registers)
  }

  private static func output(_ array: Int, _ arrays: [ScalarProgram.Vector]) -> Output {
    switch arrays[array] {
    case .input(let index): .input(index)
    case .constant(let tensor): .constant(tensor)
    case .made:
      .made(
        arrays[..<array].count {
          if case .made = $0 { true } else { false }
        })
    }
  }

  /// The outputs at tensors.
  func run(_ inputs: [Tensor]) throws(TensorError) -> [Tensor] {
    var tensors: [Tensor] = []
    tensors.reserveCapacity(outputs.count)
    for output in try run(inputs.map { Term($0) }) {
      switch output {
      case .known(let tensor): tensors.append(tensor)
      case .number(let x): tensors.append(try Tensor(x))
      case .traced, .estimate: preconditionFailure("a tape gives values")
      }
    }
    return tensors
  }

  /// Runs on tensors and puts the outputs into slots.
  func run(
    _ inputs: [Tensor], into slots: inout [Tensor?], _ slotNumbers: [Int]
  ) throws(TensorError) {
    var words: [UInt64] = []
    words.reserveCapacity(inputs.count)
    var vectors: [Tensor] = []
    for tensor in inputs { ScalarTape.add(tensor, &words, &vectors) }
    let (results, made) = try program.run(words, vectors)
    for (slot, output) in zip(slotNumbers, outputs) where slot >= 0 {
      switch output {
      case .word(let index, let type):
        try Tensor.store(Scalar(word: results[index], type), in: &slots[slot])
      case .made(let index): slots[slot] = made[index]
      case .input(let index): slots[slot] = vectors[index]
      case .constant(let tensor): slots[slot] = tensor
      }
    }
  }

  /// Adds an input to the words, or to the vectors.
  private static func add(_ tensor: Tensor, _ words: inout [UInt64], _ vectors: inout [Tensor]) {
    if tensor.shape.rank == 0 {
      words.append(tensor.scalar.word)
    } else {
      vectors.append(tensor)
    }
  }

  /// The outputs at these inputs.
  func run(_ inputs: [Term]) throws(TensorError) -> [Term] {
    var words: [UInt64] = []
    words.reserveCapacity(inputs.count)
    var vectors: [Tensor] = []
    for input in inputs {
      switch input {
      case .number(let x): words.append(x.bitPattern)
      case .known(let tensor): ScalarTape.add(tensor, &words, &vectors)
      case .traced, .estimate: preconditionFailure("a tape runs on values")
      }
    }
    let (results, made) = try program.run(words, vectors)
    var terms: [Term] = []
    terms.reserveCapacity(outputs.count)
    for output in outputs {
      switch output {
      case .word(let index, .f64): terms.append(.number(Double(bitPattern: results[index])))
      case .word(let index, let type):
        let tensor = try Tensor(repeating: Scalar(word: results[index], type), .scalar)
        terms.append(.known(tensor))
      case .made(let index): terms.append(.known(made[index]))
      case .input(let index): terms.append(.known(vectors[index]))
      case .constant(let tensor): terms.append(.known(tensor))
      }
    }
    return terms
  }
}

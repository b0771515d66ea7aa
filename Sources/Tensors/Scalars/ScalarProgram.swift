/// A program over one file of 8-byte registers, for functions of scalars: no storage, no calls.
///
/// Registers hold the inputs first and the constants last. Vectors are read and written element by
/// element. Every operation has the bits and the errors of the same operation on tensors.
///
/// A reference, because a copy of its lists would cost more than a short run.
public final class ScalarProgram: Sendable {
  /// A vector that the program reads or writes.
  public enum Vector: Sendable {
    /// The vector that is the input of this number.
    case input(Int)
    /// A vector that is known.
    case constant(Tensor)
    /// A vector that the program makes, with an element type and a length.
    case made(ElementType, Int)
  }

  /// The instructions; the last one is `.end`.
  public let code: [ScalarInstruction]
  /// The values of the last registers.
  public let constants: [UInt64]
  /// The number of registers without the constants.
  public let registers: Int
  /// The registers of the scalar results.
  public let outputs: [UInt16]
  /// The vectors by number.
  public let arrays: [Vector]
  /// The functions that opcodes name by number.
  public let unaries: [UnaryFunction]
  /// The functions of two operands that opcodes name by number.
  public let binaries: [BinaryFunction]

  /// A program from its parts.
  ///
  /// - Precondition: every register, function and array that the code names exists, and jumps end
  ///   within the code.
  public init(
    code: [ScalarInstruction], constants: [UInt64], registers: Int, outputs: [UInt16],
    arrays: [Vector], unaries: [UnaryFunction], binaries: [BinaryFunction]
  ) {
    self.code = code
    self.constants = constants
    self.registers = registers
    self.outputs = outputs
    self.arrays = arrays
    self.unaries = unaries
    self.binaries = binaries
  }

  /// The scalar results and the vectors that were made, from the words of the scalar inputs and
  /// the vectors among the inputs.
  public func run(
    _ words: [UInt64], _ vectors: [Tensor] = []
  ) throws(TensorError) -> (words: [UInt64], made: [Tensor]) {
    var made: [Tensor] = []
    var pointers: [UnsafeMutableRawPointer] = []
    for array in arrays {
      switch array {
      case .input(let index): pointers.append(vectors[index].storage.bytes)
      case .constant(let tensor): pointers.append(tensor.storage.bytes)
      case .made(let type, let length):
        let tensor = try Tensor(uninitialized: Shape([length]), type: type)
        made.append(tensor)
        pointers.append(tensor.storage.bytes)
      }
    }
    let size = registers &+ constants.count
    // The vectors outlive the run: `vectors`, `made` and `arrays` hold them.
    let results = try withExtendedLifetime((vectors, made)) { () throws(TensorError) in
      try withUnsafeTemporaryAllocation(of: UInt64.self, capacity: size &+ 1) {
        (file) throws(TensorError) -> [UInt64] in
        guard let base = file.baseAddress else { return [] }
        words.withUnsafeBufferPointer { source in
          if let first = source.baseAddress { base.update(from: first, count: source.count) }
        }
        constants.withUnsafeBufferPointer { source in
          guard let first = source.baseAddress else { return }
          (base + registers).update(from: first, count: source.count)
        }
        try execute(ScalarRegisters(words: base), pointers)
        return outputs.map { base[Int($0)] }
      }
    }
    return (results, made)
  }
}

extension Scalar {
  /// The word that holds a bool, i64 or f64 in a register.
  ///
  /// - Precondition: it is one of those.
  public var word: UInt64 {
    switch self {
    case .bool(let x): x ? 1 : 0
    case .int(let x): UInt64(bitPattern: Int64(x))
    case .float(let x): x.bitPattern
    case .float32, .complex: preconditionFailure("\(type.name) is no word")
    }
  }

  /// The bool, i64 or f64 that a word holds.
  ///
  /// - Precondition: it is one of those types.
  public init(word: UInt64, _ type: ElementType) {
    switch type {
    case .bool: self = .bool(word != 0)
    case .i64: self = .int(Int(Int64(bitPattern: word)))
    case .f64: self = .float(Double(bitPattern: word))
    case .f32, .c128: preconditionFailure("\(type.name) is no word")
    }
  }
}

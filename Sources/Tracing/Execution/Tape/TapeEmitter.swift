import Tensors

/// Where a tape keeps a variable.
enum TapePlace: Equatable {
  /// A scalar in a register.
  case register(UInt16)
  /// A vector.
  case array(Int)
}

/// Writes the instructions of a tape and gives out its registers.
///
/// Registers of constants are numbered from `constantBase` until the tape is complete.
struct TapeEmitter {
  private(set) var code: [ScalarInstruction] = []
  private(set) var constants: [UInt64] = []
  private(set) var arrays: [ScalarProgram.Vector] = []
  private(set) var unaries: [UnaryFunction] = []
  private(set) var binaries: [BinaryFunction] = []
  /// How many registers were ever in use at once.
  private(set) var registers: UInt16
  private var free: [UInt16] = []
  private var constantIndex: [UInt64: UInt16] = [:]
  private static let constantBase: UInt16 = 0x8000

  init(inputs: Int) throws(NoTape) {
    guard inputs < TapeEmitter.constantBase else { throw NoTape() }
    registers = UInt16(inputs)
  }

  /// A register that nothing uses.
  mutating func take() throws(NoTape) -> UInt16 {
    if let register = free.popLast() { return register }
    guard registers < TapeEmitter.constantBase - 1 else { throw NoTape() }
    registers += 1
    return registers - 1
  }

  /// Gives a register back.
  mutating func release(_ register: UInt16) { free.append(register) }

  /// The register of a constant.
  mutating func constant(_ word: UInt64) throws(NoTape) -> UInt16 {
    if let known = constantIndex[word] { return known }
    guard constants.count < TapeEmitter.constantBase - 1 else { throw NoTape() }
    let register = TapeEmitter.constantBase + UInt16(constants.count)
    constants.append(word)
    constantIndex[word] = register
    return register
  }

  /// The number of a vector.
  mutating func array(_ array: ScalarProgram.Vector) -> Int {
    arrays.append(array)
    return arrays.count - 1
  }

  /// Where the next instruction will stand.
  var position: Int { code.count }

  /// Appends an instruction.
  mutating func emit(_ instruction: ScalarInstruction) { code.append(instruction) }

  /// Lets a jump go on at the next instruction.
  mutating func land(_ jump: Int) { code[jump].target = Int32(code.count) }

  /// Appends an instruction on registers.
  mutating func emit(_ action: TapeStep.Action, _ x: [UInt16], out: UInt16) {
    var instruction = ScalarInstruction(.move, out: out)
    instruction.x = x.first ?? 0
    if x.count > 1 { instruction.y = x[1] }
    if x.count > 2 { instruction.z = x[2] }
    if x.count > 3 { instruction.w = x[3] }
    switch action {
    case .instruction(let opcode): instruction.opcode = opcode
    case .unary(let opcode, let f):
      instruction.opcode = opcode
      instruction.target = Int32(unaries.count)
      unaries.append(f)
    case .binary(let opcode, let f):
      instruction.opcode = opcode
      instruction.target = Int32(binaries.count)
      binaries.append(f)
    case .compare(let relation):
      instruction.opcode = .compare
      instruction.z = relation.rawValue
    case .cond, .whileLoop, .scan: preconditionFailure("a control operation is no instruction")
    }
    code.append(instruction)
  }

  /// Copies registers all at once: every source is read before it is written.
  mutating func copy(_ pairs: [(from: UInt16, to: UInt16)]) throws(NoTape) {
    var pending = pairs.filter { $0.from != $0.to }
    var spare: [UInt16] = []
    while !pending.isEmpty {
      if let next = pending.firstIndex(where: { pair in
        !pending.contains { $0.from == pair.to }
      }) {
        let pair = pending.remove(at: next)
        emit(ScalarInstruction(.move, out: pair.to, x: pair.from))
      } else {
        // Only cycles are left: one register of a cycle is saved.
        let saved = pending[0].to, register = try take()
        spare.append(register)
        emit(ScalarInstruction(.move, out: register, x: saved))
        for index in pending.indices where pending[index].from == saved {
          pending[index].from = register
        }
      }
    }
    spare.forEach { release($0) }
  }

  /// The program; constants follow the other registers.
  func program(outputs: [UInt16]) throws(NoTape) -> ScalarProgram {
    guard Int(registers) + constants.count < Int(UInt16.max), code.count < Int32.max else {
      throw NoTape()
    }
    func placed(_ register: UInt16) -> UInt16 {
      register < TapeEmitter.constantBase
        ? register : register - TapeEmitter.constantBase + registers
    }
    let code = self.code.map { instruction in
      var placedInstruction = instruction
      placedInstruction.x = placed(instruction.x)
      placedInstruction.y = placed(instruction.y)
      placedInstruction.z = placed(instruction.z)
      placedInstruction.w = placed(instruction.w)
      return placedInstruction
    }
    return ScalarProgram(
      code: code + [ScalarInstruction(.end)], constants: constants, registers: Int(registers),
      outputs: outputs.map(placed), arrays: arrays, unaries: unaries, binaries: binaries)
  }
}

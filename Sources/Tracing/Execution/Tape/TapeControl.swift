import Tensors

/// Where the outputs of a graph go.
struct TapeTargets {
  /// The registers that outputs must end in, nil where any will do.
  var registers: [UInt16?]
  /// The inputs that have those registers until then.
  var holders: [Int?]
  /// Vectors that take outputs, with their element type, at the row in a register.
  var kept: [(output: Int, array: Int, type: ElementType, row: UInt16)] = []

  /// Any registers.
  init(count: Int) {
    registers = [UInt16?](repeating: nil, count: count)
    holders = [Int?](repeating: nil, count: count)
  }
}

extension TapeEmitter {
  /// Writes the steps of a frame, then moves its outputs where they belong.
  mutating func write(_ frame: inout TapeFrame, to targets: TapeTargets) throws(NoTape) {
    var wishes: [Int: Int] = [:]
    let outputs = frame.graph.outputs
    for (output, variable) in outputs.enumerated() where targets.registers[output] != nil {
      if outputs.count(where: { $0 == variable }) == 1 { wishes[variable] = output }
    }
    for index in frame.steps.indices {
      let step = frame.steps[index]
      switch step.action {
      case .cond(let branches, let relation): try write(branches, relation, index, &frame)
      case .whileLoop(let loop): try write(loop, index, &frame)
      case .scan(let scan): try write(scan, index, &frame)
      case .instruction, .unary, .binary, .compare:
        var x: [UInt16] = []
        for operand in step.operands { x.append(try frame.register(operand, &self)) }
        frame.release(after: index, &self)
        let result = step.results.lowerBound
        if let output = wishes[result], let register = targets.registers[output],
          targets.holders[output].map({ frame.isWritable(input: $0, at: index) }) ?? true
        {
          emit(step.action, x, out: register)
          frame.bind(result, .register(register), owned: false)
        } else {
          let register = try take()
          emit(step.action, x, out: register)
          frame.bind(result, .register(register), owned: true)
        }
      }
      for result in step.results { frame.releaseIfUnused(result, &self) }
    }
    try settle(&frame, targets)
  }

  private mutating func settle(
    _ frame: inout TapeFrame, _ targets: TapeTargets
  ) throws(NoTape) {
    for kept in targets.kept {
      let value = try frame.register(frame.graph.outputs[kept.output], &self)
      emit(
        ScalarInstruction(
          kept.type == .bool ? .storeByte : .store, x: kept.row, y: value,
          target: Int32(kept.array)))
    }
    var moves: [(from: UInt16, to: UInt16)] = []
    for (output, variable) in frame.graph.outputs.enumerated() {
      guard let target = targets.registers[output] else { continue }
      moves.append((try frame.register(variable, &self), target))
    }
    try copy(moves)
  }

  /// One of two graphs.
  private mutating func write(
    _ branches: Branches, _ relation: ScalarRelation?, _ index: Int, _ frame: inout TapeFrame
  ) throws(NoTape) {
    let step = frame.steps[index]
    let tested = relation == nil ? 1 : 2
    var inputs: [TapePlace] = []
    for operand in step.operands.dropFirst(tested) {
      inputs.append(try frame.place(operand, &self))
    }
    var targets = TapeTargets(count: step.results.count)
    for output in 0..<step.results.count { targets.registers[output] = try take() }
    var skip = ScalarInstruction(.jumpUnless, x: try frame.register(step.operands[0], &self))
    if let relation {
      skip.y = try frame.register(step.operands[1], &self)
      skip.z = relation.rawValue
      skip.opcode = relation == .less ? .jumpUnlessLess : .jumpUnlessRelation
    }
    let toNo = position
    emit(skip)
    let owned = inputs.map { _ in false }
    var yes = try TapeFrame(branches.yes, inputs: inputs, owned: owned)
    try write(&yes, to: targets)
    yes.releaseRest(&self)
    let toEnd = position
    emit(ScalarInstruction(.jump))
    land(toNo)
    var no = try TapeFrame(branches.no, inputs: inputs, owned: owned)
    try write(&no, to: targets)
    no.releaseRest(&self)
    land(toEnd)
    for (result, register) in zip(step.results, targets.registers) {
      if let register { frame.bind(result, .register(register), owned: true) }
    }
    frame.release(after: index, &self)
  }

  /// Registers for carried values, with their first values: taken over from operands that die, or
  /// copied.
  private mutating func carry(
    _ count: Int, _ index: Int, _ frame: inout TapeFrame
  ) throws(NoTape) -> [UInt16] {
    var registers: [UInt16] = []
    for operand in frame.steps[index].operands.prefix(count) {
      let first = try frame.register(operand, &self)
      if let register = frame.takeOver(operand, at: index) {
        registers.append(register)
      } else {
        let register = try take()
        emit(ScalarInstruction(.move, out: register, x: first))
        registers.append(register)
      }
    }
    return registers
  }

  /// A loop with a condition: the condition stands after the turn and jumps back.
  private mutating func write(
    _ loop: WhileLoop, _ index: Int, _ frame: inout TapeFrame
  ) throws(NoTape) {
    let step = frame.steps[index]
    var constants: [TapePlace] = []
    for operand in step.operands.dropFirst(loop.carried) {
      constants.append(try frame.place(operand, &self))
    }
    let carried = try carry(loop.carried, index, &frame)
    let inputs = carried.map { TapePlace.register($0) } + constants
    let owned = inputs.map { _ in false }
    let toCondition = position
    emit(ScalarInstruction(.jump))
    let top = position
    var turn = try TapeFrame(loop.body, inputs: inputs, owned: owned)
    var targets = TapeTargets(count: loop.carried)
    targets.registers = carried
    targets.holders = Array(0..<loop.carried)
    try write(&turn, to: targets)
    turn.releaseRest(&self)
    land(toCondition)
    var condition = try TapeFrame(loop.condition, inputs: inputs, owned: owned, isTest: true)
    try write(&condition, to: TapeTargets(count: 1))
    try emitTest(&condition, backTo: top)
    condition.releaseRest(&self)
    for (result, register) in zip(step.results, carried) {
      frame.bind(result, .register(register), owned: true)
    }
    frame.release(after: index, &self)
  }

  private mutating func emitTest(
    _ condition: inout TapeFrame, backTo top: Int
  ) throws(NoTape) {
    guard let test = condition.test else {
      let holds = try condition.register(condition.graph.outputs[0], &self)
      return emit(ScalarInstruction(.loopIf, x: holds, target: Int32(top)))
    }
    let x = try condition.register(test.operands[0], &self)
    let y = try condition.register(test.operands[1], &self)
    emit(
      ScalarInstruction(
        test.relation == .less ? .loopIfLess : .loopIfRelation, x: x, y: y,
        z: test.relation.rawValue, target: Int32(top)))
  }

  /// A counted loop past rows.
  private mutating func write(
    _ scan: Scan, _ index: Int, _ frame: inout TapeFrame
  ) throws(NoTape) {
    let step = frame.steps[index]
    var others: [TapePlace] = []
    for operand in step.operands.dropFirst(scan.carried) {
      others.append(try frame.place(operand, &self))
    }
    var made: [(array: Int, type: ElementType)] = []
    for type in scan.body.outputTypes.dropFirst(scan.carried) {
      guard type.isWordScalar else { throw NoTape() }
      made.append((array(.made(type.element, scan.length)), type.element))
    }
    let carried = try carry(scan.carried, index, &frame)
    if scan.length > 0 { try writeTurns(scan, carried, others, made) }
    for (result, register) in zip(step.results, carried) {
      frame.bind(result, .register(register), owned: true)
    }
    for (result, made) in zip(step.results.dropFirst(scan.carried), made) {
      frame.bind(result, .array(made.array), owned: false)
    }
    frame.release(after: index, &self)
  }

  private mutating func writeTurns(
    _ scan: Scan, _ carried: [UInt16], _ others: [TapePlace],
    _ made: [(array: Int, type: ElementType)]
  ) throws(NoTape) {
    let count = try take()
    emit(ScalarInstruction(.move, out: count, x: try constant(0)))
    let top = position
    var row = count
    if scan.isReversed, scan.scanned > 0 || !made.isEmpty {
      row = try take()
      emit(
        ScalarInstruction(
          .subtractIntegers, out: row, x: try constant(UInt64(scan.length - 1)), y: count))
    }
    var inputs = [TapePlace.register(count)] + carried.map { TapePlace.register($0) }
    var owned = inputs.map { _ in false }
    let used = scan.body.usedInputs
    for (offset, place) in others.prefix(scan.scanned).enumerated() {
      guard case .array(let array) = place else { throw NoTape() }
      let input = 1 + scan.carried + offset
      let type = scan.body.types[input]
      guard type.isWordScalar else { throw NoTape() }
      let register = try take()
      emit(
        ScalarInstruction(
          type.element == .bool ? .loadByte : .load, out: register, x: row, target: Int32(array)))
      inputs.append(.register(register))
      owned.append(used[input])
      if !used[input] { release(register) }
    }
    inputs += others.dropFirst(scan.scanned)
    owned += others.dropFirst(scan.scanned).map { _ in false }
    var turn = try TapeFrame(scan.body, inputs: inputs, owned: owned)
    var targets = TapeTargets(count: scan.body.outputs.count)
    for (output, register) in carried.enumerated() {
      targets.registers[output] = register
      targets.holders[output] = output + 1
    }
    targets.kept = made.enumerated().map { (scan.carried + $0, $1.array, $1.type, row) }
    try write(&turn, to: targets)
    turn.releaseRest(&self)
    emit(
      ScalarInstruction(
        .loopCount, x: count, y: try constant(UInt64(scan.length)), target: Int32(top)))
    if row != count { release(row) }
    release(count)
  }
}

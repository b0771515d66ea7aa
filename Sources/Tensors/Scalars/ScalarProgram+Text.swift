extension ScalarProgram: CustomStringConvertible {
  /// The program as text, one line for each instruction.
  public var description: String {
    var lines = ["tape: \(registers) registers, \(constants.count) constants"]
    for (position, instruction) in code.enumerated() {
      lines.append("  \(position): \(text(instruction))")
    }
    if !outputs.isEmpty {
      lines.append("  return " + outputs.map(text).joined(separator: ", "))
    }
    return lines.joined(separator: "\n")
  }

  private func text(_ register: UInt16) -> String {
    let constant = Int(register) - registers
    if constant < 0 { return "r\(register)" }
    let word = constants[constant]
    // Small words are integers and truth values: as an f64 they would be subnormal.
    let isInteger = word < 1 << 52 || word >> 52 == 0xfff
    return isInteger ? "\(Int64(bitPattern: word))" : "\(Double(bitPattern: word))"
  }

  private func text(_ i: ScalarInstruction) -> String {
    let x = text(i.x), y = text(i.y), z = text(i.z), w = text(i.w)
    let relation = ScalarRelation(rawValue: i.z).map { "\($0)" } ?? "?"
    return switch i.opcode {
    case .jump: "jump \(i.target)"
    case .jumpUnless: "jump \(i.target) unless \(x)"
    case .jumpUnlessLess: "jump \(i.target) unless less \(x) \(y)"
    case .jumpUnlessRelation: "jump \(i.target) unless \(relation) \(x) \(y)"
    case .loopIf: "back to \(i.target) if \(x)"
    case .loopIfLess: "back to \(i.target) if less \(x) \(y)"
    case .loopIfRelation: "back to \(i.target) if \(relation) \(x) \(y)"
    case .loopCount: "count \(x), back to \(i.target) if below \(y)"
    case .load, .loadByte: "r\(i.out) = array \(i.target)[\(x)]"
    case .store, .storeByte: "array \(i.target)[\(x)] = \(y)"
    case .unary, .unaryInteger: "r\(i.out) = \(unaries[Int(i.target)].name) \(x)"
    case .binary, .binaryInteger: "r\(i.out) = \(binaries[Int(i.target)].name) \(x) \(y)"
    case .compare: "r\(i.out) = \(relation) \(x) \(y)"
    case .move: "r\(i.out) = \(x)"
    case .negate, .exp, .expNegate, .log, .sqrt, .tanh, .logistic, .not, .isNaN, .isFinite,
      .integerToFloat, .floatToInteger, .floatToBool, .integerToBool, .uniformNoise, .normalNoise:
      "r\(i.out) = \(i.opcode) \(x)"
    case .add, .subtract, .multiply, .divide, .negateProduct, .expNegateProduct, .addIntegers,
      .subtractIntegers, .multiplyIntegers, .and, .or, .fold:
      "r\(i.out) = \(i.opcode) \(x) \(y)"
    case .multiplyAdd, .multiplySubtract, .subtractProduct, .multiplyThree, .divideBySum, .select:
      "r\(i.out) = \(i.opcode) \(x) \(y) \(z)"
    case .multiplyThreeAdd, .subtractProductOfThree: "r\(i.out) = \(i.opcode) \(x) \(y) \(z) \(w)"
    case .end: "end"
    }
  }
}

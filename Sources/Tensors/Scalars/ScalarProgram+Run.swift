extension ScalarProgram {
  /// Runs the code to its end.
  ///
  /// One `switch` per instruction: nothing but loads, one operation and a store.
  func execute(
    _ r: ScalarRegisters, _ arrays: [UnsafeMutableRawPointer]
  ) throws(TensorError) {
    try code.withUnsafeBufferPointer { (code) throws(TensorError) in
      guard var next = code.baseAddress else { return }
      let first = next
      var turns = TurnCounter()
      while true {
        let i = next.pointee
        next += 1
        switch i.opcode {
        case .move: r[i.out] = r[i.x]
        case .add: r[float: i.out] = r[float: i.x] + r[float: i.y]
        case .subtract: r[float: i.out] = r[float: i.x] - r[float: i.y]
        case .multiply: r[float: i.out] = r[float: i.x] * r[float: i.y]
        case .divide: r[float: i.out] = r[float: i.x] / r[float: i.y]
        case .negate: r[float: i.out] = -r[float: i.x]
        case .multiplyAdd: r[float: i.out] = r[float: i.x] * r[float: i.y] + r[float: i.z]
        case .multiplySubtract: r[float: i.out] = r[float: i.x] * r[float: i.y] - r[float: i.z]
        case .subtractProduct: r[float: i.out] = r[float: i.z] - r[float: i.x] * r[float: i.y]
        case .multiplyThree, .multiplyThreeAdd, .subtractProductOfThree:
          let product = r[float: i.x] * r[float: i.y] * r[float: i.z]
          r[float: i.out] =
            switch i.opcode {
            case .multiplyThreeAdd: product + r[float: i.w]
            case .subtractProductOfThree: r[float: i.w] - product
            default: product
            }
        case .negateProduct: r[float: i.out] = -(r[float: i.x] * r[float: i.y])
        case .divideBySum: r[float: i.out] = r[float: i.x] / (r[float: i.y] + r[float: i.z])
        case .exp: r[float: i.out] = .exp(r[float: i.x])
        case .expNegate: r[float: i.out] = .exp(-r[float: i.x])
        case .expNegateProduct: r[float: i.out] = .exp(-(r[float: i.x] * r[float: i.y]))
        case .log, .sqrt, .tanh, .logistic, .unary, .binary: float(i, r)
        case .addIntegers: r[int: i.out] = try IntegerArithmetic.add(r[int: i.x], r[int: i.y])
        case .subtractIntegers, .multiplyIntegers, .unaryInteger, .binaryInteger:
          try integer(i, r)
        case .compare, .and, .or, .not, .isNaN, .isFinite: truth(i, r)
        case .select: r[i.out] = r[bool: i.x] ? r[i.y] : r[i.z]
        case .integerToFloat, .floatToInteger, .floatToBool, .integerToBool: try convert(i, r)
        case .fold: r[i.out] = RandomKey.fold(r[i.x], r[i.y])
        case .uniformNoise: r[float: i.out] = Noise.uniform.first(r[i.x])
        case .normalNoise: r[float: i.out] = Noise.normal.first(r[i.x])
        case .load, .loadByte, .store, .storeByte: access(i, r, arrays[Int(i.target)])
        case .jump: next = first + Int(i.target)
        case .jumpUnless: if !r[bool: i.x] { next = first + Int(i.target) }
        case .jumpUnlessLess:
          if !(r[float: i.x] < r[float: i.y]) { next = first + Int(i.target) }
        case .jumpUnlessRelation: if !r.holds(i.z, i.x, i.y) { next = first + Int(i.target) }
        case .loopIf, .loopIfLess, .loopIfRelation, .loopCount:
          guard goesBack(i, r) else { break }
          let start = first + Int(i.target)
          try turns.turn(of: next - start)
          next = start
        case .end: return
        }
      }
    }
  }

  @inline(__always)
  private func goesBack(_ i: ScalarInstruction, _ r: ScalarRegisters) -> Bool {
    switch i.opcode {
    case .loopCount:
      let turn = r[int: i.x] &+ 1
      r[int: i.x] = turn
      return turn < r[int: i.y]
    case .loopIfLess: return r[float: i.x] < r[float: i.y]
    case .loopIf: return r[bool: i.x]
    default: return r.holds(i.z, i.x, i.y)
    }
  }

  @inline(__always)
  private func float(_ i: ScalarInstruction, _ r: ScalarRegisters) {
    let x = r[float: i.x]
    r[float: i.out] =
      switch i.opcode {
      case .log: .log(x)
      case .sqrt: .squareRoot(x)
      case .tanh: .tanh(x)
      case .logistic: .logistic(x)
      case .binary: ScalarMath.apply(binaries[Int(i.target)], x, r[float: i.y])
      default: ScalarMath.apply(unaries[Int(i.target)], x)
      }
  }

  @inline(__always)
  private func integer(_ i: ScalarInstruction, _ r: ScalarRegisters) throws(TensorError) {
    let x = r[int: i.x]
    r[int: i.out] =
      switch i.opcode {
      case .subtractIntegers: try IntegerArithmetic.subtract(x, r[int: i.y])
      case .multiplyIntegers: try IntegerArithmetic.multiply(x, r[int: i.y])
      case .binaryInteger: try ScalarMath.apply(binaries[Int(i.target)], x, r[int: i.y])
      default: try ScalarMath.apply(unaries[Int(i.target)], x)
      }
  }

  @inline(__always)
  private func truth(_ i: ScalarInstruction, _ r: ScalarRegisters) {
    r[bool: i.out] =
      switch i.opcode {
      case .and: r[bool: i.x] && r[bool: i.y]
      case .or: r[bool: i.x] || r[bool: i.y]
      case .not: !r[bool: i.x]
      case .isNaN: r[float: i.x].isNaN
      case .isFinite: r[float: i.x].isFinite
      default: r.holds(i.z, i.x, i.y)
      }
  }

  @inline(__always)
  private func convert(_ i: ScalarInstruction, _ r: ScalarRegisters) throws(TensorError) {
    switch i.opcode {
    case .integerToFloat: r[float: i.out] = Double(r[int: i.x])
    case .floatToInteger: r[int: i.out] = try Tensor.integer(r[float: i.x])
    case .floatToBool: r[bool: i.out] = r[float: i.x] != 0
    default: r[bool: i.out] = r[int: i.x] != 0
    }
  }

  @inline(__always)
  private func access(
    _ i: ScalarInstruction, _ r: ScalarRegisters, _ array: UnsafeMutableRawPointer
  ) {
    let element = r[int: i.x]
    switch i.opcode {
    case .load: r[i.out] = array.assumingMemoryBound(to: UInt64.self)[element]
    case .loadByte: r[i.out] = UInt64(array.assumingMemoryBound(to: UInt8.self)[element])
    case .store: array.assumingMemoryBound(to: UInt64.self)[element] = r[i.y]
    default: array.assumingMemoryBound(to: UInt8.self)[element] = UInt8(truncatingIfNeeded: r[i.y])
    }
  }
}

/// The registers of a program that runs.
struct ScalarRegisters {
  let words: UnsafeMutablePointer<UInt64>

  /// The register as bits.
  subscript(register: UInt16) -> UInt64 {
    @inline(__always) get { words[Int(register)] }
    @inline(__always) nonmutating set { words[Int(register)] = newValue }
  }

  /// The register as an f64.
  subscript(float register: UInt16) -> Double {
    @inline(__always) get { Double(bitPattern: words[Int(register)]) }
    @inline(__always) nonmutating set { words[Int(register)] = newValue.bitPattern }
  }

  /// The register as an i64.
  subscript(int register: UInt16) -> Int {
    @inline(__always) get { Int(truncatingIfNeeded: words[Int(register)]) }
    @inline(__always) nonmutating set {
      words[Int(register)] = UInt64(truncatingIfNeeded: newValue)
    }
  }

  /// The register as a truth value.
  subscript(bool register: UInt16) -> Bool {
    @inline(__always) get { words[Int(register)] != 0 }
    @inline(__always) nonmutating set { words[Int(register)] = newValue ? 1 : 0 }
  }

  /// Whether a relation holds between two registers.
  func holds(_ relation: UInt16, _ x: UInt16, _ y: UInt16) -> Bool {
    guard let relation = ScalarRelation(rawValue: relation) else { return false }
    return switch relation {
    case .equal: self[float: x] == self[float: y]
    case .notEqual: self[float: x] != self[float: y]
    case .less: self[float: x] < self[float: y]
    case .lessOrEqual: self[float: x] <= self[float: y]
    case .equalIntegers: self[x] == self[y]
    case .notEqualIntegers: self[x] != self[y]
    case .lessIntegers: self[int: x] < self[int: y]
    case .lessOrEqualIntegers: self[int: x] <= self[int: y]
    }
  }
}

/// Counts the instructions of the turns of loops: now and then Ctrl-C and the fuel are looked at.
struct TurnCounter {
  private static let between = 1 << 13
  private var left = TurnCounter.between

  /// One turn more, of at most so many instructions.
  @inline(__always)
  mutating func turn(of count: Int) throws(TensorError) {
    left &-= count
    if left < 0 { try poll() }
  }

  @inline(never)
  private mutating func poll() throws(TensorError) {
    try Interruption.check()
    // Each counts as the number that it writes: a loop without storage uses fuel as well.
    try MemoryBudget.count(work: 8 &* (TurnCounter.between &- left))
    left = TurnCounter.between
  }
}

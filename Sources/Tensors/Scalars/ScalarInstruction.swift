/// One step of a `ScalarProgram`: plain data, sixteen bytes.
public struct ScalarInstruction: Sendable {
  /// What is done.
  public var opcode: ScalarOpcode
  /// The register that is written.
  public var out: UInt16
  /// The first operand's register.
  public var x: UInt16
  /// The second operand's register.
  public var y: UInt16
  /// The third operand's register, or a relation.
  public var z: UInt16
  /// The fourth operand's register.
  public var w: UInt16
  /// The position of a jump, or the number of a function or an array.
  public var target: Int32

  /// An instruction; what its opcode does not use is 0.
  public init(
    _ opcode: ScalarOpcode, out: UInt16 = 0, x: UInt16 = 0, y: UInt16 = 0, z: UInt16 = 0,
    w: UInt16 = 0, target: Int32 = 0
  ) {
    self.opcode = opcode
    self.out = out
    self.x = x
    self.y = y
    self.z = z
    self.w = w
    self.target = target
  }
}

/// What an instruction of a `ScalarProgram` does; registers hold f64, i64 or 0 and 1.
///
/// Fused opcodes round after every operation, as the operations apart do.
public enum ScalarOpcode: UInt8, Sendable, CaseIterable {
  /// out = x, whatever it is.
  case move
  /// x + y.
  case add
  /// x − y.
  case subtract
  /// x·y.
  case multiply
  /// x / y.
  case divide
  /// −x.
  case negate
  /// x·y + z.
  case multiplyAdd
  /// x·y − z.
  case multiplySubtract
  /// z − x·y.
  case subtractProduct
  /// (x·y)·z.
  case multiplyThree
  /// (x·y)·z + w.
  case multiplyThreeAdd
  /// w − (x·y)·z.
  case subtractProductOfThree
  /// −(x·y).
  case negateProduct
  /// x / (y + z).
  case divideBySum
  /// eˣ.
  case exp
  /// e⁻ˣ.
  case expNegate
  /// e^−(x·y).
  case expNegateProduct
  /// log x.
  case log
  /// √x.
  case sqrt
  /// tanh x.
  case tanh
  /// 1 / (1 + e⁻ˣ).
  case logistic
  /// The unary function number `target` of f64.
  case unary
  /// The binary function number `target` of f64.
  case binary
  /// x + y of i64, checked as the following ones are.
  case addIntegers
  /// x − y of i64.
  case subtractIntegers
  /// x·y of i64.
  case multiplyIntegers
  /// The unary function number `target` of i64.
  case unaryInteger
  /// The binary function number `target` of i64.
  case binaryInteger
  /// Whether the relation z holds between x and y.
  case compare
  /// Whether both hold.
  case and
  /// Whether either holds.
  case or
  /// Whether x does not hold.
  case not
  /// Whether x is nan.
  case isNaN
  /// Whether x is neither infinite nor nan.
  case isFinite
  /// y where x holds, else z.
  case select
  /// The f64 nearest to an i64.
  case integerToFloat
  /// The i64 equal to an f64; an error where there is none.
  case floatToInteger
  /// Whether an f64 is not 0.
  case floatToBool
  /// Whether an i64 is not 0.
  case integerToBool
  /// The random key x one step further, with index y.
  case fold
  /// The uniform number of the key x.
  case uniformNoise
  /// The normal number of the key x.
  case normalNoise
  /// Element x of array `target`, of 8 bytes.
  case load
  /// Element x of array `target`, of one byte.
  case loadByte
  /// Element x of array `target` = y, of 8 bytes.
  case store
  /// Element x of array `target` = y, of one byte.
  case storeByte
  /// Goes on at `target`.
  case jump
  /// Goes on at `target` unless x holds.
  case jumpUnless
  /// Goes on at `target` unless x < y, of f64.
  case jumpUnlessLess
  /// Goes on at `target` unless the relation z holds between x and y.
  case jumpUnlessRelation
  /// Back to `target` if x holds.
  case loopIf
  /// Back to `target` if x < y, of f64.
  case loopIfLess
  /// Back to `target` if the relation z holds between x and y.
  case loopIfRelation
  /// x = x + 1, then back to `target` if x < y, of i64.
  case loopCount
  /// The end.
  case end
}

/// A relation between two registers.
public enum ScalarRelation: UInt16, Sendable, CaseIterable {
  /// Equal f64.
  case equal
  /// Different f64, or nan.
  case notEqual
  /// Less, of f64.
  case less
  /// Less or equal, of f64.
  case lessOrEqual
  /// Equal words.
  case equalIntegers
  /// Different words.
  case notEqualIntegers
  /// Less, of i64.
  case lessIntegers
  /// Less or equal, of i64.
  case lessOrEqualIntegers
}

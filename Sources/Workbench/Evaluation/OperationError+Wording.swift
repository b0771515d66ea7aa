import Tensors
import Tracing

extension TraceError {
  /// The error under the name that the user called: trace is made of diag and sum.
  func named(_ name: String) -> TraceError {
    if case .notANumber(_, let reason) = self {
      return .notANumber(operation: name, reason: reason)
    }
    guard case .tensor(let error) = self else { return self }
    switch error {
    case .shape(_, let got, let expected):
      return .tensor(.shape(operation: name, got: got, expected: expected))
    case .type(_, let got, let expected):
      return .tensor(.type(operation: name, got: got, expected: expected))
    case .domain(_, let reason): return .tensor(.domain(operation: name, reason: reason))
    case .notConverged: return .tensor(.notConverged(operation: name))
    case .singular: return .tensor(.singular(operation: name))
    case .broadcast, .product, .index, .axis, .overflow, .divisionByZero, .memory, .fuel,
      .interrupted, .raised:
      return self
    }
  }
}

extension OperationError {
  /// The words for an error of the traced core.
  init(_ error: TraceError) {
    switch error {
    case .tensor(let error): self.init(error)
    case .valueUnknown(let type):
      self.init("trace", "the value of this \(type) is not known while the graph is recorded")
    case .traceEnded:
      self.init("trace", "a value of a finished trace is used", hint: "return it from the function")
    case .notDifferentiable(let operation, let reason):
      self.init("derivative", "\(operation) has no derivative here: \(reason)")
    case .estimate(let operation, let summary):
      self.init(
        "estimate",
        "\(operation) needs numbers, this is an estimate \(EstimateText.short(summary))",
        hint: "value(e) is its mean as a plain number; check ... se 4 compares with its error")
    case .notANumber(let operation, let reason):
      self.init(NaNFinding.code, "\(operation): \(reason)", showsOperands: true)
    case .invalidGraph(let fault):
      self.init("internal", "a transformation made an invalid graph (\(fault)); please report it")
    }
  }

  /// What is offered where memory is short, unless the share of a script is fixed.
  static let memoryHint = ":set memory shows and changes the limit"

  /// The words for an error of an operation on tensors.
  init(_ error: TensorError) {
    switch error {
    case .broadcast(let a, let b): self = .broadcast(a, b)
    case .product(let a, let b): self = .product(a, b)
    case .shape(let operation, let got, let expected):
      self.init(
        "shape", "\(operation) needs \(expected), not \(OperationError.words(got))",
        showsOperands: true)
    case .type(let operation, let got, let expected):
      self.init("type", "\(operation) needs \(expected), not \(got.name)", showsOperands: true)
    case .index(let axis, let index, let extent): self = .index(axis, index, extent)
    case .axis(let axis, let rank):
      self.init(
        "axis",
        rank == 0
          ? "a scalar has no axes" : "there is no axis \(axis): the axes are 1 to \(rank)",
        showsOperands: true)
    case .overflow(let operation):
      self.init(
        "overflow", "\(operation) does not fit in i64",
        hint: "floats reach further: " + OperationError.withFloat(operation))
    case .divisionByZero: self.init("domain", "an integer is divided by 0")
    case .memory(let bytes, let available):
      self.init(
        "memory",
        "this needs \(OperationError.size(bytes)), \(OperationError.size(available)) are left",
        hint: OperationError.memoryHint)
    case .fuel: self.init("fuel", "the fuel is used up")
    case .domain("an index", let reason): self.init("index", "an index \(reason)")
    case .domain(let operation, let reason): self.init("domain", "\(operation): \(reason)")
    case .notConverged(let operation):
      self.init("convergence", "\(operation) did not converge", showsOperands: true)
    case .singular(let operation):
      self.init("singular", "\(operation): the matrix is singular", showsOperands: true)
    case .interrupted: self.init("interrupted", "interrupted")
    case .raised(let raised): self.init(raised)
    }
  }

  /// What a graph was recorded to raise.
  private init(_ raised: Raised) {
    if let fault = raised.error as? Fault {
      self.init(fault.details.code, fault.details.message)
      recorded = fault
    } else if let turns = raised.error as? TooManyTurns {
      self.init(
        "memory",
        "the loop makes more than \(turns.limit) turns, too many to be differentiated backwards in the memory "
          + "there is", hint: "jvp(f, x, v) and jacobian(f) go forwards, and need none")
    } else {
      self.init("internal", "\(raised.error)")
    }
  }

  private static func broadcast(_ a: Shape, _ b: Shape) -> OperationError {
    guard let clash = a.clash(with: b) else {
      return OperationError(
        "shape", "\(words(a)) does not stretch to \(words(b))", showsOperands: true)
    }
    let place = clash.fromEnd == 1 ? "last axis" : "axis \(clash.fromEnd) from the last"
    return OperationError(
      "shape", "the shapes differ in the \(place) (\(clash.left) vs \(clash.right))",
      showsOperands: true)
  }

  private static func product(_ a: Shape, _ b: Shape) -> OperationError {
    guard a.rank > 0, b.rank > 0 else {
      return OperationError(
        "shape", "@ is the matrix product, and a scalar is no matrix", hint: "write * to scale",
        showsOperands: true)
    }
    let inner = b.rank == 1 ? b[0] : b[b.rank - 2]
    guard a[a.rank - 1] != inner else {
      return OperationError("shape", "the batch axes differ", showsOperands: true)
    }
    return OperationError(
      "shape", "inner sizes differ (\(a[a.rank - 1]) vs \(inner))", hint: transposition(a, b),
      showsOperands: true)
  }

  /// The transposition that would make a product possible; the operands' texts are put in where
  /// they are known.
  private static func transposition(_ a: Shape, _ b: Shape) -> String? {
    if a.rank == 2, b.rank == 1 || b.rank == 2, a[0] == b[0] {
      let shape = b.rank == 1 ? "length \(a[1])" : "shape \(a[1])×\(b[1])"
      return "\(Typed.first)' @ \(Typed.second) has \(shape)"
    }
    if b.rank == 2, a.rank == 1 || a.rank == 2, a[a.rank - 1] == b[1] {
      let shape = a.rank == 1 ? "length \(b[0])" : "shape \(a[0])×\(b[0])"
      return "\(Typed.first) @ \(Typed.secondPrimary)' has \(shape)"
    }
    return nil
  }

  /// An operation as it would be written with a float: `2 ^ 63` with `2.0`.
  private static func withFloat(_ operation: String) -> String {
    let isCode = operation.first.map { $0 == "-" || $0.isNumber } == true || operation.contains("(")
    guard isCode, let start = operation.firstIndex(where: \.isNumber),
      let end = operation[start...].firstIndex(where: { !$0.isNumber })
    else { return "1.0*x is f64" }
    return operation[..<end] + ".0" + operation[end...]
  }

  private static func index(_ axis: Int, _ index: Int, _ extent: Int) -> OperationError {
    var error: OperationError
    let others = String(repeating: ":, ", count: axis - 1)
    if index == 0 {
      error = OperationError(
        "index", "there is no element 0: indices count from 1",
        hint: "the first is \(Typed.first)[\(others)1]", showsOperands: true)
    } else if index < 0 {
      error = OperationError(
        "index", "there is no element \(index): indices count from 1",
        hint: "the last is \(Typed.first)[\(others)end]", showsOperands: true)
    } else {
      error = OperationError(
        "index", "index \(index) is out of range: axis \(axis) has length \(extent)",
        showsOperands: true)
    }
    error.axis = axis
    return error
  }

  private static func words(_ shape: Shape) -> String {
    shape.rank == 0 ? "a scalar" : shape.rank == 1 ? "length \(shape)" : "\(shape)"
  }

  /// Bytes as people write them.
  static func size(_ bytes: Int) -> String {
    if bytes == 1 { return "1 byte" }
    let units = ["bytes", "KB", "MB", "GB", "TB", "PB", "EB"]
    var value = Double(bytes), unit = 0
    while value >= 1000, unit + 1 < units.count {
      value /= 1000
      unit += 1
    }
    return unit == 0 || value >= 100
      ? "\(Int(value.rounded())) \(units[unit])"
      : "\((value * 10).rounded() / 10) \(units[unit])"
  }
}

import Tensors

/// The equations of a trace as they were recorded: inputs and captures anywhere among them.
struct RecordedEquations {
  private(set) var types: [TensorType] = []
  private(set) var values: [Term?] = []
  /// For each variable whether it depends on an estimate.
  private(set) var isEstimated: [Bool] = []
  private var equations: [Equation] = []

  /// A new variable that no equation binds.
  mutating func bind(_ type: TensorType, _ value: Term?, isEstimated: Bool = false) -> Int {
    types.append(type)
    values.append(value)
    self.isEstimated.append(isEstimated || value?.isEstimate ?? false)
    return types.count - 1
  }

  /// The variable of a constant.
  mutating func append(constant: Term) throws(TraceError) -> Int {
    let variable = bind(constant.type, constant)
    let operation = Operation.constant(try constant.knownValue())
    equations.append(Equation(operation, [], variable..<variable + 1))
    return variable
  }

  /// The variable of a function of an earlier one.
  ///
  /// Elementwise functions are most of a trace and are recorded without lists.
  mutating func append(_ f: UnaryFunction, _ x: Int) throws(TraceError) -> Int {
    let type = try wrapping { () throws(TensorError) in
      try UnaryRules(function: f).resultType(types[x])
    }
    var value: Term?
    if let known = values[x] {
      let result = try Term.mapped(f, known)
      if NaNWatch.isOn { try NaNWatch.check(.unary(f), [known], [result]) }
      value = result
    }
    equations.append(Equation(.unary(f), [x], types.count..<types.count + 1))
    return bind(type, value, isEstimated: isEstimated[x] && type.isFloating)
  }

  /// The variable of a function of two earlier ones.
  mutating func append(_ f: BinaryFunction, _ x: Int, _ y: Int) throws(TraceError) -> Int {
    let type = try wrapping { () throws(TensorError) in
      try BinaryRules(function: f).resultType(types[x], types[y])
    }
    var value: Term?
    if let a = values[x], let b = values[y] {
      let result = try Term.combined(f, a, b)
      if NaNWatch.isOn { try NaNWatch.check(.binary(f), [a, b], [result]) }
      value = result
    }
    equations.append(Equation(.binary(f), [x, y], types.count..<types.count + 1))
    let isEstimated = (isEstimated[x] || isEstimated[y]) && type.isFloating
    return bind(type, value, isEstimated: isEstimated)
  }

  /// The variables of the results of an operation on earlier variables.
  mutating func append(
    _ operation: Operation, _ operands: [Int]
  ) throws(TraceError) -> Range<Int> {
    let rules = operation.rules
    var operandTypes: [TensorType] = []
    operandTypes.reserveCapacity(operands.count)
    var known: [Term] = []
    known.reserveCapacity(operands.count)
    for operand in operands {
      operandTypes.append(types[operand])
      if let value = values[operand] { known.append(value) }
    }
    let resultTypes = try wrapping { () throws(TensorError) in
      try rules.resultTypes(operandTypes)
    }
    let first = types.count
    // A draw whose law moves decides nothing while it is recorded: what follows it stays in the graph,
    // where a derivative in the law's parameters is refused.
    let isUndecided = if case .unreparameterised = operation { true } else { false }
    if known.count == operands.count, !isUndecided {
      let results = try Term.perform(operation, known)
      if NaNWatch.isOn { try NaNWatch.check(operation, known, results) }
      values.append(contentsOf: results)
    } else {
      for _ in resultTypes { values.append(nil) }
    }
    types.append(contentsOf: resultTypes)
    let isNumber = if case .stop = operation { true } else { false }
    // A mean over samples is an estimate when the graph is run; here, where its error is not known,
    // nothing may be made of it that an estimate refuses.
    let isMean = if case .average = operation { true } else { false }
    let dependsOnEstimate = isMean || !isNumber && operands.contains { isEstimated[$0] }
    for (type, value) in zip(resultTypes, values[first...]) {
      isEstimated.append(value?.isEstimate ?? (dependsOnEstimate && type.isFloating))
    }
    equations.append(Equation(operation, operands, first..<types.count))
    return first..<types.count
  }

  /// The floating variables that equations turn into the bits of a variable that is not floating.
  func floatingOrigins(of variable: Int) -> [Int] {
    var isReached = [Bool](repeating: false, count: types.count)
    isReached[variable] = true
    var origins: Set<Int> = []
    for equation in equations.reversed()
    where equation.results.contains(where: { isReached[$0] }) {
      for operand in equation.operands {
        if types[operand].isFloating { origins.insert(operand) } else { isReached[operand] = true }
      }
    }
    return origins.sorted()
  }

  /// The graph of the equations that the outputs depend on, renumbered so that inputs come first,
  /// and the values of its variables.
  func graph(inputs: [Int], _ outputs: [Int]) -> (Graph, [Term?]) {
    let live = liveVariables(outputs)
    if inputs == Array(0..<inputs.count), equations.allSatisfy({ isLive($0, live) }) {
      let bound = inputs.count + equations.reduce(0) { $0 + $1.results.count }
      if bound == types.count {
        let graph = Graph(
          types: types, inputCount: inputs.count, equations: equations, outputs: outputs)
        return (graph, values)
      }
    }
    var number = [Int](repeating: -1, count: types.count)
    var newTypes: [TensorType] = []
    var newValues: [Term?] = []
    func renumber(_ variable: Int) {
      number[variable] = newTypes.count
      newTypes.append(types[variable])
      newValues.append(values[variable])
    }
    inputs.forEach(renumber)
    var kept: [Equation] = []
    for equation in equations where isLive(equation, live) {
      let first = newTypes.count
      equation.results.forEach(renumber)
      kept.append(
        Equation(
          equation.operation, equation.operands.map { number[$0] }, first..<newTypes.count))
    }
    let graph = Graph(
      types: newTypes, inputCount: inputs.count, equations: kept,
      outputs: outputs.map { number[$0] })
    return (graph, newValues)
  }

  private func isLive(_ equation: Equation, _ live: [Bool]) -> Bool {
    equation.results.contains { live[$0] }
  }

  private func liveVariables(_ outputs: [Int]) -> [Bool] {
    var live = [Bool](repeating: false, count: types.count)
    for output in outputs { live[output] = true }
    for equation in equations.reversed() where isLive(equation, live) {
      for operand in equation.operands { live[operand] = true }
    }
    return live
  }
}

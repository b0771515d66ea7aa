import Tensors

/// One step of a graph: variables bound to the results of an operation.
public struct Equation: Sendable {
  /// The operation.
  public let operation: Operation
  /// The variables it reads.
  public let operands: [Int]
  /// The variables it binds.
  public let results: Range<Int>

  /// The step `results = operation operands`.
  public init(_ operation: Operation, _ operands: [Int], _ results: Range<Int>) {
    self.operation = operation
    self.operands = operands
    self.results = results
  }
}

/// A recorded function of tensors: single assignment, variables numbered in the order in which
/// they are bound, inputs first.
public struct Graph: Sendable {
  /// The type of every variable.
  public let types: [TensorType]
  /// How many of the variables are inputs.
  public let inputCount: Int
  /// The steps in order.
  public let equations: [Equation]
  /// The variables that are returned.
  public let outputs: [Int]

  /// A graph from its parts; `verify()` tells whether they fit.
  public init(types: [TensorType], inputCount: Int, equations: [Equation], outputs: [Int]) {
    self.types = types
    self.inputCount = inputCount
    self.equations = equations
    self.outputs = outputs
  }

  /// The types of the inputs.
  public var inputTypes: [TensorType] { Array(types[0..<inputCount]) }

  /// Whether an input is read by an equation or returned.
  public func reads(input: Int) -> Bool {
    outputs.contains(input) || equations.contains { $0.operands.contains(input) }
  }

  /// The types of the outputs.
  public var outputTypes: [TensorType] { outputs.map { types[$0] } }
}

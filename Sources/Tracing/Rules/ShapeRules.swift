import Tensors

/// What several shape rules ask of their operands.
enum ShapeRule {
  /// The common type of elementwise operands.
  static func equal(
    _ operation: @autoclosure () -> String, _ a: TensorType, _ b: TensorType
  ) throws(TensorError) {
    guard a.shape == b.shape else { throw .broadcast(a.shape, b.shape) }
    guard a.element == b.element else {
      throw .type(operation: operation(), got: b.element, expected: a.element.name)
    }
  }

  /// An axis of the operand.
  static func axis(_ axis: Int, _ type: TensorType) throws(TensorError) {
    guard axis >= 0 && axis < type.shape.rank else {
      throw .axis(axis &+ 1, rank: type.shape.rank)
    }
  }

  /// A list of different axes of the operand.
  static func axes(_ axes: [Int], _ operation: String, _ type: TensorType) throws(TensorError) {
    for axis in axes { try self.axis(axis, type) }
    guard Set(axes).count == axes.count else {
      throw .shape(operation: operation, got: type.shape, expected: "each axis once")
    }
  }

  /// A matrix of floating numbers, or a batch of them.
  static func matrix(_ operation: String, _ type: TensorType) throws(TensorError) {
    guard type.isFloating else {
      throw .type(operation: operation, got: type.element, expected: "floating numbers")
    }
    guard type.shape.rank >= 2 else {
      throw .shape(operation: operation, got: type.shape, expected: "a matrix")
    }
  }

  /// A square matrix of floating numbers, or a batch of them.
  static func square(_ operation: String, _ type: TensorType) throws(TensorError) {
    try matrix(operation, type)
    guard type.shape[type.shape.rank - 1] == type.shape[type.shape.rank - 2] else {
      throw .shape(operation: operation, got: type.shape, expected: "a square matrix")
    }
  }

  /// Positions along an axis: i64, rank 1.
  static func positions(_ operation: String, _ type: TensorType) throws(TensorError) {
    guard type.element == .i64 else {
      throw .type(operation: operation, got: type.element, expected: "i64 positions")
    }
    guard type.shape.rank == 1 else {
      throw .shape(operation: operation, got: type.shape, expected: "a vector of positions")
    }
  }

  /// One truth value.
  static func truth(_ operation: String, _ type: TensorType) throws(TensorError) {
    guard type.element == .bool else {
      throw .type(operation: operation, got: type.element, expected: "bool")
    }
    guard type.shape.rank == 0 else {
      throw .shape(operation: operation, got: type.shape, expected: "one truth value")
    }
  }

  /// Operands of the types of a graph's inputs.
  static func inputs(
    _ operation: String, _ operands: [TensorType], of graph: Graph
  ) throws(TensorError) {
    guard operands == graph.inputTypes else {
      throw .domain(operation: operation, reason: "the operands do not fit the graph it runs")
    }
  }
}

extension Shape {
  /// The shape with another length for one axis.
  func with(_ extent: Int, axis: Int) -> Shape {
    var extents = self.extents
    extents[axis] = extent
    return Shape(extents)
  }

  /// The shape without its last `count` axes.
  func leading(_ count: Int) -> [Int] { Array(extents.dropLast(count)) }
}

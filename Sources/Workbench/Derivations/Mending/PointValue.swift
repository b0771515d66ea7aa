/// The value of an expression at one point: the numbers of a scalar or a tensor, row by row.
struct PointValue: Equatable {
  /// The extents; none of a scalar.
  var shape: [Int]
  /// The elements; of a complex tensor the real and the imaginary parts in turn.
  var numbers: [Double]

  /// The value of a scalar.
  init(_ number: Double) {
    shape = []
    numbers = [number]
  }

  /// The value of a tensor.
  init(shape: [Int], numbers: [Double]) {
    self.shape = shape
    self.numbers = numbers
  }

  /// The number of a scalar, or nil.
  var scalar: Double? { shape.isEmpty && numbers.count == 1 ? numbers[0] : nil }
}

/// What an expression is, seen from its values at points.
enum ValueSort: Hashable {
  case scalar
  case vector
  case squareMatrix
  /// A tensor of rank 2 or more that is not always square.
  case tensor
  /// A function, a distribution, or a value that could not be had.
  case other

  /// The sort of values.
  init(_ values: [PointValue?]) {
    let known = values.compactMap { $0 }
    guard let first = known.first, 2 * known.count >= values.count,
      known.allSatisfy({ $0.shape.count == first.shape.count })
    else {
      self = .other
      return
    }
    switch first.shape.count {
    case 0: self = first.numbers.count == 1 ? .scalar : .other
    case 1: self = .vector
    case 2: self = known.allSatisfy { $0.shape[0] == $0.shape[1] } ? .squareMatrix : .tensor
    default: self = .tensor
    }
  }

  /// Whether it is a vector or a matrix.
  var isTensor: Bool { self == .vector || self == .squareMatrix || self == .tensor }
}

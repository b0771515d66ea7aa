import Tensors

@testable import Tracing

/// Operands to try an operation on, where it is differentiable.
struct Sample: Sendable, CustomStringConvertible {
  let operation: Operation
  let operands: [Tensor]
  /// Whether matrices are varied within the symmetric ones.
  var isSymmetric = false
  /// False where the derivative is by definition not the limit of differences.
  var isDifferentiable = true

  var description: String {
    let types = operands.map { "\(TensorType($0))" }.joined(separator: ", ")
    return "\(operation.name)\(operation.rules.attributes)(\(types))"
  }
}

/// The cases of `Operation`; an operation that is added must be added here to compile.
enum OperationKey: CaseIterable {
  case constant, unary, binary, compare, select, convert, reshape, transpose, broadcast, slice, pad
  case gather, scatter, scatterAdd, concatenate, reduce, argument, cumulative, sort, sortOrder,
    product
  case complex, stop, eigenvalues, eig, eigh, svd, qr, cholesky, solve, determinant
  case logAbsDeterminant, expm, expmDerivative, norm, require, cond, whileLoop, scan, average
  case fold, noise, stratum, sample, unreparameterised, special

  init(_ operation: Operation) {
    switch operation {
    case .constant: self = .constant
    case .special: self = .special
    case .unary: self = .unary
    case .binary: self = .binary
    case .compare: self = .compare
    case .select: self = .select
    case .convert: self = .convert
    case .reshape: self = .reshape
    case .transpose: self = .transpose
    case .broadcast: self = .broadcast
    case .slice: self = .slice
    case .pad: self = .pad
    case .gather: self = .gather
    case .scatter: self = .scatter
    case .scatterAdd: self = .scatterAdd
    case .concatenate: self = .concatenate
    case .reduce: self = .reduce
    case .argument: self = .argument
    case .cumulative: self = .cumulative
    case .sort: self = .sort
    case .sortOrder: self = .sortOrder
    case .product: self = .product
    case .complex: self = .complex
    case .stop: self = .stop
    case .eigenvalues: self = .eigenvalues
    case .eig: self = .eig
    case .eigh: self = .eigh
    case .svd: self = .svd
    case .qr: self = .qr
    case .cholesky: self = .cholesky
    case .solve: self = .solve
    case .determinant: self = .determinant
    case .logAbsDeterminant: self = .logAbsDeterminant
    case .expm: self = .expm
    case .expmDerivative: self = .expmDerivative
    case .norm: self = .norm
    case .require: self = .require
    case .fold: self = .fold
    case .noise: self = .noise
    case .sample: self = .sample
    case .stratum: self = .stratum
    case .unreparameterised: self = .unreparameterised
    case .cond: self = .cond
    case .whileLoop: self = .whileLoop
    case .scan: self = .scan
    case .average: self = .average
    }
  }
}

/// Tensors with fixed pseudo-random elements.
struct Draws {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &+ 0x9E37_79B9_7F4A_7C15 }

  /// A number in (-1, 1), by a linear congruence (Knuth's MMIX constants).
  mutating func number() -> Double {
    for _ in 0..<3 { state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
    return Double(Int64(bitPattern: state)) / 9.3e18
  }

  /// A tensor of a floating type with elements (real and imaginary parts) in (-1, 1).
  mutating func tensor(_ type: TensorType) throws -> Tensor {
    let count = type.shape.count
    switch type.element {
    case .c128:
      return try Tensor(type.shape, (0..<count).map { _ in Complex128(number(), number()) })
    case .f64, .f32, .i64, .bool:
      return try Tensor(type.shape, (0..<count).map { _ in number() })
        .converted(to: type.element)
    }
  }
}

func reals(_ extents: [Int], _ elements: [Double]) throws -> Tensor {
  try Tensor(Shape(extents), elements)
}

func randoms(_ extents: [Int], seed: Int, _ element: ElementType = .f64) throws -> Tensor {
  var draws = Draws(seed)
  return try draws.tensor(TensorType(element, Shape(extents)))
}

func positions(_ elements: [Int]) throws -> Tensor {
  try Tensor(Shape([elements.count]), elements)
}

func mask(_ elements: [Bool]) throws -> Tensor {
  try Tensor(Shape([elements.count]), elements)
}

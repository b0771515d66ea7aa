import Tensors

@testable import Tracing

extension OperationKey {
  /// Operands for every operation; one without any fails the tests.
  func samples() throws -> [Sample] {
    switch self {
    case .unary: try ElementwiseSamples.unary.flatMap { try ElementwiseSamples.samples($0) }
    case .binary: try BinaryFunction.allCases.flatMap { try ElementwiseSamples.samples($0) }
    case .special:
      try ElementwiseSamples.special.flatMap { try ElementwiseSamples.samples($0) }
    case .constant, .compare, .select, .convert, .complex, .stop: try elementwiseSamples()
    case .reshape, .transpose, .broadcast, .slice, .pad, .concatenate: try shapingSamples()
    case .gather, .scatter, .scatterAdd: try selectionSamples()
    case .reduce, .norm, .argument, .cumulative, .sort, .sortOrder: try reductionSamples()
    case .product, .eigenvalues, .eig, .eigh, .svd, .qr, .cholesky, .solve, .determinant,
      .logAbsDeterminant, .expm, .expmDerivative:
      try matrixSamples()
    case .fold, .noise, .stratum, .sample, .unreparameterised: try randomSamples()
    case .require, .cond, .whileLoop, .scan, .average: try controlSamples()
    }
  }

  private func elementwiseSamples() throws -> [Sample] {
    let a = try randoms([3], seed: 1), b = try randoms([3], seed: 2)
    let z = try randoms([2], seed: 3, .c128)
    return switch self {
    case .constant: [Sample(operation: .constant(a), operands: [])]
    case .compare: Comparison.allCases.map { Sample(operation: .compare($0), operands: [a, b]) }
    case .select:
      [Sample(operation: .select, operands: [try mask([true, false, true]), a, b])]
    case .convert:
      [
        Sample(operation: .convert(.c128), operands: [a]),
        Sample(operation: .convert(.f64), operands: [a]),
        Sample(
          operation: .convert(.i64), operands: [try reals([2], [3, -1])], isDifferentiable: false),
      ]
    case .complex: [Sample(operation: .complex, operands: [a, b])]
    case .stop:
      [a, z].map { Sample(operation: .stop, operands: [$0], isDifferentiable: false) }
    default: []
    }
  }

  private func shapingSamples() throws -> [Sample] {
    let a = try randoms([2, 3], seed: 1), b = try randoms([2, 2], seed: 2)
    let z = try randoms([4], seed: 3, .c128)
    let empty = try reals([0, 2], [])
    return switch self {
    case .reshape:
      [
        Sample(operation: .reshape(Shape([3, 1, 2])), operands: [a]),
        Sample(operation: .reshape(Shape([2, 0, 5])), operands: [empty]),
      ]
    case .transpose:
      [
        Sample(operation: .transpose([1, 0]), operands: [a]),
        Sample(operation: .transpose([2, 0, 1]), operands: [try randoms([2, 1, 3], seed: 4)]),
      ]
    case .broadcast:
      [
        Sample(operation: .broadcast(Shape([2, 4])), operands: [z]),
        Sample(operation: .broadcast(Shape([2, 3])), operands: [try randoms([2, 1], seed: 4)]),
        Sample(operation: .broadcast(Shape([0])), operands: [try Tensor(1.5)]),
      ]
    case .slice:
      [
        Sample(operation: .slice(starts: [1, 2], counts: [1, 3], steps: [1, -1]), operands: [a]),
        Sample(operation: .slice(starts: [0], counts: [0], steps: [2]), operands: [z]),
        Sample(operation: .slice(starts: [1, 1], counts: [3, 2], steps: [0, 1]), operands: [a]),
      ]
    case .pad:
      [
        Sample(
          operation: .pad(shape: Shape([4, 6]), starts: [2, 5], steps: [-1, -2]), operands: [a]),
        Sample(
          operation: .pad(shape: Shape([2]), starts: [0], steps: [1]),
          operands: [
            try reals([0], [])
          ]),
        Sample(operation: .pad(shape: Shape([9]), starts: [1], steps: [2]), operands: [z]),
        Sample(
          operation: .pad(shape: .scalar, starts: [], steps: []),
          operands: [
            try Tensor(0.4)
          ]),
      ]
    case .concatenate:
      [
        Sample(operation: .concatenate(axis: 1), operands: [a, b, a]),
        Sample(operation: .concatenate(axis: 0), operands: [empty, b]),
      ]
    default: []
    }
  }

  private func selectionSamples() throws -> [Sample] {
    let a = try randoms([2, 3], seed: 1), b = try randoms([2, 2], seed: 2)
    let z = try randoms([4], seed: 3, .c128)
    let empty = try reals([0, 2], [])
    return switch self {
    case .gather:
      [
        Sample(operation: .gather(axis: 1), operands: [a, try positions([2, 0, 2, 1])]),
        Sample(operation: .gather(axis: 0), operands: [z, try positions([])]),
        Sample(operation: .gather(axis: 0), operands: [empty, try positions([])]),
      ]
    case .scatter:
      [
        Sample(operation: .scatter(axis: 1), operands: [a, try positions([2, 0]), b]),
        Sample(operation: .scatter(axis: 1), operands: [a, try positions([1, 1]), b]),
      ]
    case .scatterAdd:
      [
        Sample(operation: .scatterAdd(axis: 1), operands: [a, try positions([2, 2]), b]),
        Sample(
          operation: .scatterAdd(axis: 0),
          operands: [z, try positions([3, 0, 3]), try randoms([3], seed: 5, .c128)]),
        Sample(operation: .scatterAdd(axis: 0), operands: [empty, try positions([]), empty]),
        Sample(
          operation: .scatterAdd(axis: 0),
          operands: [
            try positions([4, 5]), try positions([1, 1, 0]), try positions([1, 2, 3]),
          ]),
      ]
    default: []
    }
  }

  private func reductionSamples() throws -> [Sample] {
    let a = try randoms([2, 3, 2], seed: 8), empty = try reals([2, 0], [])
    let zeros = try reals([2, 3], [0.5, 0, 1.2, 0, 0.7, 0])
    let z = try randoms([5], seed: 9, .c128)
    switch self {
    case .reduce:
      return try Reduction.allCases.flatMap { (reduction: Reduction) -> [Sample] in
        let some = Operation.reduce(reduction, axes: [0, 2], keepingAxes: false)
        let rows = Operation.reduce(reduction, axes: [1], keepingAxes: true)
        if reduction == .any || reduction == .all {
          return [
            Sample(
              operation: .reduce(reduction, axes: [0], keepingAxes: false),
              operands: [try mask([true, false])])
          ]
        }
        var samples = [
          Sample(operation: some, operands: [a]), Sample(operation: rows, operands: [a]),
        ]
        if reduction == .sum || reduction == .product {
          samples += [zeros, empty].map { Sample(operation: rows, operands: [$0]) }
          let all = Operation.reduce(reduction, axes: [0], keepingAxes: false)
          samples.append(Sample(operation: all, operands: [z]))
        }
        return samples
      }
    case .norm:
      return [
        Sample(operation: .norm(axes: [0, 2]), operands: [a]),
        Sample(operation: .norm(axes: [1]), operands: [a]),
        Sample(operation: .norm(axes: []), operands: [try Tensor(-1.5)]),
        Sample(operation: .norm(axes: [0]), operands: [z]),
        Sample(operation: .norm(axes: [1]), operands: [empty]),
        Sample(operation: .norm(axes: [0]), operands: [empty]),
      ]
    case .argument:
      return Extremum.allCases.map { Sample(operation: .argument($0, axis: 1), operands: [a]) }
    case .cumulative:
      return Reduction.allCases.filter { $0.isDefined(on: .f64) }.flatMap {
        (reduction: Reduction) in
        [a, reduction == .sum || reduction == .product ? zeros : a, empty].map {
          Sample(operation: .cumulative(reduction, axis: 1), operands: [$0])
        }
      }
    case .sort: return (0..<3).map { Sample(operation: .sort(axis: $0), operands: [a]) }
    case .sortOrder: return [Sample(operation: .sortOrder(axis: 1), operands: [a])]
    default: return []
    }
  }

  private func matrixSamples() throws -> [Sample] {
    let square = try reals([3, 3], [1.3, 0.4, -0.2, 0.1, -0.9, 0.5, 0.3, -0.7, 0.4])
    let rotation = try reals([2, 2], [0.2, -1.1, 0.9, 0.4])
    let symmetric = try reals([3, 3], [2.1, 0.3, -0.4, 0.3, 1.2, 0.2, -0.4, 0.2, 3.3])
    let hermitian = try Tensor(
      Shape([2, 2]),
      [Complex128(2.1), Complex128(0.3, 0.6), Complex128(0.3, -0.6), Complex128(1.4)])
    let complex = try randoms([3, 3], seed: 11, .c128)
    let batch = try randoms([2, 3, 3], seed: 12), one = try reals([1, 1], [1.7])
    let tall = try randoms([4, 2], seed: 13), wide = try randoms([2, 4], seed: 14)
    let tallComplex = try randoms([3, 2], seed: 15, .c128)
    let empty = try reals([0, 0], [])
    func all(_ operation: Operation, _ matrices: [Tensor], symmetric: Bool = false) -> [Sample] {
      matrices.map { Sample(operation: operation, operands: [$0], isSymmetric: symmetric) }
    }
    return switch self {
    case .product:
      [
        Sample(operation: .product, operands: [wide, tall]),
        Sample(operation: .product, operands: [batch, try randoms([2, 3, 1], seed: 16)]),
        Sample(operation: .product, operands: [complex, tallComplex]),
        Sample(operation: .product, operands: [try reals([2, 0], []), try reals([0, 3], [])]),
      ]
    case .solve:
      [
        Sample(operation: .solve, operands: [square, try randoms([3, 2], seed: 17)]),
        Sample(operation: .solve, operands: [batch, try randoms([2, 3, 1], seed: 18)]),
        Sample(operation: .solve, operands: [complex, tallComplex]),
      ]
    case .eigenvalues: all(.eigenvalues, [square, rotation, complex, batch, one, empty])
    case .eig: all(.eig, [square, rotation, complex, batch, one])
    case .eigh: all(.eigh, [symmetric, hermitian, one], symmetric: true)
    case .cholesky: all(.cholesky, [symmetric, hermitian, one], symmetric: true)
    case .svd: all(.svd, [square, tall, wide, tallComplex, one])
    case .qr: all(.qr, [square, tall, wide, complex, tallComplex, batch])
    case .determinant:
      all(.determinant, [square, complex, batch, one, try reals([2, 2], [1, 2, 2, 4])])
    case .logAbsDeterminant: all(.logAbsDeterminant, [square, complex, batch, one])
    case .expm: all(.expm, [square, rotation, complex, batch, one, empty])
    case .expmDerivative:
      [
        Sample(operation: .expmDerivative, operands: [square, try randoms([3, 3], seed: 19)]),
        Sample(operation: .expmDerivative, operands: [one, try reals([1, 1], [70])]),
        Sample(
          operation: .expmDerivative, operands: [complex, try randoms([3, 3], seed: 20, .c128)]),
        Sample(operation: .expmDerivative, operands: [batch, try randoms([2, 3, 3], seed: 21)]),
        Sample(operation: .expmDerivative, operands: [empty, empty]),
      ]
    default: []
    }
  }
}

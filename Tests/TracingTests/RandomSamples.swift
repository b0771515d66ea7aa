import Tensors

@testable import Tracing

extension OperationKey {
  /// Operands for the operations of random draws: scalar, empty and larger shapes.
  func randomSamples() throws -> [Sample] {
    let keys = try positions([3, -7, Int.max, Int.min, 0]), one = try Tensor(12345)
    let indices = try positions([0, 1, -1, Int.max, 1 << 40])
    let table = try Tensor(Shape([2, 3]), [1, 2, 3, -4, -5, -6]), none = try positions([])
    switch self {
    case .fold:
      return [(keys, indices), (one, one), (table, table), (none, none)].map {
        Sample(operation: .fold, operands: [$0, $1], isDifferentiable: false)
      }
    case .noise:
      let events = [Shape.scalar, Shape([2]), Shape([3, 7]), Shape([37]), Shape([2, 0])]
      return events.flatMap { event in
        [keys, one, table, none].flatMap { keys in
          Noise.allCases.flatMap { noise in
            [ElementType.f64, .f32].map { element in
              Sample(
                operation: .noise(noise, event: event, element), operands: [keys],
                isDifferentiable: false)
            }
          }
        }
      }
    case .stratum:
      return [1, 2, 12, 97, 1 << 31].flatMap { size in
        [(keys, indices), (one, one), (none, none)].map {
          Sample(operation: .stratum(size), operands: [$0, $1], isDifferentiable: false)
        }
      }
    case .sample:
      var samples: [Sample] = []
      for keys in [keys, one, table, none] {
        let parameter = try Tensor(
          keys.shape, (0..<keys.count).map { 0.4 + 7 * Double($0) })
        // The derivative is that of the quantile, and a rejection jumps.
        samples += Sampler.allCases.map {
          Sample(
            operation: .sample($0), operands: [keys, parameter], isDifferentiable: false)
        }
        samples.append(
          Sample(
            operation: .sample(.poisson), operands: [keys, try parameter.converted(to: .f32)],
            isDifferentiable: false))
      }
      return samples
    case .unreparameterised:
      let a = try randoms([2, 3], seed: 31)
      return [[a], [a, keys], [one, one]].map {
        Sample(operation: .unreparameterised("Bernoulli"), operands: $0)
      }
    case .constant, .unary, .binary, .special, .compare, .select, .convert, .reshape, .transpose,
      .broadcast,
      .slice, .pad, .gather, .scatter, .scatterAdd, .concatenate, .reduce, .argument, .cumulative,
      .sort, .sortOrder, .product, .complex, .stop, .eigenvalues, .eig, .eigh, .svd, .qr,
      .cholesky, .solve, .determinant, .logAbsDeterminant, .expm, .expmDerivative, .norm, .require,
      .cond, .whileLoop, .scan, .average:
      return []
    }
  }
}

extension Sample {
  /// Whether all integers among the operands are keys and indices, any of which will do.
  var isRandom: Bool {
    switch OperationKey(operation) {
    case .fold, .noise, .stratum, .sample: true
    default: false
    }
  }
}

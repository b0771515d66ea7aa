import Foundation
import Tensors
import Testing

@testable import Tracing

/// An estimate by hand: a mean, and deviations of `blocks` blocks of one source.
func estimate(
  _ mean: Tensor, blocks: Int, source: UInt64, seed: Int, scale: Double = 0.01
) throws -> Estimate {
  var draws = Draws.spread(seed)
  let type = TensorType(mean), rows = Shape([blocks] + mean.shape.extents)
  let deviations = try Term.known(draws.tensor(TensorType(mean.type, rows)))
  let scaled = try deviations * deviations.constant(scale)
  #expect(scaled.type == type.with(rows))
  return Estimate(
    mean: mean, influences: [Influence(source: source, deviations: try scaled.knownValue())])
}

/// The rows of a batch.
func rows(_ tensor: Tensor) throws -> [Tensor] {
  let rest = Shape(Array(tensor.shape.extents.dropFirst()))
  return try (0..<tensor.shape[0]).map { row in
    try Term.known(tensor).part(row, 1, axis: 0).reshaped(to: rest).knownValue()
  }
}

/// Whether all elements agree relative to the largest; nan and infinities agree with themselves.
func agree(_ a: Tensor, _ b: Tensor, _ tolerance: Double) throws -> Bool {
  guard a.shape == b.shape, a.type == b.type else { return false }
  let x = try Term.known(a).converted(to: .c128).knownValue().elements(as: Complex128.self)
  let y = try Term.known(b).converted(to: .c128).knownValue().elements(as: Complex128.self)
  let parts = zip(x.flatMap { [$0.real, $0.imaginary] }, y.flatMap { [$0.real, $0.imaginary] })
  let scale = y.map(\.magnitude).filter(\.isFinite).max() ?? 0
  return parts.allSatisfy { p, q in
    p == q || (p.isNaN && q.isNaN) || (p - q).magnitude <= tolerance * scale
  }
}

extension Term {
  /// The estimate that the term is.
  func asEstimate(_ place: SourceLocation = #_sourceLocation) throws -> Estimate {
    guard case .estimate(let estimate) = self else {
      throw TestFailure("\(type) is no estimate", place)
    }
    return estimate
  }
}

struct TestFailure: Error {
  init(_ message: Comment, _ place: SourceLocation) { Issue.record(message, sourceLocation: place) }
}

extension Draws {
  /// A sequence far from those of neighbouring seeds, by the finaliser of splitmix64.
  static func spread(_ seed: Int) -> Draws {
    var z = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Draws(Int((z ^ (z >> 31)) >> 2))
  }
}

/// Normal numbers by Box and Muller's method from a fixed sequence.
struct NormalDraws {
  private var draws: Draws

  init(_ seed: Int) { draws = Draws.spread(seed) }

  mutating func next() -> Double {
    let u = (1 + draws.number()) / 2, v = draws.number()
    return (-2 * log(max(u, 1e-300))).squareRoot() * cos(.pi * v)
  }
}

import Tensors
import Tracing

/// How the draws that an expectation names depend on the number of the sample, so that their mean
/// varies less.
enum Variation {
  /// Every other sample mirrors the draws of the one before: u and 1 - u, ε and -ε.
  case mirrored(sign: Term)
  /// Each coordinate of the samples of a block is spread over that many equal parts of (0, 1).
  case stratified(Strata)

  /// The key of draws that are not made of these numbers: samples that mirror each other share the
  /// key, and draw apart.
  func separated(_ key: Term) throws(TraceError) -> Term {
    switch self {
    case .mirrored(let sign): try Term.fold(key, sign.converted(to: .i64))
    case .stratified: key
    }
  }

  /// Numbers from the key, of the shape.
  func noise(_ noise: Noise, _ key: Term, _ shape: Shape) throws(TraceError) -> Term {
    switch self {
    case .mirrored(let sign):
      let plain = try Term.noise(noise, key, event: shape)
      switch noise {
      case .normal: return try sign * plain
      case .uniform: return try sign * (plain - Term(0.5)) + Term(0.5)
      }
    case .stratified(let strata):
      let u = try strata.uniform(key, shape)
      switch noise {
      case .uniform: return u
      // The normal quantile √2 erf⁻¹(2u - 1) keeps the strata.
      case .normal:
        return try Term(2.0.squareRoot()) * Term.unary(.erfinv, Term(2.0) * u - Term(1.0))
      }
    }
  }
}

/// Latin hypercube samples: in a block of s samples each coordinate visits each of s equal parts of
/// (0, 1) once, in an order of its own.
///
/// The orders are permutations that the key of block and coordinate chooses: for a given sample the
/// parts of two coordinates are independent and uniform, so a mean is unbiased; blocks are
/// independent, so their means tell the standard error (McKay, Beckman, Conover, 1979).
final class Strata {
  /// The number of samples of a block.
  private let size: Int
  /// The number of the sample in its block, from 0, and the key of the block.
  private let position: Term, key: Term
  /// How often numbers were asked for: the sample is recorded once, so that tells them apart.
  private var asked = 0

  init(size: Int, position: Term, key: Term) {
    self.size = size
    self.position = position
    self.key = key
  }

  /// Numbers in (0, 1), each in the part that is its turn.
  func uniform(_ sampleKey: Term, _ shape: Shape) throws(TraceError) -> Term {
    asked += 1
    let keys = try Term.fold(Term.fold(key, Term(asked)), Term.positions(shape))
    let part = try Term.stratum(keys, position, of: size).converted(to: .f64)
    let inside = try Term.noise(.uniform, sampleKey, event: shape)
    return try (part + inside) / Term(Double(size))
  }
}

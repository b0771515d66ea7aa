import Tensors

extension Term {
  /// A known random key, as i64 bits.
  public init(_ key: RandomKey) throws(TraceError) {
    try self.init(Int(truncatingIfNeeded: key.word))
  }

  /// The random key one step further, for keys and indices (i64) that broadcast.
  ///
  /// - Throws: `type` for other elements, `broadcast` for shapes that do not fit.
  public static func fold(_ key: Term, _ index: Term) throws(TraceError) -> Term {
    let (keys, indices) = try stretched(key, index)
    return try applyOne(.fold, [keys, indices])
  }

  /// To every key an event of independent random numbers; the shape is that of the keys, then that
  /// of the event.
  ///
  /// - Parameters:
  ///   - noise: the distribution.
  ///   - keys: i64, of any shape.
  ///   - event: the shape of what one key gives.
  ///   - element: f64 or f32.
  /// - Returns: the numbers, each a function of its key and its position in the event.
  /// - Throws: `type` for other elements, `memory` beyond the budget.
  public static func noise(
    _ noise: Noise, _ keys: Term, event: Shape = .scalar, _ element: ElementType = .f64
  ) throws(TraceError) -> Term {
    try applyOne(.noise(noise, event: event, element), [keys])
  }

  /// The place of each index modulo `size` in a permutation of 0..<size that the key chooses, for
  /// keys and indices (i64) that broadcast.
  ///
  /// - Throws: `type`, `broadcast` as `fold`; `domain` unless 1 ≤ size ≤ 2³¹.
  public static func stratum(
    _ key: Term, _ index: Term, of size: Int
  ) throws(TraceError) -> Term {
    let (keys, indices) = try stretched(key, index)
    return try applyOne(.stratum(size), [keys, indices])
  }

  /// A number drawn by rejection for each key (i64) and parameter, which broadcast.
  ///
  /// - Throws: `type` for other elements, `broadcast` for shapes that do not fit, `domain` for a mean
  ///   of `poisson` that is not in 0...2⁵⁰.
  public static func sample(
    _ sampler: Sampler, _ keys: Term, _ parameter: Term
  ) throws(TraceError) -> Term {
    let (keys, parameters) = try stretched(keys, parameter.floating())
    return try applyOne(.sample(sampler), [keys, parameters])
  }

  /// The same value, a draw from the named distribution: a derivative in its parameters is an error
  /// that names the distribution and the score estimator.
  public func unreparameterised(
    _ distribution: String, parameters: [Term]
  ) throws(TraceError) -> Term {
    guard isTraced || parameters.contains(where: \.isTraced) else { return self }
    return try Term.applyOne(.unreparameterised(distribution), [self] + parameters)
  }
}

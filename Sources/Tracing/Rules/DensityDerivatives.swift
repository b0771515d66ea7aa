import Tensors

/// Derivatives of the gamma density p(a, x) = xᵃ⁻¹e⁻ˣ/Γ(a).
enum GammaDerivatives {
  /// (∂ⁿp/∂aⁿ)/p at x = exp y, a polynomial in u = y − ψ(a + 1): the complete Bell polynomial qₙ
  /// of u, −ψ′(a + 1), −ψ″(a + 1), …, and (n/a)qₙ₋₁ for the factor a of p = a·xᵃ⁻¹e⁻ˣ/Γ(a + 1).
  static func polynomial(_ n: Int, _ a: Term, _ y: Term) throws(TraceError) -> Term {
    if n == 0 { return try Term.ones(a.type) }
    let next = try a.plus(1)
    var cumulants = [try y - Term.unary(.polygamma(0), next)]
    for k in 1..<max(n, 1) { cumulants.append(try -Term.unary(.polygamma(k), next)) }
    var q = [try Term.ones(a.type)]
    for m in 0..<n {
      var sum: Term?, choose = 1.0
      for k in 0...m {
        sum = try Term.sum(sum, (q[m - k] * cumulants[k]).scaled(by: choose))
        choose = choose * Double(m - k) / Double(k + 1)
      }
      q.append(try sum.orZeros(a.type))
    }
    return try q[n] + q[n - 1].scaled(by: Double(n)) / a
  }

  /// ∂ⁿp/∂aⁿ: the derivative in x of ∂ⁿP/∂aⁿ.
  static func inPlace(_ n: Int, _ a: Term, _ x: Term) throws(TraceError) -> Term {
    if n == 0 { return try Term.applyOne(.special(.gammaDensity), [a, x]) }
    let x = try raised(x)
    return try Term.applyOne(.special(.gammaDensity), [a, x])
      * polynomial(n, a, Term.unary(.log, x))
  }

  /// p·(log x − ψ(a)) in a and p·((a − 1)/x − 1) in x.
  static func ofDensity(_ index: Int, _ a: Term, _ x: Term) throws(TraceError) -> Term {
    let x = try raised(x)
    if index == 0 { return try inPlace(1, a, x) }
    let p = try Term.applyOne(.special(.gammaDensity), [a, x])
    return try p * (a.plus(-1) / x) - p
  }

  /// x, with the least normal number added where it is 0: products there such as p/x have their
  /// limits.
  private static func raised(_ x: Term) throws(TraceError) -> Term {
    let zero = try x.constant(0)
    let least = x.element == .f32 ? Double(Float.leastNormalMagnitude) : .leastNormalMagnitude
    return try x + Term.select(Term.relation(.equal, x, zero), x.constant(least), zero)
  }
}

/// Derivatives of the beta density p(a, b, x) = xᵃ⁻¹(1 − x)ᵇ⁻¹/B(a, b).
enum BetaDerivatives {
  /// ∂ⁱ⁺ʲp/∂aⁱ∂bʲ: the derivative in x of that of Iₓ(a, b).
  static func inPlace(
    _ i: Int, _ j: Int, _ a: Term, _ b: Term, _ x: Term
  ) throws(TraceError) -> Term {
    if i + j == 0 { return try density(a, b, x) }
    let x = try within(x)
    return try density(a, b, x) * polynomial(i, j, a, b, x)
  }

  /// In a and b p times the derivatives of log p, in x p·((a − 1)/x − (b − 1)/(1 − x)).
  static func ofDensity(
    _ index: Int, _ a: Term, _ b: Term, _ x: Term
  ) throws(TraceError) -> Term {
    if index < 2 { return try inPlace(1 - index, index, a, b, x) }
    let x = try within(x), p = try density(a, b, x)
    return try p * (a.plus(-1) / x) - p * (b.plus(-1) / (-x).plus(1))
  }

  private static func density(_ a: Term, _ b: Term, _ x: Term) throws(TraceError) -> Term {
    try Term.applyOne(.special(.betaDensity), [a, b, x])
  }

  /// (∂ⁱ⁺ʲp/∂aⁱ∂bʲ)/p by the product rule for p′ = (log p)′p, in a first and then in b.
  private static func polynomial(
    _ i: Int, _ j: Int, _ a: Term, _ b: Term, _ x: Term
  ) throws(TraceError) -> Term {
    var known: [[Term]] = []
    for p in 0...i {
      known.append([])
      for q in 0...j {
        if p + q == 0 {
          known[0].append(try Term.ones(a.type))
          continue
        }
        // A derivative in a where p > 0, else one in b, of the polynomial of one order less.
        let (m, n) = p > 0 ? (p - 1, q) : (0, q - 1)
        var sum: Term?
        for k in 0...m {
          for l in 0...n {
            let slope = try logSlope(p > 0 ? k + 1 : 0, p > 0 ? l : l + 1, a, b, x)
            sum = try Term.sum(
              sum, (known[m - k][n - l] * slope).scaled(by: choose(m, k) * choose(n, l)))
          }
        }
        known[p].append(try sum.orZeros(a.type))
      }
    }
    return known[i][j]
  }

  /// ∂ᵏ⁺ˡ log p/∂aᵏ∂bˡ.
  private static func logSlope(
    _ k: Int, _ l: Int, _ a: Term, _ b: Term, _ x: Term
  ) throws(TraceError) -> Term {
    let f = UnaryFunction.polygamma(k + l - 1)
    var slope = try Term.unary(f, a + b)
    if l == 0 { slope = try slope - Term.unary(f, a) }
    if k == 0 { slope = try slope - Term.unary(f, b) }
    if k == 1, l == 0 { slope = try slope + Term.unary(.log, x) }
    if k == 0, l == 1 { slope = try slope + Term.unary(.log1p, -x) }
    return slope
  }

  private static func choose(_ n: Int, _ k: Int) -> Double {
    var product = 1.0
    for m in 0..<k { product = product * Double(n - m) / Double(m + 1) }
    return product
  }

  /// x moved inside by the least that shows where it is 0 or 1, for the limits of products there.
  private static func within(_ x: Term) throws(TraceError) -> Term {
    let zero = try x.constant(0), one = try x.constant(1), isSingle = x.element == .f32
    let least = isSingle ? Double(Float.leastNormalMagnitude) : .leastNormalMagnitude
    let step = isSingle ? Double(Float.ulpOfOne) / 2 : Double.ulpOfOne / 2
    let up = try Term.select(Term.relation(.equal, x, zero), x.constant(least), zero)
    return try x + Term.select(Term.relation(.equal, x, one), x.constant(-step), up)
  }
}

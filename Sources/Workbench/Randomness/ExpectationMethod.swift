import Tensors
import Tracing

/// How a mean over draws is taken.
enum ExpectationMethod {
  /// Over samples, `isForced` also where a finite support would make the mean exact.
  case plain(isForced: Bool)
  /// Over pairs of samples that mirror each other (`"antithetic"`).
  case mirrored
  /// Over Latin hypercubes (`"stratified"`).
  case stratified
  /// Over finite supports and data alone (`"exact"`).
  case exact
  /// Over the nodes of a quadrature rule for each draw (`quad(n)`).
  case quadrature(Int)

  /// The methods that are texts.
  static let named: [(name: String, method: ExpectationMethod)] = [
    ("samples", .plain(isForced: true)), ("antithetic", .mirrored), ("stratified", .stratified),
    ("exact", .exact),
  ]

  /// Whether the mean is over samples where there are no points.
  var samples: Bool {
    switch self {
    case .plain, .mirrored, .stratified: true
    case .exact, .quadrature: false
    }
  }

  /// Whether the points of a finite support are used.
  var usesSupport: Bool {
    if case .plain(let isForced) = self { !isForced } else { true }
  }

  /// What a distribution lacks, for messages.
  var missing: String {
    if case .quadrature = self { "no quadrature rule" } else { "no finite support" }
  }

  /// How many samples of Latin hypercubes lie in one: about √n, but few enough that there are
  /// twenty hypercubes to tell the standard error.
  private func strata(_ count: Int) -> Int {
    let hypercubes = Swift.min(
      count, Swift.min(1000, Swift.max(20, Int(Double(count).squareRoot()))))
    return (count - 1) / hypercubes + 1
  }

  /// How many consecutive samples belong together.
  func group(_ count: Int) -> Int {
    switch self {
    case .plain, .exact, .quadrature: 1
    case .mirrored: 2
    case .stratified: strata(count)
    }
  }

  /// The number of samples: what was asked for, rounded up to whole groups.
  func total(_ count: Int) -> Int {
    let group = group(count)
    return ((count - 1) / group + 1) * group
  }

  /// What a sample folds into the key, and how its draws vary with its number.
  func place(
    of number: Term, key: Term, count: Int
  ) throws(TraceError) -> (Term, Variation?) {
    switch self {
    case .plain, .exact, .quadrature: return (number, nil)
    case .mirrored:
      let two = try Term(2), side = try Term.binary(.remainder, number, two)
      let sign = try Term(1.0) - two * side.converted(to: .f64)
      return (try Term.binary(.quotient, number, two), .mirrored(sign: sign))
    case .stratified:
      let size = strata(count), extent = try Term(size)
      let block = try Term.binary(.quotient, number, extent)
      let blocks = try Term(RandomKey(word: RandomKey.hash("strata")))
      let strata = Strata(
        size: size, position: try Term.binary(.remainder, number, extent),
        key: try Term.fold(Term.fold(key, blocks), block))
      return (number, .stratified(strata))
    }
  }
}

/// How a derivative of a mean is taken with respect to the laws of the draws.
struct ExpectationEstimator {
  /// By the derivative of the log density, not of the draws.
  let isScore: Bool
  /// Whether the mean of the other samples is the baseline.
  var usesMean = false
  /// What is subtracted from the values before they are multiplied by the score.
  var baseline: Term?
}

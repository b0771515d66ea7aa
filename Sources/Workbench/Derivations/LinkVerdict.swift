import Language

/// A point, by its group and its place in it.
struct PointPlace: Hashable {
  let group: Int, row: Int
}

/// What the points say of a link.
struct LinkVerdict {
  /// What one point says.
  enum Judgement {
    case holds, fails
    /// Rounding hides whether it holds.
    case undecided
    /// Both sides are nan.
    case void
    /// One side is nan where the other is a number: the side.
    case nan(Side)
    /// One side is infinite where the other is a number: the side.
    case infinite(Side)

    /// Whether the point speaks for the link.
    var holds: Bool { if case .holds = self { true } else { false } }
  }

  /// One of the two sides of a link.
  enum Side { case left, right }

  private(set) var judgements: [PointPlace: Judgement] = [:]
  private(set) var kinds: [PointPlace: PointKind] = [:]
  /// The points in groups with the sizes that the header gives.
  private(set) var given: Set<PointPlace> = []
  /// The largest difference at points that are not extreme and hold, relative to the sides or, where
  /// these cancel, to what they are made of.
  private(set) var worst = 0.0
  /// The largest L - R in units of what is allowed, at each point that was compared.
  private(set) var excess: [PointPlace: Double] = [:]
  /// The relative difference that would have been seen, at each point that is not extreme.
  private var resolutions: [Double] = []

  /// How many times its uncertainty a difference may be: the largest that was seen on correct links
  /// is 17.
  static let allowed = 256.0
  /// The worst relative resolution that still says something of a number that is not 0.
  static let coarsest = 1e-3
  /// What differences may be besides, relative to the larger side.
  static let relative = 1e-12

  /// Takes down what a point of a group says.
  mutating func add(
    _ comparison: LinkTrial.Comparison, at place: PointPlace, in group: PointGroup
  ) {
    let kind = group.kinds[place.row]
    judgements[place] = comparison.judgement
    kinds[place] = kind
    if group.isAsGiven { given.insert(place) }
    excess[place] = comparison.excess
    if comparison.judgement.holds, kind != .extreme {
      worst = max(worst, comparison.difference)
      resolutions.append(comparison.resolution)
    }
  }

  /// The relative difference that would have been seen at the middle one of the ordinary points.
  var resolution: Double {
    let sorted = resolutions.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  // MARK: Counts

  /// How many points were tried.
  var count: Int { judgements.count }

  /// The points of a judgement, in order.
  func places(_ isWanted: (Judgement) -> Bool) -> [PointPlace] {
    judgements.filter { isWanted($0.value) }.keys.sorted {
      ($0.group, $0.row) < ($1.group, $1.row)
    }
  }

  /// The points at which the link fails.
  var failing: [PointPlace] { places { if case .fails = $0 { true } else { false } } }

  /// The points at which it holds.
  var holding: [PointPlace] { places { if case .holds = $0 { true } else { false } } }

  /// The ordinary points at which one side alone is a number.
  var strays: [PointPlace] {
    places {
      switch $0 {
      case .nan, .infinite: true
      case .holds, .fails, .undecided, .void: false
      }
    }.filter { kinds[$0] == .generic }
  }

  /// The points at which both sides are nan.
  var voids: [PointPlace] { places { if case .void = $0 { true } else { false } } }

  /// The points at which one side alone is infinite.
  var infinities: [PointPlace] { places { if case .infinite = $0 { true } else { false } } }

  /// How many points say whether it holds.
  var decided: Int { failing.count + holding.count }

  /// Whether the link holds: no point contradicts it, and at least half of them say something.
  var holds: Bool { failing.isEmpty && isDecided && !isPartial }

  /// Whether at least half of the points say something.
  var isDecided: Bool { 2 * decided >= count && decided > 0 }

  /// Whether one side alone is a number at more than one in fifty ordinary points.
  var isPartial: Bool {
    decided > 0 && 50 * strays.count >= max(1, kinds.count { $0.value == .generic })
      && !strays.isEmpty
  }

  /// The same at the sizes that the header gives.
  var atGivenSizes: LinkVerdict {
    var verdict = self
    verdict.judgements = judgements.filter { given.contains($0.key) }
    verdict.kinds = kinds.filter { given.contains($0.key) }
    return verdict
  }
}

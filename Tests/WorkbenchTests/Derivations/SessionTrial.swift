import Glibc
import Language
import Tensors
import TestSupport

@testable import Workbench

/// A trial of a link whose points and values come straight from a session: no noise is measured, so that it
/// serves generic points only.
final class SessionTrial: MendingTrial {
  let left: Expression
  private(set) var right: Expression
  let comparison: LinkComparison
  private(set) var names: [LinkName] = []
  private(set) var functions: Set<String> = []
  let pointCount: Int
  private(set) var noise: [Double] = []

  private let session: Session
  private var points: [[(String, Value)]] = []
  /// The points that only a verdict sees.
  private var further: [[(String, Value)]] = []
  private let source: Source
  private var generator: SeededGenerator
  private var varying: Set<String> = []

  init(_ link: CorrectLink, seed: UInt64, session: Session) throws {
    self.session = session
    source = Source(id: SourceID(0), name: "", text: "")
    generator = SeededGenerator(seed: seed)
    left = try expression(link.left)
    right = try expression(link.right)
    comparison =
      link.suffix.hasPrefix("up to const")
      ? .upToConstant : link.suffix.hasPrefix("up to factor") ? .upToFactor : .equal
    let pairs = comparison != .equal
    pointCount = pairs ? 96 : 48
    if let open = link.suffix.firstIndex(of: "(") {
      varying = [Name(String(link.suffix[open...].dropFirst().dropLast()), span: Expression.nowhere).canonical]
    }
    for number in 0..<pointCount + (pairs ? 80 : 60) {
      let point =
        pairs && number % 2 == 1
        ? try sample(link.header, number: number, base: lastPoint) : try sample(link.header, number: number)
      lastPoint = point
      if number < pointCount { points.append(point) } else { further.append(point) }
    }
    domains(link.header)
    setNoise()
  }

  private var lastPoint: [(String, Value)] = []

  /// The same link with a slip in its right side.
  func slipped(_ side: Expression) -> SessionTrial {
    right = side
    setNoise()
    return self
  }

  // MARK: Values

  func values(of expression: Expression) -> ([Double], Int) -> [PointValue?] {
    evaluator(expression, points)
  }

  private func evaluator(
    _ expression: Expression, _ points: [[(String, Value)]]
  ) -> ([Double], Int) -> [PointValue?] {
    let lowering = Lowering(session.environment, module: session.main, source: source)
    guard let node = try? lowering.expression(expression) else {
      return { _, first in [PointValue?](repeating: nil, count: first) }
    }
    return { [session] hole, first in
      (0..<first).map { number in
        for (name, value) in points[number] { session.define(name, value) }
        session.define(Hole.name, .float(hole.isEmpty ? 1 : hole[number]))
        guard let value = try? session.evaluate(node) else { return nil }
        return SessionTrial.numbers(value)
      }
    }
  }

  private static func numbers(_ value: Value) -> PointValue? {
    guard let term = try? value.term(), let type = value.numericType, case .known(let tensor) = term
    else {
      if case .float(let x) = value { return PointValue(x) }
      return nil
    }
    guard let exact = try? tensor.converted(to: .f64) else { return nil }
    return PointValue(shape: type.shape.extents, numbers: (try? exact.elements()) ?? [])
  }

  // MARK: Verdict

  func holds(withRight side: Expression) -> Bool {
    holds(side, points, noise) && holds(side, further, [])
  }

  private func holds(_ side: Expression, _ points: [[(String, Value)]], _ noise: [Double]) -> Bool {
    let observer = SideObserver(comparison: comparison, pointCount: points.count)
    let a = observer.observe(evaluator(left, points)([], points.count))
    let b = observer.observe(evaluator(side, points)([], points.count))
    let scale = magnitudes(points)
    let failures = a.indices.count { p in
      !(abs(a[p] - b[p]) <= 1e-9 * max(abs(a[p]), abs(b[p])) + 1e-11 * scale[p])
    }
    return failures == 0
  }

  /// Whether the right side as it stands holds.
  var holds: Bool { holds(withRight: right) }

  /// The largest magnitude among the parts of the left side, which its rounding is relative to.
  private func magnitudes(_ points: [[(String, Value)]]) -> [Double] {
    let observer = SideObserver(comparison: comparison, pointCount: points.count)
    guard comparison != .upToFactor else { return [Double](repeating: 1, count: observer.count) }
    var largest = [Double](repeating: 0, count: observer.count)
    for site in Site.all(of: left) where site.role == .value && site.isClosed {
      let values = evaluator(site.node, points)([], points.count)
      for (p, value) in observer.representatives(values).enumerated() {
        for x in value?.numbers ?? [] where x.isFinite { largest[p] = max(largest[p], abs(x)) }
      }
    }
    return largest
  }

  private func setNoise() { noise = magnitudes(points).map { 2e-13 * $0 } }

  // MARK: Points

  private func domains(_ header: [String]) {
    for entry in header {
      let parts = SessionTrial.split(entry)
      let domain = parts.isDefinition ? (Int(parts.what) == nil ? parts.name : "size") : parts.what
      if domain.hasPrefix("functions") { functions.insert(parts.name) }
      let values = points.map { point in
        point.first { $0.0 == parts.name }.flatMap { SessionTrial.numbers($0.1) }
      }
      names.append(LinkName(name: parts.name, domain: domain, sort: ValueSort(values)))
    }
  }

  private static func split(_ entry: String) -> (name: String, what: String, isDefinition: Bool) {
    for (mark, isDefinition) in [(" = ", true), (" in ", false)] {
      if let range = entry.firstRange(of: mark) {
        let name = Name(String(entry[..<range.lowerBound]), span: Expression.nowhere).canonical
        return (name, String(entry[range.upperBound...]), isDefinition)
      }
    }
    return (entry, "", true)
  }

  private func sample(
    _ header: [String], number: Int, base: [(String, Value)]? = nil
  ) throws -> [(String, Value)] {
    var point: [(String, Value)] = []
    for entry in header {
      let (name, what, isDefinition) = SessionTrial.split(entry)
      let value: Value
      if isDefinition, let size = Int(what) {
        _ = size
        value = base == nil ? .int([1, 2, 3, 5][(number / (comparison == .equal ? 1 : 2)) % 4]) : kept(name, base)
      } else if isDefinition {
        value = try evaluate(what)
      } else if let base, !varying.contains(name) {
        value = kept(name, base)
      } else {
        value = try draw(what)
      }
      session.define(name, value)
      point.append((name, value))
    }
    return point
  }

  private func kept(_ name: String, _ base: [(String, Value)]?) -> Value {
    base?.first { $0.0 == name }?.1 ?? .unset
  }

  private func evaluate(_ text: String) throws -> Value {
    let lowering = Lowering(session.environment, module: session.main, source: source)
    return try session.evaluate(try lowering.expression(try expression(text)))
  }

  private func draw(_ domain: String) throws -> Value {
    let seed = generator.below(1_000_000)
    session.randomness.reseed(seed)
    let open = domain.firstIndex(of: "(") ?? domain.endIndex
    let size = domain[open...].dropFirst().dropLast()
    let shape = size.isEmpty ? "" : "zeros(\(size))"
    switch domain[..<open] {
    case "reals":
      return try evaluate(size.isEmpty ? "1.5*normal_noise(0.0)" : "1.5*normal_noise(\(shape))")
    case "positives":
      return try evaluate(size.isEmpty ? "exp(0.7*normal_noise(0.0))" : "exp(0.7*normal_noise(\(shape)))")
    case "unit": return try evaluate("0.05 + 0.9*uniform_noise(0.0)")
    case "simplex": return try evaluate("{ w = -log(uniform_noise(\(shape))); w/sum(w) }")
    case "spd": return try evaluate("{ A = normal_noise(zeros(\(size), \(size))); A @ A' + 0.3*eye(\(size)) }")
    default:
      let c = (0..<12).map { _ in DecimalText.fixed(Double.random(in: -1...1, using: &generator), places: 6) }
      return try evaluate(
        "x -> \(c[0])*tanh(\(c[1])*x + \(c[2])) + \(c[3])*tanh(\(c[4])*x + \(c[5])) + \(c[6])*sin(x + \(c[7])) + \(c[8])*x + \(c[9]) + \(c[10])*x^2/2")
    }
  }
}

import Language
import Tensors

/// Sizes and integer variables, which are the same at all points of a group.
extension PointDrawing {
  /// Values of the integer variables: all of them where these are few, else the ends of the ranges and
  /// others at random, all different.
  func choices(
    at sizes: [(name: Name, value: Int)], limit: Int
  ) throws(Fault) -> [[(name: Name, value: Int)]] {
    if let all = try everyChoice(at: sizes, limit: limit) { return all }
    var chosen: [[(name: Name, value: Int)]] = [], known: Set<[Int]> = []
    var attempt = 0
    while chosen.count < limit, attempt < 20 * limit {
      var integers = sizes
      for variable in variables {
        guard let range = try domain(of: variable, at: integers).integers else { continue }
        integers.append((variable.name, value(in: range, variable.name, attempt)))
      }
      attempt += 1
      guard known.insert(integers.map(\.value)).inserted, try mayHold(integers) else { continue }
      chosen.append(integers)
    }
    return chosen
  }

  /// All choices that satisfy the condition, where it is one on integers; nil where they are many.
  private func everyChoice(
    at sizes: [(name: Name, value: Int)], limit: Int
  ) throws(Fault) -> [[(name: Name, value: Int)]]? {
    var all = [sizes]
    for variable in variables {
      var longer: [[(name: Name, value: Int)]] = []
      for integers in all {
        guard let range = try domain(of: variable, at: integers).integers else {
          longer.append(integers)
          continue
        }
        let width = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        guard !width.overflow, width.partialValue < 40 * limit,
          longer.count + width.partialValue < 40 * limit
        else { return nil }
        for value in range { longer.append(integers + [(variable.name, value)]) }
      }
      all = longer
    }
    var holding: [[(name: Name, value: Int)]] = []
    for integers in all where try mayHold(integers) { holding.append(integers) }
    return holding.count <= limit ? holding : nil
  }

  /// Whether a condition on integers alone holds; true where it needs other variables too.
  private func mayHold(_ integers: [(name: Name, value: Int)]) throws(Fault) -> Bool {
    guard let condition = stage.header.condition else { return true }
    let known = Set(integers.map(\.name.canonical))
    let names = Resolver.freeNames(of: condition)
    let needed = stage.header.needed(for: names).filter { $0.domain != nil }
    guard needed.allSatisfy({ known.contains($0.name.canonical) }) else { return true }
    let f = try stage.function(condition, of: integers.map(\.name))
    return try stage.isTrue(
      stage.call(f, integers.map { .int($0.value) }, key: stage.key("condition")))
  }

  /// The variables that differ from point to point, with their domains.
  func columns(
    at integers: [(name: Name, value: Int)]
  ) throws(Fault) -> [(Name, DomainValue)] {
    var columns: [(Name, DomainValue)] = []
    for variable in variables {
      let domain = try domain(of: variable, at: integers)
      if domain.integers == nil { columns.append((variable.name, domain)) }
    }
    return columns
  }

  /// A number of a range: its ends first, then others.
  private func value(in range: ClosedRange<Int>, _ name: Name, _ attempt: Int) -> Int {
    if attempt == 0 { return range.lowerBound }
    if attempt == 1 { return range.upperBound }
    let word = RandomKey(word: stage.key("integers", attempt)).folded(name.canonical).word
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let offset = width == .max ? word : word % (width + 1)
    return range.lowerBound &+ Int(truncatingIfNeeded: offset)
  }
}

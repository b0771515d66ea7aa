import Glibc

/// A mark on an axis with its number.
public struct Tick: Hashable, Sendable {
  /// Where it stands.
  public let value: Double
  /// What stands beside it; empty for a small tick between others.
  public let label: String

  /// A tick.
  public init(_ value: Double, _ label: String) {
    self.value = value
    self.label = label
  }
}

/// Ticks at round numbers.
public enum Ticks {
  /// As many ticks as fit: of all steps that are 1, 2 or 5 times a power of ten (of a logarithmic axis:
  /// whole powers, with 2 and 5 between where they are few) the smallest whose labels leave a gap
  /// between them.
  ///
  /// - Parameters:
  ///   - scale: Where numbers stand.
  ///   - names: Names at whole numbers from 1, in place of numbers.
  ///   - isWhole: Whether only whole numbers have ticks, where the axis goes through any.
  ///   - most: The most ticks.
  ///   - gap: The least distance between two labels, in units.
  ///   - size: The length along the axis that a label takes, in units.
  /// - Returns: The ticks in ascending order, small ones without labels among them.
  public static func fitting(
    _ scale: Scale, names: [String] = [], isWhole: Bool = false, most: Int = 9, gap: Double,
    size: (String) -> Double
  ) -> [Tick] {
    if !names.isEmpty { return named(scale, names, gap: gap, size: size) }
    var candidates = scale.isLog ? logarithmic(scale.domain) : linear(scale.domain)
    if isWhole, !scale.isLog {
      let whole = candidates.filter {
        !$0.isEmpty && $0.allSatisfy { $0.value.rounded() == $0.value }
      }
      if !whole.isEmpty { candidates = whole }
    }
    var fallback: [Tick] = []
    for ticks in candidates {
      if ticks.isEmpty { continue }
      if fallback.isEmpty || ticks.count >= 2 { fallback = ticks }
      guard ticks.lazy.filter({ !$0.label.isEmpty }).count <= most else { continue }
      if fits(ticks, scale, gap: gap, size: size) { return ticks }
    }
    // Not even two labels fit: one does, or none is needed.
    return fallback.first.map { [$0] } ?? []
  }

  private static func fits(
    _ ticks: [Tick], _ scale: Scale, gap: Double, size: (String) -> Double
  ) -> Bool {
    let labelled = ticks.filter { !$0.label.isEmpty }
    let places = labelled.map { scale($0.value) }
    let halves = labelled.map { size($0.label) / 2 }
    for index in labelled.indices.dropFirst() {
      let distance = abs(places[index] - places[index - 1])
      if distance < halves[index] + halves[index - 1] + gap { return false }
    }
    return true
  }

  /// Names at whole numbers from 1: all of them, or every second or third where they are too long.
  private static func named(
    _ scale: Scale, _ names: [String], gap: Double, size: (String) -> Double
  ) -> [Tick] {
    // More than a few hundred never fit: they are not measured.
    for every in max(names.count / 300, 1)...max(names.count, 1) {
      let ticks = stride(from: 0, to: names.count, by: every).map {
        Tick(Double($0 + 1), names[$0])
      }.filter { scale.domain.contains($0.value) }
      if ticks.count <= 1 || fits(ticks, scale, gap: gap, size: size) { return ticks }
    }
    return []
  }

  /// Ticks of a linear axis, from many to few.
  private static func linear(_ domain: Interval) -> [[Tick]] {
    let half = domain.halfLength
    guard half > 0 else { return [[Tick(domain.low, label(domain.low, step: 0))]] }
    let first = Int(floor(log10(half))) - 1
    var all: [[Tick]] = []
    for exponent in first...(first + 3) {
      for digit in [1, 2, 5] {
        if let ticks = multiples(of: digit, exponent, in: domain) { all.append(ticks) }
      }
    }
    return all
  }

  /// All multiples of `digit·10^exponent` in a domain; nil where there are too many.
  private static func multiples(of digit: Int, _ exponent: Int, in domain: Interval) -> [Tick]? {
    let step = Double(digit) * power(exponent)
    guard step > 0, step.isFinite else { return nil }
    // A bound that is a multiple but for rounding is one.
    let slack = 1e-9
    let from = (domain.low / step - slack).rounded(.up)
    let to = (domain.high / step + slack).rounded(.down)
    guard from.isFinite, to.isFinite, to - from < 60, abs(from) < 1e15, abs(to) < 1e15 else {
      return nil
    }
    guard to >= from else { return [] }
    return (Int(from)...Int(to)).map { count in
      // Divided rather than multiplied where that is exact: 3/10 is 0.3, 3*0.1 is not.
      let value =
        exponent < 0 && exponent > -300
        ? Double(count * digit) / power(-exponent) : Double(count) * step
      return Tick(value, label(value, step: step, largest: max(abs(domain.low), abs(domain.high))))
    }
  }

  private static func power(_ exponent: Int) -> Double { pow(10, Double(exponent)) }

  /// A number with as many digits as its step needs: `0.25`, `1500`, `2e6`, `-3e-7`.
  ///
  /// Where the greatest number on the same axis, `largest`, has an exponent, so have the others.
  static func label(_ value: Double, step: Double, largest: Double = 0) -> String {
    if value == 0 { return "0" }
    let magnitude = max(abs(value), step, largest)
    // Close numbers far from 0 differ in their last digits: 0.99999998 rather than 9.9999998e-1.
    let isClose = step > 1e-15 * magnitude && step < 1e-4 * magnitude && magnitude >= 0.01
    let isPlain =
      magnitude < (isClose ? 1e16 : 1e6)
      && (step >= 1e-4 || isClose || (step == 0 && magnitude >= 1e-4))
    if isPlain {
      let digits = step == 0 ? 6 : max(0, Int(ceil(-log10(step) - 1e-9)))
      return trimmed(Decimals.fixed(value, digits))
    }
    // The digits after the first one down to those of the step.
    let top = floor(log10(abs(value)) + 1e-12)
    let digits = step == 0 ? 6 : max(0, min(16, Int(ceil(top - log10(step) - 1e-9))))
    return Decimals.scientific(value, digits)
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = Substring(text)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }

  /// Ticks of a logarithmic axis, from many to few: over few powers of ten those of a linear axis too.
  private static func logarithmic(_ domain: Interval) -> [[Tick]] {
    let low = log10(domain.low), high = log10(domain.high)
    let from = Int((low - 1e-9).rounded(.up)), to = Int((high + 1e-9).rounded(.down))
    var all: [[Tick]] = []
    if high - low < 1 { all += linear(domain).filter { $0.count >= 3 } }
    if high - low < 4 {
      for digits in [[1, 2, 5], [1, 3]] { all.append(decades(domain, from - 1, to, digits)) }
    }
    let span = max(to - from, 1)
    for every in [1, 2, 3, 5, 10, 20, 50, 100, 200] where every <= max(span, 1) {
      var ticks: [Tick] = []
      for exponent in (from - 1)...(to + 1) {
        let isLabelled = exponent.isMultiple(of: every)
        if isLabelled, exponent >= from, exponent <= to {
          ticks.append(Tick(power(exponent), decade(exponent)))
        }
        // Small ticks: those between powers, or the powers that have no label.
        if every == 1, span <= 8 {
          for digit in 2...9 {
            let value = Double(digit) * power(exponent)
            if domain.contains(value) { ticks.append(Tick(value, "")) }
          }
        } else if !isLabelled, span <= 60, exponent >= from, exponent <= to {
          ticks.append(Tick(power(exponent), ""))
        }
      }
      all.append(ticks)
    }
    return all
  }

  private static func decades(
    _ domain: Interval, _ from: Int, _ to: Int, _ digits: [Int]
  ) -> [Tick] {
    (from...max(from, to + 1)).flatMap { exponent in
      (1...9).compactMap { digit in
        let value = Double(digit) * power(exponent)
        guard domain.contains(value) else { return nil }
        return Tick(value, digits.contains(digit) ? label(value, step: power(exponent)) : "")
      }
    }
  }

  private static func decade(_ exponent: Int) -> String {
    (-3...5).contains(exponent) ? label(power(exponent), step: power(exponent)) : "1e\(exponent)"
  }
}

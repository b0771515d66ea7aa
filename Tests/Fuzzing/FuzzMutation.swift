import TestSupport

/// Changes inputs at random: bytes, numbers, words, lines, and pieces of other inputs.
public struct FuzzMutation: Sendable {
  private let target: FuzzTarget
  private let corpus: [[UInt8]]

  /// Words of the language and of golden files.
  static let words: [[UInt8]] = (FuzzWords.all + ["\n", " ", "\r\n", "\t"]).map { Array($0.utf8) }

  /// Changes for a target, of its own inputs or of others.
  public init(_ target: FuzzTarget, corpus: [[UInt8]]? = nil) {
    self.target = target
    self.corpus = corpus ?? target.corpus
  }

  /// An input made from one of the corpus.
  public func input(_ random: inout SeededGenerator) -> [UInt8] {
    if target.form == .choices, corpus.count < 2 || random.below(2) == 0 {
      return (0..<1 + random.below(min(target.limit, 400))).map { _ in UInt8(random.below(256)) }
    }
    return changed(random.pick(corpus), &random)
  }

  /// The input with some changes.
  public func changed(_ input: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = input
    for _ in 0...random.below(5) { change(&bytes, &random) }
    return Array(bytes.prefix(target.limit))
  }

  private func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    // Most of what a reader of a file believes stands at its beginning or at its end.
    let count = bytes.count, place = random.below(count + 1)
    let start =
      target.form == .bytes && random.below(2) == 0 ? random.below(min(count, 128) + 1) : place
    switch random.below(target.form == .text ? 11 : 7) {
    case 0: if start < count { bytes[start] = UInt8(random.below(256)) }
    case 1: if start < count { bytes[start] ^= 1 << UInt8(random.below(8)) }
    case 2: bytes.removeSubrange(start..<min(count, start + 1 + random.below(16)))
    case 3: bytes.insert(UInt8(random.below(256)), at: start)
    case 4: fill(&bytes, at: start, &random)
    case 5: bytes.insert(contentsOf: piece(bytes, &random), at: start)
    case 6: bytes.insert(contentsOf: piece(random.pick(corpus), &random), at: start)
    case 7, 8: bytes.insert(contentsOf: random.pick(Self.words), at: start)
    case 9: splice(&bytes, &random)
    default: swapLines(&bytes, &random)
    }
  }

  /// An extreme number of 2, 4 or 8 bytes.
  private func fill(_ bytes: inout [UInt8], at place: Int, _ random: inout SeededGenerator) {
    let value: UInt8 = random.pick([0, 0x7f, 0xff, 0x80])
    for k in place..<min(place + random.pick([2, 4, 8]), bytes.count) { bytes[k] = value }
  }

  private func piece(_ bytes: [UInt8], _ random: inout SeededGenerator) -> ArraySlice<UInt8> {
    guard !bytes.isEmpty else { return [] }
    let start = random.below(bytes.count)
    return bytes[start..<min(bytes.count, start + 1 + random.below(64))]
  }

  /// The beginning of one input and the end of another.
  private func splice(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let other = random.pick(corpus)
    bytes =
      bytes.prefix(random.below(bytes.count + 1)) + other.suffix(random.below(other.count + 1))
  }

  private func swapLines(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let a = random.below(lines.count), b = random.below(lines.count)
    switch random.below(3) {
    case 0: lines.swapAt(a, b)
    case 1: lines.insert(lines[a], at: b)
    default: lines.remove(at: a)
    }
    bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}

/// A small generator with a fixed sequence per seed, or one that given bytes decide.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  /// What is left of the bytes that decide, where they do.
  private var choices: ArraySlice<UInt8>?

  /// The sequence of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// Decisions of given bytes, the least where they are used up.
  ///
  /// Each takes as few as it can, so that an input changed in one place changes little of what is made.
  public init(choices: [UInt8]) {
    state = 0
    self.choices = choices[...]
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if choices != nil { return chosen(bytes: 8) }
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// An integer from 0 to below the bound.
  public mutating func below(_ bound: Int) -> Int {
    guard choices != nil else { return Int.random(in: 0..<bound, using: &self) }
    let bytes = bound <= 256 ? 1 : bound <= 65_536 ? 2 : 8
    return Int(chosen(bytes: bytes) % UInt64(bound))
  }

  /// The number of the next bytes.
  private mutating func chosen(bytes count: Int) -> UInt64 {
    (0..<count).reduce(0) { number, _ in number << 8 | UInt64(choices?.popFirst() ?? 0) }
  }

  /// One of the elements.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }
}

import Testing

@testable import Plotting

/// Images for terminals that show them: what a terminal reads is what was written.
@Suite struct TerminalStreamTests {
  // MARK: Kitty

  private struct Broken: Error {}

  /// The chunks of a stream: the keys of each and what they carry.
  private func chunks(_ stream: String) throws -> [(keys: [String: String], data: String)] {
    var rest = Substring(stream)
    var chunks: [(keys: [String: String], data: String)] = []
    while !rest.isEmpty {
      guard rest.hasPrefix("\u{1B}_G"), let end = rest.firstRange(of: "\u{1B}\\") else {
        throw Broken()
      }
      let parts = rest[..<end.lowerBound].dropFirst(3).split(
        separator: ";", omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw Broken() }
      var keys: [String: String] = [:]
      for pair in parts[0].split(separator: ",") {
        let sides = pair.split(separator: "=")
        guard sides.count == 2 else { throw Broken() }
        keys[String(sides[0])] = String(sides[1])
      }
      chunks.append((keys, String(parts[1])))
      rest = rest[end.upperBound...]
    }
    return chunks
  }

  private func decoded(base64 text: String) throws -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    guard text.count.isMultiple(of: 4) else { throw Broken() }
    var bits = 0, count = 0
    var bytes: [UInt8] = []
    for character in text where character != "=" {
      guard let value = digits.firstIndex(of: character) else { throw Broken() }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 255))
      }
      bits &= (1 << count) - 1
    }
    return bytes
  }

  @Test(arguments: [1, 2, 3, 4, 3071, 3072, 3073, 9999])
  func kittyCarriesTheBytes(count: Int) throws {
    var generator = SplitMix(state: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    let chunks = try chunks(KittyImage.encode(png: bytes, columns: 40, rows: 12))
    #expect(chunks.count == (count + 3071) / 3072)
    #expect(try decoded(base64: chunks.map(\.data).joined()) == bytes)
    let first = try #require(chunks.first)
    #expect(first.keys["f"] == "100" && first.keys["a"] == "T" && first.keys["q"] == "2")
    #expect(first.keys["c"] == "40" && first.keys["r"] == "12")
    for (index, chunk) in chunks.enumerated() {
      #expect(chunk.keys["m"] == (index == chunks.count - 1 ? "0" : "1"))
      #expect(chunk.data.utf8.count <= 4096)
      if index > 0 { #expect(Set(chunk.keys.keys).isSubset(of: ["m", "q"])) }
    }
  }

  @Test func kittyWithoutSize() throws {
    #expect(KittyImage.encode(png: [], columns: 1, rows: 1) == "")
    let chunks = try chunks(KittyImage.encode(png: [1], columns: 0, rows: -3))
    #expect(chunks.first?.keys["c"] == nil && chunks.first?.keys["r"] == nil)
  }

  // MARK: Sixel

  /// A terminal that reads sixels: colours in hundredths.
  private struct Screen {
    var width = 0, height = 0
    var pixels: [[Int]: [Int]] = [:]
    var registers: [Int: [Int]] = [:]
    private var x = 0, band = 0, register = 0, run = 1

    init(_ stream: String) throws {
      guard stream.hasPrefix("\u{1B}P"), stream.hasSuffix("\u{1B}\\"),
        let start = stream.firstIndex(of: "q")
      else { throw Broken() }
      var rest = stream[stream.index(after: start)...].dropLast(2)[...]
      while let sign = rest.popFirst() { try read(sign, &rest) }
    }

    private mutating func read(_ sign: Character, _ rest: inout Substring) throws {
      switch sign {
      case "\"":
        let numbers = numbers(&rest)
        guard numbers.count == 4, numbers[0] == numbers[1] else { throw Broken() }
        (width, height) = (numbers[2], numbers[3])
      case "#":
        let numbers = numbers(&rest)
        guard let first = numbers.first, first < 256 else { throw Broken() }
        if numbers.count == 5, numbers[1] == 2 { registers[first] = Array(numbers[2...]) }
        register = first
      case "!": run = numbers(&rest).first ?? 1
      case "$": x = 0
      case "-": (x, band) = (0, band + 1)
      default: try draw(sign)
      }
    }

    private mutating func draw(_ sign: Character) throws {
      guard let value = sign.asciiValue, (63...126).contains(value),
        let colour = registers[register]
      else { throw Broken() }
      for _ in 0..<run {
        for row in 0..<6 where (value - 63) >> UInt8(row) & 1 == 1 {
          pixels[[x, band * 6 + row]] = colour
        }
        x += 1
      }
      run = 1
    }

    private func numbers(_ rest: inout Substring) -> [Int] {
      let digits = rest.prefix { $0.isNumber || $0 == ";" }
      rest = rest.dropFirst(digits.count)
      return digits.split(separator: ";").compactMap { Int($0) }
    }
  }

  /// Whether a screen shows an image: each part to within a number of the 256.
  private func shows(
    _ screen: Screen, _ width: Int, _ colours: [Colour], within tolerance: Double
  ) -> Bool {
    guard screen.width == width, screen.height * width == colours.count,
      screen.pixels.count == colours.count
    else { return false }
    return colours.enumerated().allSatisfy { place, colour in
      guard let seen = screen.pixels[[place % width, place / width]] else { return false }
      return zip(seen, [colour.red, colour.green, colour.blue]).allSatisfy {
        abs(Double($0) * 2.55 - Double($1)) <= tolerance
      }
    }
  }

  @Test(arguments: [(1, 1), (7, 5), (20, 6), (13, 7), (40, 25)])
  func sixelsOfFewColoursAreExact(width: Int, height: Int) throws {
    var generator = SplitMix(state: UInt64(width))
    let palette = (0..<min(200, width * height)).map { _ in
      Colour(UInt32(generator.next() & 0xFFFFFF))
    }
    // Runs, and single pixels.
    var colours: [Colour] = []
    while colours.count < width * height {
      let colour = palette[Int.random(in: 0..<palette.count, using: &generator)]
      let run = [1, 1, 2, 5, 30][Int.random(in: 0..<5, using: &generator)]
      colours += Array(repeating: colour, count: min(run, width * height - colours.count))
    }
    let screen = try Screen(SixelImage.encode(width: width, height: height, colours: colours))
    #expect(screen.registers.count == Set(colours).count)
    #expect(shows(screen, width, colours, within: 1.3))
  }

  @Test func sixelsOfManyColoursAreNear() throws {
    let width = 64, height = 48
    let colours = (0..<width * height).map { place in
      Colour(UInt8(place % width * 4), UInt8(place / width * 5), 128)
    }
    let screen = try Screen(SixelImage.encode(width: width, height: height, colours: colours))
    #expect(screen.registers.count == 256)
    #expect(shows(screen, width, colours, within: 24))
  }

  @Test func sixelsOfNothing() {
    #expect(SixelImage.encode(width: 0, height: 3, colours: []) == "")
    #expect(SixelImage.encode(width: 2, height: 2, colours: [Colour(0)]) == "")
    #expect(SixelImage.encode(width: .max, height: 2, colours: []) == "")
  }

  @Test func sixelsCountRuns() {
    let colours = Array(repeating: Colour(0xFF0000), count: 1000 * 6)
    let text = SixelImage.encode(width: 1000, height: 6, colours: colours)
    #expect(text == "\u{1B}P0;1;0q\"1;1;1000;6#0;2;100;0;0#0!1000~\u{1B}\\")
  }

  // MARK: Few colours

  @Test func fewColoursStay() {
    let colours = (0..<600).map { Colour(UInt32($0 * 7 % 256) << 8) }
    let reduced = ColourReduction(colours)
    #expect(reduced.indices.map { reduced.palette[Int($0)] } == colours)
  }

  /// As many clusters as colours are found, however far apart in size they are.
  @Test func clustersAreFound() {
    let centres = [Colour(0x101010), Colour(0xF01010), Colour(0x10F010), Colour(0x1010F0)]
    var generator = SplitMix(state: 3)
    var colours: [Colour] = []
    for (index, centre) in centres.enumerated() {
      for _ in 0..<(40 * (index + 1) * (index + 1)) {
        let shift = UInt8.random(in: 0...8, using: &generator)
        colours.append(
          Colour(centre.red + shift / 2, centre.green + shift / 3, centre.blue + shift))
      }
    }
    let reduced = ColourReduction(colours, most: 4)
    #expect(reduced.palette.count == 4)
    for (colour, index) in zip(colours, reduced.indices) {
      let seen = reduced.palette[Int(index)]
      #expect(abs(Int(colour.red) - Int(seen.red)) <= 12)
      #expect(abs(Int(colour.green) - Int(seen.green)) <= 12)
      #expect(abs(Int(colour.blue) - Int(seen.blue)) <= 12)
    }
  }

  @Test(arguments: [-1, 0, 1, 2, 17, 256, 1000])
  func anyNumberOfColours(most: Int) {
    var generator = SplitMix(state: 5)
    let colours = (0..<3000).map { _ in Colour(UInt32(generator.next() & 0xFFFFFF)) }
    let reduced = ColourReduction(colours, most: most)
    #expect(reduced.palette.count == max(1, min(most, 256)))
    #expect(reduced.indices.count == colours.count)
    #expect(reduced.indices.allSatisfy { Int($0) < reduced.palette.count })
    #expect(ColourReduction([], most: most).indices.isEmpty)
  }
}

/// Images for terminals that show sixels (DEC STD 070, as in the VT340 and xterm).
public struct SixelImage {
  /// The control string that shows an image at the cursor.
  ///
  /// It is empty where the number of colours is not `width * height`, or zero. More than 256 colours
  /// are reduced to so many.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row.
  ///   - height: Rows.
  ///   - colours: The pixels, row by row from the top left.
  /// - Returns: A string of ASCII, from its introducer to its terminator.
  public static func encode(width: Int, height: Int, colours: [Colour]) -> String {
    guard width > 0, height > 0, width <= 1 << 20, height <= 1 << 20,
      colours.count == width * height
    else { return "" }
    let reduced = ColourReduction(colours)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(colours.count / 4 + 8192)
    // Pixels as wide as high.
    bytes += Array("\u{1B}P0;1;0q\"1;1;\(width);\(height)".utf8)
    for (number, colour) in reduced.palette.enumerated() {
      // Parts are in hundredths.
      let parts = [colour.red, colour.green, colour.blue].map { (Int($0) * 100 + 127) / 255 }
      bytes += Array("#\(number);2;\(parts[0]);\(parts[1]);\(parts[2])".utf8)
    }
    var band = Band(width: width, count: reduced.palette.count)
    for top in stride(from: 0, to: height, by: 6) {
      if top > 0 { bytes.append(UInt8(ascii: "-")) }
      band.read(reduced.indices, top, min(6, height - top))
      band.write(to: &bytes)
    }
    bytes += [0x1B, UInt8(ascii: "\\")]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Six rows of an image, by colours.
  private struct Band {
    private let width: Int
    /// For each colour the bits of each column.
    private var bits: [UInt8]
    /// For each colour the columns with bits.
    private var first: [Int]
    private var last: [Int]

    init(width: Int, count: Int) {
      self.width = width
      bits = Array(repeating: 0, count: width * count)
      first = Array(repeating: width, count: count)
      last = Array(repeating: -1, count: count)
    }

    /// Takes rows of an image.
    mutating func read(_ indices: [UInt8], _ top: Int, _ rows: Int) {
      for row in 0..<rows {
        let start = (top + row) * width, bit = UInt8(1) << UInt8(row)
        for column in 0..<width {
          let colour = Int(indices[start + column])
          bits[colour * width + column] |= bit
          if column < first[colour] { first[colour] = column }
          if column > last[colour] { last[colour] = column }
        }
      }
    }

    /// Writes all colours, each from the left end again, and forgets them.
    mutating func write(to bytes: inout [UInt8]) {
      var isFirst = true
      for colour in first.indices where last[colour] >= 0 {
        if !isFirst { bytes.append(UInt8(ascii: "$")) }
        isFirst = false
        bytes.append(UInt8(ascii: "#"))
        Band.write(number: colour, to: &bytes)
        Band.write(run: first[colour], of: 0, to: &bytes)
        write(colour, to: &bytes)
        first[colour] = width
        last[colour] = -1
      }
    }

    private mutating func write(_ colour: Int, to bytes: inout [UInt8]) {
      let start = colour * width
      var run = 0, value = bits[start + first[colour]]
      for column in first[colour]...last[colour] {
        let next = bits[start + column]
        if next != value {
          Band.write(run: run, of: value, to: &bytes)
          (run, value) = (0, next)
        }
        run += 1
        bits[start + column] = 0
      }
      Band.write(run: run, of: value, to: &bytes)
    }

    /// Columns with the same bits: with their number where that is shorter.
    private static func write(run: Int, of value: UInt8, to bytes: inout [UInt8]) {
      let sign = value + 63
      if run > 3 {
        bytes.append(UInt8(ascii: "!"))
        write(number: run, to: &bytes)
        bytes.append(sign)
      } else {
        for _ in 0..<run { bytes.append(sign) }
      }
    }

    private static func write(number: Int, to bytes: inout [UInt8]) {
      if number >= 10 { write(number: number / 10, to: &bytes) }
      bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
  }
}

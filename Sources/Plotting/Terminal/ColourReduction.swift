/// An image in at most 256 colours: its own where it has no more, else a palette by median cut.
public struct ColourReduction: Sendable {
  /// The colours.
  public let palette: [Colour]
  /// The number of each pixel's colour.
  public let indices: [UInt8]

  /// The pixels in few colours.
  ///
  /// - Parameters:
  ///   - colours: The pixels.
  ///   - most: The most colours, 1 to 256.
  public init(_ colours: [Colour], most: Int = 256) {
    let most = max(1, min(most, 256))
    if let exact = ColourReduction.exact(colours, most) {
      (palette, indices) = exact
    } else {
      (palette, indices) = ColourReduction.cut(colours, most)
    }
  }

  // MARK: Few colours

  /// The colours themselves, in the order in which they come; nil where there are too many.
  private static func exact(_ colours: [Colour], _ most: Int) -> ([Colour], [UInt8])? {
    // A table with open addresses, at most a quarter full; keys are colours and one more.
    var keys = [UInt32](repeating: 0, count: 1024), values = [UInt8](repeating: 0, count: 1024)
    var palette: [Colour] = [], indices: [UInt8] = []
    indices.reserveCapacity(colours.count)
    var last: UInt32 = 0, index: UInt8 = 0
    for colour in colours {
      let key = UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue) + 1
      if key != last {
        var slot = Int((key &* 0x9E37_79B1) >> 22)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & 1023 }
        if keys[slot] == 0 {
          guard palette.count < most else { return nil }
          (keys[slot], values[slot]) = (key, UInt8(palette.count))
          palette.append(colour)
        }
        (last, index) = (key, values[slot])
      }
      indices.append(index)
    }
    return (palette, indices)
  }

  // MARK: Many colours

  /// Pixels of nearly the same colour.
  private struct Bin {
    var place = 0
    var count = 0.0
    var red = 0.0
    var green = 0.0
    var blue = 0.0

    /// The mean of a part of the colour.
    func mean(_ part: Int) -> Double { (part == 0 ? red : part == 1 ? green : blue) / count }
  }

  /// Bins that are to have one colour.
  private struct Box {
    var bins: [Bin]
    /// The squared distance of all pixels from the mean along the part where it is greatest.
    var error = 0.0
    var part = 0
    var means: [Double] = [0, 0, 0]

    init(_ bins: [Bin]) {
      self.bins = bins
      let count = bins.reduce(0) { $0 + $1.count }
      for part in 0..<3 {
        let sum = bins.reduce(0) { $0 + $1.mean(part) * $1.count }
        let mean = sum / max(count, 1)
        means[part] = mean
        let error = bins.reduce(0) { total, bin in
          let distance = bin.mean(part) - mean
          return total + distance * distance * bin.count
        }
        // Green is seen best, blue least.
        let weighted = error * (part == 1 ? 1.5 : part == 0 ? 1 : 0.75)
        if weighted > self.error { (self.error, self.part) = (weighted, part) }
      }
    }

    /// The colour of all.
    var colour: Colour {
      func part(_ mean: Double) -> UInt8 { UInt8(max(0, min(255, mean.rounded()))) }
      return Colour(part(means[0]), part(means[1]), part(means[2]))
    }
  }

  /// Halves the box with the greatest error at its mean (after Heckbert 1982, Wu 1991) until there are
  /// enough.
  private static func cut(_ colours: [Colour], _ most: Int) -> ([Colour], [UInt8]) {
    var boxes = [Box(bins(colours))]
    while boxes.count < most,
      let worst = boxes.indices.max(by: { boxes[$0].error < boxes[$1].error }),
      boxes[worst].error > 0
    {
      let box = boxes[worst], mean = box.means[box.part]
      let low = box.bins.filter { $0.mean(box.part) < mean }
      let high = box.bins.filter { $0.mean(box.part) >= mean }
      guard !low.isEmpty, !high.isEmpty else {
        boxes[worst].error = 0
        continue
      }
      boxes[worst] = Box(low)
      boxes.append(Box(high))
    }
    var numbers = [UInt8](repeating: 0, count: 1 << 18)
    for (number, box) in boxes.enumerated() {
      for bin in box.bins { numbers[bin.place] = UInt8(number) }
    }
    return (boxes.map(\.colour), colours.map { numbers[place($0)] })
  }

  /// The six upper bits of each part.
  @inline(__always)
  private static func place(_ colour: Colour) -> Int {
    Int(colour.red >> 2) << 12 | Int(colour.green >> 2) << 6 | Int(colour.blue >> 2)
  }

  private static func bins(_ colours: [Colour]) -> [Bin] {
    var numbers = [Int32](repeating: -1, count: 1 << 18)
    var bins: [Bin] = []
    for colour in colours {
      let place = place(colour)
      if numbers[place] < 0 {
        numbers[place] = Int32(bins.count)
        bins.append(Bin(place: place))
      }
      let number = Int(numbers[place])
      bins[number].count += 1
      bins[number].red += Double(colour.red)
      bins[number].green += Double(colour.green)
      bins[number].blue += Double(colour.blue)
    }
    return bins
  }
}

import Glibc

/// Which cells of a row are seen in each pixel, and how much of them.
///
/// A pixel of many cells is their mean; one inside a cell is that cell or, where it is to look smooth,
/// lies on the straight line between the middles of two.
struct Resampling {
  /// The pixels.
  var count: Int { starts.count }
  /// The first cell in each pixel.
  private(set) var starts: [Int] = []
  /// The weights of that cell and of those after it, of all pixels.
  private(set) var weights: [Float] = []
  /// Where the weights of each pixel begin.
  private(set) var offsets: [Int] = [0]

  /// Every cell is a pixel.
  init(identity count: Int) {
    starts = Array(0..<count)
    weights = Array(repeating: 1, count: count)
    offsets = Array(0...count)
  }

  /// - Parameters:
  ///   - bounds: The bounds of the pixels, ascending, in cells: the first cell is from 0 to 1.
  ///   - cells: How many there are.
  ///   - isSmooth: Whether pixels inside cells lie on lines between middles.
  init(bounds: [Double], cells: Int, isSmooth: Bool) {
    for (low, high) in zip(bounds, bounds.dropFirst()) {
      if isSmooth, high - low < 1 {
        addLine(at: (low + high) / 2 - 0.5, cells)
      } else {
        addMean(low, high, cells)
      }
      offsets.append(weights.count)
    }
  }

  private mutating func addLine(at place: Double, _ cells: Int) {
    let held = max(0, min(Double(cells - 1), place))
    let first = min(Int(held), max(cells - 2, 0))
    starts.append(first)
    let share = Float(held - Double(first))
    weights.append(1 - share)
    if cells > 1 { weights.append(share) }
  }

  private mutating func addMean(_ low: Double, _ high: Double, _ cells: Int) {
    let low = max(0, min(Double(cells), low)), high = max(low, min(Double(cells), high))
    let first = min(Int(low), cells - 1)
    // An overlap that rounding made is none.
    let last = max(first, min(Int((high - 1e-6).rounded(.down)), cells - 1))
    starts.append(first)
    for cell in first...last {
      let overlap = min(high, Double(cell + 1)) - max(low, Double(cell))
      weights.append(first == last ? 1 : Float(max(overlap, 0)))
    }
  }

  /// A row of pixels from a row of cells: sums of numbers that are not nan, and of their weights.
  func apply(_ cells: UnsafeBufferPointer<Float>) -> (sums: [Float], weights: [Float]) {
    var sums = [Float](repeating: 0, count: count), total = sums
    for pixel in 0..<count {
      var sum: Float = 0, weight: Float = 0
      let start = starts[pixel], offset = offsets[pixel]
      for tap in offset..<offsets[pixel + 1] {
        let cell = cells[start + tap - offset]
        if cell.isNaN { continue }
        sum += cell * weights[tap]
        weight += weights[tap]
      }
      sums[pixel] = sum
      total[pixel] = weight
    }
    return (sums, total)
  }

  /// The pixels of a grid of cells, row by row; nan where most of what is seen is nan.
  ///
  /// - Parameters:
  ///   - cells: Row by row.
  ///   - columns: How the cells of a row are seen.
  ///   - rows: How the rows are seen.
  ///   - width: The cells of a row.
  /// - Returns: As many as there are pixels in a row times rows.
  static func apply(_ cells: [Float], columns: Resampling, rows: Resampling, width: Int) -> [Float]
  {
    var pixels: [Float] = []
    pixels.reserveCapacity(columns.count * rows.count)
    let full = zip(columns.offsets, columns.offsets.dropFirst()).map { range in
      columns.weights[range.0..<range.1].reduce(0, +)
    }
    // A row of cells is seen in two rows of pixels at most when it is wide, in many that follow each
    // other when it is narrow: the last two are kept.
    var kept: [(row: Int, sums: [Float], weights: [Float])] = []
    cells.withUnsafeBufferPointer { cells in
      for row in 0..<rows.count {
        var sums = [Float](repeating: 0, count: columns.count), weights = sums
        var fullRow: Float = 0
        for tap in rows.offsets[row]..<rows.offsets[row + 1] {
          let source = rows.starts[row] + tap - rows.offsets[row], share = rows.weights[tap]
          if !kept.contains(where: { $0.row == source }) {
            let line = columns.apply(
              UnsafeBufferPointer(rebasing: cells[(source * width)..<((source + 1) * width)]))
            if kept.count > 1 { kept.removeFirst() }
            kept.append((source, line.sums, line.weights))
          }
          guard share > 0, let line = kept.first(where: { $0.row == source }) else { continue }
          fullRow += share
          for column in 0..<columns.count {
            sums[column] += share * line.sums[column]
            weights[column] += share * line.weights[column]
          }
        }
        for column in 0..<columns.count {
          let isSeen = weights[column] * 2 >= full[column] * fullRow && weights[column] > 0
          pixels.append(isSeen ? sums[column] / weights[column] : .nan)
        }
      }
    }
    return pixels
  }
}

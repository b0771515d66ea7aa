import Glibc

extension PaneCells {
  /// An image: two colours in each cell, or a character as dense as the image is light.
  mutating func draw(_ raster: Raster, _ box: Box) {
    guard box.x.isFinite, box.y.isFinite, box.width.isFinite, box.height.isFinite else { return }
    let halves = !isASCII && style.colour != .none
    let lattice = lattice(down: halves ? 2 : 1)
    let columns = Sampling(
      count: lattice.columns, pitch: lattice.pitch.width, box.x, box.width, raster.width)
    let rows = Sampling(
      count: lattice.rows, pitch: lattice.pitch.height, box.y, box.height, raster.height)
    let reader = RasterReader(raster)
    for row in rows.places {
      for column in columns.places {
        guard let mean = reader.mean(columns.weights(column), rows.weights(row)) else { continue }
        if halves {
          grid.fill(column, row, reader.colour(mean))
        } else {
          let share = reader.density(mean, isLight: style.theme.background.lightness > 50)
          let place = Int((share * Double(ramp.count - 1)).rounded())
          grid.put(
            ramp[place], column, row, ink: style.colour == .none ? nil : reader.colour(mean))
        }
      }
    }
  }

  /// Characters from empty to dense.
  private var ramp: [Character] { Array(isASCII ? " .:-=+*#%@" : " ░▒▓█") }
}

extension CellGrid {
  /// Colours the half of a cell that is the `y`-th from the top, over all that was there.
  mutating func fill(_ column: Int, _ y: Int, _ colour: Colour) {
    guard contains(column, y / 2) else { return }
    if self[column, y / 2].text != nil || self[column, y / 2].dots != 0 {
      put(" ", column, y / 2, ink: nil)
      self[column, y / 2].text = nil
    }
    if y.isMultiple(of: 2) {
      self[column, y / 2].top = colour
    } else {
      self[column, y / 2].bottom = colour
    }
  }
}

/// Which pixels along an axis of an image are seen in each field, and how much of them.
struct Sampling {
  /// The fields whose middle the image covers.
  let places: Range<Int>
  private let start: Double
  private let step: Double
  private let pixels: Int

  /// The pixels seen in fields.
  ///
  /// - Parameters:
  ///   - count: The number of fields.
  ///   - pitch: The length of a field.
  ///   - from: Where the image begins.
  ///   - length: The length of the image.
  ///   - pixels: How many it has.
  init(count: Int, pitch: Double, _ from: Double, _ length: Double, _ pixels: Int) {
    let limit = Double(count)
    let first = max(0, min(limit, (from / pitch - 0.5).rounded(.up)))
    let last = max(0, min(limit, ((from + length) / pitch - 0.5).rounded(.up)))
    places = first < last && length > 0 ? Int(first)..<Int(last) : 0..<0
    step = length > 0 ? pitch / length * Double(pixels) : 0
    start = length > 0 ? -from / length * Double(pixels) : 0
    self.pixels = pixels
  }

  /// The pixels of a field with their shares of it: where pixels are larger than fields, that in
  /// its middle.
  func weights(_ place: Int) -> [(pixel: Int, weight: Double)] {
    let from = start + Double(place) * step, to = from + step
    let limit = Double(pixels)
    if step <= 1 {
      return [(Int(max(0, min(limit - 1, ((from + to) / 2).rounded(.down)))), 1)]
    }
    let first = Int(max(0, min(limit - 1, from.rounded(.down))))
    let last = Int(max(Double(first) + 1, min(limit, to.rounded(.up))))
    return (first..<last).map { pixel in
      (pixel, max(1e-9, min(Double(pixel + 1), to) - max(Double(pixel), from)))
    }
  }
}

/// The means of the pixels of an image.
struct RasterReader {
  /// The mean of some pixels.
  enum Mean {
    /// Of shares of a colour map.
    case share(Double)
    /// Of colours, as amounts of light.
    case light(red: Double, green: Double, blue: Double)
  }

  private let raster: Raster

  /// A reader of an image.
  init(_ raster: Raster) { self.raster = raster }

  /// The mean of pixels by their weights; nil where there are none.
  func mean(
    _ columns: [(pixel: Int, weight: Double)], _ rows: [(pixel: Int, weight: Double)]
  ) -> Mean? {
    switch raster.pixels {
    case .shares(let shares, _):
      var sum = 0.0, total = 0.0
      for (row, across) in rows {
        for (column, along) in columns {
          let share = shares[row * raster.width + column]
          guard !share.isNaN else { continue }
          sum += Double(max(0, min(1, share))) * across * along
          total += across * along
        }
      }
      return total > 0 ? .share(sum / total) : nil
    case .colours(let colours):
      var red = 0.0, green = 0.0, blue = 0.0, total = 0.0
      for (row, across) in rows {
        for (column, along) in columns {
          let colour = colours[row * raster.width + column]
          let weight = across * along
          red += RasterReader.light[Int(colour.red)] * weight
          green += RasterReader.light[Int(colour.green)] * weight
          blue += RasterReader.light[Int(colour.blue)] * weight
          total += weight
        }
      }
      return total > 0 ? .light(red: red / total, green: green / total, blue: blue / total) : nil
    }
  }

  private static let light = (0...255).map { Colour.linear(UInt8($0)) }

  /// The colour of a mean.
  func colour(_ mean: Mean) -> Colour {
    switch (mean, raster.pixels) {
    case (.share(let share), .shares(_, let map)): map.colour(share)
    case (.share(let share), .colours): ColourMap.grey.colour(share)
    case (.light(let red, let green, let blue), _):
      Colour(RasterReader.part(red), RasterReader.part(green), RasterReader.part(blue))
    }
  }

  /// An amount of light as a part of sRGB.
  private static func part(_ light: Double) -> UInt8 {
    let c = light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
    return UInt8(max(0, min(255, (c * 255).rounded())))
  }

  /// How densely a mean is drawn: by its share of a colour map, else by its light, or on a light
  /// background by its darkness.
  func density(_ mean: Mean, isLight: Bool) -> Double {
    switch mean {
    case .share(let share): return share
    case .light:
      let lightness = max(0, min(1, colour(mean).lightness / 100))
      return isLight ? 1 - lightness : lightness
    }
  }
}

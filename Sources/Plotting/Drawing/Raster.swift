/// The pixels of an image, row by row from the top left.
public struct Raster: Hashable, Sendable {
  /// What a pixel is.
  public enum Pixels: Hashable, Sendable {
    /// Shares of a colour map, 0 to 1; nan where there is nothing.
    case shares([Float], ColourMap)
    /// Colours.
    case colours([Colour])
  }

  /// Pixels in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// The pixels, `width * height` of them.
  public let pixels: Pixels

  /// Shares of a colour map; nil where their number is not `width * height`.
  public init?(width: Int, height: Int, shares: [Float], map: ColourMap) {
    guard width > 0, height > 0, shares.count == width * height else { return nil }
    self.width = width
    self.height = height
    pixels = .shares(shares, map)
  }

  /// Colours; nil where their number is not `width * height`.
  public init?(width: Int, height: Int, colours: [Colour]) {
    guard width > 0, height > 0, colours.count == width * height else { return nil }
    self.width = width
    self.height = height
    pixels = .colours(colours)
  }

  /// The colour of a pixel, nil where there is nothing.
  public func colour(_ column: Int, _ row: Int) -> Colour? {
    switch pixels {
    case .colours(let colours): return colours[row * width + column]
    case .shares(let shares, let map):
      let share = shares[row * width + column]
      return share.isNaN ? nil : map.colour(Double(share))
    }
  }

  /// How light a pixel is, 0 to 1: the share itself where there is one; nil where there is nothing.
  public func level(_ column: Int, _ row: Int) -> Double? {
    switch pixels {
    case .colours(let colours): return colours[row * width + column].lightness / 100
    case .shares(let shares, _):
      let share = shares[row * width + column]
      return share.isNaN ? nil : Double(max(0, min(1, share)))
    }
  }
}

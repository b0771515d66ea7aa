import Glibc

/// Small images in a grid, from the top left.
public struct Images: Mark {
  /// What the numbers of an image are.
  public enum Kind: Hashable, Codable, Sendable {
    /// A number for each pixel, shown in a colour map.
    case shares(ColourMap)
    /// Red, green and blue for each pixel.
    case colours
  }

  /// Image after image, row by row from the top, the numbers of a pixel together.
  @Packed public private(set) var values: [Double]
  /// How many there are.
  public let count: Int
  /// The rows of an image.
  public let height: Int
  /// The pixels of a row.
  public let width: Int
  /// What the numbers are.
  public let kind: Kind
  /// The numbers for dark and light.
  public let range: Interval
  /// How many images stand beside each other.
  public let columns: Int
  /// What stands below the images, in their order; empty for nothing.
  public let captions: [String]
  /// The name in the legend.
  public var label: String?

  /// The most pixels along a side of an image.
  private static let most = 1 << 20

  /// Images of the same size; what is left of `values` after whole images is left out.
  ///
  /// - Parameters:
  ///   - values: Image after image, row by row from the top, the numbers of a pixel together.
  ///   - height: The rows of an image.
  ///   - width: The pixels of a row.
  ///   - kind: What the numbers are.
  ///   - range: The numbers for dark and light, or the least and the greatest one.
  ///   - columns: How many images stand beside each other, or as many as give a page's form.
  ///   - captions: What stands below the images.
  public init(
    values: [Double], height: Int, width: Int, kind: Kind = .shares(.grey), range: Interval? = nil,
    columns: Int? = nil, captions: [String] = []
  ) {
    let height = max(0, min(height, Images.most)), width = max(0, min(width, Images.most))
    let size = height * width * (kind == .colours ? 3 : 1)
    count = size == 0 ? 0 : values.count / size
    self.values = values
    self.height = height
    self.width = width
    self.kind = kind
    self.range = range ?? Interval(of: values) ?? Interval(spanning: 0, 1)
    self.captions = captions
    let best = Images.columns(count, height: Double(height), width: Double(width))
    self.columns = max(1, min(columns ?? best, max(count, 1)))
  }

  /// The figure of images: without axes.
  public static func figure(_ images: Images, title: String = "") -> Figure {
    let hidden = Axis(isHidden: true)
    return .panel(
      Panel(marks: [images], title: title, x: hidden, y: hidden, isProportional: true))
  }

  /// Whether there are numbers for all images, of a size that can be drawn.
  public var isSound: Bool {
    let sides = 0...Images.most
    guard sides.contains(height), sides.contains(width) else { return false }
    let size = height * width * (kind == .colours ? 3 : 1)
    return columns >= 1 && range.isSound && (size == 0 ? count == 0 : count == values.count / size)
  }

  /// What it is.
  public var noun: String { count == 1 ? "1 image" : "\(count) images" }

  /// The numbers of all pixels.
  public var numberCount: Int { values.count }

  /// Whether it is a series of its own.
  public var isSeries: Bool { false }

  /// Whether its axes should have the same unit.
  public var keepsProportions: Bool { true }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample { LegendSample(fill: Fill(.muted)) }

  /// As many that the whole is nearest to 1.6 times as wide as high, with no column empty.
  private static func columns(_ count: Int, height: Double, width: Double) -> Int {
    guard count > 1, height > 0, width > 0 else { return 1 }
    let ideal = (Double(count) * 1.6 * height / width).squareRoot()
    let low = max(1, Int(ideal) - 2), high = min(count, Int(ideal) + 3)
    let rows = { (columns: Int) in (count + columns - 1) / columns }
    let distance = { (columns: Int) in
      abs(log(Double(columns) * width / (Double(rows(columns)) * height) / 1.6))
        + 0.5 * Double(rows(columns) * columns - count) / Double(count)
    }
    return (min(low, high)...high).min { distance($0) < distance($1) } ?? 1
  }

  /// Between two images, in pixels of theirs.
  private var gap: Double { max(1, Double(max(width, height)) / 14) }

  /// Below an image, in pixels of theirs.
  private var footer: Double { captions.isEmpty ? 0 : Double(height) * 0.25 }

  private var rows: Int { (count + columns - 1) / columns }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    guard count > 0, !log.x, !log.y else { return Extent(x: nil, y: nil) }
    let wide = Double(columns) * (Double(width) + gap) - gap
    let high = Double(rows) * (Double(height) + footer + gap) - gap
    return Extent(
      x: Interval(0, wide), y: Interval(-high, 0), flush: [.left, .right, .top, .bottom])
  }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    guard !pane.x.isLog, !pane.y.isLog else { return }
    for index in 0..<count {
      let left = Double(index % columns) * (Double(width) + gap)
      let top = Double(index / columns) * (Double(height) + footer + gap)
      let from = pane.point(left, -top)
      let to = pane.point(left + Double(width), -top - Double(height))
      let box = Box(x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y)
      guard box.right > 0, box.bottom > 0, box.x < pane.width, box.y < pane.height,
        box.width > 0, box.height > 0
      else { continue }
      if let raster = raster(index, box, pane) { pane.draw(.image(raster, box)) }
      drawCaption(index, box, &pane)
    }
  }

  private func drawCaption(_ index: Int, _ box: Box, _ pane: inout Pane) {
    guard index < captions.count, !captions[index].isEmpty else { return }
    let space = pane.point(0, 0).y - pane.point(0, footer).y
    let wanted = Note.width(of: captions[index], pane)
    let scale = min(1, space / pane.em / 1.1, (box.width + 0.5 * space) / max(wanted, 1e-9))
    // Smaller letters cannot be read.
    guard scale >= 0.6 else { return }
    pane.draw(
      .text(
        captions[index], at: Point(box.centre.x, box.bottom + 0.1 * space),
        TextStyle(.text, scale: scale, anchor: .middle, height: .top)))
  }

  /// The pixels of an image, or the means of those that are too many for their place.
  private func raster(_ index: Int, _ box: Box, _ pane: Pane) -> Raster? {
    let columns = Images.resampling(width, box.width, pane.dot.width)
    let rows = Images.resampling(height, box.height, pane.dot.height)
    switch kind {
    case .shares(let map):
      let shares = Resampling.apply(
        channel(index, 0, of: 1), columns: columns, rows: rows, width: width)
      return Raster(width: columns.count, height: rows.count, shares: shares, map: map)
    case .colours:
      let parts = (0..<3).map {
        Resampling.apply(channel(index, $0, of: 3), columns: columns, rows: rows, width: width)
      }
      let colours = parts[0].indices.map { pixel in
        Colour(
          Images.byte(parts[0][pixel]), Images.byte(parts[1][pixel]), Images.byte(parts[2][pixel]))
      }
      return Raster(width: columns.count, height: rows.count, colours: colours)
    }
  }

  private static func resampling(_ cells: Int, _ length: Double, _ dot: Double) -> Resampling {
    let pixels = Dots.count(length, dot)
    guard cells > 2 * pixels else { return Resampling(identity: cells) }
    let bounds = (0...pixels).map { Double($0) / Double(pixels) * Double(cells) }
    return Resampling(bounds: bounds, cells: cells, isSmooth: false)
  }

  /// A part of the pixels of an image as shares of the range.
  private func channel(_ index: Int, _ channel: Int, of channels: Int) -> [Float] {
    let size = height * width, start = index * size * channels + channel
    return (0..<size).map { pixel in
      let value = values[start + pixel * channels]
      if value.isNaN { return .nan }
      guard range.halfLength > 0 else { return value < range.low ? 0 : value > range.low ? 1 : 0.5 }
      return Float(max(0, min(1, (value / 2 - range.low / 2) / range.halfLength)))
    }
  }

  /// A share as a part of a colour; nan, of which there is no colour, as its middle.
  private static func byte(_ share: Float) -> UInt8 {
    share.isNaN ? 128 : UInt8(max(0, min(255, (share * 255).rounded())))
  }
}

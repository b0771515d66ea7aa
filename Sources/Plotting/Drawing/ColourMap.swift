/// How numbers from 0 to 1 are shown as colours.
public enum ColourMap: String, Hashable, Codable, Sendable, CaseIterable {
  /// From dark blue through green to yellow: even steps, also in grey and for colour-blind eyes.
  case viridis
  /// From black to white.
  case grey
  /// From white to black, as ink on paper.
  case ink
  /// From blue through white to red, for values on both sides of 0.
  case diverging

  /// The colour of a share, held between 0 and 1.
  public func colour(_ share: Double) -> Colour {
    let stops = stops
    guard share.isFinite || share.isInfinite else { return stops[0] }
    let place = max(0, min(1, share)) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], place - Double(index))
  }

  /// Whether values on both sides of 0 belong in it, with 0 in the middle.
  public var isCentred: Bool { self == .diverging }

  /// Colours at even distances.
  private var stops: [Colour] {
    switch self {
    case .viridis: ColourMap.viridisStops
    case .grey: [Colour(0x000000), Colour(0xFFFFFF)]
    case .ink: [Colour(0xFFFFFF), Colour(0x000000)]
    case .diverging: ColourMap.divergingStops
    }
  }

  /// Viridis by van der Walt and Smith (2015), CC0, at sixteenths.
  private static let viridisStops: [Colour] = [
    0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E, 0x1F988B,
    0x22A884, 0x35B779, 0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xEFE51C, 0xFDE725,
  ].map { Colour($0) }

  /// Equal lightness at equal distances from the middle.
  private static let divergingStops: [Colour] = [
    0x1B4F8F, 0x4C84BF, 0x93B9DD, 0xCFDFEC, 0xF7F7F7, 0xF3D6C8, 0xE3A387, 0xC4614A, 0x8E2323,
  ].map { Colour($0) }
}

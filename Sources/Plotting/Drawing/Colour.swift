import Glibc

/// A colour of a screen, in sRGB.
public struct Colour: Hashable, Codable, Sendable {
  /// Red, 0 to 255.
  public var red: UInt8
  /// Green, 0 to 255.
  public var green: UInt8
  /// Blue, 0 to 255.
  public var blue: UInt8

  /// A colour by its parts.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour as `0xRRGGBB`.
  public init(_ hex: UInt32) {
    self.init(UInt8(hex >> 16 & 255), UInt8(hex >> 8 & 255), UInt8(hex & 255))
  }

  /// The colour as `#rrggbb`.
  public var hex: String {
    let digits = Array("0123456789abcdef")
    return "#"
      + String([red, green, blue].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// The relative luminance, 0 for black to 1 for white (ITU-R BT.709, after undoing the sRGB curve).
  public var luminance: Double {
    0.2126 * Colour.linear(red) + 0.7152 * Colour.linear(green) + 0.0722 * Colour.linear(blue)
  }

  /// The lightness L* as an eye sees it, 0 to 100 (CIE 1976).
  public var lightness: Double {
    let y = luminance
    return y > 216.0 / 24389 ? 116 * cbrt(y) - 16 : y * 24389 / 27
  }

  /// A part of sRGB as an amount of light, 0 to 1.
  public static func linear(_ part: UInt8) -> Double {
    let c = Double(part) / 255
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
  }

  /// The colour on the way to another: itself at 0, the other at 1.
  public func mixed(with other: Colour, _ share: Double) -> Colour {
    func part(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(max(0, min(255, (Double(a) + (Double(b) - Double(a)) * share).rounded())))
    }
    return Colour(
      part(red, other.red), part(green, other.green), part(blue, other.blue))
  }
}

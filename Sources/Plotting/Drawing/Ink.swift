/// A colour by what it is for; a theme says which it is.
public enum Ink: Hashable, Sendable {
  /// The colour of a series, 0 for the first.
  case series(Int)
  /// Titles and labels.
  case text
  /// Axes and ticks.
  case axis
  /// Lines of the grid.
  case grid
  /// What stands back: reference lines, raw values behind smoothed ones.
  case muted
  /// This one.
  case colour(Colour)
}

/// The colours of a picture.
public struct Theme: Hashable, Sendable {
  /// Behind everything.
  public var background: Colour
  /// Titles and labels.
  public var text: Colour
  /// Axes and ticks.
  public var axis: Colour
  /// Lines of the grid.
  public var grid: Colour
  /// What stands back.
  public var muted: Colour
  /// The series, in turn.
  public var series: [Colour]

  /// The colour of an ink.
  public func colour(of ink: Ink) -> Colour {
    switch ink {
    case .series(let number): series[abs(number) % series.count]
    case .text: text
    case .axis: axis
    case .grid: grid
    case .muted: muted
    case .colour(let colour): colour
    }
  }

  /// Dark on white.
  ///
  /// Neighbouring series differ in lightness by 15 or more, so that they can be told
  /// apart in grey, and in hue along the axis between blue and yellow, which all but one person in
  /// ten thousand see.
  public static let light = Theme(
    background: Colour(0xFFFFFF), text: Colour(0x1F2328), axis: Colour(0x59636E),
    grid: Colour(0xE1E4E8), muted: Colour(0x8C959F),
    series: [
      Colour(0x1F5FA8), Colour(0xE69F00), Colour(0xA8325C), Colour(0x56B4C9), Colour(0x6B4A1E),
      Colour(0xB89ADB), Colour(0x3C7A3A),
    ])

  /// Light on near black.
  public static let dark = Theme(
    background: Colour(0x0D1117), text: Colour(0xE6EDF3), axis: Colour(0x9198A1),
    grid: Colour(0x262C34), muted: Colour(0x7A828C),
    series: [
      Colour(0x6CA8F0), Colour(0xF5C84C), Colour(0xD9608B), Colour(0x9FE0E8), Colour(0xB5803F),
      Colour(0xD9C5F5), Colour(0x63B35F),
    ])

  /// How a line of a series is broken: solid for the first ones, whose lightness tells them apart,
  /// then dashed ones.
  public static func dash(ofSeries number: Int) -> Stroke.Dash {
    let dashes: [Stroke.Dash] = [.solid, .solid, .solid, .dashed, .dashDotted, .dotted, .dashed]
    return dashes[abs(number) % dashes.count]
  }

  /// The symbol of a series.
  public static func form(ofSeries number: Int) -> Symbol.Form {
    Symbol.Form.allCases[abs(number) % Symbol.Form.allCases.count]
  }
}

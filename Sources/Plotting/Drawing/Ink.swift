/// A colour by what it is for; a theme says which it is.
public enum Ink: Hashable, Codable, Sendable {
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
    case .series(let number): series[Theme.place(number, in: series.count)]
    case .text: text
    case .axis: axis
    case .grid: grid
    case .muted: muted
    case .colour(let colour): colour
    }
  }

  /// Dark on white.
  ///
  /// Series next to each other differ in lightness by 15 or more, so that they can be
  /// told apart in grey; the first five are at least 20 apart in CIELAB also to eyes that lack one kind
  /// of cone; all have a contrast of 3 or more with the background.
  public static let light = Theme(
    background: Colour(0xFFFFFF), text: Colour(0x1F2328), axis: Colour(0x59636E),
    grid: Colour(0xE1E4E8), muted: Colour(0x8C959F),
    series: [
      Colour(0x2563B8), Colour(0xD77E0D), Colour(0x9A2048), Colour(0x1A9FB0), Colour(0x4B2A66),
      Colour(0x6E9A55), Colour(0x80551A),
    ])

  /// Light on near black; the series differ as those on white do.
  public static let dark = Theme(
    background: Colour(0x0D1117), text: Colour(0xE6EDF3), axis: Colour(0x9198A1),
    grid: Colour(0x262C34), muted: Colour(0x7A828C),
    series: [
      Colour(0x7AA5F8), Colour(0xF5CF68), Colour(0xD9566B), Colour(0x68DCD8), Colour(0x9D5FB5),
      Colour(0xA6C583), Colour(0xC98534),
    ])

  /// How a line of a series is broken: solid for the first ones, whose lightness tells them apart,
  /// then dashed ones.
  public static func dash(ofSeries number: Int) -> Stroke.Dash {
    let dashes: [Stroke.Dash] = [.solid, .solid, .solid, .dashed, .dashDotted, .dotted, .dashed]
    let dash = dashes[place(number, in: dashes.count)], all = Stroke.Dash.allCases
    // Where colours come again, the lines are broken in another way.
    return all[place(dash.rawValue + place(number / dashes.count, in: all.count), in: all.count)]
  }

  /// The symbol of a series.
  public static func form(ofSeries number: Int) -> Symbol.Form {
    Symbol.Form.allCases[place(number, in: Symbol.Form.allCases.count)]
  }

  /// The place of a series of any number in a list that begins again at its end.
  private static func place(_ number: Int, in count: Int) -> Int {
    Int(number.magnitude % UInt(count))
  }
}

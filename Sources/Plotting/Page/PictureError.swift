/// A picture that could not be made.
public enum PictureError: Error, Hashable, Sendable {
  /// It would have more pixels than a picture can have.
  case tooLarge(width: Double, height: Double)
  /// The dots per inch are no positive number.
  case badResolution(Double)
  /// There is not enough memory.
  case noMemory
  /// The library that draws refused, with its reason.
  case refused(String)
  /// A format that holds no animations was asked for one.
  case noFrames(Picture.Format)
  /// No format has that ending.
  case unknownFormat(String)

  /// The reason in words.
  public var description: String {
    switch self {
    case .tooLarge(let width, let height):
      "a picture of \(Decimals.fixed(width, 0)) x \(Decimals.fixed(height, 0)) pixels is too large"
    case .badResolution(let dpi): "\(dpi) dots per inch is no resolution"
    case .noMemory: "not enough memory for the picture"
    case .refused(let reason): "cannot draw the picture: \(reason)"
    case .noFrames(let format):
      "\(format.rawValue) holds no animation: save it as .png, .gif or .pdf, or number the frames as in frame-###.\(format.rawValue)"
    case .unknownFormat(let ending):
      (ending.isEmpty ? "a picture's name ends in " : ".\(ending) is no picture: it is one of ")
        + Picture.Format.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
    }
  }
}

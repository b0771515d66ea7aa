/// Figures as files.
public enum Picture {
  /// What a file can be.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case svg, png, pdf, gif

    /// The format that the ending of a path names; nil for none.
    ///
    /// An `.apng` is a PNG with frames.
    public init?(path: String) {
      let ending = Picture.ending(path)
      self.init(rawValue: ending == "apng" ? "png" : ending)
    }
  }

  /// The letters after the last point of a path's name, small; empty for none.
  static func ending(_ path: String) -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let point = name.lastIndex(of: "."), point != name.startIndex else { return "" }
    return name[name.index(after: point)...].lowercased()
  }

  /// A figure as the bytes of a file.
  ///
  /// An animation is an APNG, a GIF, or a PDF with a page for each
  /// frame.
  ///
  /// - Parameters:
  ///   - figure: What is to be seen.
  ///   - format: What the file is.
  ///   - style: The page.
  ///   - dpi: Pixels per inch; of no meaning for SVG and PDF.
  /// - Returns: The bytes.
  /// - Throws: `PictureError`: an animation as SVG, too many pixels, too little memory.
  public static func bytes(
    of figure: Figure, as format: Format, style: PageStyle = PageStyle(), dpi: Double = 96
  ) throws(PictureError) -> [UInt8] {
    let count = figure.frameCount
    let isMoving = figure.frameSeconds != nil && count > 1
    let seconds = figure.frameSeconds ?? 1
    // All frames are as large as the largest one needs, which is found once.
    let style = style.sized(for: figure)
    let frames = Animation(count: max(count, 1), seconds: seconds) {
      Page.scene(figure, frame: $0, style)
    }
    switch format {
    case .svg:
      if isMoving { throw .noFrames(.svg) }
      return Array(SVG.text(Page.scene(figure, style)).utf8)
    case .png:
      return isMoving ? try frames.apng(dpi: dpi) : try Bitmap.png(frames.scene(0), dpi: dpi)
    case .pdf: return try Bitmap.pdf((0..<max(count, 1)).map(frames.scene))
    case .gif: return try frames.gif(dpi: dpi)
    }
  }

  /// The files that a path names: one, or for `frame-###.png` one for each frame, with its number from
  /// 1 in place of the marks.
  ///
  /// - Parameters:
  ///   - figure: What is to be seen.
  ///   - path: Its ending names the format.
  ///   - style: The page.
  ///   - dpi: Pixels per inch; of no meaning for SVG and PDF.
  /// - Returns: Paths, each with its bytes.
  /// - Throws: `PictureError`: an unknown ending, an animation as SVG, too many pixels.
  public static func files(
    of figure: Figure, path: String, style: PageStyle = PageStyle(), dpi: Double = 96
  ) throws(PictureError) -> [(path: String, bytes: [UInt8])] {
    guard let format = Format(path: path) else { throw .unknownFormat(ending(path)) }
    let count = figure.frameCount
    guard figure.frameSeconds != nil, let marks = marks(path) else {
      return [(path, try bytes(of: figure, as: format, style: style, dpi: dpi))]
    }
    var files: [(path: String, bytes: [UInt8])] = []
    // All frames are as large as the largest one needs.
    let style = style.sized(for: figure)
    for frame in 0..<count {
      let digits = String(frame + 1)
      let places = path[marks].count
      let number = String(repeating: "0", count: max(0, places - digits.count)) + digits
      files.append(
        (
          path.replacingCharacters(in: marks, with: number),
          try bytes(of: figure.still(frame), as: format, style: style, dpi: dpi)
        ))
    }
    return files
  }

  /// The last run of `#` in a path's name; nil for none.
  private static func marks(_ path: String) -> Range<String.Index>? {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let last = path[start...].lastIndex(of: "#") else { return nil }
    var first = last
    while first > start, path[path.index(before: first)] == "#" {
      first = path.index(before: first)
    }
    return first..<path.index(after: last)
  }
}

extension String {
  /// The string with a part of it replaced.
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}

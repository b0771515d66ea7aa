import CPicture

extension Animation {
  /// The frames as a GIF: with their own colours where a frame has at most 256, else with near ones.
  ///
  /// - Parameter dpi: Pixels per inch; at 96 a unit is a pixel.
  /// - Returns: The file.
  /// - Throws: `PictureError` where frames are too large, or memory lacks.
  public func gif(dpi: Double = 96) throws(PictureError) -> [UInt8] {
    let bytes = ByteStream()
    var writer: GIFWriter?
    var before: [UInt32]?
    for frame in 0..<count {
      var scene = scene(frame)
      scene.isTransparent = false
      let canvas = try Bitmap.canvas(scene, dpi: dpi)
      let words = canvas.words
      let width = Int(cairo_image_surface_get_width(canvas.surface))
      let height = words.count / max(width, 1)
      if writer == nil {
        writer = try GIFWriter(bytes, width: width, height: height, isLooping: count > 1)
      }
      let place =
        before.map { Change(from: $0, to: words, width: width) }
        ?? Change(x: 0, y: 0, width: width, height: height)
      try writer?.add(words, width: width, part: place, hundredths: delay(parts: 100))
      before = words
    }
    try writer?.close()
    return bytes.bytes
  }
}

/// Writes a GIF through giflib.
private final class GIFWriter {
  private var file: UnsafeMutablePointer<GifFileType>?
  private let bytes: ByteStream
  private let isLooping: Bool

  init(
    _ bytes: ByteStream, width: Int, height: Int, isLooping: Bool
  ) throws(PictureError) {
    self.bytes = bytes
    self.isLooping = isLooping
    var status: Int32 = 0
    file = EGifOpen(
      bytes.handle,
      { file, data, count in
        ByteStream.append(file?.pointee.UserData, data, Int(count))
        return count
      }, &status)
    guard let file else { throw GIFWriter.refusal(status) }
    EGifSetGifVersion(file, true)
    try check(EGifPutScreenDesc(file, Int32(width), Int32(height), 8, 0, nil))
    if isLooping {
      // The application block that all browsers know: repeat without an end.
      let name = Array("NETSCAPE2.0".utf8), loops: [UInt8] = [1, 0, 0]
      try check(EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE))
      try check(EGifPutExtensionBlock(file, Int32(name.count), name))
      try check(EGifPutExtensionBlock(file, Int32(loops.count), loops))
      try check(EGifPutExtensionTrailer(file))
    }
  }

  deinit {
    var status: Int32 = 0
    if let file { EGifCloseFile(file, &status) }
  }

  /// Adds the part of a frame that changed.
  func add(
    _ words: [UInt32], width: Int, part: Change, hundredths: Int
  ) throws(PictureError) {
    guard let file else { return }
    var pixels: [Colour] = []
    pixels.reserveCapacity(part.width * part.height)
    for row in part.y..<part.y + part.height {
      let start = row * width + part.x
      for word in words[start..<start + part.width] { pixels.append(Colour(word & 0xFFFFFF)) }
    }
    let reduced = ColourReduction(pixels)
    var indices = reduced.indices
    if isLooping {
      let control: [UInt8] = [
        4, UInt8(hundredths & 255), UInt8(hundredths >> 8 & 255), 0,
      ]
      try check(
        EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, Int32(control.count), control))
    }
    guard let map = GIFWriter.map(reduced.palette) else { throw .noMemory }
    defer { GifFreeMapObject(map) }
    try check(
      EGifPutImageDesc(
        file, Int32(part.x), Int32(part.y), Int32(part.width), Int32(part.height), false, map))
    for row in 0..<part.height {
      let status = indices.withUnsafeMutableBufferPointer {
        EGifPutLine(file, $0.baseAddress.map { $0 + row * part.width }, Int32(part.width))
      }
      try check(status)
    }
  }

  /// The colours as giflib wants them: a power of two of them.
  private static func map(_ palette: [Colour]) -> UnsafeMutablePointer<ColorMapObject>? {
    var colours = palette.map { GifColorType(Red: $0.red, Green: $0.green, Blue: $0.blue) }
    while colours.count < 2 || colours.count & (colours.count - 1) != 0 {
      colours.append(GifColorType(Red: 0, Green: 0, Blue: 0))
    }
    return GifMakeMapObject(Int32(colours.count), colours)
  }

  /// Writes the end.
  func close() throws(PictureError) {
    guard let file else { return }
    self.file = nil
    var status: Int32 = 0
    if EGifCloseFile(file, &status) != GIF_OK { throw GIFWriter.refusal(status) }
  }

  private func check(_ status: Int32) throws(PictureError) {
    if status != GIF_OK { throw GIFWriter.refusal(file?.pointee.Error ?? 0) }
  }

  private static func refusal(_ status: Int32) -> PictureError {
    if status == E_GIF_ERR_NOT_ENOUGH_MEM { return .noMemory }
    return .refused(GifErrorString(status).map { String(cString: $0) } ?? "GIF")
  }
}

import CPicture

/// Draws scenes with cairo: as pixels, and as PDF.
public enum Bitmap {
  /// A scene as a PNG.
  ///
  /// - Parameters:
  ///   - scene: What is drawn.
  ///   - dpi: Pixels per inch; at 96 a unit is a pixel.
  /// - Returns: The file, which names the resolution.
  /// - Throws: `PictureError` where the picture is too large, or memory lacks.
  public static func png(_ scene: Scene, dpi: Double = 96) throws(PictureError) -> [UInt8] {
    let bytes = try canvas(scene, dpi: dpi).png()
    var chunks = PNG.chunks(bytes)
    let perMetre = PNG.word(UInt32((dpi / 0.0254).rounded()))
    chunks.insert(PNG.Chunk(type: "pHYs", data: perMetre + perMetre + [1]), at: 1)
    return PNG.bytes(chunks)
  }

  /// The colours of a scene, row by row; where the background is left out those on the theme's.
  ///
  /// - Parameters:
  ///   - scene: What is drawn.
  ///   - dpi: Pixels per inch; at 96 a unit is a pixel.
  /// - Returns: The size in pixels, and the colours.
  /// - Throws: `PictureError` where the picture is too large, or memory lacks.
  public static func pixels(
    _ scene: Scene, dpi: Double = 96
  ) throws(PictureError) -> (width: Int, height: Int, colours: [Colour]) {
    var scene = scene
    scene.isTransparent = false
    let canvas = try canvas(scene, dpi: dpi)
    let colours = canvas.words.map { Colour($0 & 0xFFFFFF) }
    return (
      Int(cairo_image_surface_get_width(canvas.surface)),
      Int(cairo_image_surface_get_height(canvas.surface)), colours
    )
  }

  /// Scenes as a PDF, each on a page of its own size: lines and letters stay what they are.
  ///
  /// - Parameter scenes: The pages.
  /// - Returns: The file, which holds no time, so that it is the same whenever it is written.
  /// - Throws: `PictureError` where memory lacks.
  public static func pdf(_ scenes: [Scene]) throws(PictureError) -> [UInt8] {
    let bytes = ByteStream()
    let points = 0.75
    let first = scenes.first?.size ?? Extents(640, 400)
    do {
      let canvas = try Canvas(
        owning: cairo_pdf_surface_create_for_stream(
          ByteStream.append, bytes.handle, first.width * points, first.height * points))
      // No date: the same scene is the same file.
      cairo_pdf_surface_set_metadata(canvas.surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
      if let title = scenes.first?.title {
        cairo_pdf_surface_set_metadata(
          canvas.surface, CAIRO_PDF_METADATA_TITLE, PrintableText.onPage(title))
      }
      for scene in scenes {
        cairo_pdf_surface_set_size(
          canvas.surface, scene.size.width * points, scene.size.height * points)
        cairo_save(canvas.context)
        cairo_scale(canvas.context, points, points)
        Painter(scene, canvas.context, isVector: true).draw()
        cairo_restore(canvas.context)
        cairo_show_page(canvas.context)
      }
      cairo_surface_finish(canvas.surface)
      try Canvas.check(cairo_surface_status(canvas.surface))
    }
    return bytes.bytes
  }

  /// A scene drawn in pixels.
  static func canvas(_ scene: Scene, dpi: Double) throws(PictureError) -> Canvas {
    guard dpi.isFinite, dpi > 0 else { throw .badResolution(dpi) }
    let scale = dpi / 96
    let width = (scene.size.width * scale).rounded(), height = (scene.size.height * scale).rounded()
    guard width <= 32_767, height <= 32_767 else { throw .tooLarge(width: width, height: height) }
    let canvas = try Canvas(
      width: max(1, Int(width)), height: max(1, Int(height)), isOpaque: !scene.isTransparent)
    cairo_scale(canvas.context, scale, scale)
    Painter(scene, canvas.context, isVector: false).draw()
    try canvas.check()
    return canvas
  }
}

import CPicture
import Testing

@testable import Plotting

/// Pictures in pixels and PDF, read again.
@Suite struct BitmapTests {
  /// The pixels of a PNG as cairo reads it.
  static func decoded(_ png: [UInt8]) -> (width: Int, height: Int, words: [UInt32])? {
    final class Source {
      var bytes: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { self.bytes = bytes[...] }
    }
    let source = Source(png)
    let surface = cairo_image_surface_create_from_png_stream(
      { handle, data, count in
        guard let handle, let data else { return CAIRO_STATUS_READ_ERROR }
        let source = Unmanaged<Source>.fromOpaque(handle).takeUnretainedValue()
        guard source.bytes.count >= Int(count) else { return CAIRO_STATUS_READ_ERROR }
        for (index, byte) in source.bytes.prefix(Int(count)).enumerated() { data[index] = byte }
        source.bytes.removeFirst(Int(count))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(source).toOpaque())
    guard let surface, let canvas = try? Canvas(owning: surface) else { return nil }
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    return (width, height, canvas.words)
  }

  private func near(_ word: UInt32, _ colour: Colour, _ tolerance: Int = 6) -> Bool {
    let parts = [(16, colour.red), (8, colour.green), (0, colour.blue)]
    return parts.allSatisfy { abs(Int(word >> UInt32($0.0) & 255) - Int($0.1)) <= tolerance }
  }

  private func scene(_ shapes: [Shape], isTransparent: Bool = false) -> Scene {
    Scene(
      size: Extents(100, 80), theme: .light, isTransparent: isTransparent, letterSize: 12,
      title: "", groups: [Scene.Group("marks", shapes: shapes)])
  }

  @Test(arguments: [96.0, 192, 300, 40]) func shapesStandWhereTheyShould(dpi: Double) throws {
    let red = Ink.colour(Colour(0xC01020)), blue = Ink.colour(Colour(0x1020C0))
    let raster = try #require(
      Raster(width: 2, height: 1, colours: [Colour(0x00FF00), Colour(0x0000FF)]))
    let png = try Bitmap.png(
      scene([
        .area(Box(x: 10, y: 10, width: 20, height: 20).corners, Fill(red)),
        .line([Point(40, 20), Point(90, 20)], Stroke(blue, width: 8)),
        .symbols([Point(20, 60)], Symbol(.disc, size: 16, ink: blue)),
        .image(raster, Box(x: 40, y: 40, width: 40, height: 20)),
      ]), dpi: dpi)
    let picture = try #require(BitmapTests.decoded(png))
    #expect(picture.width == Int((100 * dpi / 96).rounded()))
    #expect(picture.height == Int((80 * dpi / 96).rounded()))
    let pixel = { (x: Double, y: Double) -> UInt32 in
      picture.words[Int(y * dpi / 96) * picture.width + Int(x * dpi / 96)]
    }
    #expect(near(pixel(20, 20), Colour(0xC01020)))
    #expect(near(pixel(65, 20), Colour(0x1020C0)))
    #expect(near(pixel(20, 60), Colour(0x1020C0)))
    #expect(near(pixel(50, 50), Colour(0x00FF00)))
    #expect(near(pixel(70, 50), Colour(0x0000FF)))
    for (x, y) in [(35.0, 20.0), (5, 5), (65, 30), (20, 45), (90, 50)] {
      #expect(near(pixel(x, y), Colour(0xFFFFFF)))
    }
  }

  @Test func opacityMixes() throws {
    let black = Ink.colour(Colour(0))
    let shapes: [Shape] = [
      .area(Box(x: 0, y: 0, width: 50, height: 80).corners, Fill(black, opacity: 0.5))
    ]
    let picture = try #require(BitmapTests.decoded(try Bitmap.png(scene(shapes))))
    #expect(near(picture.words[40 * 100 + 20], Colour(0x808080)))
    let clear = try #require(
      BitmapTests.decoded(try Bitmap.png(scene(shapes, isTransparent: true))))
    #expect(clear.words[40 * 100 + 80] == 0)
    #expect((126...129).contains(clear.words[40 * 100 + 20] >> 24))
  }

  @Test func clipsCut() throws {
    var scene = scene([])
    let fill = Fill(.colour(Colour(0)))
    scene.groups = [
      Scene.Group(
        "marks", origin: Point(10, 10), clip: Box(x: 0, y: 0, width: 20, height: 20),
        shapes: [.area(Box(x: -50, y: -50, width: 200, height: 200).corners, fill)])
    ]
    let picture = try #require(BitmapTests.decoded(try Bitmap.png(scene)))
    #expect(picture.words[20 * 100 + 20] & 0xFFFFFF == 0)
    #expect(picture.words[5 * 100 + 5] & 0xFFFFFF == 0xFFFFFF)
    #expect(picture.words[40 * 100 + 40] & 0xFFFFFF == 0xFFFFFF)
  }

  /// Text is dark inside its box and nowhere else.
  @Test func textStaysInItsBox() throws {
    for text in ["Hamburg", "WWWWWWWW", "ψ(θ) = −∇ℓ", "漢字漢字", "iiii", "10⁻⁶"] {
      for style in [
        TextStyle(anchor: .middle), TextStyle(anchor: .middle, isBold: true),
        TextStyle(anchor: .middle, isUpwards: true),
      ] {
        let placed = PlacedText(text, at: Point(50, 40), style, letterSize: 12)
        let scene = scene([.text(text, at: Point(50, 40), style)])
        let picture = try Bitmap.pixels(scene)
        var inked = 0
        for (index, colour) in picture.colours.enumerated() where colour != Colour(0xFFFFFF) {
          inked += 1
          let x = Double(index % 100), y = Double(index / 100), box = placed.box
          #expect(x >= box.x - 2.5 && x <= box.right + 1.5, "\(text) at \(x)")
          #expect(y >= box.y - 2.5 && y <= box.bottom + 1.5, "\(text) at \(y)")
        }
        #expect(inked > 10)
      }
    }
  }

  @Test func repeatsGiveTheSameBytes() throws {
    let figure = Figure(Line(x: [0, 1, 2], y: [1, 3, 2], label: "f"))
    for format in Picture.Format.allCases {
      let first = try Picture.bytes(of: figure, as: format)
      #expect(try Picture.bytes(of: figure, as: format) == first)
    }
  }

  @Test func resolutionIsNamed() throws {
    let chunks = PNG.chunks(try Bitmap.png(scene([]), dpi: 300))
    #expect(chunks[1].type == "pHYs")
    #expect(chunks[1].data == [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1])
  }

  @Test func pdfHasAPageForEachFrame() throws {
    let frames = (1...3).map { Figure(Line(x: [0, 1], y: [0, Double($0)], label: "line")) }
    let bytes = try Picture.bytes(of: .frames(frames, seconds: 1), as: .pdf)
    #expect(bytes.starts(with: Array("%PDF-".utf8)))
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    #expect(text.contains("/Count 3"))
    #expect(text.contains("%%EOF"))
    #expect(!text.contains("CreationDate"))
    // Text stays text: a font is in the file.
    #expect(text.contains("/Font"))
  }

  @Test func refusals() {
    #expect(throws: PictureError.badResolution(0)) { try Bitmap.png(scene([]), dpi: 0) }
    #expect(throws: PictureError.tooLarge(width: 100_000, height: 80_000)) {
      try Bitmap.png(scene([]), dpi: 96_000)
    }
    #expect(throws: PictureError.self) { try Bitmap.png(scene([]), dpi: .nan) }
    #expect(throws: PictureError.self) { try Bitmap.png(scene([]), dpi: .infinity) }
  }

  @Test(arguments: 0..<60) func anythingIsDrawn(seed: Int) throws {
    var samples = Samples(seed)
    let figure = samples.figure()
    var style = samples.style()
    style.width = min(style.width ?? 300, 500)
    style.height = min(style.height ?? 200, 400)
    let scene = Page.scene(figure, style)
    let picture = try #require(BitmapTests.decoded(try Bitmap.png(scene)))
    #expect(Double(picture.width) == scene.size.width)
    #expect(try Bitmap.pdf([scene]).starts(with: Array("%PDF".utf8)))
  }
}

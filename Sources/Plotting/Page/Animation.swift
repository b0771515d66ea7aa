import CPicture

/// Frames that are drawn one after another, for ever.
public struct Animation: Sendable {
  /// How many frames there are, at least one.
  public let count: Int
  /// The seconds that a frame stands.
  public let seconds: Double
  /// What a frame shows; all are of one size.
  public let scene: @Sendable (Int) -> Scene

  /// An animation; its frames are laid out when they are drawn.
  ///
  /// - Parameters:
  ///   - count: How many frames there are.
  ///   - seconds: The seconds that a frame stands.
  ///   - scene: What a frame shows, from 0.
  public init(count: Int, seconds: Double, scene: @escaping @Sendable (Int) -> Scene) {
    self.count = max(count, 1)
    self.seconds = seconds
    self.scene = scene
  }

  /// The time that a frame stands in parts of a second, at least one and at most 65535 of them.
  func delay(parts: Double) -> Int {
    let time = (seconds * parts).rounded()
    return time.isNaN ? Int(parts / 10) : Int(max(1, min(65_535, time)))
  }

  /// The frames as an animated PNG, which shows its first frame where animations are not known.
  ///
  /// - Parameter dpi: Pixels per inch; at 96 a unit is a pixel.
  /// - Returns: The file.
  /// - Throws: `PictureError` where frames are too large, or memory lacks.
  public func apng(dpi: Double = 96) throws(PictureError) -> [UInt8] {
    var chunks: [PNG.Chunk] = []
    var number: UInt32 = 0
    var before: [UInt32]?
    for frame in 0..<count {
      let canvas = try Bitmap.canvas(scene(frame), dpi: dpi)
      let words = canvas.words
      let width = Int(cairo_image_surface_get_width(canvas.surface))
      let height = words.count / max(width, 1)
      let changed = before.map { Change(from: $0, to: words, width: width) }
      let place = changed ?? Change(x: 0, y: 0, width: width, height: height)
      let parts = PNG.chunks(try place.part(of: canvas).png())
      if frame == 0 {
        chunks += parts.filter { $0.type == "IHDR" }
        chunks.append(PNG.Chunk(type: "acTL", data: PNG.word(UInt32(count)) + PNG.word(0)))
      }
      chunks.append(
        PNG.Chunk(type: "fcTL", data: control(place, number: number)))
      number += 1
      for part in parts where part.type == "IDAT" {
        if frame == 0 {
          chunks.append(part)
        } else {
          chunks.append(PNG.Chunk(type: "fdAT", data: PNG.word(number) + part.data))
          number += 1
        }
      }
      before = words
    }
    chunks.append(PNG.Chunk(type: "IEND", data: []))
    return PNG.bytes(chunks)
  }

  /// The data of a frame's control chunk: place, time, and that it replaces what it covers.
  private func control(_ place: Change, number: UInt32) -> [UInt8] {
    let time = UInt32(delay(parts: 1000))
    let words = [number] + [place.width, place.height, place.x, place.y].map { UInt32($0) }
    let parts = [time, 1000].flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    return words.flatMap(PNG.word) + parts + [0, 0]
  }
}

/// The part of a picture that differs from another; of equal ones a single pixel.
struct Change: Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The smallest rectangle outside which two pictures of one size are equal.
  init(from before: [UInt32], to after: [UInt32], width: Int) {
    var left = width, right = 0, top = Int.max, bottom = 0
    for index in 0..<min(before.count, after.count) where before[index] != after[index] {
      let column = index % width, row = index / width
      left = min(left, column)
      right = max(right, column)
      top = min(top, row)
      bottom = row
    }
    self =
      left > right
      ? Change(x: 0, y: 0, width: 1, height: 1)
      : Change(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }

  /// The part of a canvas as a canvas of its own.
  func part(of canvas: Canvas) throws(PictureError) -> Canvas {
    let format = cairo_image_surface_get_format(canvas.surface)
    let part = try Canvas(width: width, height: height, isOpaque: format == CAIRO_FORMAT_RGB24)
    cairo_set_operator(part.context, CAIRO_OPERATOR_SOURCE)
    cairo_set_source_surface(part.context, canvas.surface, -Double(x), -Double(y))
    cairo_paint(part.context)
    try part.check()
    return part
  }
}

import CPicture

/// A surface of cairo with what draws on it; both are given back when nobody holds it any more.
final class Canvas {
  let surface: OpaquePointer
  let context: OpaquePointer

  /// A canvas on a surface, which it owns from then on.
  init(owning surface: OpaquePointer?) throws(PictureError) {
    guard let surface else { throw .noMemory }
    guard let context = cairo_create(surface) else {
      cairo_surface_destroy(surface)
      throw .noMemory
    }
    self.surface = surface
    self.context = context
    try check()
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Pixels, with no transparency where `isOpaque`.
  convenience init(width: Int, height: Int, isOpaque: Bool) throws(PictureError) {
    guard (1...32_767).contains(width), (1...32_767).contains(height), width * height <= 1 << 28
    else { throw .tooLarge(width: Double(width), height: Double(height)) }
    try self.init(
      owning: cairo_image_surface_create(
        isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)))
  }

  /// Fails where a call before failed.
  func check() throws(PictureError) {
    var status = cairo_status(context)
    if status == CAIRO_STATUS_SUCCESS { status = cairo_surface_status(surface) }
    try Canvas.check(status)
  }

  static func check(_ status: cairo_status_t) throws(PictureError) {
    switch status {
    case CAIRO_STATUS_SUCCESS: return
    case CAIRO_STATUS_NO_MEMORY: throw .noMemory
    default: throw .refused(String(cString: cairo_status_to_string(status)))
    }
  }

  /// The pixels as a PNG.
  func png() throws(PictureError) -> [UInt8] {
    let bytes = ByteStream()
    cairo_surface_flush(surface)
    try Canvas.check(
      cairo_surface_write_to_png_stream(surface, ByteStream.append, bytes.handle))
    return bytes.bytes
  }

  /// The pixels of an image surface, row by row: `0xAARRGGBB`, opaque ones where it has no
  /// transparency, else with colours multiplied by their opacity.
  var words: [UInt32] {
    cairo_surface_flush(surface)
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    let isOpaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24
    guard let data = cairo_image_surface_get_data(surface) else { return [] }
    var words: [UInt32] = []
    words.reserveCapacity(width * height)
    for row in 0..<height {
      (data + row * stride).withMemoryRebound(to: UInt32.self, capacity: width) { line in
        for column in 0..<width {
          words.append(isOpaque ? line[column] | 0xFF00_0000 : line[column])
        }
      }
    }
    return words
  }
}

/// Bytes that a library writes, piece by piece.
final class ByteStream {
  /// What was written.
  private(set) var bytes: [UInt8] = []

  /// What the library hands back with each piece; the stream must outlive its use.
  var handle: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Takes a piece from a handle.
  static func append(
    _ handle: UnsafeMutableRawPointer?, _ data: UnsafePointer<UInt8>?, _ count: Int
  ) {
    guard let handle, let data, count > 0 else { return }
    let stream = Unmanaged<ByteStream>.fromOpaque(handle).takeUnretainedValue()
    stream.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: count))
  }

  /// The same as cairo calls it.
  static let append: cairo_write_func_t = { handle, data, count in
    ByteStream.append(handle, data, Int(count))
    return CAIRO_STATUS_SUCCESS
  }
}

import CCodecs
import Glibc

/// Packing bytes as zip files have them.
public enum Deflation {
  /// The packed bytes, part by part.
  public static func pack(
    _ bytes: UnsafeRawBufferPointer, _ form: Inflation.Form,
    _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard
      deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, form.windowBits, 8, Z_DEFAULT_STRATEGY,
        ZLIB_VERSION,
        size) == Z_OK
    else { return }
    defer { deflateEnd(&stream) }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { room.deallocate() }
    var offset = 0, code = Z_OK
    while code == Z_OK {
      let given = min(bytes.count - offset, 1 << 30)
      if let start = bytes.baseAddress {
        stream.next_in = UnsafeMutablePointer(
          mutating: (start + offset).assumingMemoryBound(to: UInt8.self))
      }
      stream.avail_in = UInt32(given)
      stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(room.count)
      code = deflate(&stream, offset + given == bytes.count ? Z_FINISH : Z_NO_FLUSH)
      offset += given - Int(stream.avail_in)
      let made = room.count - Int(stream.avail_out)
      if made > 0 { body(UnsafeRawBufferPointer(rebasing: room[..<made])) }
      if code == Z_BUF_ERROR { code = Z_OK }
    }
  }
}

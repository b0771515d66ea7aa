import CCodecs

/// Packing bytes as zip and gzip have them, part by part.
public struct Deflation: ~Copyable {
  // zlib finds its state by the address of this.
  private let stream: UnsafeMutablePointer<z_stream>
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

  /// Packing of a form; nil where memory is short.
  public init?(_ form: Inflation.Form) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    let code = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, form.windowBits, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, size)
    if code != Z_OK { return nil }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    room.deallocate()
  }

  /// Packs more bytes; `body` is handed what comes of them so far.
  public mutating func add<E: Error>(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws(E) -> Void
  ) throws(E) {
    var offset = 0
    while offset < bytes.count {
      let given = min(bytes.count - offset, 1 << 30)
      if let start = bytes.baseAddress {
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: (start + offset).assumingMemoryBound(to: UInt8.self))
      }
      stream.pointee.avail_in = UInt32(given)
      while stream.pointee.avail_in > 0 { _ = try step(Z_NO_FLUSH, body) }
      offset += given
    }
  }

  /// Hands `body` the rest.
  public mutating func finish<E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> Void
  ) throws(E) {
    stream.pointee.avail_in = 0
    while try step(Z_FINISH, body) == Z_OK {}
  }

  private func step<E: Error>(
    _ flush: Int32, _ body: (UnsafeRawBufferPointer) throws(E) -> Void
  ) throws(E) -> Int32 {
    stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room.count)
    let code = deflate(stream, flush)
    let made = room.count - Int(stream.pointee.avail_out)
    if made > 0 { try body(UnsafeRawBufferPointer(rebasing: room[..<made])) }
    return code
  }
}

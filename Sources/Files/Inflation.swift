import CCodecs
import Glibc

/// Unpacking what zlib packed: bounded by what the caller allows, whatever the bytes claim.
public enum Inflation {
  /// How packed bytes begin and end.
  public enum Form: Sendable {
    /// Nothing around them, as in zip files.
    case raw
    /// gzip's header and checksum.
    case gzip

    var windowBits: Int32 {
      switch self {
      case .raw: -MAX_WBITS
      case .gzip: MAX_WBITS + 16
      }
    }
  }

  /// Why bytes cannot be unpacked.
  public enum Failure: Error, Hashable, Sendable {
    /// They are not what zlib writes, at this offset.
    case damaged(offset: Int)
    /// They end too early.
    case truncated
    /// There is something behind their end, at this offset.
    case trailing(offset: Int)
    /// They are more than so many bytes.
    case tooLarge(limit: Int)
    /// The caller wanted no more.
    case stopped

    /// The reason in words.
    public var description: String {
      switch self {
      case .damaged(let offset): "the packed bytes are damaged (byte \(offset) of them)"
      case .truncated: "the packed bytes end too early"
      case .trailing(let offset):
        "there is something behind the packed bytes (byte \(offset) of them)"
      case .tooLarge(let limit): "unpacked it has more than \(limit) bytes"
      case .stopped: "interrupted"
      }
    }
  }

  /// Unpacks bytes part by part.
  ///
  /// - Parameters:
  ///   - bytes: The packed bytes.
  ///   - form: How they begin and end.
  ///   - limit: The most bytes that may come out.
  ///   - isStopped: Asked again and again whether to give up.
  ///   - body: Called with each part, in order.
  /// - Throws: what is wrong with the packed bytes, once all sound parts before were handed over.
  public static func unpack(
    _ bytes: UnsafeRawBufferPointer, _ form: Form, limit: Int, isStopped: () -> Bool,
    _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(Failure) {
    // zlib finds its state by the address of this.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, form.windowBits, ZLIB_VERSION, size) == Z_OK else {
      throw .damaged(offset: 0)
    }
    defer { inflateEnd(stream) }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { room.deallocate() }
    var total = 0, offset = 0
    while true {
      if isStopped() { throw .stopped }
      let given = min(bytes.count - offset, 1 << 30)
      if let start = bytes.baseAddress {
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: (start + offset).assumingMemoryBound(to: UInt8.self))
      }
      stream.pointee.avail_in = UInt32(given)
      stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room.count)
      let code = inflate(stream, Z_NO_FLUSH)
      offset += given - Int(stream.pointee.avail_in)
      let made = room.count - Int(stream.pointee.avail_out)
      total += made
      guard total <= limit else { throw .tooLarge(limit: limit) }
      if made > 0 { body(UnsafeRawBufferPointer(rebasing: room[..<made])) }
      switch code {
      case Z_STREAM_END:
        if offset == bytes.count { return }
        // A gzip file may have several members, one behind the other.
        guard case .gzip = form, isMember(bytes, offset), inflateReset(stream) == Z_OK else {
          throw .trailing(offset: offset)
        }
      case Z_OK: break
      case Z_BUF_ERROR where offset == bytes.count && made == 0: throw .truncated
      case Z_BUF_ERROR where made > 0: break
      default: throw .damaged(offset: offset)
      }
    }
  }

  /// Whether gzip's sign stands at an offset.
  static func isMember(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Bool {
    bytes.count - offset >= 2 && bytes[offset] == 0x1f && bytes[offset + 1] == 0x8b
  }

  /// Whether a file is packed by gzip.
  public static func isPacked(_ bytes: UnsafeRawBufferPointer) -> Bool { isMember(bytes, 0) }
}

import CCodecs

/// CRC-32 as in zip, gzip and PNG.
public struct CRC32: Sendable {
  /// Of what was given so far.
  public private(set) var value: UInt32 = 0

  /// Of nothing.
  public init() {}

  /// Takes more bytes into account.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    value = UInt32(
      truncatingIfNeeded: crc32_z(
        UInt(value), start.assumingMemoryBound(to: UInt8.self), bytes.count))
  }
}

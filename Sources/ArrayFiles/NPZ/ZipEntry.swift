/// A file in a zip archive.
struct ZipEntry {
  let name: String
  let isDeflated: Bool
  let checksum: UInt32
  /// The bytes in the archive.
  let range: Range<Int>
  /// How many bytes it has, unpacked.
  let size: Int
  /// Where its own header begins.
  let start: Int
}

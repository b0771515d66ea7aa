import CPicture

/// Writes and takes apart PNG files (RFC 2083).
enum PNG {
  /// What every PNG starts with.
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// A part of a PNG.
  struct Chunk: Hashable {
    /// Four letters: `IHDR`.
    var type: String
    var data: [UInt8]

    /// The bytes, with length and checksum.
    var bytes: [UInt8] {
      let body = Array(type.utf8) + data
      return PNG.word(UInt32(data.count)) + body + PNG.word(PNG.checksum(body))
    }
  }

  /// A file of chunks.
  static func bytes(_ chunks: [Chunk]) -> [UInt8] { signature + chunks.flatMap(\.bytes) }

  /// The chunks of a file; those before a fault where it has one.
  static func chunks(_ bytes: [UInt8]) -> [Chunk] {
    var chunks: [Chunk] = []
    var place = signature.count
    while place + 12 <= bytes.count {
      let length = Int(bytes[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
      guard place + 12 + length <= bytes.count else { break }
      let type = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      chunks.append(Chunk(type: type, data: Array(bytes[place + 8..<place + 8 + length])))
      place += 12 + length
    }
    return chunks
  }

  /// A number in four bytes, the greatest first.
  static func word(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(value >> UInt32($0) & 255) }
  }

  /// The CRC-32 of bytes.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
  }

  /// A raster as a file: with a palette where it has few colours, in any case with the same bytes
  /// for the same pixels.
  static func bytes(_ raster: Raster) -> [UInt8] {
    let pixels = (0..<raster.height).flatMap { row in
      (0..<raster.width).map { raster.colour($0, row) }
    }
    var places: [Colour?: UInt8] = [:]
    var palette: [Colour?] = []
    for pixel in pixels where places[pixel] == nil {
      guard palette.count < 256 else { break }
      places[pixel] = UInt8(palette.count)
      palette.append(pixel)
    }
    let isIndexed = pixels.allSatisfy { places[$0] != nil }
    var rows: [UInt8] = []
    for row in 0..<raster.height {
      rows.append(0)
      for pixel in pixels[row * raster.width..<(row + 1) * raster.width] {
        if isIndexed {
          rows.append(places[pixel] ?? 0)
        } else {
          let colour = pixel ?? Colour(0, 0, 0)
          rows += [colour.red, colour.green, colour.blue, pixel == nil ? 0 : 255]
        }
      }
    }
    var chunks = [
      Chunk(
        type: "IHDR",
        data: word(UInt32(raster.width)) + word(UInt32(raster.height))
          + [8, isIndexed ? 3 : 6, 0, 0, 0])
    ]
    if isIndexed {
      chunks.append(
        Chunk(
          type: "PLTE",
          data: palette.flatMap { $0.map { [$0.red, $0.green, $0.blue] } ?? [0, 0, 0] }))
      if palette.contains(nil) {
        chunks.append(Chunk(type: "tRNS", data: palette.map { $0 == nil ? 0 : 255 }))
      }
    }
    chunks.append(Chunk(type: "IDAT", data: deflated(rows)))
    chunks.append(Chunk(type: "IEND", data: []))
    return bytes(chunks)
  }

  /// Bytes in zlib's format (RFC 1950): as they are where they are few, so that they do not hang on a
  /// library's version.
  static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.count <= 4096 { return stored(bytes) }
    var length = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(length))
    let status = compress2(&packed, &length, bytes, UInt(bytes.count), 9)
    return status == Z_OK ? Array(packed.prefix(Int(length))) : stored(bytes)
  }

  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = [0x78, 0x01]
    var place = 0
    repeat {
      let count = min(65_535, bytes.count - place)
      let isLast = place + count == bytes.count
      packed += [
        isLast ? 1 : 0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255),
        UInt8(~count >> 8 & 255),
      ]
      packed += bytes[place..<place + count]
      place += count
    } while place < bytes.count
    let sum = bytes.withUnsafeBufferPointer {
      UInt32(adler32(1, $0.baseAddress, UInt32($0.count)))
    }
    return packed + word(sum)
  }
}

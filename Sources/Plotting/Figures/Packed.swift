import Foundation

/// Numbers that are kept in files as their bytes, little-endian, so that none loses a bit and many take
/// little room.
@propertyWrapper
public struct Packed: Codable, Hashable, Sendable {
  /// The numbers.
  public var wrappedValue: [Double]

  /// These numbers.
  public init(wrappedValue: [Double]) { self.wrappedValue = wrappedValue }

  /// Reads them; an error where the bytes are no whole number of numbers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let data = try container.decode(Data.self)
    guard data.count.isMultiple(of: 8) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(data.count) bytes of numbers")
    }
    wrappedValue = data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 8).map {
        Double(
          bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
        )
      }
    }
  }

  /// Writes them.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue.withUnsafeBytes { Data($0) })
  }
}

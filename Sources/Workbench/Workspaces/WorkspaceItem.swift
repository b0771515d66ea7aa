import Tensors

/// A value as it stands in a row: what is wider than a number is a row of its own, by its number.
enum WorkspaceItem: Hashable {
  case unset
  case int(Int)
  case float(UInt64)
  case bool(Bool)
  /// The value of a row before this one.
  case row(Int)

  /// The bytes that an item takes: what it is, and 64 bits.
  static let size = 9

  private var word: (tag: UInt8, bits: UInt64) {
    switch self {
    case .unset: (0, 0)
    case .int(let x): (1, UInt64(bitPattern: Int64(x)))
    case .float(let bits): (2, bits)
    case .bool(let b): (3, b ? 1 : 0)
    case .row(let id): (4, UInt64(id))
    }
  }

  private init?(tag: UInt8, bits: UInt64) {
    switch (tag, bits) {
    case (0, 0): self = .unset
    case (1, _): self = .int(Int(Int64(bitPattern: bits)))
    case (2, _): self = .float(bits)
    case (3, 0), (3, 1): self = .bool(bits == 1)
    case (4, 1..<(1 << 62)): self = .row(Int(bits))
    default: return nil
    }
  }

  /// The bytes of items in a row.
  static func bytes(of items: [WorkspaceItem]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(items.count * size)
    for item in items {
      let word = item.word
      bytes.append(word.tag)
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word.bits >> UInt64(shift)))
      }
    }
    return bytes
  }

  /// The items that bytes hold, or nil where they are none.
  static func items(in bytes: [UInt8]) -> [WorkspaceItem]? {
    guard bytes.count.isMultiple(of: size) else { return nil }
    var items: [WorkspaceItem] = []
    items.reserveCapacity(bytes.count / size)
    for start in stride(from: 0, to: bytes.count, by: size) {
      var bits: UInt64 = 0
      for k in 0..<8 { bits |= UInt64(bytes[start + 1 + k]) << UInt64(8 * k) }
      guard let item = WorkspaceItem(tag: bytes[start], bits: bits) else { return nil }
      items.append(item)
    }
    return items
  }
}

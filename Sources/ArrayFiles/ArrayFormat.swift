import Files
import Tensors

/// A format of files that hold arrays.
///
/// A file is judged by its content: `recognises` looks at its first bytes, never at its name. Writing
/// goes by the name's ending.
protocol ArrayFormat: Sendable {
  /// The name in messages: `npy`.
  static var name: String { get }
  /// The endings of files written in it, with the dot, in lower case.
  static var endings: [String] { get }
  /// The bytes that files of it begin with; empty where no bytes are always there.
  static var magic: [UInt8] { get }
  /// Whether a file begins as one of this format does.
  static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool
  /// What the file holds.
  static func read(_ file: FileBytes, _ options: ArrayOptions) throws(ArrayFileError)
    -> ArrayContent
  /// The file that holds something, in parts.
  static func parts(
    of content: ArrayContent, _ options: ArrayOptions
  ) throws(ArrayFileError) -> [FilePart]
}

extension ArrayFormat {
  static var magic: [UInt8] { [] }

  /// Whether a file is the first bytes of one of this format and no more; of a single byte nothing is said.
  static func isCut(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count > 1 && bytes.count < magic.count && magic.starts(with: bytes)
  }
}

/// What a reader or writer may be told; most formats leave nothing open.
public struct ArrayOptions: Sendable {
  /// Whether the first row of a .csv is a header; nil where the file is to show it.
  public var hasHeader: Bool?
  /// What separates the fields of a .csv; nil where the file is to show it.
  public var separator: UInt8?
  /// What stands before the fraction of a number of a .csv: a point or a comma.
  public var point = UInt8(ascii: ".")
  /// Whether a .npz is packed.
  public var isCompressed = false
  /// The bits of a sample of a .png: 8 or 16.
  public var depth = 8

  /// What the file itself says.
  public init() {}
}

/// A part of a file that is written.
public enum FilePart: Sendable {
  case bytes([UInt8])
  /// The bytes of a tensor's elements as they lie in memory.
  case tensor(Tensor)

  /// How many bytes it has.
  var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .tensor(let tensor): tensor.byteCount
    }
  }

  /// Hands its bytes to `body`, some at a time, so that it can be stopped between.
  func withSlices<E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
    try withBytes { (bytes) throws(E) in try bytes.forEachSlice(body) }
  }

  /// The mapped file in which its numbers lie, where there is one.
  var file: FileBytes? {
    guard case .tensor(let tensor) = self else { return nil }
    return tensor.lender as? FileBytes
  }

  /// Hands its bytes to `body`.
  func withBytes<E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
    switch self {
    case .bytes(let bytes): try bytes.span.bytes.withUnsafeBytes(body)
    case .tensor(let tensor): try tensor.withBytes(body)
    }
  }
}

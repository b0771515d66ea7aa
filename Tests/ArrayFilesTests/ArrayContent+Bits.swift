import Files
import Tensors

@testable import ArrayFiles

extension ArrayFiles {
  /// The bytes of the file that would be written.
  static func bytes(
    of content: ArrayContent, ending: String, _ options: ArrayOptions = ArrayOptions()
  ) throws -> [UInt8] {
    guard let format = formats.first(where: { $0.endings.contains(ending) }) else { return [] }
    var bytes: [UInt8] = []
    for part in try format.parts(of: content, options) { part.withBytes { bytes += $0 } }
    return bytes
  }

  static func read(_ bytes: [UInt8], _ options: ArrayOptions = ArrayOptions()) throws
    -> ArrayContent
  {
    try read(FileBytes(bytes, named: "test"), options)
  }
}

extension ArrayContent {
  /// Whether both are the same, bit by bit.
  func hasSameBits(as other: ArrayContent) -> Bool {
    switch (self, other) {
    case (.tensor(let a), .tensor(let b)): a.hasSameBits(as: b)
    case (.texts(let a), .texts(let b)): a.texts == b.texts
    case (.named(let a), .named(let b)):
      a.count == b.count
        && a.allSatisfy { part in
          b.contains { $0.name == part.name && $0.content.hasSameBits(as: part.content) }
        }
    case (.tensor, _), (.texts, _), (.named, _): false
    }
  }
}

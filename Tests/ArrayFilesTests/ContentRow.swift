import Foundation
import Tensors
import Testing

@testable import ArrayFiles

/// What should be found in a fixture: a row of `contents.tsv`.
struct ContentRow: Sendable {
  let file: String
  /// Empty where the file holds one array.
  let name: String
  let type: String
  let shape: [Int]
  let bytes: [UInt8]

  static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures/"

  /// All rows by their files.
  static let byFile: [String: [ContentRow]] = {
    let text = (try? String(contentsOfFile: folder + "contents.tsv", encoding: .utf8)) ?? ""
    let rows = text.split(separator: "\n").map { line -> ContentRow in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return ContentRow(
        file: fields[0], name: fields[1], type: fields[2],
        shape: fields[3].split(separator: "x").compactMap { Int($0) },
        bytes: Data(base64Encoded: fields[4]).map(Array.init) ?? [])
    }
    return Dictionary(grouping: rows, by: \.file)
  }()

  /// Whether something is what the row says, bit by bit.
  func isMet(by content: ArrayContent) -> Bool {
    switch content {
    case .tensor(let tensor):
      var own: [UInt8] = []
      tensor.withBytes { own = Array($0) }
      return tensor.type.name == type && tensor.shape.extents == shape && own == bytes
    case .texts(let texts):
      return type == "texts" && texts.texts.flatMap { Array($0.utf8) + [0] } == bytes
    case .named: return false
    }
  }
}

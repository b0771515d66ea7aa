import Files
import Foundation
import Tensors
import Testing

@testable import ArrayFiles

/// What other programs wrote is read to the bit.
struct ForeignFileTests {
  static let files = ContentRow.byFile.keys.sorted()

  @Test(arguments: files) func isReadToTheBit(file: String) throws {
    let rows = try #require(ContentRow.byFile[file])
    let content = try ArrayFiles.read(FileBytes(ContentRow.folder + file))
    guard case .named(let parts) = content else {
      #expect(rows.count == 1 && rows[0].isMet(by: content), "\(content)")
      return
    }
    let expected = rows.filter { $0.type != "nothing" }
    #expect(Set(parts.map(\.name)) == Set(expected.map(\.name)))
    for row in expected {
      let part = try #require(parts.first { $0.name == row.name })
      #expect(row.isMet(by: part.content), "\(row.name): \(part.content)")
    }
  }

  @Test func thereAreFixturesOfAllFormats() {
    for format in ArrayFiles.formats {
      #expect(Self.files.contains { file in format.endings.contains { file.hasSuffix($0) } })
    }
  }
}

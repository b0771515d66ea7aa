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

/// Messages say where.
@Suite struct DamagePlaceTests {
  private func message(_ bytes: [UInt8]) -> String {
    do {
      _ = try ArrayFiles.read(bytes)
      return "read"
    } catch let error as ArrayFileError { return error.description } catch { return "\(error)" }
  }

  private func fixture(_ name: String) throws -> [UInt8] {
    let file = try FileBytes(ContentRow.folder + name)
    return withExtendedLifetime(file) { Array(file.bytes) }
  }

  @Test func cutsAndTailsHaveTheirByte() throws {
    let png = try fixture("RGB.png")
    #expect(message(Array(png.dropLast(6))).hasSuffix("(byte \(png.count - 12))"))
    #expect(message(png + [1]).hasSuffix("something behind its end (byte \(png.count))"))
    let npz = try fixture("deflated.npz")
    #expect(message(Array(npz.dropLast())).hasSuffix("(byte \(npz.count - 1))"))
    var packed: [UInt8] = []
    guard var packing = Deflation(.gzip) else { return }
    Array("a,b\n1,2\n".utf8).withUnsafeBytes { packing.add($0) { packed += $0 } }
    packing.finish { packed += $0 }
    #expect(
      message(Array(packed.dropLast(9))).hasSuffix("end too early (byte \(packed.count - 9))"))
  }

  /// A file of the first bytes of a format is one that was cut short, not a table.
  @Test func beginningsOfFormatsAreDamage() {
    for format in ArrayFiles.formats where !format.magic.isEmpty {
      for count in 2..<format.magic.count {
        let words = message(Array(format.magic.prefix(count)))
        #expect(words.hasPrefix("test is no sound \(format.name) file"), "\(words)")
        #expect(words.hasSuffix("(byte \(count))"))
      }
    }
    #expect(message(Array("P\n".utf8)) == "read")
  }

  @Test(arguments: [
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (1,)", "a comma is missing (byte 64)"),
    (
      "{'descr': '<f8', 'fortran_order': Maybe, 'shape': (1,)}",
      "what stands for fortran_order is not readable (byte 44)"
    ),
    ("{'descr': '<f8', 'shape': (1,)}", "fortran_order is missing (byte 41)"),
    (
      "{'descr': '<f8', 'color': 3}", "the key color is not one of these, or occurs twice (byte 35)"
    ),
    ("['descr']", "a { is missing (byte 10)"),
  ]) func headersOfArraysSayWhatIsWrong(header: String, words: String) {
    let found = message(NPYTests.file(header, [UInt8](repeating: 0, count: 8)))
    #expect(found.hasSuffix("of descr, fortran_order and shape: \(words)"), "\(found)")
  }
}

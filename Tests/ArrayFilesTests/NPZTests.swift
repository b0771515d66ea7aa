import Files
import Tensors
import Testing

@testable import ArrayFiles

/// Archives, sound and unsound.
@Suite struct NPZTests {
  private static let one = NPYTests.file(
    "{'descr': '<i2', 'fortran_order': False, 'shape': (2,)}", [1, 0, 2, 0])
  private static let two = NPYTests.file(
    "{'descr': '|u1', 'fortran_order': False, 'shape': ()}", [9])

  static func archive(_ change: (inout ZipArchive) -> Void = { _ in }) -> ZipArchive {
    var archive = ZipArchive([.init("one.npy", one), .init("μ.npy", two)])
    change(&archive)
    return archive
  }

  private func names(_ bytes: [UInt8]) throws -> [String] {
    guard case .named(let parts) = try ArrayFiles.read(bytes) else { return [] }
    for (part, expected) in zip(
      parts, [try Tensor(Shape([2]), [1, 2]), try Tensor(Shape.scalar, [9])])
    {
      #expect(part.content.hasSameBits(as: .tensor(expected)))
    }
    return parts.map(\.name)
  }

  @Test func everyWayToStoreIsRead() throws {
    for isDeflated in [false, true] {
      for isWide in [false, true] {
        for hasDescriptor in [false, true] {
          for comment: [UInt8] in [[], [UInt8](repeating: 0x50, count: 0xffff)] {
            let bytes = Self.archive { archive in
              archive.isWide = isWide
              archive.comment = comment
              for k in 0...1 {
                archive.entries[k].isDeflated = isDeflated
                archive.entries[k].isWide = isWide
                archive.entries[k].hasDescriptor = hasDescriptor
              }
            }.bytes
            #expect(try names(bytes) == ["one", "μ"])
          }
        }
      }
    }
  }

  @Test func oldNamesHaveTheirLetters() throws {
    let bytes = Self.archive {
      $0.entries[1].flags = 0
      $0.entries[1].name = [0x81, 0x9b, 0xe6, 0xff] + Array(".npy".utf8)
    }.bytes
    #expect(try names(bytes) == ["one", "ü¢µ\u{a0}"])
    for byte in UInt8.min ... .max {
      #expect([byte].withUnsafeBytes { ZipName.text($0, isUTF8: false) }?.unicodeScalars.count == 1)
    }
  }

  /// What is wrong with an archive.
  struct Lie: Sendable, CustomStringConvertible {
    let description: String
    let change: @Sendable (inout ZipArchive) -> Void
  }

  private static let lies: [Lie] = [
    .init(description: "checksum") { $0.entries[0].checksum = 1 },
    .init(description: "size") { $0.entries[0].size = 3 },
    .init(description: "both sizes") {
      $0.entries[0].size = 3
      $0.entries[0].packedSize = 3
    },
    .init(description: "beyond the end") {
      $0.entries[1].size = 1000
      $0.entries[1].packedSize = 1000
    },
    .init(description: "huge") {
      $0.entries[1].isWide = true
      $0.entries[1].size = .max
      $0.entries[1].packedSize = .max
    },
    .init(description: "huge unpacked") {
      $0.entries[1].isWide = true
      $0.entries[1].isDeflated = true
      $0.entries[1].size = .max
    },
    .init(description: "negative") {
      $0.entries[1].isWide = true
      $0.entries[1].size = -1
      $0.entries[1].packedSize = -1
    },
    .init(description: "offset") { $0.entries[1].offset = 3 },
    .init(description: "far offset") {
      $0.entries[1].isWide = true
      $0.entries[1].offset = .max
    },
    .init(description: "shared bytes") { archive in
      archive.entries.append(archive.entries[0])
      archive.entries[2].name = archive.entries[0].name
      archive.entries[2].offset = 0
    },
    .init(description: "an entry inside another") { archive in
      var inner = ZipArchive([archive.entries[0]])
      inner.entries[0].name = Array("inner.npy".utf8)
      archive.entries[0].bytes = inner.bytes
      archive.entries.append(inner.entries[0])
      archive.entries[2].offset = 30 + 7
    },
    .init(description: "names twice") { $0.entries[1].name = $0.entries[0].name },
    .init(description: "name") { $0.entries[0].own.name = Array("two.npy".utf8) },
    .init(description: "no UTF-8") { $0.entries[0].name = [0xff] + Array(".npy".utf8) },
    .init(description: "own method") { $0.entries[0].own.method = 8 },
    .init(description: "own encryption") { $0.entries[0].own.flags = 0x801 },
    .init(description: "own descriptor") { $0.entries[0].own.flags = 0x808 },
    .init(description: "own checksum") { $0.entries[0].own.checksum = 5 },
    .init(description: "own size") { $0.entries[0].own.size = 5 },
    .init(description: "own packed size") { $0.entries[0].own.packedSize = 5 },
    .init(description: "count") { $0.count = 1 },
    .init(description: "greater count") { $0.count = 3 },
    .init(description: "directory's size") { $0.size = 10 },
    .init(description: "directory's offset") { $0.offset = 1 },
    .init(description: "huge directory") {
      $0.isWide = true
      $0.size = .max
    },
    .init(description: "directory far away") {
      $0.isWide = true
      $0.offset = .max
    },
    .init(description: "endless directory") {
      $0.isWide = true
      $0.count = .max
    },
    .init(description: "no deflated bytes") { $0.entries[0].method = 8 },
  ]

  @Test(arguments: lies) func liesAreDamage(lie: Lie) {
    var archive = Self.archive()
    lie.change(&archive)
    #expect { try ArrayFiles.read(archive.bytes) } throws: {
      guard case ArrayFileError.damaged? = $0 as? ArrayFileError else { return false }
      return true
    }
  }

  @Test(arguments: [
    Lie(description: "encrypted") { $0.entries[0].flags = 0x801 },
    Lie(description: "method") { $0.entries[0].method = 14 },
    Lie(description: "no array") { $0.entries[0].name = Array("readme.txt".utf8) },
    Lie(description: "folder") { $0.entries[0].name = Array("a/".utf8) },
  ])
  func othersAreUnsupported(lie: Lie) {
    var archive = Self.archive()
    lie.change(&archive)
    #expect { try ArrayFiles.read(archive.bytes) } throws: {
      guard case ArrayFileError.unsupported? = $0 as? ArrayFileError else { return false }
      return true
    }
  }

  @Test func everyCutIsDamage() throws {
    let whole = Self.archive { $0.entries[0].isDeflated = true }.bytes
    _ = try ArrayFiles.read(whole)
    for end in 4..<whole.count {
      #expect(throws: ArrayFileError.self) { try ArrayFiles.read(Array(whole[..<end])) }
    }
    #expect(throws: ArrayFileError.self) { try ArrayFiles.read(whole + [0]) }
  }

  /// A few kilobytes that say they are gigabytes take no memory.
  @Test func bombsAreRefused() throws {
    let zeros = NPYTests.file(
      "{'descr': '|u1', 'fortran_order': False, 'shape': (16777216,)}",
      [UInt8](repeating: 0, count: 1 << 24))
    var archive = ZipArchive([.init("x.npy", zeros)])
    archive.entries[0].isDeflated = true
    let sound = archive.bytes
    #expect(sound.count < 1 << 15)
    _ = try ArrayFiles.read(sound)
    archive.entries[0].isWide = true
    for size in [zeros.count - 1, zeros.count + 1, 1 << 40] {
      archive.entries[0].size = size
      MemoryBudget.ration(1 << 26)
      defer { MemoryBudget.ration(nil) }
      #expect {
        try ArrayFiles.read(archive.bytes)
      } throws: { error in
        guard case ArrayFileError.damaged? = error as? ArrayFileError else { return false }
        return true
      }
    }
  }

  /// What an entry claims is compared with its first bytes before memory is taken for it.
  @Test func headsAreReadFirst() throws {
    let random = (0..<1 << 20).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
    for entry in [
      random, NPYTests.file("{'descr': '<O', 'fortran_order': False, 'shape': (9,)}", random),
      NPYTests.file("{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}", random),
    ] {
      var archive = ZipArchive([.init("x.npy", entry)])
      archive.entries[0].isDeflated = true
      MemoryBudget.ration(1 << 16)
      defer { MemoryBudget.ration(nil) }
      #expect {
        try ArrayFiles.read(archive.bytes)
      } throws: {
        ($0 as? ArrayFileError)?.description.contains("x.npy") == true
      }
    }
  }

  /// Names that are written differently and mean the same are told as such.
  @Test func namesThatAreEqualAreTold() {
    let bytes = Self.archive {
      $0.entries[0].name = Array("e\u{301}.npy".utf8)
      $0.entries[1].name = Array("\u{e9}.npy".utf8)
    }.bytes
    #expect { try ArrayFiles.read(bytes) } throws: {
      ($0 as? ArrayFileError)?.description.contains("in different characters of Unicode") == true
    }
  }
}

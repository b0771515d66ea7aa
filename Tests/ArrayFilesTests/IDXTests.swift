import Files
import Tensors
import Testing

@testable import ArrayFiles

/// Heads of IDX files, sound and unsound, and what is chosen for numbers.
@Suite struct IDXTests {
  private func read(_ bytes: [UInt8]) throws -> ArrayContent {
    try IDX.read(FileBytes(bytes, named: "test"), ArrayOptions())
  }

  private func file(_ type: UInt8, _ extents: [UInt32], _ data: [UInt8]) -> [UInt8] {
    [0, 0, type, UInt8(extents.count)] + extents.flatMap(\.bigBytes) + data
  }

  @Test func bytesAreIntegers() throws {
    let expected = try Tensor(Shape([2, 1, 2]), [0, 127, 128, 255])
    #expect(try read(file(8, [2, 1, 2], [0, 127, 128, 255])).hasSameBits(as: .tensor(expected)))
    let signed = try Tensor(Shape([2]), [-128, 127])
    #expect(try read(file(9, [2], [0x80, 0x7f])).hasSameBits(as: .tensor(signed)))
  }

  @Test func everyCutIsDamage() {
    let whole = file(0x0b, [2, 3], [UInt8](repeating: 7, count: 12))
    #expect(throws: Never.self) { try read(whole) }
    for end in 0..<whole.count {
      #expect(throws: ArrayFileError.self) { try read(Array(whole[..<end])) }
    }
    #expect(throws: ArrayFileError.self) { try read(whole + [0]) }
  }

  /// Products that overflow, also those that another axis makes nothing.
  @Test(
    arguments: [
      [UInt32.max, .max, .max], [.max], [1 << 31, 1 << 31, 2], [.max, .max, 1 << 3],
    ] as [[UInt32]])
  func extentsThatSayAnythingAreDamage(extents: [UInt32]) throws {
    for type: UInt8 in [8, 0x0e] {
      #expect(throws: ArrayFileError.self) { try read(file(type, extents, [1, 2, 3])) }
    }
    let none = try read(file(8, extents + [0], []))
    guard case .tensor(let tensor) = none else { return #expect(Bool(false)) }
    #expect(tensor.count == 0 && tensor.shape.extents == extents.map(Int.init) + [0])
  }

  /// The smallest type that holds all integers, unsigned before signed.
  @Test(
    arguments: [
      ([0, 255], 8), ([], 8), ([-1, 127], 9), ([-128], 9), ([-1, 128], 0x0b), ([256], 0x0b),
      ([-32_768, 32_767], 0x0b), ([32_768], 0x0c), ([-2_147_483_648, 2_147_483_647], 0x0c),
    ] as [([Int], UInt8)])
  func integersTakeTheSmallestType(integers: [Int], type: UInt8) throws {
    let content = ArrayContent.tensor(try Tensor(Shape([integers.count]), integers))
    let bytes = try ArrayFiles.bytes(of: content, ending: ".idx")
    #expect(bytes[2] == type)
    #expect(try read(bytes).hasSameBits(as: content))
  }

  @Test func othersAreUnwritable() throws {
    let contents: [ArrayContent] = [
      .tensor(try Tensor(Shape([1]), [2_147_483_648])), .tensor(try Tensor(Shape.scalar, [1.0])),
      .tensor(try Tensor(Shape([1]), [Complex128(1, 2)])), .texts(TextColumn(["a"])), .named([]),
    ]
    for content in contents {
      #expect {
        try ArrayFiles.bytes(of: content, ending: ".idx")
      } throws: {
        guard case ArrayFileError.unwritable? = $0 as? ArrayFileError else { return false }
        return true
      }
    }
  }
}

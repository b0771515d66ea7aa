import Files
import Tensors
import Testing

@testable import ArrayFiles

/// Images, sound and unsound.
@Suite struct PNGTests {
  /// Grey, 2×3, 8 bits.
  private static func image(_ change: (inout PNGFile) -> Void = { _ in }) -> [UInt8] {
    var file = PNGFile(
      width: 3, height: 2, depth: 8, kind: 0, lines: [0, 0, 51, 102, 0, 153, 204, 255])
    change(&file)
    return file.bytes
  }

  private func reason(_ bytes: [UInt8]) -> String? {
    do {
      _ = try PNG.read(FileBytes(bytes, named: "test"), ArrayOptions())
      return nil
    } catch {
      guard case .damaged(_, _, let reason, _) = error else { return "\(error)" }
      return reason
    }
  }

  @Test func samplesAreFractions() throws {
    let expected = try Tensor(Shape([2, 3]), [0, 51, 102, 153, 204, 255].map { Double($0) / 255 })
    #expect(try ArrayFiles.read(Self.image()).hasSameBits(as: .tensor(expected)))
  }

  @Test func everyCutIsDamage() {
    let whole = Self.image()
    for end in 0..<whole.count { #expect(reason(Array(whole[..<end])) != nil, "\(end) bytes") }
    #expect(reason(whole) == nil)
    #expect(reason(whole + [0]) == "there is something behind its end")
  }

  /// Also that of a text, which the pixels do not need.
  @Test(arguments: 0..<4) func wrongChecksumsAreDamage(chunk: Int) {
    let bytes = Self.image { file in
      file.chunks.insert(.init(kind: "tEXt", bytes: Array("Title\0x".utf8)), at: 1)
      file.chunks[chunk].damage = 1
    }
    #expect(reason(bytes)?.contains("CRC error") == true)
  }

  /// The least bits, packed as tightly as can be, are many numbers; and no more than what is there.
  @Test(arguments: [(0 as UInt8, 1 as UInt8), (3, 1), (0, 8), (6, 16)])
  func sizesAreBelievedAsFarAsTheBytesGo(kind: UInt8, depth: UInt8) {
    let side = depth == 1 ? 4096 : 512, samples = kind == 6 ? 4 : 1
    let line = [UInt8](repeating: 0, count: 1 + side * samples * Int(depth) / 8)
    let lines = [UInt8]((0..<side).map { _ in line }.joined())
    func file(height: Int) -> [UInt8] {
      var file = PNGFile(
        width: UInt32(side), height: UInt32(height), depth: depth, kind: kind, lines: lines)
      if kind == 3 { file.chunks.insert(.init(kind: "PLTE", bytes: [1, 2, 3]), at: 1) }
      return file.bytes
    }
    #expect(reason(file(height: side)) == nil)
    #expect(reason(file(height: side + 1)) == "Not enough image data")
    #expect(reason(file(height: 1 << 20))?.contains("cannot come from") == true)
  }

  @Test func headersThatSayAnythingAreDamage() {
    for (depth, kind) in [(3, 0), (16, 3), (4, 2), (0, 0), (8, 1), (8, 5), (8, 7), (32, 0)] {
      let lines = [UInt8](repeating: 0, count: 64)
      let file = PNGFile(
        width: 2, height: 2, depth: UInt8(depth), kind: UInt8(kind), lines: lines)
      #expect(reason(file.bytes) == "Invalid IHDR data")
    }
    for extents in [(0, 2), (2, 0), (1 << 31, 1), (1, .max), (1 << 20 + 1, 1)] as [(UInt32, UInt32)]
    {
      let file = PNGFile(width: extents.0, height: extents.1, depth: 8, kind: 0, lines: [])
      #expect(reason(file.bytes) != nil, "\(extents)")
    }
  }

  @Test(arguments: [
    ([0.5, -0.25], "[1, 2] is not from 0 to 1", "max(0, min(1, x))"),
    ([.nan, 0], "[1, 1] is nan, which has no colour", "where(isnan(x), 0, x)"),
    ([0, 1.0000001], "[1, 2] is not from 0 to 1", "max(0, min(1, x))"),
  ])
  func numbersBeyondAreNamed(numbers: [Double], reason: String, hint: String) throws {
    let tensor = try Tensor(Shape([1, 2]), numbers)
    #expect {
      try ArrayFiles.bytes(of: .tensor(tensor), ending: ".png")
    } throws: {
      guard case ArrayFileError.unwritable(_, let text, let advice?)? = $0 as? ArrayFileError else {
        return false
      }
      return text.hasSuffix(reason) && advice.hasPrefix(hint)
    }
  }

  @Test func integersAndTruthValuesAreSamples() throws {
    for depth in [8, 16] {
      var options = ArrayOptions()
      options.depth = depth
      let full = depth == 8 ? 255 : 65535
      let samples = [0, 1, 77, full]
      let integers = try Tensor(Shape([2, 2]), samples)
      let read = try ArrayFiles.read(
        ArrayFiles.bytes(of: .tensor(integers), ending: ".png", options))
      let expected = try Tensor(Shape([2, 2]), samples.map { Double($0) / Double(full) })
      #expect(read.hasSameBits(as: .tensor(expected)))
      let truths = try Tensor(Shape([1, 2]), [true, false])
      #expect(
        try ArrayFiles.read(ArrayFiles.bytes(of: .tensor(truths), ending: ".png", options))
          .hasSameBits(as: .tensor(try Tensor(Shape([1, 2]), [1.0, 0]))))
      let beyond = try Tensor(Shape([1, 1]), [full + 1])
      #expect(throws: ArrayFileError.self) {
        try ArrayFiles.bytes(of: .tensor(beyond), ending: ".png", options)
      }
    }
  }

  @Test(arguments: [[], [3], [0, 2], [2, 0], [2, 2, 5], [2, 2, 0], [1, 2, 2, 3]] as [[Int]])
  func otherShapesAreNoImages(extents: [Int]) throws {
    let shape = Shape(extents)
    let tensor = try Tensor(shape, [Double](repeating: 0, count: shape.count))
    #expect(throws: ArrayFileError.self) {
      try ArrayFiles.bytes(of: .tensor(tensor), ending: ".png")
    }
  }
}

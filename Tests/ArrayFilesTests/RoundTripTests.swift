import Files
import Tensors
import TestSupport
import Testing

@testable import ArrayFiles

/// What was written is read again to the bit.
struct RoundTripTests {
  @Test(arguments: ElementType.allCases) func arrays(type: ElementType) throws {
    var random = RandomContent(seed: UInt64(type.rawValue) + 1)
    for _ in 0..<300 {
      let content = ArrayContent.tensor(try random.tensor(type, random.shape()))
      #expect(
        try ArrayFiles.read(ArrayFiles.bytes(of: content, ending: ".npy")).hasSameBits(as: content))
    }
  }

  @Test(arguments: [(".npz", false), (".npz", true), (".safetensors", false)])
  func namedArrays(ending: String, isCompressed: Bool) throws {
    var random = RandomContent(seed: 7), options = ArrayOptions()
    options.isCompressed = isCompressed
    for _ in 0..<300 {
      var parts: [(name: String, content: ArrayContent)] = []
      for _ in 0..<random.generator.below(5) {
        let name = random.name()
        if parts.contains(where: { $0.name == name }) { continue }
        let type = random.generator.pick(ElementType.allCases)
        if type == .c128, ending == ".safetensors" { continue }
        parts.append((name, .tensor(try random.tensor(type, random.shape()))))
      }
      let content = ArrayContent.named(parts)
      let bytes = try ArrayFiles.bytes(of: content, ending: ending, options)
      #expect(try ArrayFiles.read(bytes).hasSameBits(as: content))
    }
  }

  /// Numbers in a stored archive begin at a multiple of 64.
  @Test func storedArraysAreAligned() throws {
    let content = ArrayContent.named([
      ("a", .tensor(try Tensor(Shape([3]), [1.0, 2, 3]))),
      ("bcd", .tensor(try Tensor(Shape([1]), [4.0]))),
    ])
    let bytes = try ArrayFiles.bytes(of: content, ending: ".npz")
    let entries = try bytes.withUnsafeBytes {
      try ZipDirectory($0, Complaint(path: "x", format: "npz")).entries
    }
    #expect(entries.allSatisfy { $0.range.lowerBound.isMultiple(of: 64) })
  }

  @Test func idx() throws {
    var random = RandomContent(seed: 11)
    for type in [ElementType.f32, .f64, .i64] {
      for _ in 0..<100 {
        var tensor = try random.tensor(type, random.shape(rank: 1 + random.generator.below(3)))
        if type == .i64 {
          let limit = random.generator.pick([100, 250, 30_000, 2_000_000_000])
          tensor = try Tensor(
            tensor.shape, (0..<tensor.count).map { _ in random.generator.below(2 * limit) - limit })
        }
        let content = ArrayContent.tensor(tensor)
        #expect(
          try ArrayFiles.read(ArrayFiles.bytes(of: content, ending: ".idx")).hasSameBits(
            as: content))
      }
    }
  }

  @Test(arguments: [8, 16]) func images(depth: Int) throws {
    var random = RandomContent(seed: 13), options = ArrayOptions()
    options.depth = depth
    let most = depth == 8 ? 255 : 65535
    for channels in 1...4 {
      for _ in 0..<30 {
        let size = [1 + random.generator.below(20), 1 + random.generator.below(20)]
        let shape = Shape(channels == 1 ? size : size + [channels])
        let numbers = (0..<shape.count).map { _ in
          Double(random.generator.below(most + 1)) / Double(most)
        }
        let content = ArrayContent.tensor(try Tensor(shape, numbers))
        let bytes = try ArrayFiles.bytes(of: content, ending: ".png", options)
        #expect(try ArrayFiles.read(bytes).hasSameBits(as: content))
      }
    }
  }

  /// Columns of numbers, truth values and texts, also those that look like something else.
  @Test(arguments: [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")])
  func columns(separator: UInt8) throws {
    var random = RandomContent(seed: 17), options = ArrayOptions()
    options.separator = separator
    options.hasHeader = true
    var refused = 0
    for _ in 0..<500 {
      let count = 1 + random.generator.below(6)
      var parts: [(name: String, content: ArrayContent)] = []
      for k in 0...random.generator.below(4) {
        var name = random.name()
        if name.isEmpty || parts.contains(where: { $0.name == name }) { name += "\(k)x" }
        switch random.generator.below(4) {
        case 0:
          parts.append(
            (name, .texts(TextColumn((0...count).map { _ in random.text() }))))
        case 1: parts.append((name, .tensor(try random.tensor(.i64, Shape([count + 1])))))
        case 2: parts.append((name, .tensor(try random.tensor(.bool, Shape([count + 1])))))
        default:
          // A file has one nan, and a column of whole numbers is told by its points.
          let numbers = (0...count).map { _ in random.number() }.map { $0.isNaN ? .nan : $0 }
          parts.append((name, .tensor(try Tensor(Shape([count + 1]), numbers))))
        }
      }
      let content = ArrayContent.named(parts)
      do {
        let bytes = try ArrayFiles.bytes(of: content, ending: ".csv", options)
        let again = try ArrayFiles.read(bytes, options)
        #expect(
          again.hasSameBits(as: content), "\(String(decoding: bytes, as: UTF8.self))\n\(again)")
      } catch ArrayFileError.unwritable(_, let reason, _) {
        refused += 1
        #expect(reason.hasPrefix("names and texts all look like numbers"), "\(reason)")
      }
    }
    // Only where nothing stands without quotes.
    #expect(refused < 100)
  }

  @Test func matrices() throws {
    var random = RandomContent(seed: 19), options = ArrayOptions()
    options.hasHeader = false
    for type in [ElementType.i64, .f64] {
      for _ in 0..<200 {
        let shape = Shape([1 + random.generator.below(5), 1 + random.generator.below(4)])
        var tensor = try random.tensor(type, shape)
        if type == .f64 {
          tensor = try Tensor(
            shape, tensor.elements(as: Double.self).map { $0.isNaN ? .nan : $0 })
        }
        let bytes = try ArrayFiles.bytes(of: .tensor(tensor), ending: ".csv", options)
        #expect(try ArrayFiles.read(bytes, options).hasSameBits(as: .tensor(tensor)))
      }
    }
  }

  /// Digits are read to the nearest double, as the C library reads them.
  @Test func decimals() throws {
    var generator = SeededGenerator(seed: 23)
    var texts = [
      "1e23", "9007199254740993", "0.1", "1e-323", "2.2250738585072011e-308",
      "1.7976931348623157e308", "1e309", "-0", "00012", "+5", "5.", ".5", "1E5",
      "123456789012345678901234567890",
    ]
    for _ in 0..<200_000 {
      let x = Double(bitPattern: generator.next())
      if x.isFinite { texts.append("\(x)") }
      let digits = 1 + generator.below(21)
      var text = (0..<digits).map { _ in "\(generator.below(10))" }.joined()
      text.insert(".", at: text.index(text.startIndex, offsetBy: generator.below(digits + 1)))
      if generator.below(2) == 0 { text += "e\(generator.below(60) - 30)" }
      texts.append(text)
    }
    for text in texts {
      let found: Double? = Array(text.utf8).withUnsafeBufferPointer { bytes in
        switch CSVField.number(bytes, 0, bytes.count, point: UInt8(ascii: ".")) {
        case .number(let x)?: x
        case .integer(let x)?: Double(x)
        default: nil
        }
      }
      let plain = text.hasSuffix(".") ? String(text.dropLast()) : text
      let expected = Double(plain.hasPrefix("+") ? String(plain.dropFirst()) : plain)
      #expect(found?.bitPattern == expected?.bitPattern, "\(text)")
    }
  }
}

import Files
import Tensors
import TestSupport
import Testing

@testable import ArrayFiles

/// Headers of .npy files, sound and unsound.
@Suite struct NPYTests {
  /// A file with a header and bytes behind it.
  static func file(_ header: String, _ data: [UInt8], version: UInt8 = 1) -> [UInt8] {
    let text = Array(header.utf8)
    let size = version == 1 ? UInt16(text.count).littleBytes : UInt32(text.count).littleBytes
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + size + text + data
  }

  private func header(_ type: String, _ shape: String, fortran: String = "False") -> String {
    "{'descr': '\(type)', 'fortran_order': \(fortran), 'shape': \(shape), }\n"
  }

  private static let numbers: [UInt8] = [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0]

  @Test(arguments: [
    "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 3), }   \n",
    "{'shape': (2L, 3L), 'descr': '<i2', 'fortran_order': False}",
    "  { \"fortran_order\" :False , \"shape\":( 2,3,) ,\n\"descr\":\"<i2\" } ",
    "{'descr':'=i2','fortran_order':False,'shape':(2,3)}",
    "{'descr': 'i2', 'fortran_order': False, 'shape': (2, 3)}",
  ])
  func headersAreReadAsPythonDoes(text: String) throws {
    for version: UInt8 in 1...3 {
      let content = try ArrayFiles.read(Self.file(text, Self.numbers, version: version))
      let expected = try Tensor(Shape([2, 3]), [1, 2, 3, 4, 5, 6])
      #expect(content.hasSameBits(as: .tensor(expected)))
    }
  }

  @Test func columnsComeFirst() throws {
    let content = try ArrayFiles.read(
      Self.file(header("<i2", "(2, 3)", fortran: "True"), Self.numbers))
    #expect(content.hasSameBits(as: .tensor(try Tensor(Shape([2, 3]), [1, 3, 5, 2, 4, 6]))))
  }

  @Test func manyAxesAreRead() throws {
    for rank in [32, 64] {
      let shape = [2, 3] + [Int](repeating: 1, count: rank - 2)
      let text = "(\(shape.map(String.init).joined(separator: ", ")))"
      for fortran in ["True", "False"] {
        let content = try ArrayFiles.read(
          Self.file(header("<i2", text, fortran: fortran), Self.numbers))
        guard case .tensor(let tensor) = content else { return #expect(Bool(false)) }
        #expect(tensor.shape.extents == shape)
        #expect(
          tensor.elements(as: Int.self)
            == (fortran == "True" ? [1, 3, 5, 2, 4, 6] : [1, 2, 3, 4, 5, 6]))
      }
    }
  }

  @Test func bytesOtherThanOneAreTrue() throws {
    for count in [4, 1 << 21] {
      let data = (0..<count).map { UInt8(truncatingIfNeeded: $0 % 3) }
      let content = try ArrayFiles.read(Self.file(header("|b1", "(\(count),)"), data))
      guard case .tensor(let tensor) = content else { return #expect(Bool(false)) }
      #expect(tensor.hasOnlyTruthBytes)
      #expect(tensor.elements(as: Bool.self) == data.map { $0 != 0 })
    }
  }

  @Test func unsignedNumbersBeyondIntegersAreNamed() {
    for (bytes, position) in [(UInt64(1) << 63, 2), (.max, 2)] {
      for type in ["<u8", ">u8"] {
        let numbers = [UInt64(7), bytes, 1]
        let data = numbers.flatMap { type == "<u8" ? $0.littleBytes : $0.bigBytes }
        #expect(
          throws: ArrayFileError.unsupported(
            path: "test", format: "npy",
            reason:
              "element \(position) is \(bytes), which is beyond the integers of gm (2^63 - 1)",
            hint: nil)
        ) { try ArrayFiles.read(Self.file(header(type, "(3,)"), data)) }
      }
    }
  }

  @Test(arguments: ["|O", "<U3", "|S5", "<M8[ns]", "<m8", "|V8", "<f16", "<c32", "<q9", ""])
  func otherTypesAreUnsupported(type: String) {
    #expect { try ArrayFiles.read(Self.file(header(type, "(0,)"), [])) } throws: { error in
      guard case ArrayFileError.unsupported(_, _, _, .some)? = error as? ArrayFileError else {
        return false
      }
      return true
    }
  }

  @Test func structuresAreUnsupported() {
    let text =
      "{'descr': [('a', '<i4'), ('b', '<f8', (2,))], 'fortran_order': False, 'shape': (1,)}"
    #expect { try ArrayFiles.read(Self.file(text, [0, 0, 0, 0])) } throws: { error in
      guard case ArrayFileError.unsupported(_, _, _, .some)? = error as? ArrayFileError else {
        return false
      }
      return true
    }
  }

  @Test(arguments: [
    "", "{}", "{'descr': '<i2', 'fortran_order': False}", "{'descr': '<i2', 'shape': (6,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (6,)",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (6,)}x",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (6,), 'shape': (6,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (6,), 'more': 1}",
    "{'descr': '<i2', 'fortran_order': 0, 'shape': (6,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': 6}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (-6,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (6.0,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (99999999999999999999,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (9223372036854775807,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (4294967296, 4294967296, 2)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (7,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (5,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': ()}",
    "{'descr': '<i2' 'fortran_order': False 'shape': (6,)}",
    "{'descr': '<i2\\'', 'fortran_order': False, 'shape': (6,)}",
    "{'descr': '<i2', 'fortran_order': False, 'shape': (\(String(repeating: "1,", count: 65))6)}",
    "{'descr': [(, 'fortran_order': False, 'shape': (6,)}",
  ])
  func unsoundHeadersAreDamage(text: String) {
    for version: UInt8 in 1...3 {
      #expect { try ArrayFiles.read(Self.file(text, Self.numbers, version: version)) } throws: {
        guard case ArrayFileError.damaged? = $0 as? ArrayFileError else { return false }
        return true
      }
    }
  }

  @Test func everyCutIsDamage() throws {
    let whole = Self.file(header("<i2", "(2, 3)"), Self.numbers)
    _ = try ArrayFiles.read(whole)
    for end in 0..<whole.count {
      #expect(throws: ArrayFileError.self) {
        _ = try NPY.read(FileBytes(Array(whole[..<end]), named: "test"), ArrayOptions())
      }
    }
    #expect(throws: ArrayFileError.self) { try ArrayFiles.read(whole + [0]) }
  }

  @Test func longHeadersHaveVersion2() throws {
    // No tensor has so many axes; the heading alone is what is tried.
    let tensor = try Tensor(Shape([Int](repeating: 1, count: 30_000)), [1.0])
    let heading = NPY.heading(of: tensor)
    #expect(heading[6] == 2 && heading.count.isMultiple(of: 64))
    let short = NPY.heading(of: try Tensor(Shape([3]), [1.0, 2, 3]))
    #expect(short[6] == 1 && short.count == 128 && short.last == 10)
  }

  /// A large file's numbers lie in the mapping itself; what is written to the tensor changes no file.
  @Test func largeFilesAreLent() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/x.npy"
    let numbers = (0..<1 << 18).map { Double($0) }
    try ArrayFiles.write(.tensor(try Tensor(Shape([1 << 9, 1 << 9]), numbers)), to: path)
    let file = try FileBytes(path)
    guard case .tensor(let tensor) = try ArrayFiles.read(file) else { return }
    tensor.withBytes { #expect($0.baseAddress == UnsafeRawPointer(file.base + 128)) }
    #expect(file.isMapped && tensor.elements(as: Double.self) == numbers)
  }
}

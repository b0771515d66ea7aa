import Files
import Foundation
import Tensors
import TestSupport
import Testing

@testable import ArrayFiles

/// Files are written by the ending of their names, whole or not at all.
@Suite struct WritingTests {
  private let folder = TemporaryFolder()

  private func tensor(_ count: Int = 6) throws -> ArrayContent {
    .tensor(try Tensor(Shape([count / 2, 2]), (0..<count).map { Double($0) / 4 - 1 }))
  }

  @Test(
    arguments: [".npy", ".npz", ".csv", ".tsv", ".idx", ".safetensors", ".NPY"], ["", ".gz", ".GZ"])
  func everyEndingComesBack(ending: String, packing: String) throws {
    let path = folder.path + "/x" + ending + packing
    let content =
      ending == ".npz" || ending == ".safetensors"
      ? ArrayContent.named([("x", try tensor()), ("y", try tensor(8))]) : try tensor()
    try ArrayFiles.write(content, to: path)
    let file = try FileBytes(path)
    #expect(Inflation.isPacked(file.bytes) != packing.isEmpty)
    #expect(try ArrayFiles.read(file).hasSameBits(as: content))
  }

  /// What is packed in several pieces is read as one; the size at its end is that of the last.
  @Test func piecesAreRead() throws {
    let content = try tensor(1 << 12)
    let bytes = try ArrayFiles.bytes(of: content, ending: ".npy")
    for ends in [[], [0], [bytes.count], [10], [10, 11, 5000], [bytes.count - 1]] as [[Int]] {
      var packed: [UInt8] = [], start = 0
      for end in ends + [bytes.count] {
        guard var packing = Deflation(.gzip) else { return }
        bytes[start..<end].withUnsafeBytes { packing.add($0) { packed += $0 } }
        packing.finish { packed += $0 }
        start = end
      }
      #expect(try ArrayFiles.read(packed).hasSameBits(as: content))
      packed[packed.count - 2] ^= 0xff
      #expect(throws: ArrayFileError.self) { try ArrayFiles.read(packed) }
    }
  }

  @Test func largeFilesComeBackPacked() throws {
    let content = try tensor(1 << 19)
    for ending in [".npy", ".npy.gz", ".npz"] {
      var options = ArrayOptions()
      options.isCompressed = true
      let path = folder.path + "/x" + ending
      try ArrayFiles.write(content, to: path, options)
      let expected = ending == ".npz" ? .named([("arr_0", content)]) : content
      #expect(try ArrayFiles.read(FileBytes(path)).hasSameBits(as: expected))
    }
  }

  /// Tensors of all formats lie in the mapping of a large file.
  @Test(arguments: [".npy", ".npz", ".safetensors"], ElementType.allCases)
  func largeFilesAreLent(ending: String, type: ElementType) throws {
    if type == .c128, ending == ".safetensors" { return }
    let tensor = try Tensor(Shape([1 << 20]), type, parts: { _ in })
    let content = ending == ".npy" ? ArrayContent.tensor(tensor) : .named([("x", .tensor(tensor))])
    try ArrayFiles.write(content, to: folder.path + "/x" + ending)
    let file = try FileBytes(folder.path + "/x" + ending), read = try ArrayFiles.read(file)
    #expect(read.hasSameBits(as: content))
    let parts: [(name: String, content: ArrayContent)] =
      if case .named(let parts) = read { parts } else { [("", read)] }
    guard case .tensor(let found) = parts[0].content else { return #expect(Bool(false)) }
    found.withBytes { bytes in
      #expect(bytes.baseAddress.map { $0 >= file.base && $0 < file.base + file.count } == true)
    }
  }

  @Test(arguments: ["x", "x.txt", "x.gz", "npy", "x.npy.bz2"]) func otherEndingsAreSaid(
    name: String
  ) {
    #expect {
      try ArrayFiles.write(tensor(), to: folder.path + "/" + name)
    } throws: {
      guard case ArrayFileError.unknownEnding? = $0 as? ArrayFileError else { return false }
      return ($0 as? ArrayFileError)?.hint != nil
    }
  }

  @Test(arguments: [".npy", ".npz", ".safetensors", ".csv", ".npy.gz"])
  func aFileThatFailsIsLeft(ending: String) throws {
    let path = folder.path + "/x" + ending, old: [UInt8] = [1, 2, 3]
    let content =
      ending == ".safetensors" ? ArrayContent.named([("x", try tensor())]) : try tensor()
    for call in Faults.Call.allCases where call != .syncFolder && call != .shortWrite {
      let calls = try Faults.failing(call, from: .max, code: ENOSPC) {
        try ArrayFiles.write(content, to: path)
      }
      #expect(calls > 0 || call == .link)
      for n in 0..<calls {
        try Replacement.write(old, to: path)
        let error = FileError.refused(action: "write", path: path, code: ENOSPC)
        #expect(throws: ArrayFileError.file(error)) {
          try Faults.failing(call, from: n, code: ENOSPC) {
            try ArrayFiles.write(content, to: path)
          }
        }
        let file = try FileBytes(path)
        withExtendedLifetime(file) { #expect(file.bytes.elementsEqual(old)) }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["x" + ending])
    }
  }
}

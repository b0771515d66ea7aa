import Foundation
import Testing

@testable import Workbench

/// Figures in files.
struct FigureFilesTests {
  /// A picture that is packed is the one that is not, gzipped.
  @Test func packedPicturesAreTheSame() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let plain = folder.appending(path: "f.svg"), packed = folder.appending(path: "f.svg.gz")
    for file in [plain, packed] {
      let reply = Prompt()("save(plot(sin, 0, 1), \"\(file.path)\")")
      #expect(reply.outcome == .ok, "\(reply.diagnostics)")
    }
    let bytes = [UInt8](try Data(contentsOf: packed)), whole = [UInt8](try Data(contentsOf: plain))
    #expect(bytes.prefix(2) == [0x1F, 0x8B] && bytes.count < whole.count)
    let unpacking = Process()
    unpacking.executableURL = URL(filePath: "/usr/bin/env")
    unpacking.arguments = ["gzip", "-dc", packed.path]
    let pipe = Pipe()
    unpacking.standardOutput = pipe
    try unpacking.run()
    #expect([UInt8](pipe.fileHandleForReading.readDataToEndOfFile()) == whole)
  }
}

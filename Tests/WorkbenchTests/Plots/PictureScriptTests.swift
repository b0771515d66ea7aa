import Foundation
import Plotting
import Testing

@testable import Workbench

/// The pictures of the README are what their scripts show.
///
/// With `GM_PICTURES=write` in the environment they are written anew.
struct PictureScriptTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../../scripts/pictures")
    .standardizedFileURL

  /// Each `scripts/pictures/NAME.gms` makes `NAME.svg`.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".gms") }.map { String($0.dropLast(4)) }.sorted()
  }()

  @Test func thereAreSome() { #expect(Self.names.count >= 3) }

  @Test(arguments: names) func theFileIsWhatTheScriptShows(name: String) throws {
    let script = Self.folder.appendingPathComponent(name + ".gms")
    let prompt = Prompt {
      $0.isGolden = true
      $0.script = script.path
    }
    let reply = prompt(try String(contentsOf: script, encoding: .utf8))
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
    let figure = try #require(reply.figures.last)
    let shown = SVG.text(Page.scene(figure))
    let file = Self.folder.appendingPathComponent(name + ".svg")
    if ProcessInfo.processInfo.environment["GM_PICTURES"] == "write" {
      try shown.write(to: file, atomically: true, encoding: .utf8)
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(shown == kept, "\(name).svg is no longer what \(name).gms shows")
  }
}

import Foundation
import Testing

@testable import Plotting

/// A figure that was kept as a text is the figure that it was.
struct FigureTextTests {
  private func drawing(_ figure: Figure) -> String { SVG.text(Page.scene(figure, PageStyle())) }

  @Test(arguments: MarkSamples.hard.map(\.name)) func everyMarkComesBack(name: String) throws {
    let numbers = try #require(MarkSamples.hard.first { $0.name == name }).numbers
    for mark in MarkSamples.all(numbers) {
      let figure = Figure.panel(Panel(marks: [mark], title: "a", x: Axis(label: "x")))
      let text = try #require(FigureText.text(of: figure))
      let again = try #require(FigureText.figure(text), "\(type(of: mark))")
      #expect(FigureText.text(of: again) == text)
      #expect(drawing(again) == drawing(figure))
    }
  }

  @Test func everyKindIsInTheTable() {
    let kinds = Set(MarkSamples.all([1, 2, 3]).map { "\(type(of: $0))" })
    #expect(kinds == Set(FigureText.kinds.map { "\($0)" }))
  }

  /// A kind of mark that is in the sources and not in the table would be lost with its workspace.
  @Test func everyKindOfTheSourcesIsInTheTable() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources/Plotting")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var kinds: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for found in text.matches(of: /(?:struct|class|enum|actor) (\w+)\s*:[^{]*\bMark\b[^{]*\{/) {
        kinds.insert(String(found.1))
      }
      for found in text.matches(of: /extension (\w+)\s*:[^{]*\bMark\b[^{]*\{/) {
        kinds.insert(String(found.1))
      }
    }
    #expect(kinds == Set(FigureText.kinds.map { "\($0)" }))
  }

  @Test func layoutsAndFramesComeBack() throws {
    let line = Figure(Line(x: [0, 1], y: [1, 0]))
    for figure in [Figure.rows([[line, line], [line]]), .frames([line, line], seconds: 0.25)] {
      let text = try #require(FigureText.text(of: figure))
      #expect(FigureText.text(of: try #require(FigureText.figure(text))) == text)
    }
  }

  /// Texts that were changed are refused, or draw something.
  @Test func changedTextsDoNoHarm() throws {
    var generator = SplitMix(state: 3)
    for mark in MarkSamples.all([1, 2, 3, 2, 1, 2, 2, 9, 2, 1, 0, 4]) {
      let text = Array(try #require(FigureText.text(of: Figure(mark))).utf8)
      for _ in 0..<60 {
        var changed = text
        for _ in 0...Int.random(in: 0..<2, using: &generator) {
          let place = Int.random(in: 0..<(changed.count), using: &generator)
          switch Int.random(in: 0..<(3), using: &generator) {
          case 0: changed[place] = UInt8(Int.random(in: 0..<(95), using: &generator) + 32)
          case 1: changed.insert(UInt8(ascii: "9"), at: place)
          default: changed.remove(at: place)
          }
        }
        if let figure = FigureText.figure(String(decoding: changed, as: UTF8.self)) {
          #expect(!drawing(figure).isEmpty)
        }
      }
    }
  }
}

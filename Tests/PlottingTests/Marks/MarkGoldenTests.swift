import Testing

@testable import Plotting

/// Each kind of mark is drawn as it was when somebody looked at it.
@Suite struct MarkGoldenTests {
  @Test func everyKindHasOne() {
    let kinds = MarkGoldens.marks.map(MarkGoldens.name)
    #expect(kinds == FigureText.kinds.map { "\($0)" })
  }

  @Test(arguments: MarkGoldens.marks.indices) func theSVGIsTheSame(index: Int) throws {
    let mark = MarkGoldens.marks[index]
    let text = SVG.text(MarkGoldens.scene(mark))
    let kept = try MarkGoldens.kept("\(MarkGoldens.name(mark)).svg", made: Array(text.utf8))
    let lines = String(decoding: kept, as: UTF8.self).split(separator: "\n")
    for (line, golden) in zip(text.split(separator: "\n"), lines) { #expect(line == golden) }
    #expect(Array(text.utf8) == kept)
  }

  /// Pixels may differ as two versions of the library that draws, or of a font, do: a few at edges.
  @Test(arguments: MarkGoldens.marks.indices) func thePixelsAreNearlyTheSame(index: Int) throws {
    let mark = MarkGoldens.marks[index]
    let png = try Bitmap.png(MarkGoldens.bareScene(mark))
    let kept = try MarkGoldens.kept("\(MarkGoldens.name(mark)).png", made: png)
    let now = try #require(BitmapTests.decoded(png)), then = try #require(BitmapTests.decoded(kept))
    try #require(now.width == then.width && now.height == then.height)
    let differences = zip(now.words, then.words).map { MarkGoldenTests.difference($0, $1) }
    let inked = then.words.count { MarkGoldenTests.difference($0, then.words[0]) > 40 }
    let changed = differences.count { $0 > 40 }
    #expect(inked > 20, "the reference shows nothing")
    // Small letters differ most: half of their pixels are edges.
    let most = mark is Note ? inked / 2 : inked / 20
    #expect(changed <= most, "\(changed) pixels of \(inked) that are drawn")
  }

  /// The comparison sees a mark that has moved by two pixels, or is another.
  @Test func aMovedMarkIsSeen() throws {
    let pictures = try MarkGoldens.marks.map {
      try #require(BitmapTests.decoded(try Bitmap.png(MarkGoldens.bareScene($0))))
    }
    for picture in pictures {
      let moved = picture.words[2...] + picture.words[..<2]
      let changed = zip(picture.words, moved).count { MarkGoldenTests.difference($0, $1) > 40 }
      let inked = picture.words.count { MarkGoldenTests.difference($0, picture.words[0]) > 40 }
      #expect(changed * 20 > inked)
    }
  }

  /// The greatest difference of a colour's parts, 0 to 255.
  private static func difference(_ a: UInt32, _ b: UInt32) -> Int {
    [0, 8, 16].map { abs(Int(a >> $0 & 255) - Int(b >> $0 & 255)) }.max() ?? 0
  }
}

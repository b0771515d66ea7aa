import Files
import Tensors
import TestSupport
import Testing

@testable import ArrayFiles

/// Tables as gm writes and reads them, without being told anything.
@Suite struct CSVTests {
  private func again(_ content: ArrayContent, _ ending: String = ".csv") throws -> ArrayContent {
    try ArrayFiles.read(ArrayFiles.bytes(of: content, ending: ending))
  }

  /// A matrix never looks like a header.
  @Test func matricesComeBackUntold() throws {
    let matrices: [Tensor] = [
      try Tensor(Shape([2, 2]), [Double.nan, .nan, 1, 2]),
      try Tensor(Shape([2, 2]), [Double.infinity, 1, 2, 3]),
      try Tensor(Shape([3, 1]), [Double.nan, 1, .nan]), try Tensor(Shape([1, 1]), [Double.nan]),
      try Tensor(Shape([2, 1]), [1, 2]), try Tensor(Shape([2, 2]), [true, false, false, true]),
      try Tensor(Shape([1, 3]), [Double.leastNonzeroMagnitude, -0.0, 1.7976931348623157e308]),
      try Tensor(Shape([2, 1]), [Int.min, Int.max]),
    ]
    for matrix in matrices {
      #expect(try again(.tensor(matrix)).hasSameBits(as: .tensor(matrix)), "\(matrix)")
    }
  }

  /// Also those that look like numbers, missing values or several columns.
  @Test(arguments: [
    "a", "NA", "nan", "3", "true", "-1e5", "a;b", "x|y|z", "tab\tbed", "q\"uote", "two\nlines", "#",
    "日本", "\u{feff}bom", " blank ", "é",
  ])
  func namesComeBackUntold(name: String) throws {
    for content in [
      ArrayContent.named([(name, .tensor(try Tensor(Shape([2]), [1, 2])))]),
      .named([
        (name, .tensor(try Tensor(Shape([2]), [0.5, .nan]))), ("k", .texts(TextColumn(["", "z"]))),
      ]),
    ] {
      let found = try again(content)
      #expect(found.hasSameBits(as: content), "\(found)")
    }
  }

  @Test func textsComeBackUntold() throws {
    let texts = ["a", "b;c", "", "\"", "a\"\"b", "\"\"", "3", "true", "\r", "\n", "x"]
    let column = ArrayContent.named([("c1", .texts(TextColumn(texts)))])
    #expect(try again(.texts(TextColumn(texts))).hasSameBits(as: column))
    #expect(try again(column, ".tsv").hasSameBits(as: column))
  }

  /// Blanks and words for missing values are texts where they were texts.
  @Test(arguments: [["", ""], ["\t", " "], ["nan", ""], ["NA"], [""], ["", "3"]])
  func blankTextsComeBackUntold(texts: [String]) throws {
    let column = ArrayContent.texts(TextColumn(texts))
    let numbers = ArrayContent.tensor(try Tensor(Shape([texts.count]), texts.map { _ in 1.5 }))
    let missing = ArrayContent.tensor(
      try Tensor(Shape([texts.count]), texts.map { _ in Double.nan }))
    for content in [
      ArrayContent.named([("a", column)]), .named([("a", column), ("b", numbers)]),
      .named([("nan", numbers), ("1 2", missing), (" ", column)]),
    ] {
      let found = try again(content)
      #expect(found.hasSameBits(as: content), "\(found)")
    }
  }

  /// What would not come back is not written.
  @Test func whatWouldNotComeBackIsRefused() throws {
    let none = ArrayContent.tensor(try Tensor(Shape([0, 3]), [Double]()))
    let one = ArrayContent.tensor(try Tensor(Shape([1]), [1.0]))
    for (content, words) in [
      (none, "a tensor of shape 0×3 has no rows to write"), (.named([]), "there are no columns"),
      (.named([("", one)]), "a column has no name"),
      (.named([("x", .texts(TextColumn(["a\u{0}b"])))]), "a text has a character zero in it"),
      (.named([("3", .texts(TextColumn(["1", ""])))]), "names and texts all look like numbers"),
      (.tensor(try Tensor(Shape.scalar, [1.0])), "it holds rows and columns, not a scalar"),
    ] {
      #expect {
        try ArrayFiles.bytes(of: content, ending: ".csv")
      } throws: {
        ($0 as? ArrayFileError)?.description.hasPrefix("csv: \(words)") == true
      }
    }
  }

  /// Equal texts are one, also in quotes; a text in quotes is not one without.
  @Test func equalTextsAreOne() throws {
    let text = "k\n" + String(repeating: "\"a,b\"\nab\n\"ab\"\n\"a\"\"b\"\na\"\"b\n", count: 100)
    guard case .named(let parts) = try ArrayFiles.read(Array(text.utf8)),
      case .texts(let column) = parts[0].content
    else { return #expect(Bool(false)) }
    #expect(column.distinct.count == 5)
    #expect(Array(column.texts.prefix(5)) == ["a,b", "ab", "ab", "a\"b", "a\"\"b"])
    #expect(Array(column.texts.suffix(5)) == Array(column.texts.prefix(5)))
  }

  /// Columns keep their own texts, not those of all columns; also where numbers stood before.
  @Test(arguments: ["", "1", "NA"]) func columnsKeepTheirOwnTexts(first: String) throws {
    let width = 50, count = 40
    var text = (0..<width).map { "n\($0)" }.joined(separator: ",") + "\n"
    if !first.isEmpty { text += [String](repeating: first, count: width).joined(separator: ",") }
    for row in 0..<count {
      text += "\n" + (0..<width).map { "w\(row)x\($0)" }.joined(separator: ",")
    }
    guard case .named(let parts) = try ArrayFiles.read(Array(text.utf8)) else {
      return #expect(Bool(false))
    }
    for (k, part) in parts.enumerated() {
      guard case .texts(let column) = part.content else { return #expect(Bool(false)) }
      let words = (0..<count).map { "w\($0)x\(k)" }
      #expect(column.texts == (first.isEmpty ? words : [first] + words))
      #expect(column.distinct.count == column.texts.count)
    }
  }

  @Test(
    arguments: [
      ([0x61, 0xe9, 0x0a, 0x31], "the byte 0xE9 in line 1 is no text in UTF-8"),
      (
        [0x61, 0x0a, 0x78, 0x0a, 0x79, 0xc3, 0xa9, 0xff],
        "the byte 0xFF in line 3 is no text in UTF-8"
      ),
      ([0x61, 0x0a, 0x78, 0x0a, 0x80, 0x0a], "the byte 0x80 in line 3 is no text in UTF-8"),
      (
        [0x61, 0x0a, 0x31, 0x0a, 0xed, 0xa0, 0x80, 0x0a],
        "the byte 0xED in line 3 is no text in UTF-8"
      ),
      ([0xff, 0xfe, 0x61, 0x00], "it is a text in UTF-16, not in UTF-8"),
    ] as [([UInt8], String)])
  func bytesOfOtherEncodingsAreNamed(bytes: [UInt8], words: String) {
    #expect { try ArrayFiles.read(bytes) } throws: {
      guard case ArrayFileError.unsupported(_, _, let reason, let hint?)? = $0 as? ArrayFileError
      else { return false }
      return reason == words && hint.hasPrefix("iconv")
    }
  }

  /// In parts by several threads as in one.
  @Test(arguments: [1, 2, 3, 7]) func threadsChangeNothing(threads: Int) throws {
    let count = 60_000
    var text = "i,x,w,late,b\n"
    for k in 0..<count {
      text +=
        "\(k),\(Double(k) / 8),word\(k % 97),\(k < 50_000 ? "1" : "z\(k % 5)"),\(k % 3 == 0)\n"
    }
    #expect(text.utf8.count > 1 << 20)
    defer { ThreadPool.setThreads(nil) }
    ThreadPool.setThreads(threads)
    let expected = ArrayContent.named([
      ("i", .tensor(try Tensor(Shape([count]), Array(0..<count)))),
      ("x", .tensor(try Tensor(Shape([count]), (0..<count).map { Double($0) / 8 }))),
      ("w", .texts(TextColumn((0..<count).map { "word\($0 % 97)" }))),
      ("late", .texts(TextColumn((0..<count).map { $0 < 50_000 ? "1" : "z\($0 % 5)" }))),
      ("b", .tensor(try Tensor(Shape([count]), (0..<count).map { $0 % 3 == 0 }))),
    ])
    #expect(try ArrayFiles.read(Array(text.utf8)).hasSameBits(as: expected))
    for (row, words) in [(count, "7\n"), (2, "a,b\n")] {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      lines.insert(String(words.dropLast()), at: row)
      #expect {
        try ArrayFiles.read(Array(lines.joined(separator: "\n").utf8))
      } throws: {
        ($0 as? ArrayFileError)?.description.contains("(line \(row + 1))") == true
      }
    }
  }
}

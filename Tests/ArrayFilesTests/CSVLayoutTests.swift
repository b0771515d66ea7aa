import Files
import Tensors
import Testing

@testable import ArrayFiles

/// What files of other habits are taken for.
struct CSVLayoutTests {
  private func content(_ text: String, _ change: (inout ArrayOptions) -> Void = { _ in }) throws
    -> String
  {
    var options = ArrayOptions()
    change(&options)
    return words(try ArrayFiles.read(Array(text.utf8), options))
  }

  private func words(_ content: ArrayContent) -> String {
    switch content {
    case .tensor(let tensor):
      "\(tensor.type.name)\(tensor.shape.extents)"
        + "\((0..<tensor.count).map { "\(tensor[flat: $0])".filter { !"floatin()".contains($0) } })"
    case .texts(let column): "\(column.texts)"
    case .named(let parts): parts.map { "\($0.name)=\(words($0.content))" }.joined(separator: " ")
    }
  }

  static let files = [
    ("1 2\n3 4\n", "i64[2, 2][\"1\", \"2\", \"3\", \"4\"]"), ("a b\n1\n", "a b=i64[1][\"1\"]"),
    ("x\ty\n1\t2\n", "x=i64[1][\"1\"] y=i64[1][\"2\"]"),
    ("a|b\n1|2", "a=i64[1][\"1\"] b=i64[1][\"2\"]"),
    (",b\n1,2\n", "c1=i64[1][\"1\"] b=i64[1][\"2\"]"),
    ("a,b\n\n1,2\n\n", "a=i64[1][\"1\"] b=i64[1][\"2\"]"),
    ("a\n9223372036854775808.\n", "a=f64[1][\"9.223372036854776e+18\"]"),
    ("a\n9223372036854775808\n0.5\n", "a=f64[2][\"9.223372036854776e+18\", \"0.5\"]"),
    ("a,b\n1,\"\"\n2,\" \"\n", "a=i64[2][\"1\", \"2\"] b=[\"\", \" \"]"),
    ("a,b\n1,\"\"\n2,\n", "a=i64[2][\"1\", \"2\"] b=f64[2][\"\", \"\"]"),
    ("a\n1\nx\n", "a=[\"1\", \"x\"]"),
    ("a\n\"1\"\n\"2\"\n", "a=[\"1\", \"2\"]"), ("\"a\"\n\"1\"\n\"2\"\n", "a=i64[2][\"1\", \"2\"]"),
    ("a\ntrue\nFALSE\n", "a=b[2][\"re\", \"se\"]"), ("a\n1\n\n", "a=i64[1][\"1\"]"),
  ]

  @Test(arguments: files) func isTakenFor(text: String, words: String) throws {
    let plain = words.replacing("b[2][\"re\", \"se\"]", with: "bool[2]")
    let found = try content(text)
    #expect(found == words || found.hasPrefix(plain), "\(found)")
  }

  @Test func decimalCommas() throws {
    let found = try content("x;n\n1,5;2\n-0,25;3\n") { $0.point = UInt8(ascii: ",") }
    #expect(found == "x=f64[2][\"1.5\", \"-0.25\"] n=i64[2][\"2\", \"3\"]")
  }

  @Test func headersMayBeSaid() throws {
    #expect(
      try content("2019,2020\n1,2\n") { $0.hasHeader = true }
        == "2019=i64[1][\"1\"] 2020=i64[1][\"2\"]")
    #expect(
      try content("a,b\nc,d\n") { $0.hasHeader = false } == "c1=[\"a\", \"c\"] c2=[\"b\", \"d\"]")
  }

  static let mistakes = [
    ("a,b\n1,2\n3\n", "a row has 1 field, and the first one 2 (line 3)"),
    ("a,b\n1,2\n3,4,5\n", "a row has 3 fields, and the first one 2 (line 3)"),
    ("", "it is empty"), ("a,b\n1,\u{0}2\n", "a byte zero stands in it (line 2, byte 6)"),
    (
      "a\n" + String(repeating: "1\n", count: 3000) + "\u{0}\n",
      "a byte zero stands in it (line 3002, byte 6002)"
    ),
    ("a\n\"x\n", "a quote is opened and not closed (line 2)"),
    ("a\n\"x\"y\n", "something stands between a closing quote and the end of its field (line 2)"),
  ]

  @Test(arguments: mistakes) func mistakesAreToldWithTheirLines(text: String, words: String) {
    #expect {
      _ = try content(text)
    } throws: {
      ($0 as? ArrayFileError)?.description == "test is no sound csv file: \(words)"
    }
  }

  @Test func equalNamesAreToldWithWhatToDo() throws {
    let error = ArrayFileError.unsupported(
      path: "test", format: "csv", reason: "two columns are called a (line 2)",
      hint: "header=false takes the line for data, and calls the columns c1, c2, ...")
    #expect(throws: error) { _ = try content("# comment\na,b,a\n1,2,3\n") }
    #expect(
      try content("a,a\nb,c\n") { $0.hasHeader = false } == "c1=[\"a\", \"b\"] c2=[\"a\", \"c\"]")
  }

  /// Digits that a number would lose are told, where numbers are whole.
  @Test(arguments: [
    ("a,b\n1,2\n1,9223372036854775808\n", "9223372036854775808 in line 3"),
    ("-12345678901234567890\n", "-12345678901234567890 in line 1"),
    ("a\n1\n \n12345678901234567890123\nNA\n", "12345678901234567890123 in line 4"),
  ]) func integersBeyondAreTold(text: String, words: String) {
    #expect {
      _ = try content(text)
    } throws: {
      guard case ArrayFileError.unsupported(_, _, let reason, let hint?)? = $0 as? ArrayFileError
      else { return false }
      return reason == "\(words) is beyond the integers of gm (2^63 - 1)"
        && hint.contains("with a point")
    }
  }

  @Test func otherEncodingsAreTold() {
    #expect {
      _ = try ArrayFiles.read([0x63, 0x61, 0x66, 0xe9, 0x2c, 0x62, 0x0a, 0x31, 0x2c, 0x32, 0x0a])
    } throws: {
      ($0 as? ArrayFileError)?.hint?.contains("iconv") == true
    }
  }
}

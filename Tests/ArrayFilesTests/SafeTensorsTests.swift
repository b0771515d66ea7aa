import Files
import Foundation
import Tensors
import Testing

@testable import ArrayFiles

/// Heads of safetensors files, sound and unsound.
@Suite struct SafeTensorsTests {
  static func file(_ head: String, _ data: [UInt8]) -> [UInt8] {
    let text = Array(head.utf8)
    return text.count.littleBytes + text + data
  }

  private static let data: [UInt8] = [1, 2, 3, 4]

  private static func entry(
    _ name: String, _ type: String, _ shape: String, _ offsets: String
  ) -> String {
    #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  private static func entry(_ name: String, _ offsets: String) -> String {
    entry(name, "U8", "[2]", offsets)
  }

  private static let a = entry("a", "[0,2]"), b = entry("b", "[2,4]")

  @Test func headsAreReadInAnyOrder() throws {
    let heads = [
      "{\(Self.a),\(Self.b)}", "{\(Self.b),\(Self.a)}   ",
      "{ \n\"__metadata__\" : {\"format\": \"np\", \"x\": \"\\u00e9\\ud83d\\ude00\\n\"} , \(Self.a)\t,\(Self.b)}",
      "{\(Self.entry("none", "F64", "[0,3]", "[2,2]")),\(Self.a),\(Self.b)}",
      #"{"a":{"data_offsets":[0,2],"shape":[2],"dtype":"U8"},\#(Self.b)}"#,
    ]
    for head in heads {
      guard case .named(let parts) = try ArrayFiles.read(Self.file(head, Self.data)) else { return }
      for (name, numbers) in [("a", [1, 2]), ("b", [3, 4])] {
        let part = try #require(parts.first { $0.name == name })
        #expect(part.content.hasSameBits(as: .tensor(try Tensor(Shape([2]), numbers))))
      }
    }
  }

  @Test(arguments: [
    "{}", "{\(a)}", "{\(b)}", "{\(a),\(b)", "{\(a),\(b)}}", "{\(a) \(b)}", "{\(a),}",
    "{\(a),\(entry("a", "[2,4]"))}", "{\(a),\(entry("b", "[1,3]"))}",
    "{\(a),\(entry("b", "[3,5]"))}",
    "{\(a),\(entry("b", "[4,2]"))}", "{\(a),\(entry("b", "[2,4,4]"))}",
    "{\(a),\(entry("b", "[2]"))}",
    "{\(a),\(entry("b", "[-1,1]"))}", "{\(a),\(entry("b", "[2.0,4]"))}",
    "{\(a),\(entry("b", "[02,4]"))}", "{\(a),\(entry("b", "[2,99999999999999999999]"))}",
    "{\(a),\(entry("b", "[2,9223372036854775807]"))}", "{\(a),\(entry("b", "U8", "[3]", "[2,4]"))}",
    "{\(a),\(entry("b", "U8", "2", "[2,4]"))}", "{\(a),\(entry("b", "U8", "[]", "[2,4]"))}",
    "{\(a),\(entry("b", "U16", "[4294967296,4294967296,2]", "[2,4]"))}",
    "{\(a),\"b\":{\"dtype\":\"U8\",\"shape\":[2]}}",
    "{\(a),\"b\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}",
    "{\(a),\"b\":[2,4]}", "{\(a),\"b\":\"U8\"}", "{\(a),\(entry("b", "[0,4]"))}",
    "{\(a),\(entry("b", "[2,3]"))}", "{\(entry("\\ud800", "[0,4]"))}", "{\(entry("\\q", "[0,4]"))}",
    "{\(entry("\u{1}", "[0,4]"))}", "{\"a", "{\"a\\", "{\"a\\u12", "{\"a\\u+123\":0}",
    "{\(a),\"b\":\(String(repeating: "[", count: 100))}",
  ])
  func unsoundHeadsAreDamage(head: String) {
    #expect { try ArrayFiles.read(Self.file(head, Self.data)) } throws: {
      guard case ArrayFileError.damaged? = $0 as? ArrayFileError else { return false }
      return true
    }
  }

  @Test func otherTypesAreUnsupported() {
    for type in ["F8_E4M3", "F4", "u8", ""] {
      let head = "{\(Self.entry("a", type, "[4]", "[0,4]"))}"
      #expect { try ArrayFiles.read(Self.file(head, Self.data)) } throws: {
        guard case ArrayFileError.unsupported? = $0 as? ArrayFileError else { return false }
        return true
      }
    }
  }

  /// What a head describes takes memory, which the budget counts, and time, which Ctrl-C ends; a shape ends
  /// at its 65th extent.
  @Test func headsAreBounded() throws {
    let many = (0..<20_000).map { Self.entry("t\($0)", "U8", "[0]", "[0,0]") }
    let bytes = Self.file("{\(many.joined(separator: ","))}", [])
    MemoryBudget.ration(1 << 20)
    #expect(throws: ArrayFileError.tensor(.fuel)) { try ArrayFiles.read(bytes) }
    MemoryBudget.ration(nil)
    guard case .named(let parts) = try ArrayFiles.read(bytes) else { return }
    #expect(parts.count == 20_000)
    let long = "[" + String(repeating: "0,", count: 1_000_000) + "0]"
    #expect {
      try ArrayFiles.read(Self.file("{\(Self.entry("a", "U8", long, "[0,0]"))}", []))
    } throws: {
      ($0 as? ArrayFileError)?.description.contains("a list has more than 64 items (byte 164)")
        == true
    }
  }

  /// What is wrong with an array is told with its name and its place in the head.
  @Test(arguments: [
    (entry("b", "[3,5]"), "b is said to lie at 3..<5 of 4 bytes (byte 61)"),
    (entry("b", "U8", "[3]", "[2,4]"), "b has 2 bytes, which are no U8 3 (byte 61)"),
    (#""b":[2,4]"#, "b has no dtype, shape and data_offsets (byte 61)"),
  ]) func damageHasAPlace(second: String, words: String) {
    #expect {
      try ArrayFiles.read(Self.file("{\(Self.a),\(second)}", Self.data))
    } throws: {
      let found = ($0 as? ArrayFileError)?.description ?? ""
      if !found.hasSuffix(words) { print(found) }
      return found.hasSuffix(words)
    }
  }

  @Test func numbersTooLargeHaveAName() {
    let head = "{\(Self.entry("big", "U64", "[1]", "[0,8]"))}"
    #expect {
      try ArrayFiles.read(Self.file(head, [UInt8](repeating: 0xff, count: 8)))
    } throws: {
      ($0 as? ArrayFileError)?.description.contains("element 1 of big is") == true
    }
  }

  @Test func lengthsThatLieAreDamage() {
    let head = Array("{\(Self.a),\(Self.b)}".utf8)
    for length in [0, 1, head.count - 1, head.count + 1, head.count + 4, 100_000_001, -1, .min] {
      let bytes = length.littleBytes + head + Self.data
      #expect(throws: ArrayFileError.self) {
        try SafeTensors.read(FileBytes(bytes, named: "test"), ArrayOptions())
      }
    }
    for count in 0..<8 {
      #expect(throws: ArrayFileError.self) {
        try SafeTensors.read(
          FileBytes([UInt8](repeating: 1, count: count), named: "test"), ArrayOptions())
      }
    }
  }

  /// Wide types first, integers before floats, then names by their bytes: as the format's own library.
  @Test func filesAreOrdered() throws {
    let content = ArrayContent.named([
      ("z", .tensor(try Tensor(Shape([1]), [Float(1)]))),
      ("b", .tensor(try Tensor(Shape([1]), [true]))),
      ("y", .tensor(try Tensor(Shape([1]), [1.0]))),
      ("i", .tensor(try Tensor(Shape([1]), [1]))),
      ("a", .tensor(try Tensor(Shape([1]), [1.0]))),
    ])
    let bytes = try ArrayFiles.bytes(of: content, ending: ".safetensors")
    let head = String(decoding: bytes[8...], as: UTF8.self)
    let places = try ["i", "a", "y", "z", "b"].map { name in
      try #require(head.range(of: "\"\(name)\":")).lowerBound
    }
    #expect(places == places.sorted())
    #expect((bytes.count - (8 + 8 + 8 + 4 + 1)).isMultiple(of: 8))
  }

  @Test func whatHasNoPlaceIsSaid() throws {
    let complex = ArrayContent.tensor(try Tensor(Shape([1]), [Complex128(1, 2)]))
    let number = ArrayContent.tensor(try Tensor(Shape([1]), [1.0]))
    let contents: [ArrayContent] = [
      .named([("c", complex)]), .named([("t", .texts(TextColumn(["a"])))]), number,
      .texts(TextColumn(["a"])),
      .named([("__metadata__", number)]),
    ]
    for content in contents {
      #expect { try ArrayFiles.bytes(of: content, ending: ".safetensors") } throws: {
        guard case ArrayFileError.unwritable? = $0 as? ArrayFileError else { return false }
        return true
      }
    }
  }
}

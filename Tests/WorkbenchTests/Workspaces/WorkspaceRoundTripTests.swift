import Foundation
import Language
import Tensors
import TestSupport
import Testing

@testable import Workbench

/// Values at random come back from a workspace to the bit: one by one, and as the names of a session.
@Suite struct WorkspaceRoundTripTests {
  private static let names = ["μ", "日本", "x", "é", "naïve", "a b", "", "c\u{0}d", "#", "\"", "σ_1"]

  private func value(_ random: inout RandomContent, depth: Int) throws -> Value {
    switch random.generator.below(depth > 0 ? 9 : 6) {
    case 0: return .int(random.integer())
    case 1: return .float(random.number())
    case 2: return .bool(random.generator.below(2) == 0)
    case 3: return .text(random.text() + random.generator.pick(["", "", "\u{0}", "\u{0}z", "é"]))
    case 4, 5:
      let type = random.generator.pick(ElementType.allCases)
      return Value(try random.tensor(type, random.shape()))
    case 6, 7:
      return .tuple(
        try (0..<random.generator.below(5)).map { _ in try value(&random, depth: depth - 1) })
    default:
      var fields: [(String, Value)] = []
      for _ in 0..<random.generator.below(5) {
        let name = random.generator.pick(Self.names)
        if fields.contains(where: { $0.0 == name }) { continue }
        fields.append((name, try value(&random, depth: depth - 1)))
      }
      return .record(fields)
    }
  }

  @Test func valuesComeBack() throws {
    let folder = try WorkspaceFolder(), path = folder.file("x.gmw")
    var random = RandomContent(seed: 37)
    let before = Prompt(), after = Prompt()
    for round in 0..<300 {
      let made = try value(&random, depth: 3)
      before.session.define("x", made)
      _ = before.shows("save(x, \"\(path)\")")
      _ = after.shows("y = load(\"\(path)\");")
      let found = after.session.value(of: "y")
      #expect(found?.hasSameBits(as: made) == true, "\(round): \(made)")
    }
  }

  @Test func sessionsComeBack() throws {
    let folder = try WorkspaceFolder(), path = folder.file("s.gmw")
    var random = RandomContent(seed: 41)
    for _ in 0..<20 {
      let before = Prompt(), after = Prompt()
      var made: [String: Value] = [:]
      for k in 0..<1 + random.generator.below(12) {
        let name = random.generator.pick(["μ", "日本", "x", "naïve", "σ"]) + "\(k)"
        let value = try value(&random, depth: 2)
        before(name + " = 0")
        before.session.define(name, value)
        made[name] = value
      }
      let saved = before.shows(":save \(path)")
      #expect(after.shows(":load \(path)") == saved)
      for (name, value) in made {
        #expect(after.session.value(of: name)?.hasSameBits(as: value) == true, "\(name)")
      }
    }
  }
}

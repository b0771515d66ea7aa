import TestSupport
import Testing

@testable import Workbench
@testable import Tensors

/// Indexing, reductions and broadcasting in gm against loops over plain lists.
struct IndexingTests {
  /// A tensor as a list: row-major, as the language reads it.
  private struct Plain: Equatable {
    var shape: [Int]
    var values: [Double]

    /// Filled from 1 on.
    init(counting shape: [Int]) {
      self.shape = shape
      values = (0..<shape.reduce(1, *)).map { Double($0 + 1) }
    }

    init(shape: [Int], _ value: ([Int]) -> Double) {
      self.shape = shape
      values = []
      for k in 0..<shape.reduce(1, *) { values.append(value(Plain.position(of: k, in: shape))) }
    }

    subscript(position: [Int]) -> Double {
      get { values[offset(position)] }
      set { values[offset(position)] = newValue }
    }

    private func offset(_ position: [Int]) -> Int {
      zip(shape, position).reduce(0) { $0 * $1.0 + $1.1 }
    }

    static func position(of offset: Int, in shape: [Int]) -> [Int] {
      var rest = offset, position = [Int](repeating: 0, count: shape.count)
      for axis in shape.indices.reversed() {
        position[axis] = rest % shape[axis]
        rest /= shape[axis]
      }
      return position
    }
  }

  /// An index as typed, with what it selects; a number drops its axis.
  private struct Selected {
    var text: String
    var positions: [Int]
    var dropsAxis = false
  }

  private static func index(_ n: Int, _ random: inout SeededGenerator) -> Selected {
    switch random.below(7) {
    case 0: return Selected(text: ":", positions: Array(0..<n))
    case 1:
      let k = random.below(n)
      return Selected(text: "\(k + 1)", positions: [k], dropsAxis: true)
    case 2:
      let k = random.below(n)
      return Selected(text: "end - \(n - 1 - k)", positions: [k], dropsAxis: true)
    case 3:
      let a = random.below(n), b = a + random.below(n - a)
      return Selected(text: "\(a + 1):\(b + 1)", positions: Array(a...b))
    case 4: return Selected(text: "end:-1:1", positions: (0..<n).reversed())
    case 5:
      let list = (0...random.below(4)).map { _ in random.below(n) }
      return Selected(
        text: "[\(list.map { "\($0 + 1)" }.joined(separator: ", "))]", positions: list)
    default:
      let mask = (0..<n).map { _ in random.below(2) == 0 }
      let text = "[\(mask.map { "\($0)" }.joined(separator: ", "))]"
      return Selected(text: text, positions: mask.indices.filter { mask[$0] })
    }
  }

  private static func shape(_ random: inout SeededGenerator) -> [Int] {
    (0...random.below(3)).map { _ in 1 + random.below(4) }
  }

  /// The number that a name holds.
  private static func plain(_ name: String, of prompt: Prompt) throws -> Plain {
    let value = try #require(prompt.session.value(of: name))
    let term = try #require(try value.term())
    let tensor = try term.converted(to: .f64).knownValue()
    var plain = Plain(counting: tensor.shape.extents)
    plain.values = tensor.elements(as: Double.self)
    return plain
  }

  private static func text(_ shape: [Int]) -> String {
    shape.map { "\($0)" }.joined(separator: ", ")
  }

  @Test(arguments: 1...60) func partsAreTakenAndReplaced(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let shape = Self.shape(&random)
    let all = Plain(counting: shape)
    let indices = shape.map { Self.index($0, &random) }
    let typed = indices.map(\.text).joined(separator: ", ")
    let kept = indices.filter { !$0.dropsAxis }
    let part = Plain(shape: kept.map(\.positions.count)) { position in
      var rest = position[...]
      return all[indices.map { $0.positions[$0.dropsAxis ? 0 : rest.removeFirst()] }]
    }
    let prompt = Prompt()
    prompt("x = 1.0*reshape(1:\(all.values.count), \(Self.text(shape))); old = x")
    let reply = prompt("y = x[\(typed)]")
    try #require(reply.outcome == .ok, "x[\(typed)] of \(shape): \(reply.diagnostics)")
    #expect(try Self.plain("y", of: prompt) == part, "x[\(typed)] of \(shape)")

    var changed = all
    for k in 0..<indices.map(\.positions.count).reduce(1, *) {
      let place = Plain.position(of: k, in: indices.map(\.positions.count))
      changed[zip(indices, place).map { $0.positions[$1] }] = -7
    }
    _ = prompt.shows("x[\(typed)] = -7;")
    #expect(try Self.plain("x", of: prompt) == changed, "x[\(typed)] = -7 of \(shape)")
    #expect(try Self.plain("old", of: prompt) == all)
  }

  @Test(arguments: 1...30) func axesAreReduced(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let shape = Self.shape(&random), axis = random.below(shape.count)
    let all = Plain(counting: shape)
    var rest = shape
    rest.remove(at: axis)
    func lines(_ combine: ([Double]) -> Double) -> Plain {
      Plain(shape: rest) { position in
        combine(
          (0..<shape[axis]).map { k in
            var place = position
            place.insert(k, at: axis)
            return all[place]
          })
      }
    }
    let prompt = Prompt()
    prompt("x = 1.0*reshape(1:\(all.values.count), \(Self.text(shape)))")
    let functions: [(String, ([Double]) -> Double)] = [
      ("sum", { $0.reduce(0, +) }), ("max", { $0.max() ?? 0 }), ("min", { $0.min() ?? 0 }),
      ("mean", { $0.reduce(0, +) / Double($0.count) }),
    ]
    for (name, combine) in functions {
      _ = prompt.shows("y = \(name)(x, axis=\(axis + 1));")
      #expect(try Self.plain("y", of: prompt) == lines(combine), "\(name) of \(shape), \(axis + 1)")
    }
  }

  @Test(arguments: 1...30) func shapesAreBroadcast(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let shape = Self.shape(&random)
    // Each side lacks leading axes, or has length 1 along some.
    func side(_ random: inout SeededGenerator) -> [Int] {
      shape.dropFirst(random.below(shape.count)).map { random.below(3) == 0 ? 1 : $0 }
    }
    let a = Plain(counting: side(&random)), b = Plain(counting: side(&random))
    let rank = max(a.shape.count, b.shape.count)
    func extent(_ s: [Int], _ axis: Int) -> Int {
      axis < rank - s.count ? 1 : s[axis - (rank - s.count)]
    }
    func value(_ p: Plain, _ position: [Int]) -> Double {
      p[zip(p.shape, position.suffix(p.shape.count)).map { $0 == 1 ? 0 : $1 }]
    }
    let expected = Plain(shape: (0..<rank).map { max(extent(a.shape, $0), extent(b.shape, $0)) }) {
      value(a, $0) - 100 * value(b, $0)
    }
    let prompt = Prompt()
    prompt("a = 1.0*reshape(1:\(a.values.count), \(Self.text(a.shape)))")
    prompt("b = 1.0*reshape(1:\(b.values.count), \(Self.text(b.shape)))")
    _ = prompt.shows("y = a - 100*b;")
    #expect(try Self.plain("y", of: prompt) == expected, "\(a.shape) with \(b.shape)")
  }
}

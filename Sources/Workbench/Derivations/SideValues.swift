import Language
import Tensors
import Tracing

/// The values of a side at the points of a group, with how much rounding each number suffers.
struct SideValues {
  /// For each point the numbers, real parts and imaginary parts apart.
  private(set) var values: [[Double]]
  /// For each point the uncertainty of each number.
  private(set) var noise: [[Double]]
  /// Whether a point says something: all that was computed for it stays within the range of floating
  /// numbers, and disturbances act to first order.
  private(set) var isDecided: [Bool]
  /// Why a point has no value, where there is a reason in words.
  private(set) var failures: [Fault?]
  /// The shapes of the parts at one point.
  private(set) var shapes: [Shape] = []

  /// How often a side is disturbed in each of two strengths.
  static let repeats = 4
  private static let small = 0x1p-49, large = 0x1p-41

  /// The values at some points, from 0, in that order.
  init(
    _ side: RecordedSide, at rows: [Int], on stage: DerivationStage,
    repeats: Int = SideValues.repeats, seed: UInt64 = 1
  ) throws(Fault) {
    values = rows.map { _ in [] }
    noise = values
    isDecided = rows.map { _ in false }
    failures = rows.map { _ in nil }
    guard !rows.isEmpty else { return }
    if side.isRecorded {
      if try !fill(side, Array(rows.indices), rows, stage, repeats, seed) {
        // One point that raises an error must not spoil the others.
        for index in rows.indices {
          _ = try fill(side, [index], rows, stage, repeats, seed &+ UInt64(index))
        }
      }
    } else {
      for index in rows.indices { try call(side, index, rows[index], stage) }
    }
  }

  /// Makes numbers more uncertain by what a function of them says.
  mutating func addNoise(_ uncertainty: (Double) -> Double) {
    for row in values.indices {
      for k in values[row].indices where values[row][k].isFinite {
        noise[row][k] += uncertainty(values[row][k])
      }
    }
  }

  /// Makes numbers more uncertain by their distance from a second opinion: differences of up to 32
  /// times that distance are no contradiction.
  mutating func addDistance(from other: SideValues) {
    for row in values.indices where other.values[row].count == values[row].count {
      for k in values[row].indices where values[row][k].isFinite {
        let distance = abs(values[row][k] - other.values[row][k])
        let rounding = LinkVerdict.allowed * noise[row][k]
        noise[row][k] += (distance.isFinite ? distance : .infinity) / 8
        // A rule that is far from another one says nothing, unless both are 0 up to rounding.
        if !(distance <= 1e-3 * abs(values[row][k]) + rounding) { isDecided[row] = false }
      }
    }
  }

  /// Evaluates some points together; false where an error is raised and there are several.
  private mutating func fill(
    _ side: RecordedSide, _ indices: [Int], _ rows: [Int], _ stage: DerivationStage,
    _ repeats: Int, _ seed: UInt64
  ) throws(Fault) -> Bool {
    guard let (graph, inputs) = try side.rows(indices.map { rows[$0] }, on: stage) else {
      return true
    }
    do throws(TraceError) {
      let count = indices.count
      var plain = PerturbedEvaluation(rows: count, by: 0, seed: 0)
      let outputs = try plain(graph, inputs)
      var leaves = plain.leaves
      let exact = try SideValues.rows(outputs.prefix(side.numberCount), count)
      for (holds, raised) in zip(outputs.dropFirst(side.numberCount), side.raised) {
        for (row, isTrue) in holds.truths(count).enumerated() where !isTrue {
          leaves[row] = true
          let error = OperationError(TraceError.tensor(.raised(raised)))
          failures[indices[row]] = failures[indices[row]] ?? Fault(error, at: side.expression.span)
        }
      }
      var spreads = [exact.map { $0.map { _ in 0.0 } }, exact.map { $0.map { _ in 0.0 } }]
      for (strength, size) in [SideValues.small, SideValues.large].enumerated() {
        for turn in 0..<repeats {
          var disturbed = PerturbedEvaluation(
            rows: count, by: size, seed: seed &* 1000 &+ UInt64(strength * 100 + turn + 1))
          let outputs = try disturbed(graph, inputs)
          let numbers = try SideValues.rows(outputs.prefix(side.numberCount), count)
          for row in 0..<count {
            for (k, x) in numbers[row].enumerated() {
              spreads[strength][row][k] += abs(x - exact[row][k]) / Double(repeats)
            }
          }
        }
      }
      shapes = outputs.prefix(side.numberCount).map { Shape(Array($0.shape.extents.dropFirst())) }
      for (row, index) in indices.enumerated() {
        values[index] = exact[row]
        noise[index] = zip(exact[row], spreads[0][row]).map { $1 / 8 + 0x1p-52 * abs($0) }
        let isFirstOrder = zip(exact[row], zip(spreads[0][row], spreads[1][row])).allSatisfy {
          !($1.0 > 64 * 0x1p-52 * abs($0) && $1.1 < 16 * $1.0)
        }
        isDecided[index] =
          !leaves[row] && isFirstOrder && noise[index].allSatisfy(\.isFinite)
          && exact[row].allSatisfy(\.isFinite)
      }
      shareNoiseOfComplexNumbers(outputs.prefix(side.numberCount).map(\.type), indices)
      return true
    } catch {
      guard indices.count == 1 else { return false }
      let fault = Fault(OperationError(error), at: side.expression.span)
      if ["interrupted", "fuel"].contains(fault.details.code) { throw fault }
      failures[indices[0]] = fault
      return true
    }
  }

  /// A complex number is as uncertain in both its parts.
  private mutating func shareNoiseOfComplexNumbers(_ types: [ElementType], _ indices: [Int]) {
    guard types.contains(.c128) else { return }
    for index in indices {
      var place = 0
      for (type, shape) in zip(types, shapes) {
        if type == .c128 {
          for k in stride(from: place, to: place + 2 * shape.count, by: 2) {
            let own = max(noise[index][k], noise[index][k + 1])
            noise[index][k] = own
            noise[index][k + 1] = own
          }
        }
        place += shape.count * (type == .c128 ? 2 : 1)
      }
    }
  }

  /// A side that cannot be recorded: its uncertainty is that of a few roundings.
  private mutating func call(
    _ side: RecordedSide, _ index: Int, _ row: Int, _ stage: DerivationStage
  ) throws(Fault) {
    do throws(Fault) {
      let value = try stage.call(
        side.function, try side.arguments(at: row, on: stage), key: stage.key("rows", row))
      let numbers = try SideRecording.numbers(of: value.mean, at: side.expression.span)
      var own: [Double] = []
      var found: [Shape] = []
      for number in numbers {
        let tensor = try recorded(at: side.expression.span) { () throws(TraceError) in
          try number.floating().knownValue()
        }
        found.append(tensor.shape)
        own += try recorded(at: nil) { () throws(TraceError) in try tensor.numbers() }
      }
      shapes = found
      values[index] = own
      noise[index] = own.map { 0x1p-46 * abs($0) }
      isDecided[index] = own.allSatisfy(\.isFinite)
    } catch {
      if ["interrupted", "fuel", "name"].contains(error.details.code) { throw error }
      failures[index] = error
    }
  }

  /// The numbers of tensors, row by row.
  private static func rows(
    _ tensors: some Sequence<Tensor>, _ count: Int
  ) throws(TraceError) -> [[Double]] {
    var rows = [[Double]](repeating: [], count: count)
    for tensor in tensors {
      let numbers = try tensor.numbers(), perRow = numbers.count / count
      for row in 0..<count { rows[row] += numbers[row * perRow..<(row + 1) * perRow] }
    }
    return rows
  }
}

extension Tensor {
  /// Its numbers as real ones; a complex one is two.
  func numbers() throws(TraceError) -> [Double] {
    switch type {
    case .f64: return elements(as: Double.self)
    case .c128: return elements(as: Complex128.self).flatMap { [$0.real, $0.imaginary] }
    case .f32, .i64, .bool:
      return try Term(self).converted(to: .f64).knownValue().elements(as: Double.self)
    }
  }

  /// For each row whether all its truth values are true.
  fileprivate func truths(_ count: Int) -> [Bool] {
    let all = elements(as: Bool.self), perRow = all.count / count
    return (0..<count).map { !all[$0 * perRow..<($0 + 1) * perRow].contains(false) }
  }
}

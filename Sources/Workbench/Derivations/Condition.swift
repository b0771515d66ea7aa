import Language
import Tensors

/// The condition of the header.
extension DerivationStage {
  /// The points of a group, from 0, that satisfy the condition; all where there is none.
  func satisfying(_ group: PointGroup) throws(Fault) -> [Int] {
    guard let condition = header.condition else { return Array(0..<group.count) }
    let holds = try function(
      condition, of: group.integers.map(\.name) + group.columns.map(\.name))
    let integers = group.integers.map { Value.int($0.value) }
    var satisfying: [Int] = []
    for row in 0..<group.count {
      var arguments = integers
      for column in group.columns { arguments.append(try column.value(at: row, on: self)) }
      if try isTrue(call(holds, arguments, key: key("condition"))) { satisfying.append(row) }
    }
    return satisfying
  }

  /// Whether a condition holds, at all elements where it is one on tensors.
  func isTrue(_ value: Value) throws(Fault) -> Bool {
    switch value {
    case .bool(let truth): return truth
    case .tensor(let box) where box.tensor.type == .bool:
      return !box.tensor.elements(as: Bool.self).contains(false)
    default:
      throw Fault(
        "derive", "a condition is true or false, not \(value.kindDescription)",
        at: header.condition?.span ?? span)
    }
  }
}

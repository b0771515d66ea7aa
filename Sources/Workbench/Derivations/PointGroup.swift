import Language
import Tensors

/// How a point was chosen.
enum PointKind {
  /// Small whole numbers and halves, which read well as a counterexample.
  case simple
  /// Ordinary numbers.
  case generic
  /// One or two variables very large, very small or near the edge of their domain.
  case extreme
}

/// Points at which the variables of a derivation have the same sizes, so that they are evaluated
/// together.
final class PointGroup {
  /// A variable that differs from point to point.
  struct Column {
    let name: Name
    /// Its coordinates, with one row for each point.
    let rows: Value
    /// The function that makes the variable of its coordinates, nil where it is these.
    let of: Value?

    /// The variable at a point, from 0.
    func value(at row: Int, on stage: DerivationStage) throws(Fault) -> Value {
      let coordinates = try rows.row(row)
      guard let of else { return coordinates }
      return try stage.call(of, [coordinates], key: stage.key("of"))
    }
  }

  /// Integers that are the same at all points: sizes and integer variables, by canonical name.
  let integers: [(name: Name, value: Int)]
  let columns: [Column]
  let kinds: [PointKind]
  /// Whether these are the sizes that the header gives, not others tried beside them.
  let isAsGiven: Bool

  init(
    integers: [(name: Name, value: Int)], columns: [Column], kinds: [PointKind], isAsGiven: Bool
  ) {
    self.integers = integers
    self.columns = columns
    self.kinds = kinds
    self.isAsGiven = isAsGiven
  }

  /// How many points there are.
  var count: Int { kinds.count }

  /// The coordinates of one point, from 0, for each column.
  func row(_ index: Int) throws(Fault) -> [Value] {
    var values: [Value] = []
    for column in columns { values.append(try column.rows.row(index)) }
    return values
  }
}

extension Value {
  /// Row `index`, from 0, of every number.
  func row(_ index: Int) throws(Fault) -> Value {
    try mappingNumbers { (part) throws(Fault) in
      do throws(OperationError) {
        return try Selection.take(part, [.value(.int(index + 1))])
      } catch { throw Fault(error, at: nil) }
    }
  }
}

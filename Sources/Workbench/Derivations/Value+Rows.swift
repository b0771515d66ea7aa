import Tensors
import Tracing

extension Value {
  /// The rows at these positions, from 0, of every number.
  func taking(_ positions: [Int]) throws(Fault) -> Value {
    let places: Term
    do throws(TensorError) {
      places = Term(try Tensor(Shape([positions.count]), positions))
    } catch { throw Fault(OperationError(error), at: nil) }
    return try mappingNumbers { (part) throws(Fault) in
      try recorded(at: nil) { () throws(TraceError) in
        guard let term = try part.term() else { return part }
        return Value(try term.gathered(axis: 0, at: places))
      }
    }
  }

  /// Its rows above those of a value of the same form.
  func above(_ other: Value) throws(Fault) -> Value {
    var below = other.parts.filter(\.isNumeric)[...]
    return try mappingNumbers { (part) throws(Fault) in
      try recorded(at: nil) { () throws(TraceError) in
        guard let upper = try part.term(), let lower = try below.popFirst()?.term() else {
          return part
        }
        return Value(try Term.concatenated([upper, lower], axis: 0))
      }
    }
  }
}

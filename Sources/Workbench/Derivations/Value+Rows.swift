import Tensors
import Tracing

extension Value {
  /// The rows at these positions, from 0, of every number.
  func taking(_ positions: [Int]) throws(Fault) -> Value {
    try mappingNumbers { (part) throws(Fault) in
      try recorded(at: nil) { () throws(TraceError) in
        guard let term = try part.term() else { return part }
        let tensor = try term.knownValue()
        return try wrapped { () throws(TensorError) in
          .tensor(
            TensorBox(
              try tensor.gathered(axis: 0, at: Tensor(Shape([positions.count]), positions))))
        }
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
        let parts = [try upper.knownValue(), try lower.knownValue()]
        return try wrapped { () throws(TensorError) in
          .tensor(TensorBox(try Tensor.concatenated(parts, axis: 0)))
        }
      }
    }
  }
}

/// An error of tensors as one of traces.
private func wrapped<Result>(
  _ body: () throws(TensorError) -> Result
) throws(TraceError) -> Result {
  do throws(TensorError) { return try body() } catch { throw .tensor(error) }
}

import Language
import Tensors
import Tracing

extension Value {
  /// The bytes that its numbers and texts take; what stands in it twice counts twice.
  var byteCount: Int {
    switch self {
    case .unset, .module: 0
    case .bool: 1
    case .int, .float: 8
    case .tensor(let box): box.tensor.count * box.tensor.type.size
    case .traced(let traced): traced.type.shape.count * traced.type.element.size
    case .estimate(let estimate):
      estimate.influences.reduce(estimate.mean.count * estimate.mean.type.size) {
        $0 + $1.deviations.count * $1.deviations.type.size
      }
    case .function(let closure): closure.captured.reduce(0) { $0 + $1.byteCount }
    case .aggregate(let tree): tree.items.reduce(0) { $0 + $1.byteCount }
    case .density(let density): density.factors.reduce(0) { $0 + $1.law.byteCount }
    case .identity(let scale): scale.byteCount
    case .text(let text): text.utf8.count
    case .figure(let figure): figure.byteCount
    }
  }
}

extension Session {
  /// `:mem`: the bytes of all tensors alive, the most that they ever were, and the limit.
  var memoryText: String {
    let bytes = [MemoryBudget.bytesInUse, MemoryBudget.peakBytes, MemoryBudget.bytesAllowed]
    return textInHoles {
      let sizes = bytes.map { hole("[MEM]", OperationError.size($0)) }
      return Columns.text(Array(zip(["in use", "at most", "allowed"], sizes)))
    }
  }
}

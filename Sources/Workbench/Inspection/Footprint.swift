import Language
import Tensors
import Tracing

/// The bytes that numbers and texts of values take; what stands in them twice counts twice, and is looked at
/// once.
struct Footprint {
  private var known: [ObjectIdentifier: Int] = [:]
  private var knownCounts: [ObjectIdentifier: Int] = [:]
  /// How many values were looked at.
  private(set) var looks = 0

  /// The bytes of a value, which must stay while others are measured.
  mutating func bytes(of value: Value) -> Int {
    looks += 1
    switch value {
    case .unset, .module: return 0
    case .bool: return 1
    case .int, .float: return 8
    case .tensor(let box): return box.tensor.count * box.tensor.type.size
    case .traced(let traced): return traced.type.shape.count * traced.type.element.size
    case .estimate(let estimate):
      return estimate.influences.reduce(estimate.mean.count * estimate.mean.type.size) {
        $0 + $1.deviations.count * $1.deviations.type.size
      }
    case .function(let closure):
      if closure.captured.isEmpty { return 0 }
      return remembered(\.known, closure) { $0.sum(closure.captured) { $0.bytes(of: $1) } }
    case .aggregate(let tree):
      return remembered(\.known, tree) { $0.sum(tree.items) { $0.bytes(of: $1) } }
    case .density(let density): return sum(density.factors) { $0.bytes(of: $1.law) }
    case .identity(let scale): return bytes(of: scale)
    case .text(let text): return text.utf8.count
    case .figure(let figure): return figure.byteCount
    }
  }

  /// How many numbers derivatives see in a value.
  mutating func parameters(of value: Value) -> Int {
    looks += 1
    guard case .aggregate(let tree) = value else {
      return value.isLeaf ? value.numericType?.shape.count ?? 0 : 0
    }
    return remembered(\.knownCounts, tree) { $0.sum(tree.items) { $0.parameters(of: $1) } }
  }

  private mutating func remembered(
    _ table: WritableKeyPath<Footprint, [ObjectIdentifier: Int]>, _ object: AnyObject,
    _ measure: (inout Footprint) -> Int
  ) -> Int {
    let id = ObjectIdentifier(object)
    if let size = self[keyPath: table][id] { return size }
    let size = measure(&self)
    self[keyPath: table][id] = size
    return size
  }

  private mutating func sum<Items: Sequence>(
    _ items: Items, _ size: (inout Footprint, Items.Element) -> Int
  ) -> Int {
    var total = 0
    // Saturating, as a tuple may stand twice in one that stands twice in another.
    for item in items { total = min(total &+ size(&self, item), 1 << 60) }
    return total
  }
}

extension Value {
  /// The bytes that its numbers and texts take; what stands in it twice counts twice.
  var byteCount: Int {
    var footprint = Footprint()
    return footprint.bytes(of: self)
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

import Tensors
import Tracing

extension Selection {
  /// The selected part of a number.
  static func take(_ term: Term, _ indices: [RawIndex]) throws(TraceError) -> Term {
    if let mask = try wholeMask(indices, of: term.shape) {
      let flat = try reshaped(term, Shape([term.shape.count]))
      return try Term.applyOne(.gather(axis: 0), [flat, .known(mask)])
    }
    let items = try items(indices, of: term.shape)
    var result = term
    for (axis, item) in items.enumerated() {
      switch item {
      case .list(let list): result = try result.gathered(axis: axis, at: .known(positions(list)))
      case .traced(let positions):
        result = try result.gathered(axis: axis, at: positions.flattened())
      case .one, .slice: continue
      }
    }
    result = try sliced(result, items)
    let kept = items.filter { !$0.isSingle }
    return try reshaped(result, Shape(kept.map(\.count)))
  }

  private static func sliced(_ term: Term, _ items: [Item]) throws(TraceError) -> Term {
    var starts: [Int] = [], counts: [Int] = [], steps: [Int] = []
    for item in items {
      switch item {
      case .one(let position): starts.append(position)
      case .slice(let start, _, _): starts.append(start)
      case .list, .traced: starts.append(0)
      }
      counts.append(item.count)
      if case .slice(_, _, let step) = item { steps.append(step) } else { steps.append(1) }
    }
    if counts == term.shape.extents && steps.allSatisfy({ $0 == 1 }) { return term }
    return try Term.applyOne(.slice(starts: starts, counts: counts, steps: steps), [term])
  }

  static func reshaped(_ term: Term, _ shape: Shape) throws(TraceError) -> Term {
    term.shape == shape ? term : try Term.applyOne(.reshape(shape), [term])
  }

  static func positions(_ list: [Int]) throws(TraceError) -> Tensor {
    do throws(TensorError) { return try Tensor(Shape([list.count]), list) } catch {
      throw .tensor(error)
    }
  }

  /// The flat positions of a mask that has the shape of the whole tensor.
  static func wholeMask(_ indices: [RawIndex], of shape: Shape) throws(TraceError) -> Tensor? {
    guard indices.count == 1, case .value(let value) = indices[0],
      case .tensor(let box) = value.known, box.tensor.type == .bool, box.tensor.shape.rank > 0,
      box.tensor.shape == shape
    else { return nil }
    do throws(TensorError) { return try box.tensor.nonzeroPositions() } catch {
      throw .tensor(error)
    }
  }

  /// The flat positions that the indices select, in row-major order of the selection, and the
  /// shape of the selection.
  static func flatPositions(
    _ indices: [RawIndex], of shape: Shape
  ) throws(TraceError) -> (positions: [Int], shape: Shape) {
    if let mask = try wholeMask(indices, of: shape) {
      return (mask.elements(as: Int.self), mask.shape)
    }
    return flatPositions(of: try items(indices, of: shape), shape)
  }

  private static func flatPositions(
    of items: [Item], _ shape: Shape
  ) -> (positions: [Int], shape: Shape) {
    let strides = shape.strides
    var positions = [0]
    for (axis, item) in items.enumerated() {
      var next: [Int] = []
      next.reserveCapacity(positions.count * item.count)
      for position in positions {
        for k in 0..<item.count { next.append(position &+ item[k] &* strides[axis]) }
      }
      positions = next
    }
    return (positions, Shape(items.filter { !$0.isSingle }.map(\.count)))
  }

  /// The same as a term, also where only the run of a graph knows the positions; those are checked
  /// by looking them up among the positions of their axis.
  static func flatPositions(
    _ indices: [RawIndex], _ shape: Shape
  ) throws(TraceError) -> (positions: Term, shape: Shape) {
    if let mask = try wholeMask(indices, of: shape) { return (.known(mask), mask.shape) }
    let items = try items(indices, of: shape)
    if !items.contains(where: { if case .traced = $0 { true } else { false } }) {
      let (list, selected) = flatPositions(of: items, shape)
      return (.known(try positions(list)), selected)
    }
    var total = try Term(0)
    for (axis, item) in items.enumerated() {
      let along = [Int](repeating: 1, count: shape.rank)
      var extents = along
      extents[axis] = shape[axis]
      let all = try Term.positions(shape[axis]).reshaped(to: Shape(extents))
      let wanted: Term
      if case .traced(let positions) = item {
        wanted = try positions.flattened()
      } else {
        wanted = .known(try positions((0..<item.count).map { item[$0] }))
      }
      let checked = try all.gathered(axis: axis, at: wanted)
      total = try total + checked * Term(shape.strides[axis])
    }
    return (try total.flattened(), Shape(items.filter { !$0.isSingle }.map(\.count)))
  }
}

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

  /// The blocks that the indices select: trailing axes that are taken whole are one block of
  /// elements, which lie side by side.
  struct Blocks<Positions> {
    /// Which blocks, in row-major order of the selection, base 0.
    let positions: Positions
    /// How many elements a block has.
    let length: Int
    /// The shape of the selection.
    let shape: Shape
  }

  /// The blocks that the indices select.
  static func blocks(
    _ indices: [RawIndex], of shape: Shape
  ) throws(TraceError) -> Blocks<[Int]> {
    if let mask = try wholeMask(indices, of: shape) {
      return Blocks(positions: mask.elements(as: Int.self), length: 1, shape: mask.shape)
    }
    return try blocks(items(indices, of: shape), chosenAxes(indices), shape)
  }

  private static func blocks(
    _ items: [Item], _ chosen: Int, _ shape: Shape
  ) throws(TraceError) -> Blocks<[Int]> {
    let leading = Shape(Array(shape.extents[..<chosen]))
    let strides = leading.strides
    var positions = [0]
    for (axis, item) in items[..<chosen].enumerated() {
      var next: [Int] = []
      next.reserveCapacity(positions.count * item.count)
      for position in positions {
        for k in 0..<item.count {
          try checkStop(next.count)
          next.append(position &+ item[k] &* strides[axis])
        }
      }
      positions = next
    }
    return Blocks(
      positions: positions, length: Shape(Array(shape.extents[chosen...])).count,
      shape: selection(items))
  }

  /// The same as a term, also where only the run of a graph knows the positions; those are checked
  /// by looking them up among the positions of their axis.
  static func tracedBlocks(
    _ indices: [RawIndex], of shape: Shape
  ) throws(TraceError) -> Blocks<Term> {
    if let mask = try wholeMask(indices, of: shape) {
      return Blocks(positions: .known(mask), length: 1, shape: mask.shape)
    }
    let items = try items(indices, of: shape)
    let chosen = chosenAxes(indices)
    if !items.contains(where: { if case .traced = $0 { true } else { false } }) {
      let known = try blocks(items, chosen, shape)
      return Blocks(
        positions: .known(try positions(known.positions)), length: known.length, shape: known.shape)
    }
    let leading = Shape(Array(shape.extents[..<chosen]))
    var total = try Term(0)
    for (axis, item) in items[..<chosen].enumerated() {
      var extents = [Int](repeating: 1, count: chosen)
      extents[axis] = shape[axis]
      let all = try Term.positions(shape[axis]).reshaped(to: Shape(extents))
      let wanted: Term
      if case .traced(let positions) = item {
        wanted = try positions.flattened()
      } else {
        wanted = .known(try positions((0..<item.count).map { item[$0] }))
      }
      let checked = try all.gathered(axis: axis, at: wanted)
      total = try total + checked * Term(leading.strides[axis])
    }
    return Blocks(
      positions: try total.flattened(), length: Shape(Array(shape.extents[chosen...])).count,
      shape: selection(items))
  }

  /// How many leading axes are chosen on: those after them are taken whole.
  private static func chosenAxes(_ indices: [RawIndex]) -> Int {
    1 + (indices.lastIndex { if case .all = $0 { false } else { true } } ?? -1)
  }

  /// The shape of a selection.
  private static func selection(_ items: [Item]) -> Shape {
    Shape(items.filter { !$0.isSingle }.map(\.count))
  }
}

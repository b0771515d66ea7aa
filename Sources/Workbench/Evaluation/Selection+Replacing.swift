import Language
import Tensors
import Tracing

extension Selection {
  /// The value with the part at the path replaced; `value` is left empty, so that a sole owner is
  /// changed in place.
  static func replace(
    in value: inout Value, at path: ArraySlice<Step>, with new: Value, span: SourceSpan
  ) throws(Fault) -> Value {
    guard let step = path.first else { return new }
    switch step {
    case .field(let name):
      if path.count == 1 { return try replacing(name, of: value, with: new, span: span) }
      var part = try field(name, of: value, at: span)
      let hollow = hollowed(&value, name)
      do throws(Fault) {
        let changed = try replace(in: &part, at: path.dropFirst(), with: new, span: span)
        return .aggregate(hollow.replacing(name, with: changed))
      } catch {
        value = .aggregate(hollow.replacing(name, with: part))
        throw error
      }
    case .index(let indices, let spans):
      do throws(OperationError) {
        guard path.count > 1 else { return try store(new, in: &value, at: indices) }
        var part = try take(value, indices)
        let changed: Value
        do throws(Fault) {
          changed = try replace(in: &part, at: path.dropFirst(), with: new, span: span)
        } catch { throw OperationError(error.details.code, error.details.message) }
        return try store(changed, in: &value, at: indices)
      } catch { throw Fault(error.placed(among: spans), at: span) }
    }
  }

  /// A record with a field replaced, or added at the end.
  private static func replacing(
    _ name: String, of value: Value, with new: Value, span: SourceSpan
  ) throws(Fault) -> Value {
    if case .aggregate(let record) = value, record.names != nil {
      return .aggregate(record.replacing(name, with: new))
    }
    if case .module = value {
      throw Fault("type", "a module inside a value is not assigned to", at: span)
    }
    throw Fault("field", "\(value.kindDescription) has no field \(name)", at: span)
  }

  /// The record without what its field holds; `value` is left empty, so that a part that was taken out
  /// before has one owner and is changed in place.
  private static func hollowed(_ value: inout Value, _ name: String) -> Aggregate {
    guard case .aggregate(let record) = exchange(&value, with: .unset) else {
      preconditionFailure("what has a field is a record")
    }
    return record.replacing(name, with: .unset)
  }

  /// The value with the selected elements replaced.
  static func store(
    _ new: Value, in value: inout Value, at indices: [RawIndex]
  ) throws(OperationError) -> Value {
    if case .aggregate(let aggregate) = value {
      return try store(new, in: aggregate, at: indices)
    }
    guard case .tensor = value, let type = value.numericType?.element,
      let newType = new.numericType
    else { return try storeTraced(new, in: value, at: indices) }
    if new.isTraced || new.estimate != nil || indices.contains(where: \.isTraced) {
      return try storeTraced(new, in: value, at: indices)
    }
    guard Arithmetic.fits(newType, in: type) else {
      return try storeTraced(new, in: value, at: indices)
    }
    // One reference, so that a sole owner is seen to be one.
    guard case .tensor(var owned) = exchange(&value, with: .unset) else { return value }
    do throws(TraceError) {
      return try storeInPlace(new, in: &owned, at: indices)
    } catch {
      value = .tensor(owned)
      throw OperationError(error)
    }
  }

  /// Changes a tensor whose type holds the new elements.
  private static func storeInPlace(
    _ new: Value, in box: inout TensorBox, at indices: [RawIndex]
  ) throws(TraceError) -> Value {
    let blocks = try blocks(indices, of: box.tensor.shape)
    let positions = blocks.positions, shape = blocks.shape
    guard let term = try new.term(), !term.isTraced else { return .tensor(box) }
    let tensor = try term.knownValue()
    do throws(TensorError) {
      guard tensor.shape.broadcasts(to: shape) else { throw misfit(tensor.shape, shape) }
      let converted = try tensor.converted(to: box.tensor.type)
      if !isKnownUniquelyReferenced(&box) { box = TensorBox(box.tensor) }
      if positions.count == 1 && blocks.length == 1 {
        try box.tensor.store(converted.scalar, at: positions[0])
      } else {
        try box.tensor.store(
          try converted.broadcast(to: shape), at: try Tensor(Shape([positions.count]), positions),
          block: blocks.length)
      }
    } catch { throw .tensor(error) }
    return .tensor(box)
  }

  /// The recorded form, and the one that widens the element type.
  private static func storeTraced(
    _ new: Value, in value: Value, at indices: [RawIndex]
  ) throws(OperationError) -> Value {
    guard value.isNumeric, new.isNumeric else {
      throw OperationError(
        "type",
        value.isNumeric
          ? "\(new.kindDescription) cannot stand in \(value.kindDescription)"
          : "\(value.kindDescription) has no elements to assign", showsOperands: true)
    }
    do throws(TraceError) {
      guard let old = try value.term(), let term = try new.term() else { return value }
      if let masked = try masked(old, by: indices, with: term) { return Value(masked) }
      let blocks = try tracedBlocks(indices, of: old.shape)
      let shape = blocks.shape
      guard term.shape.broadcasts(to: shape) else { throw .tensor(misfit(term.shape, shape)) }
      let element = Arithmetic.fits(term.type, in: old.element) ? old.element : term.element
      let base = try old.converted(to: element)
      let updates = try term.converted(to: element).broadcast(to: shape)
      let listed: (Int) -> Shape = { count in
        Shape(blocks.length == 1 ? [count] : [count / max(blocks.length, 1), blocks.length])
      }
      let result = try Term.applyOne(
        .scatter(axis: 0),
        [
          try reshaped(base, listed(base.shape.count)), blocks.positions,
          try reshaped(updates, listed(shape.count)),
        ])
      return Value(try reshaped(result, old.shape))
    } catch { throw OperationError(error) }
  }

  /// `x[mask] = v` with one v and a mask that only the run of a graph knows, nil for other indices.
  private static func masked(
    _ old: Term, by indices: [RawIndex], with new: Term
  ) throws(TraceError) -> Term? {
    guard indices.count == 1, case .value(.traced(let mask)) = indices[0], mask.known == nil,
      mask.type == TensorType(.bool, old.shape), old.rank > 0
    else { return nil }
    guard new.rank == 0 else { throw .valueUnknown(mask.type) }
    return try Term.select(.traced(mask), new, old)
  }

  private static func misfit(_ new: Shape, _ selected: Shape) -> TensorError {
    .shape(
      operation: "the assignment", got: new,
      expected: selected.rank == 0 ? "one element" : "shape \(selected)")
  }

  private static func store(
    _ new: Value, in aggregate: Aggregate, at indices: [RawIndex]
  ) throws(OperationError) -> Value {
    if aggregate.names == nil {
      let position: Item
      do throws(TraceError) {
        position = try items(indices, of: Shape([aggregate.items.count]))[0]
      } catch { throw OperationError(error) }
      guard case .one(let k) = position else {
        throw OperationError("index", "one element of a tuple is assigned at a time")
      }
      var items = aggregate.items
      items[k] = new
      return .tuple(items)
    }
    guard case .aggregate(let row) = new, row.hasStructure(of: aggregate) else {
      throw OperationError(
        "structure", "a row of the record must be a record with the same fields")
    }
    var items: [Value] = []
    for (column, part) in zip(aggregate.items, row.items) {
      var column = column
      items.append(try store(part, in: &column, at: indices))
    }
    return .aggregate(Aggregate(items, names: aggregate.names))
  }
}

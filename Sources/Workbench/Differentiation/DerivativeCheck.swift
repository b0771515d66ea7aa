import Language
import Tensors
import Tracing

/// The second opinion on a derivative: central differences of the function itself.
enum DerivativeCheck {
  /// The derivative that a call such as `grad(f)(x)` names, by differences; nil where the node is
  /// no such call.
  static func differences(
    of node: Node, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value? {
    guard let call = node as? Call,
      case .function(let closure) = try call.callee.eval(p, &r, &m),
      case .derived(let derived) = closure.body,
      ["grad", "f'", "jacobian"].contains(derived.name)
    else { return nil }
    var arguments = Arguments(positional: [], span: node.span)
    var each = call.arguments
    while let current = each {
      arguments.positional.append(try current.operand.load(p, &r, &m))
      each = current.next
    }
    // The function of the differences draws what the call draws.
    var matrix: [[Double]] = []
    _ = try m.withKey(call.site, at: node.span) { (m) throws(Fault) in
      matrix = try jacobian(derived.base, arguments, at: node.span, p, &r, &m)
      return .unset
    }
    let exact = try node.eval(p, &r, &m).mean
    return try shaped(matrix, like: exact, at: node.span)
  }

  /// The Jacobian by differences, columns along the scalars of the flattened arguments.
  private static func jacobian(
    _ f: Value, _ arguments: Arguments, at span: SourceSpan, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [[Double]] {
    let points = arguments.positional.map { value in
      if case .int(let i) = value { Value.float(Double(i)) } else { value }
    }
    let leaves = points.flatMap { $0.leaves() }
    guard !leaves.isEmpty else {
      throw Fault(
        "check", "no argument is a floating number, which differences could move", at: span)
    }
    var columns: [[Double]] = []
    for (index, leaf) in leaves.enumerated() {
      let entries = try numbers(leaf, at: span)
      for k in entries.indices {
        let x = entries[k], h = 6e-6 * max(1, x.magnitude)
        func at(_ shift: Double) throws(Fault) -> [Double] {
          var moved = entries
          moved[k] = x + shift
          var replaced = leaves
          replaced[index] = try value(moved, like: leaf, at: span)
          var rest = replaced[...], shifted = arguments
          shifted.positional = points.map { $0.replacingLeaves(&rest) }
          return try numbers(
            Function.call(f, shifted, calleeSpan: span, p, &r, &m), at: span)
        }
        let middle = try at(0), right = try at(h), left = try at(-h)
        // Richardson's extrapolation of two central differences removes the error in h².
        let far = try at(2 * h), near = try at(-2 * h)
        guard [right, left, far, near].allSatisfy({ $0.count == middle.count }) else {
          throw Fault("check", "the shape of the value changes with the argument", at: span)
        }
        for row in middle.indices {
          let forward = (right[row] - middle[row]) / h, backward = (middle[row] - left[row]) / h
          let scale = 1 + max(forward.magnitude, backward.magnitude)
          if (forward - backward).magnitude > 1e-3 * scale {
            throw Fault(
              "check",
              "the function has a kink here: its slope is \(NumberStyle().format(backward)) "
                + "on the left and \(NumberStyle().format(forward)) on the right", at: span)
          }
        }
        columns.append(
          middle.indices.map { row in
            (8 * (right[row] - left[row]) - (far[row] - near[row])) / (12 * h)
          })
      }
    }
    return columns
  }

  private static func numbers(_ value: Value, at span: SourceSpan) throws(Fault) -> [Double] {
    if case .aggregate(let tree) = value {
      var all: [Double] = []
      for item in tree.items { all += try numbers(item, at: span) }
      return all
    }
    do throws(TraceError) {
      guard let term = try value.mean.term() else { return [] }
      return try term.converted(to: .f64).knownValue().elements(as: Double.self)
    } catch { throw Fault(OperationError(error), at: span) }
  }

  private static func value(
    _ entries: [Double], like leaf: Value, at span: SourceSpan
  ) throws(Fault) -> Value {
    guard let type = leaf.numericType else { return leaf }
    guard type.shape.count == entries.count else {
      throw Fault("check", "the derivative does not have the shape of the differences", at: span)
    }
    do throws(TensorError) { return Value(try Tensor(type.shape, entries)) } catch {
      throw Fault(OperationError(error), at: span)
    }
  }

  /// The columns in the shape of the exact derivative.
  private static func shaped(
    _ columns: [[Double]], like exact: Value, at span: SourceSpan
  ) throws(Fault) -> Value {
    var entries: [Double] = []
    if case .tensor(let box) = exact, box.tensor.shape.rank == 2, columns.first?.count ?? 0 > 1 {
      for row in columns[0].indices { entries += columns.map { $0[row] } }
    } else {
      entries = columns.flatMap { $0 }
    }
    var leaves: [Value] = [], rest = entries[...]
    for leaf in exact.leaves() {
      let count = leaf.numericType?.shape.count ?? 1
      leaves.append(try value(Array(rest.prefix(count)), like: leaf, at: span))
      rest = rest.dropFirst(count)
    }
    var parts = leaves[...]
    return exact.replacingLeaves(&parts)
  }
}

import Language
import Tensors
import Tracing

/// Functions made from functions: `grad(f)`, `jacobian(f)`, `f'` and their relatives.
enum DerivativeFunctions {
  /// `f'`: the derivative of a function of one scalar, or of an elementwise one.
  static func prime(_ f: Value) -> Value {
    derived("f'", f, of: { prime($0) }) { arguments, p, r, m throws(Fault) in
      guard arguments.positional.count == 1 else {
        throw Fault(
          "arity",
          "f' is the derivative of a function of one argument, not of "
            + "\(arguments.positional.count)", at: arguments.span,
          hint: "partial(f, 1) is the derivative in the first one")
      }
      let d = try Differentiation(f, arguments, active: [0], p, &r, &m)
      let directions = try ones(d)
      let derivative = try d.pushforward(directions)
      if d.inputs.count == 1, d.inputs[0].rank == 0 { return derivative }
      try requireElementwise(d, derivative)
      return derivative
    }
  }

  private static func ones(_ d: Differentiation) throws(Fault) -> [Term] {
    do throws(TraceError) {
      var terms: [Term] = []
      for input in d.inputs { terms.append(try Term.ones(input.type)) }
      return terms
    } catch { throw Fault(OperationError(error), at: d.span) }
  }

  /// Of a tensor, f' means something only where each output depends on its own input alone: then
  /// J u = (J 1) ⊙ u for every u, which is tried for one u with no special relation between
  /// its entries.
  private static func requireElementwise(_ d: Differentiation, _ derivative: Value) throws(Fault) {
    let needsGrad = Fault(
      "shape", "f' of a tensor is for elementwise functions", at: d.span,
      hint: "grad(f) is the gradient of a scalar function, jacobian(f) of any")
    guard d.inputs.count == 1, let type = derivative.numericType, type.shape == d.inputs[0].shape
    else { throw needsGrad }
    do throws(TraceError) {
      let count = type.shape.count
      let entries = (0..<count).map { 1 + 0.618_033_988_749_895 * Double($0 + 1) }
      let probe = try known(Shape([count]), entries).converted(to: type.element)
        .reshaped(to: type.shape)
      guard let moved = try d.linearization.pushforward([probe])[0],
        let diagonal = try derivative.term()
      else { return }
      let expected = try diagonal * probe
      guard let a = moved.known, let b = expected.known else { return }
      let near: Closeness
      do throws(OperationError) { near = try Closeness(Value(a), Value(b)) } catch { return }
      guard near.isNaN || near.difference <= 1e-4 * near.largest else {
        throw TraceError.traceEnded
      }
    } catch { throw needsGrad }
  }

  private static func known(_ shape: Shape, _ entries: [Double]) throws(TraceError) -> Term {
    do throws(TensorError) { return .known(try Tensor(shape, entries)) } catch {
      throw .tensor(error)
    }
  }

  /// `grad(f)`: with the shape of the argument, a tuple for several.
  static func gradient(_ f: Value, wrt names: [String]?, name: String = "grad") -> Value {
    derived(name, f, detail: names, of: { gradient($0, wrt: names, name: name) }) {
      arguments, p, r, m throws(Fault) in
      let active = try positions(names, f, arguments, p)
      let d = try Differentiation(f, arguments, active: active, p, &r, &m)
      let parts = try d.gradient(of: name)
      return parts.count == 1 ? parts[0] : .tuple(parts)
    }
  }

  /// `value_and_grad(f)`: the value, and the gradient of the sum of its scalars.
  static func valueAndGradient(_ f: Value, wrt names: [String]?) -> Value {
    derived("value_and_grad", f, detail: names, of: { valueAndGradient($0, wrt: names) }) {
      arguments, p, r, m throws(Fault) in
      let active = try positions(names, f, arguments, p)
      let d = try Differentiation(f, arguments, active: active, p, &r, &m)
      let parts = try d.gradientOfSum()
      return .tuple([d.value, parts.count == 1 ? parts[0] : .tuple(parts)])
    }
  }

  /// `jacobian(f)`.
  static func jacobian(_ f: Value, wrt names: [String]?) -> Value {
    derived("jacobian", f, detail: names, of: { jacobian($0, wrt: names) }) {
      arguments, p, r, m throws(Fault) in
      let active = try positions(names, f, arguments, p)
      let d = try Differentiation(f, arguments, active: active, p, &r, &m)
      return Value(try d.jacobian())
    }
  }

  /// `hessian(f)`: the Jacobian of the gradient.
  static func hessian(_ f: Value, wrt names: [String]?) -> Value {
    let inner = gradient(f, wrt: names, name: "hessian")
    return derived("hessian", f, detail: names, of: { hessian($0, wrt: names) }) {
      arguments, p, r, m throws(Fault) in
      let active = try positions(names, f, arguments, p)
      let d = try Differentiation(inner, arguments, active: active, p, &r, &m)
      return Value(try d.jacobian())
    }
  }

  /// `div(f)`: the trace of the Jacobian of a vector field.
  static func divergence(_ f: Value, name: String = "div") -> Value {
    derived(name, f, of: { divergence($0, name: name) }) { arguments, p, r, m throws(Fault) in
      let active = Array(arguments.positional.indices)
      let d = try Differentiation(f, arguments, active: active, p, &r, &m)
      let matrix = try d.jacobian()
      guard matrix.shape[0] == matrix.shape[1] else {
        throw Fault(
          "shape",
          "\(name) needs as many components as coordinates: the field has "
            + "\(matrix.shape[0]), the point \(matrix.shape[1])", at: arguments.span)
      }
      return try d.run { () throws(TraceError) in Value(try matrix.trace()) }
    }
  }

  /// `laplacian(f)`: the divergence of the gradient.
  static func laplacian(_ f: Value) -> Value {
    let inner = divergence(gradient(f, wrt: nil, name: "laplacian"), name: "laplacian")
    return derived("laplacian", f, of: { laplacian($0) }) { arguments, p, r, m throws(Fault) in
      try Function.call(inner, arguments, calleeSpan: arguments.span, p, &r, &m)
    }
  }

  /// `partial(f, i)`: the derivative in one argument.
  static func partial(_ f: Value, _ position: Int) -> Value {
    derived("partial", f, detail: ["\(position)"], of: { partial($0, position) }) {
      arguments, p, r, m throws(Fault) in
      guard position <= arguments.positional.count else {
        throw Fault(
          "arity", "there is no argument \(position) to differentiate by", at: arguments.span)
      }
      let d = try Differentiation(f, arguments, active: [position - 1], p, &r, &m)
      if d.inputs.count == 1, d.inputs[0].rank == 0 { return try d.pushforward(try ones(d)) }
      return try d.gradient(of: "partial")[0]
    }
  }

  /// The positions of the arguments to differentiate by: all, or those of the names.
  static func positions(
    _ names: [String]?, _ f: Value, _ arguments: Arguments, _ p: borrowing Program
  ) throws(Fault) -> [Int] {
    guard let names else {
      guard !arguments.positional.isEmpty else {
        throw Fault("arity", "there is no argument to differentiate by", at: arguments.span)
      }
      return Array(arguments.positional.indices)
    }
    guard let parameters = parameterNames(of: f, p) else {
      throw Fault(
        "argument", "the names of this function's arguments are not known", at: arguments.span)
    }
    var positions: [Int] = []
    for name in names {
      guard let position = parameters.firstIndex(of: name),
        position < arguments.positional.count
      else {
        throw Fault(
          "argument", "there is no argument \(name) to differentiate by", at: arguments.span,
          hint: "the arguments are \(parameters.joined(separator: ", "))")
      }
      positions.append(position)
    }
    return positions
  }

  static func parameterNames(of f: Value, _ p: borrowing Program) -> [String]? {
    if case .aggregate(let record) = f, let apply = record.field("apply") {
      // The record itself is the first argument.
      return parameterNames(of: apply, p).map { Array($0.dropFirst()) }
    }
    guard case .function(let closure) = f else { return nil }
    switch closure.body {
    case .script(let id):
      // Those behind `rest...` have no position.
      return p.functions[id].parameters.prefix { !$0.isRest }.map(\.name)
    case .builtin(let builtin): return builtin.parameters.map(\.name)
    case .derived(let derived): return parameterNames(of: derived.base, p)
    }
  }

  /// The function of a name made of another one again, as it was made; nil where no such is made of a
  /// function alone.
  static func remade(_ name: String, _ base: Value, detail: [String]?) -> Value? {
    switch name {
    case "f'": prime(base)
    case "vmap": RowMap.mapped(base)
    case "grad": gradient(base, wrt: detail)
    case "hessian": hessian(base, wrt: detail)
    case "laplacian": laplacian(base)
    case "value_and_grad": valueAndGradient(base, wrt: detail)
    case "jacobian": jacobian(base, wrt: detail)
    case "div": divergence(base)
    case "partial": detail?.first.flatMap { Int($0) }.flatMap { $0 > 0 ? partial(base, $0) : nil }
    default: nil
    }
  }

  static func derived(
    _ name: String, _ base: Value, detail: [String]? = nil, constant: Value? = nil,
    of remake: @escaping (Value) -> Value,
    _ call:
      @escaping (Arguments, borrowing Program, inout Slots, inout State) throws(Fault) -> Value
  ) -> Value {
    .function(
      Closure(
        .derived(
          Derived(
            name: name, detail: detail, base: base, constant: constant, remake: remake, call: call))
      ))
  }
}

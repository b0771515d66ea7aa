import Language
import Plotting
import Tensors

/// A function of numbers, called for a picture.
struct FunctionValues {
  let function: Value
  let span: SourceSpan
  let builtin: String

  /// What a function is called in a legend and on axes: its name, or its code where that is short.
  static func name(of value: Value, _ p: borrowing Program, _ output: Output) -> String? {
    guard case .function(let closure) = value else { return nil }
    switch closure.body {
    case .builtin(let builtin): return builtin.name
    case .script(let id):
      if let name = closure.name { return name }
      guard let code = output.sourceText(p.functions[id].definition), code.count <= 24,
        !code.contains("\n"), let arrow = code.firstRange(of: "->")
      else { return nil }
      return String(code[arrow.upperBound...].drop { $0 == " " })
    case .derived(let derived):
      guard ["derivative", "grad", "∇"].contains(derived.name),
        let base = name(of: derived.base, p, output)
      else { return nil }
      return derived.name == "derivative" ? base + "′" : "∇" + base
    }
  }

  /// Whether `name` is that of the function, or of the one that it is the derivative of; otherwise it is
  /// the code of its value.
  static func isNamed(_ value: Value) -> Bool {
    guard case .function(let closure) = value else { return false }
    switch closure.body {
    case .builtin: return true
    case .script: return closure.name != nil
    case .derived(let derived): return isNamed(derived.base)
    }
  }

  /// Whether it is a function that takes the two coordinates of a point as its arguments.
  static func takesPoint(_ value: Value, _ p: borrowing Program) -> Bool {
    guard case .function = value else { return false }
    return PointFunction(value, of: .tuple([.float(0), .float(0)]), p).spreads
  }

  /// The name of parameter `k`, from 0, of a script's function.
  static func parameter(_ k: Int, of value: Value, _ p: borrowing Program) -> String? {
    guard case .function(let closure) = value, case .script(let id) = closure.body,
      k < p.functions[id].parameters.count
    else { return nil }
    return p.functions[id].parameters[k].name
  }

  /// Its values at numbers, each with draws of its own.
  func callAsFunction(
    at points: [[Double]], _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Value] {
    let keys = m.keys
    defer { m.keys = keys }
    var values: [Value] = []
    values.reserveCapacity(points.count)
    for (position, point) in points.enumerated() {
      try Turn.poll(&m, at: span)
      try m.enterTurn(position, of: keys, at: span)
      values.append(try value(at: point, p, &r, &m))
    }
    return values
  }

  /// Its value at a point: a function of one argument gets the vector of the point's coordinates where there are
  /// several.
  private func value(
    at point: [Double], _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let tuple = Value.tuple(point.map { .float($0) })
    let spread = PointFunction(function, of: tuple, p)
    if point.count > 1, !spread.spreads {
      return try spread(try vector(point), at: span, p, &r, &m)
    }
    return try point.count > 1
      ? spread(tuple, at: span, p, &r, &m)
      : PointFunction(function, of: .float(point[0]), p)(.float(point[0]), at: span, p, &r, &m)
  }

  private func vector(_ point: [Double]) throws(Fault) -> Value {
    do throws(TensorError) {
      return .tensor(TensorBox(try Tensor(Shape([point.count]), point)))
    } catch {
      throw Fault(OperationError(.tensor(error)), at: span)
    }
  }

  /// The numbers of a value, of a tuple or a record those of its items.
  func parts(of value: Value) throws(Fault) -> [Double] {
    guard case .aggregate(let tree) = value else {
      return try PlotNumbers.of(value, at: span, in: builtin).values
    }
    var parts: [Double] = []
    for item in tree.items { parts += try self.parts(of: item) }
    return parts
  }

  /// Its one number at each point, with the standard errors where they are estimates.
  func numbers(
    at points: [[Double]], _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> PlotNumbers {
    var sum = PlotNumbers(values: [], errors: nil, shape: [points.count])
    var errors: [Double] = [], isEstimated = false
    for value in try callAsFunction(at: points, p, &r, &m) {
      let numbers = try PlotNumbers.of(value, at: span, in: builtin)
      guard numbers.values.count == 1 else {
        throw Fault(
          "shape", "\(builtin): the function must give one number, not \(value.kindDescription)",
          at: span)
      }
      sum.values.append(numbers.values[0])
      errors.append(numbers.errors?.first ?? 0)
      if numbers.errors != nil { isEstimated = true }
    }
    if isEstimated { sum.errors = errors }
    return sum
  }
}

import Tensors

/// A variable that is a power yᵏ of a modulus y = |x| or ‖x‖.
///
/// The modulus has a kink at 0, its square has none: y dy = <x, dx> gives d yᵏ = k yᵏ⁻² <x, dx>,
/// which is right at 0 too, to all orders, where the product rule would multiply slopes that do not
/// exist.
struct ModulusPower {
  /// The variable x.
  let base: Int
  /// The variable y.
  let modulus: Int
  /// The axes of a norm, nil where it is elementwise.
  let axes: [Int]?
  /// k.
  let exponent: Double

  func to(_ exponent: Double) -> ModulusPower {
    ModulusPower(base: base, modulus: modulus, axes: axes, exponent: exponent)
  }
}

extension Graph {
  /// The powers of moduli among the variables; empty where there are no moduli.
  func modulusPowers(_ primals: [Term]) throws(TraceError) -> [ModulusPower?] {
    guard equations.contains(where: { $0.modulusAxes != nil }) else { return [] }
    var powers = [ModulusPower?](repeating: nil, count: types.count)
    for equation in equations {
      let result = equation.results.lowerBound, x = equation.operands
      if let axes = equation.modulusAxes, types[x[0]].isFloating {
        powers[result] = ModulusPower(base: x[0], modulus: result, axes: axes, exponent: 1)
        continue
      }
      if case .convert(let element) = equation.operation, element == .f32 || element == .f64 {
        powers[result] = powers[x[0]]
        continue
      }
      guard case .binary(let function) = equation.operation else { continue }
      let left = powers[x[0]], right = powers[x[1]]
      switch function {
      case .multiply:
        guard let left, let right, isSame(left, right) else { continue }
        powers[result] = left.to(left.exponent + right.exponent)
      case .power:
        guard let left, let exponent = try primals[x[1]].onlyNumber(), exponent > 0 else {
          continue
        }
        powers[result] = left.to(left.exponent * exponent)
      case .add, .subtract:
        if let left, try primals[x[1]].onlyNumber() == 0 { powers[result] = left }
        if function == .add, let right, try primals[x[0]].onlyNumber() == 0 {
          powers[result] = right
        }
      case .divide, .remainder, .quotient, .minimum, .maximum, .atan2, .and, .or: continue
      }
    }
    return powers
  }

  private func isSame(_ a: ModulusPower, _ b: ModulusPower) -> Bool {
    var budget = 256
    return a.axes == b.axes && isSame(a.base, b.base, &budget)
  }

  /// Whether two variables are the same expression.
  private func isSame(_ a: Int, _ b: Int, _ budget: inout Int) -> Bool {
    if a == b { return true }
    budget -= 1
    guard budget > 0, let p = origin(of: a), let q = origin(of: b),
      a - p.results.lowerBound == b - q.results.lowerBound,
      p.operands.count == q.operands.count
    else { return false }
    switch (p.operation, q.operation) {
    case (.constant(let x), .constant(let y)): return x.hasSameBits(as: y)
    case (.cond(let x), .cond(let y)): if x !== y { return false }
    case (.whileLoop(let x), .whileLoop(let y)): if x !== y { return false }
    case (.scan(let x), .scan(let y)): if x !== y { return false }
    case (.average(let x), .average(let y)): if x !== y { return false }
    default:
      // Name, attributes and types tell all other operations apart.
      let x = p.operation.rules, y = q.operation.rules
      guard x.name == y.name, x.attributes == y.attributes, types[a] == types[b] else {
        return false
      }
    }
    for (x, y) in zip(p.operands, q.operands) where !isSame(x, y, &budget) { return false }
    return true
  }

  /// The equation that binds a variable, nil for an input.
  private func origin(of variable: Int) -> Equation? {
    var low = 0, high = equations.count
    while low < high {
      let middle = (low + high) / 2
      if equations[middle].results.upperBound <= variable {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < equations.count, equations[low].results.contains(variable) else { return nil }
    return equations[low]
  }

  /// The tangent of a variable that is a power of a modulus, nil for zero; only for powers from the
  /// square on.
  func pushforward(
    _ power: ModulusPower, of variable: Int, _ primals: [Term], _ directions: [Term?]
  ) throws(TraceError) -> Term? {
    guard let t = directions[power.base] else { return nil }
    var along = try primals[power.base].pairing(with: t)
    if let axes = power.axes { along = try along.sum(over: axes) }
    let element = types[variable].element, rest = power.exponent - 2
    along = try along.converted(to: element).scaled(by: power.exponent)
    if rest == 0 { return along }
    let modulus = try primals[power.modulus].converted(to: element)
    return try (rest == 1 ? modulus : modulus.power(modulus.constant(rest))) * along
  }
}

extension Equation {
  /// Whether it is a modulus, and the axes of a norm.
  fileprivate var modulusAxes: [Int]?? {
    switch operation {
    case .unary(.abs): .some(nil)
    case .norm(let axes): .some(axes)
    default: nil
    }
  }
}

extension Term {
  /// The one number that all elements are, where that is known and real.
  fileprivate func onlyNumber() throws(TraceError) -> Double? {
    if case .number(let x)? = known { return x }
    guard let known, !known.isEstimate, element != .c128, shape.count > 0 else { return nil }
    let numbers = try knownValue().converted64()
    return numbers.allSatisfy { $0 == numbers[0] } ? numbers[0] : nil
  }
}

extension Tensor {
  /// The elements of a real tensor as numbers.
  fileprivate func converted64() throws(TraceError) -> [Double] {
    try wrapping { () throws(TensorError) in
      try converted(to: .f64).elements(as: Double.self)
    }
  }
}

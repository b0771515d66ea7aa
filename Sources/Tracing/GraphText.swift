import Tensors

extension Graph: CustomStringConvertible {
  /// The graph as text under the name `f`.
  public var description: String { text(name: "f") }

  /// The graph as text, the same for equal graphs; constants of one element stand in place.
  public func text(name: String) -> String {
    // Printing must not fail on a graph that the verifier rejects.
    let known = variableNames
    let names = { (variable: Int) in known.indices.contains(variable) ? known[variable] : "?" }
    let type = { (variable: Int) in types.indices.contains(variable) ? "\(types[variable])" : "?" }
    let parameters = (0..<inputCount).map { "\(names($0)): \(type($0))" }
    var lines = ["\(name)(\(parameters.joined(separator: ", "))) {"]
    for equation in equations where inlineConstant(equation) == nil {
      let results = equation.results.map { "\(names($0)): \(type($0))" }
      let rules = equation.operation.rules
      let operands = equation.operands.map { " " + names($0) }
      lines.append(
        "  \(results.joined(separator: ", ")) = "
          + rules.name + rules.attributes + operands.joined())
    }
    lines.append("  return " + outputs.map(names).joined(separator: ", "))
    lines.append("}")
    return lines.joined(separator: "\n")
  }

  /// What every variable is called: letters in the order of binding, or a constant's number.
  var variableNames: [String] {
    var names = [String](repeating: "?", count: types.count)
    var next = 0
    func name(_ variable: Int) {
      guard names.indices.contains(variable) else { return }
      names[variable] = letters(next)
      next += 1
    }
    (0..<inputCount).forEach(name)
    for equation in equations {
      if let text = inlineConstant(equation), names.indices.contains(equation.results.lowerBound) {
        names[equation.results.lowerBound] = text
      } else {
        equation.results.forEach(name)
      }
    }
    return names
  }

  /// a, b, ..., z, aa, ab, ...
  private func letters(_ number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(97 + number % 26)))
    return number < 26 ? letter : letters(number / 26 - 1) + letter
  }

  private func inlineConstant(_ equation: Equation) -> String? {
    guard case .constant(let tensor) = equation.operation, tensor.shape.rank == 0 else {
      return nil
    }
    return tensor.scalar.text
  }
}

extension Scalar {
  /// The scalar with all its digits.
  var text: String {
    switch self {
    case .bool(let x): "\(x)"
    case .int(let x): "\(x)"
    case .float32(let x): "\(x)"
    case .float(let x): "\(x)"
    case .complex(let x): "(\(x.real), \(x.imaginary))"
    }
  }
}

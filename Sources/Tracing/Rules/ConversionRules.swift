import Tensors

/// The same numbers in another element type.
struct ConvertRules: OperationRules {
  let element: ElementType

  var name: String { "convert" }
  var attributes: String { "[\(element.name)]" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    [operands[0].with(element)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].converted(to: element)]
  }

  /// Complex numbers convert to real ones where they are real; their tangents keep the real part.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    guard let t = point.tangents[0], element.isFloating else { return [nil] }
    let part = t.element == .c128 && element != .c128 ? try Term.unary(.real, t) : t
    return [try part.converted(to: element)]
  }

  var transposition: Transposition {
    if !element.isFloating { return .nonlinear }
    return .ofOne { (u, x) throws(TraceError) in
      if !x.isFloating { return nil }
      let part = u.element == .c128 && x.element != .c128 ? try Term.unary(.real, u) : u
      return try part.converted(to: x.element)
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.convert(element), operands)]
  }
}

/// A complex number from its parts.
struct ComplexRules: OperationRules {
  var name: String { "complex" }
  var attributes: String { "" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.equal(name, operands[0], operands[1])
    guard operands[0].element == .f64 else {
      throw .type(operation: name, got: operands[0].element, expected: "f64")
    }
    return [operands[0].with(.c128)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    let real = operands[0].elements(as: Double.self)
    let imaginary = operands[1].elements(as: Double.self)
    return [
      try Tensor(operands[0].shape, zip(real, imaginary).map { Complex128($0, $1) })
    ]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try Term.complex(point.tangent(0), point.tangent(1))]
  }

  var transposition: Transposition {
    .linear { (at) throws(TraceError) in
      guard let u = at.results[0] else { return [nil, nil] }
      return [
        at.isLinear(0) ? try Term.unary(.real, u) : nil,
        at.isLinear(1) ? try Term.unary(.imaginary, u) : nil,
      ]
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.complex, Term.rows(operands, isBatched, count))]
  }
}

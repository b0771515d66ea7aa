import Tensors

extension Graph {
  /// The graph with (A B)ᵀ computed as Bᵀ Aᵀ where nothing else reads A B.
  ///
  /// An element of either is the same chain of fused multiply-adds, as a b = b a bit for bit; and the
  /// transposes of operands cost nothing, as products read operands either way.
  func withProductsTurned() -> Graph {
    let turned = turnedProducts()
    if !turned.contains(true) { return self }
    var simplifier = Simplifier()
    let inputs = inputTypes.map { simplifier.input($0) }
    var variables = inputs
    for equation in equations {
      let result = equation.results.lowerBound
      let operands = equation.operands.map { variables[$0] }
      if equation.results.count == 1, turned[result] {
        variables.append(simplifier.turnedProduct(operands, types[result]))
      } else if equation.isMatrixTranspose, turned[equation.operands[0]] {
        variables.append(operands[0])
      } else {
        variables += simplifier.append(
          equation.operation, operands, Array(types[equation.results]))
      }
    }
    return simplifier.graph(inputs: inputs, outputs: outputs.map { variables[$0] })
  }

  /// For each variable whether it is a product of real matrices that one transpose alone reads.
  private func turnedProducts() -> [Bool] {
    var reads = [Int](repeating: 0, count: types.count)
    for equation in equations { for operand in equation.operands { reads[operand] += 1 } }
    for output in outputs { reads[output] += 1 }
    var isProduct = [Bool](repeating: false, count: types.count)
    var turned = isProduct
    for equation in equations {
      if case .product = equation.operation {
        let result = equation.results.lowerBound
        let element = types[result].element
        isProduct[result] = reads[result] == 1 && (element == .f64 || element == .f32)
      } else if equation.isMatrixTranspose, isProduct[equation.operands[0]] {
        turned[equation.operands[0]] = true
      }
    }
    return turned
  }
}

extension Equation {
  /// Whether it exchanges the last two axes and leaves the others.
  var isMatrixTranspose: Bool {
    guard case .transpose(let permutation) = operation, permutation.count >= 2 else { return false }
    return permutation == Operation.matrixTranspose(rank: permutation.count)
  }
}

extension Operation {
  /// The permutation that exchanges the last two axes.
  fileprivate static func matrixTranspose(rank: Int) -> [Int] {
    Array(0..<rank - 2) + [rank - 1, rank - 2]
  }
}

extension Simplifier {
  /// Bᵀ Aᵀ for the operands A and B of a product of this type.
  fileprivate mutating func turnedProduct(_ operands: [Int], _ type: TensorType) -> Int {
    let turned = operands.reversed().map { transposed($0) }
    return one(.product, turned, transposed(type))
  }

  private mutating func transposed(_ variable: Int) -> Int {
    let permutation = Operation.matrixTranspose(rank: types[variable].shape.rank)
    return one(.transpose(permutation), [variable], transposed(types[variable]))
  }

  private func transposed(_ type: TensorType) -> TensorType {
    let extents = type.shape.extents
    let permutation = Operation.matrixTranspose(rank: extents.count)
    return type.with(Shape(permutation.map { extents[$0] }))
  }
}

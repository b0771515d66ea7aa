/// Elementwise functions of tensors of one shape, computed in one pass over blocks that stay in the
/// first cache: what lies between two functions is never a whole tensor.
///
/// Buffers are numbered: the inputs first, then the result of every step. Each step has the bits and
/// the errors of the function on whole tensors. A reference, because a copy of its lists would cost
/// more than a small tensor does.
public final class ElementwiseProgram: Sendable {
  /// What a step computes.
  public enum Function: Sendable {
    /// A function of x.
    case unary(UnaryFunction)
    /// A function of x and y.
    case binary(BinaryFunction)
    /// A relation of x and y.
    case compare(Comparison)
    /// y where x is true, else z.
    case select
    /// x in the type of the result.
    case convert
  }

  /// A function of buffers; its result is the next buffer.
  public struct Step: Sendable {
    let function: Function
    let x: Int
    let y: Int
    let z: Int

    /// A step on one to three buffers.
    public init(_ function: Function, _ operands: [Int]) {
      self.function = function
      x = operands[0]
      y = operands.count > 1 ? operands[1] : operands[0]
      z = operands.count > 2 ? operands[2] : operands[0]
    }

    /// Whether a block of i64 is run again where it overflows, so that its operands must last.
    var readsTwice: Bool {
      switch function {
      case .binary(let f): f == .add || f == .subtract || f == .multiply
      case .unary, .compare, .select, .convert: false
      }
    }
  }

  /// Where a buffer lies.
  enum Place: Sendable {
    /// An input of one element.
    case scalar(Int)
    /// An input of the common shape.
    case input(Int)
    /// A result.
    case output(Int)
    /// A block of scratch memory.
    case scratch(Int)
  }

  /// The steps in order.
  let steps: [Step]
  /// The element types of the buffers.
  let types: [ElementType]
  /// The common shape of the results.
  let shape: Shape
  let places: [Place]
  /// The number of blocks of scratch memory.
  let scratchCount: Int
  /// The element types of the results.
  let outputTypes: [ElementType]
  /// For each result the inputs of its size that are not read after it is written.
  let donors: [[Int]]

  /// Whether a step can raise an error.
  let mayFail: Bool

  /// A program from its steps.
  ///
  /// - Parameters:
  ///   - inputs: the types of the inputs and whether each is a scalar that stands for all elements.
  ///   - steps: the functions in order.
  ///   - results: the types of the steps' results.
  ///   - outputs: the buffers, results of steps, that are returned.
  ///   - shape: the shape of inputs that are no scalars, and of the results.
  public init(
    inputs: [(type: ElementType, isScalar: Bool)], steps: [Step], results: [ElementType],
    outputs: [Int], shape: Shape
  ) {
    self.steps = steps
    self.shape = shape
    let types = inputs.map(\.type) + results
    self.types = types
    outputTypes = outputs.map { types[$0] }
    // Errors come from i64 arithmetic and from conversion to i64.
    mayFail = results.contains(.i64)
    var lastUse = [Int](repeating: -1, count: inputs.count + steps.count)
    for (index, step) in steps.enumerated() {
      for buffer in [step.x, step.y, step.z] { lastUse[buffer] = index }
    }
    var places: [Place] = inputs.enumerated().map { $1.isScalar ? .scalar($0) : .input($0) }
    var free: [Int] = [], count = 0
    for (index, step) in steps.enumerated() {
      let buffer = inputs.count + index
      // A block is written over while it is read only where elements are of one size.
      var later: [Int] = []
      for operand in Set([step.x, step.y, step.z]) where lastUse[operand] == index {
        guard case .scratch(let block) = places[operand] else { continue }
        if types[operand].size == types[buffer].size {
          free.append(block)
        } else {
          later.append(block)
        }
      }
      if let output = outputs.firstIndex(of: buffer) {
        places.append(.output(output))
      } else if let block = free.popLast() {
        places.append(.scratch(block))
      } else {
        places.append(.scratch(count))
        count += 1
      }
      free += later
    }
    self.places = places
    scratchCount = count
    donors = outputs.map { output in
      let step = output - inputs.count
      if steps[step].readsTwice && results[step] == .i64 { return [] }
      return inputs.indices.filter {
        !inputs[$0].isScalar && inputs[$0].type.size == results[step].size && lastUse[$0] <= step
      }
    }
  }
}

extension ElementwiseProgram: CustomStringConvertible {
  /// The functions in order.
  public var description: String {
    let names = steps.map { step in
      switch step.function {
      case .unary(let f): f.name
      case .binary(let f): f.name
      case .compare(let c): c.name
      case .select: "select"
      case .convert: "convert"
      }
    }
    return "elementwise[\(shape)](\(names.joined(separator: ", ")))"
  }
}

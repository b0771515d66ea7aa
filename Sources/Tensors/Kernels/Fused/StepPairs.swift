/// Steps of arithmetic joined two by two, where the second is the only reader of the first, and sums of two
/// products: what lies between them stays in a register.
///
/// All round as they did apart. Buffers are numbered anew, as those between are gone.
struct StepPairs {
  private(set) var steps: [ElementwiseProgram.Step] = []
  /// The element types of the results of `steps`.
  private(set) var results: [ElementType] = []
  /// The buffers that are returned, by their new numbers.
  private(set) var outputs: [Int] = []

  /// Joins the steps of a program.
  ///
  /// - Parameters:
  ///   - given: the steps.
  ///   - inputs: the types of the inputs.
  ///   - types: the types of the steps' results.
  ///   - returned: the buffers that are returned.
  init(
    _ given: [ElementwiseProgram.Step], inputs: [ElementType], results types: [ElementType],
    outputs returned: [Int]
  ) {
    let first = inputs.count
    var uses = [Int](repeating: 0, count: first + given.count)
    for step in given { for buffer in step.reads { uses[buffer] += 1 } }
    for buffer in returned { uses[buffer] += 1 }
    let arithmetic = zip(given, types).map { $0.arithmetic(on: $1) }
    // The step that each step takes into itself, and whether one is taken.
    var inner = [Int?](repeating: nil, count: given.count)
    // Where two products are summed, that on the right.
    var right = inner
    var isTaken = [Bool](repeating: false, count: given.count)
    for (index, step) in given.enumerated() {
      guard let f = arithmetic[index] else { continue }
      let free = [step.x, step.y].map { $0 - first }.filter {
        $0 >= 0 && uses[$0 + first] == 1 && inner[$0] == nil && types[$0] == types[index]
          && arithmetic[$0] != nil
      }
      inner[index] = free.first
      if f == .add || f == .subtract, free.count == 2, free[0] != free[1],
        free.allSatisfy({ arithmetic[$0] == .multiply })
      {
        right[index] = free[1]
      }
      for taken in [inner[index], right[index]].compactMap({ $0 }) { isTaken[taken] = true }
    }
    var numbers = Array(0..<first) + [Int](repeating: -1, count: given.count)
    for (index, step) in given.enumerated() where !isTaken[index] {
      numbers[first + index] = first + steps.count
      var joined = step
      if let place = inner[index], let other = right[index], let f = arithmetic[index] {
        let (a, b) = (given[place], given[other])
        joined = ElementwiseProgram.Step(
          .products(isDifference: f == .subtract), [a.x, a.y, b.x, b.y])
      } else if let place = inner[index], let f = arithmetic[place], let g = arithmetic[index] {
        let isRight = step.x != first + place, other = isRight ? step.x : step.y
        joined = ElementwiseProgram.Step(
          .pair(f, g, isRight: isRight), [given[place].x, given[place].y, other])
      }
      steps.append(joined.renumbered(numbers))
      results.append(types[index])
    }
    outputs = returned.map { numbers[$0] }
  }
}

extension ElementwiseProgram.Step {
  /// The buffers that it reads, one of them as often as it is an operand.
  fileprivate var reads: [Int] {
    switch function {
    case .unary, .convert, .logistics: [x]
    case .binary, .compare: [x, y]
    case .select, .pair: [x, y, z]
    case .products: [x, y, z, w]
    case .second: []
    }
  }

  /// Its function where that is arithmetic of floating numbers.
  fileprivate func arithmetic(on type: ElementType) -> BinaryFunction? {
    guard type == .f32 || type == .f64, case .binary(let f) = function else { return nil }
    switch f {
    case .add, .subtract, .multiply, .divide: return f
    case .power, .minimum, .maximum, .remainder, .quotient, .atan2, .and, .or: return nil
    }
  }

  fileprivate func renumbered(_ numbers: [Int]) -> Self {
    Self(function, [numbers[x], numbers[y], numbers[z], numbers[w]])
  }
}

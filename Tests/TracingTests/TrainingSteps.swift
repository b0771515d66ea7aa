import Tensors
import Tracing

/// Steps of Adam on a denoising network, as a driver of training compiles them: draws, loss, gradients
/// and update in one graph from the state to the next one.
struct TrainingStep {
  /// The lengths of the layers, inputs first.
  let widths: [Int]
  /// Examples in a batch.
  let batch: Int
  /// The element type of weights and data.
  var element = ElementType.f32

  private static let rate = 1e-3, first = 0.9, second = 0.999, smallest = 1e-8

  /// The types of the weights and biases, layer by layer.
  var parameterTypes: [TensorType] {
    zip(widths, widths.dropFirst()).flatMap { n, m in
      [TensorType(element, Shape([m, n])), TensorType(element, Shape([m]))]
    }
  }

  /// The graph from parameters, both moments, the number of the step, the key and the data to the
  /// parameters, moments and number after the step, and the loss.
  func graph() throws(TraceError) -> Graph {
    let builder = GraphBuilder()
    let types = parameterTypes
    let state = (types + types + types).map { Term.traced(builder.input($0)) }
    let t = Term.traced(builder.input(TensorType(.f64)))
    let key = Term.traced(builder.input(TensorType(.i64)))
    let data = Term.traced(
      builder.input(TensorType(element, Shape([batch, widths[0]]))))
    let count = types.count
    let parameters = Array(state[..<count])
    let inner = GraphBuilder()
    let inputs = parameters.map { Term.traced(inner.input(for: $0)) }
    let trace = try inner.finish([meanLoss(inputs, data, key)])
    let linear = try Linearization(trace)
    let next = try Term.binary(.add, t, Term(1.0))
    let updated = try update(state, linear.gradient(), next)
    return try builder.finish(updated + [next] + linear.value).graph
  }

  /// The mean over the rows of the data of the loss of one example, each with its own key.
  private func meanLoss(
    _ parameters: [Term], _ data: Term, _ key: Term
  ) throws(TraceError) -> Term {
    let builder = GraphBuilder()
    var inputs = parameters.map { Term.traced(builder.input($0.type)) }
    let row = Term.traced(builder.input(TensorType(element, Shape([widths[0]]))))
    let rowKey = Term.traced(builder.input(TensorType(.i64)))
    inputs += [row, rowKey]
    let noise = try Term.noise(.normal, rowKey, event: row.shape, element)
    let noisy = try row + noise * Term(0.5)
    let error = try network(parameters: Array(inputs[..<parameters.count]), noisy) - noise
    let trace = try builder.finish([error.power(Term(2)).sum()])
    let numbers = try Term.positions(batch)
    let keys = try Term.fold(key.broadcast(to: Shape([batch])), numbers)
    let isBatched = parameters.map { _ in false } + [true, true]
    let losses = try trace.batched(parameters + [data, keys], isBatched, count: batch)
    return try losses[0].mean()
  }

  /// Dense layers with x·σ(x) between them.
  private func network(parameters: [Term], _ x: Term) throws(TraceError) -> Term {
    var h = x
    for layer in 0..<parameters.count / 2 {
      let weights = parameters[2 * layer], bias = parameters[2 * layer + 1]
      h = try Term.product(weights, h) + bias
      if layer < parameters.count / 2 - 1 { h = try h * Term.unary(.logistic, h) }
    }
    return h
  }

  /// Adam, parameter by parameter: parameters, then first and second moments.
  private func update(
    _ state: [Term], _ gradients: [Term], _ t: Term
  ) throws(TraceError) -> [Term] {
    let count = gradients.count
    let one = try Term(1.0)
    let firstScale = try one - Term(TrainingStep.first).power(t)
    let secondScale = try one - Term(TrainingStep.second).power(t)
    var next = state
    for (k, g) in gradients.enumerated() {
      let m = try state[count + k] * Term(TrainingStep.first) + g * Term(1 - TrainingStep.first)
      let v =
        try state[2 * count + k] * Term(TrainingStep.second)
        + g.power(Term(2)) * Term(1 - TrainingStep.second)
      let direction =
        try (m / firstScale)
        / (Term.unary(.sqrt, v / secondScale) + Term(TrainingStep.smallest))
      next[k] = try state[k] - direction * Term(TrainingStep.rate)
      next[count + k] = m
      next[2 * count + k] = v
    }
    return next
  }

  /// A state to start from: small parameters that differ, moments of zero.
  func start() throws -> [Tensor] {
    var tensors: [Tensor] = []
    for (index, type) in parameterTypes.enumerated() {
      let noise = try Term.noise(.normal, Term(index + 1), event: type.shape, type.element)
      tensors.append(try (noise * Term(0.3)).knownValue())
    }
    for type in parameterTypes + parameterTypes {
      tensors.append(try Tensor(repeating: .float(0), type.shape).converted(to: type.element))
    }
    return tensors + [try Tensor(0.0)]
  }

  /// Rows of data.
  func data() throws -> Tensor {
    try Tensor.noise(
      .normal, keys: Tensor(99), event: Shape([batch, widths[0]]), type: element)
  }
}

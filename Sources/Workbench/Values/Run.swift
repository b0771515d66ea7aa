import Tensors

extension Value {
  /// Whether it is a run, such as `train` gives back: any record with the losses of its steps, how many
  /// there were and are planned, and the state, the step and the key to go on with.
  var isRun: Bool { progressOfRun != nil }

  private var progressOfRun: (steps: Int, planned: Int, losses: Tensor)? {
    guard case .aggregate(let record) = self, case .int(let steps)? = record.field("steps"),
      case .int(let planned)? = record.field("planned"),
      case .tensor(let box)? = record.field("loss"), box.tensor.type == .f64,
      ["state", "step", "key"].allSatisfy({ record.field($0) != nil })
    else { return nil }
    return (steps, planned, box.tensor)
  }

  /// A run in a line: how far it came, and how the loss went; nil for what is no run.
  func textOfRun(_ style: NumberStyle) -> String? {
    guard let (steps, planned, tensor) = progressOfRun else { return nil }
    let losses = tensor.elements(as: Double.self)
    let part = max(1, losses.count / 10)
    let mean = { (some: ArraySlice<Double>) in
      style.format(some.reduce(0, +) / Double(max(some.count, 1)))
    }
    let extent = steps < planned ? "\(steps) of \(planned) steps" : "\(steps) steps"
    if losses.isEmpty { return "run of \(extent)" }
    if losses.count < 20 {
      return "run of \(extent): loss \(style.format(losses[losses.count - 1]))"
    }
    return "run of \(extent): loss \(mean(losses.prefix(part))) -> \(mean(losses.suffix(part)))"
      + " (means of a tenth)"
  }
}

import Tensors

extension Value {
  /// Whether it is a run: the record that `train` gives back, with what is needed to go on.
  var isRun: Bool {
    guard case .aggregate(let record) = self else { return false }
    return record.names == Value.fieldsOfRun
  }

  private static let fieldsOfRun = [
    "model", "ema", "loss", "terms", "steps", "planned", "state", "step", "norms", "data", "batch",
    "key",
  ]

  /// A run in a line: how far it came, and how the loss went; nil for what is no run.
  func textOfRun(_ style: NumberStyle) -> String? {
    guard isRun, case .aggregate(let record) = self, case .int(let steps)? = record.field("steps"),
      case .int(let planned)? = record.field("planned"),
      case .tensor(let box)? = record.field("loss")
    else { return nil }
    let losses = box.tensor.elements(as: Double.self)
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

import Glibc
import Language
import Plotting
import Tensors

/// The picture of a training: its loss and the terms of it, each with the noise of single steps taken out.
enum RunFigure {
  /// The picture of a run.
  ///
  /// Raw losses stand behind their exponential averages. The axis is logarithmic where the losses are
  /// positive and the averages go through a factor of 30 or more.
  ///
  /// - Parameters:
  ///   - run: A record such as `train` gives.
  ///   - share: How much of the average a step leaves, 0 for no smoothing, or nil for one that fits their number.
  /// - Returns: The figure, or nil where the value is no run.
  static func figure(of run: Aggregate, share: Double?) -> Figure? {
    guard case .tensor(let loss)? = run.field("loss") else { return nil }
    var curves = [("loss", loss.tensor.elements(as: Double.self))]
    if case .aggregate(let terms)? = run.field("terms"), let names = terms.names, names.count > 1 {
      for (name, term) in zip(names, terms.items) {
        guard case .tensor(let box) = term else { continue }
        curves.append((name, box.tensor.elements(as: Double.self)))
      }
    }
    var marks: [any Mark] = [], smooth: [Double] = []
    for (number, (name, values)) in curves.enumerated() {
      let steps = values.indices.map { Double($0 + 1) }
      let share = share ?? Smoothing.defaultShare(of: values.count)
      let average = Smoothing.exponential(values, share: share)
      smooth += average.dropFirst(min(10, average.count / 2))
      if share > 0 {
        marks.append(
          Line(
            x: steps, y: values, label: curves.count > 1 ? nil : "each step", ink: .muted,
            dash: .solid, width: 0.75, opacity: 0.5,
            isSeries: false))
      }
      marks.append(
        Line(
          x: steps, y: average, label: curves.count > 1 ? name : share > 0 ? "running mean" : nil,
          ink: .series(number)))
    }
    var panel = Panel(marks: marks, x: Axis(label: "step", isWhole: true), y: Axis(label: "loss"))
    if let shown = Interval(of: smooth), shown.low > 0, shown.high > 30 * shown.low,
      curves.allSatisfy({ $0.1.allSatisfy { $0 > 0 || $0.isNaN } })
    {
      panel.y.isLog = true
    }
    return .panel(panel)
  }

  /// The losses of several runs by their names, smoothed as that of one is.
  static func figure(comparing runs: [(name: String, steps: [Double], loss: [Double])]) -> Figure {
    let marks: [any Mark] = runs.enumerated().map { number, run in
      let share = Smoothing.defaultShare(of: run.loss.count)
      return Line(
        x: run.steps, y: Smoothing.exponential(run.loss, share: share), label: run.name,
        ink: .series(number))
    }
    return .panel(
      Panel(marks: marks, x: Axis(label: "step", isWhole: true), y: Axis(label: "loss")))
  }
}

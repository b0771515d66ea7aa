extension Tensor {
  /// The line under a tensor that is not shown whole: extremes and mean of the numbers, how many
  /// are nan; of complex numbers those of the modulus; of truth values how many are true.
  public func statistics(_ style: NumberStyle) -> String {
    switch type {
    case .bool:
      let mask = pointer(as: Bool.self)
      var total = 0
      for i in 0..<count { total += mask[i] ? 1 : 0 }
      return "true \(total)  false \(count - total)"
    case .i64:
      let input = pointer(as: Int.self)
      var total: Int128 = 0, least = input[0], most = input[0]
      for i in 0..<count {
        total += Int128(input[i])
        least = min(least, input[i])
        most = max(most, input[i])
      }
      let mean = style.format(Double(total) / Double(count))
      return "min \(least)  mean \(mean)  max \(most)"
    case .f32:
      let input = pointer(as: Float.self)
      return Statistics(count) { Double(input[$0]) }.text("", style)
    case .f64:
      let input = pointer(as: Double.self)
      return Statistics(count) { input[$0] }.text("", style)
    case .c128:
      let input = pointer(as: Complex128.self)
      return Statistics(count) { input[$0].magnitude }.text("modulus: ", style)
    }
  }
}

private struct Statistics {
  private var least = Double.infinity
  private var most = -Double.infinity
  private var mean = 0.0
  private var nans = 0
  private let count: Int

  /// The mean is that of block means, added up in order.
  init(_ count: Int, _ value: (Int) -> Double) {
    self.count = count
    var total = 0.0, start = 0
    while start < count {
      let end = min(count, start + 1024)
      var sum = 0.0
      for i in start..<end {
        let x = value(i)
        if x.isNaN {
          nans += 1
          continue
        }
        sum += x
        least = x < least ? x : least
        most = x > most ? x : most
      }
      total += sum
      start = end
    }
    mean = total / Double(count - nans)
  }

  func text(_ prefix: String, _ style: NumberStyle) -> String {
    if nans == count { return prefix + "nan \(nans)" }
    let numbers = zip(["min", "mean", "max"], [least, mean, most])
    let texts = numbers.map { "\($0) \(style.format($1))" }
    return prefix + (texts + ["nan \(nans)"]).joined(separator: "  ")
  }
}

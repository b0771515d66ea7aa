import Glibc

/// Eigenvalues in the plane of complex numbers, beside the unit circle.
public enum Spectrum {
  /// How far beyond the circle a number may lie that is on it but for rounding.
  static let slack = 1e-9

  /// The panel of a spectrum: the unit circle, lines through 0, and the eigenvalues, those outside the
  /// circle with a sign of their own.
  ///
  /// - Parameters:
  ///   - real: The real parts.
  ///   - imaginary: The imaginary parts, as many.
  ///   - title: Above the axes.
  /// - Returns: A panel with the same unit on both axes.
  public static func panel(real: [Double], imaginary: [Double], title: String = "") -> Panel {
    var inside: [Int] = [], outside: [Int] = []
    for index in 0..<min(real.count, imaginary.count) {
      if hypot(real[index], imaginary[index]) <= 1 + slack {
        inside.append(index)
      } else {
        outside.append(index)
      }
    }
    var marks: [any Mark] = [
      ReferenceLine(.horizontal(y: 0), width: 1, isReached: false),
      ReferenceLine(.vertical(x: 0), width: 1, isReached: false), Circle(),
    ]
    let hasBoth = !inside.isEmpty && !outside.isEmpty
    if !inside.isEmpty {
      marks.append(
        Points(
          x: inside.map { real[$0] }, y: inside.map { imaginary[$0] },
          label: hasBoth ? "|λ| ≤ 1" : nil, ink: .series(0), form: .disc, keepsProportions: true))
    }
    if !outside.isEmpty {
      marks.append(
        Points(
          x: outside.map { real[$0] }, y: outside.map { imaginary[$0] },
          label: "|λ| > 1", ink: .series(2), form: .triangle, keepsProportions: true))
    }
    return Panel(
      marks: marks, title: title, x: Axis(label: "Re λ"), y: Axis(label: "Im λ"),
      isProportional: true)
  }
}

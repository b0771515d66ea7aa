extension Shape {
  /// The indices of a matrix among those that lie in the axes before the last two, as they would be
  /// typed: `[2, 1, :, :]`.
  ///
  /// The shape is that of the leading axes, `matrix` a row-major position in it, from 0.
  public func matrixLabel(_ matrix: Int) -> String {
    let indices = zip(strides, extents).map { String(matrix / $0 % $1 + 1) }
    return "[" + (indices + [":", ":"]).joined(separator: ", ") + "]"
  }
}

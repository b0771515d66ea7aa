/// How numbers are printed.
public struct NumberStyle: Hashable, Sendable {
  /// When an exponent is shown.
  public enum Notation: Hashable, Sendable, CaseIterable {
    /// Where the decimal exponent is below -5 or at least the number of digits.
    case auto
    /// Never.
    case fixed
    /// Always, except for zero, infinities and nan.
    case scientific
  }

  /// Significant digits, 1 to 17.
  public var digits: Int
  /// When an exponent is shown.
  public var notation: Notation
  /// Columns of the page.
  public var width: Int

  /// A style; digits outside 1...17 and widths below 20 are moved to the nearest bound.
  public init(digits: Int = 6, notation: Notation = .auto, width: Int = 80) {
    self.digits = digits < 1 ? 1 : digits > 17 ? 17 : digits
    self.notation = notation
    self.width = width < 20 ? 20 : width
  }
}

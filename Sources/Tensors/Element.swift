/// A Swift type that a tensor's elements are read and written as.
public protocol Element: Hashable, Sendable, BitwiseCopyable {
  /// The element type that it is the memory layout of.
  static var elementType: ElementType { get }
}

extension Bool: Element {
  /// `bool`.
  public static var elementType: ElementType { .bool }
}

extension Int: Element {
  /// `i64`.
  public static var elementType: ElementType { .i64 }
}

extension Float: Element {
  /// `f32`.
  public static var elementType: ElementType { .f32 }
}

extension Double: Element {
  /// `f64`.
  public static var elementType: ElementType { .f64 }
}

extension Complex128: Element {
  /// `c128`.
  public static var elementType: ElementType { .c128 }
}

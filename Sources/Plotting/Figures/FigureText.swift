import Foundation

/// A figure as a text, to be kept in a file and read again.
public enum FigureText {
  /// The text of a figure, nil where a mark of it has none.
  public static func text(of figure: Figure) -> String? {
    nil
  }

  /// The figure that a text is, or nil.
  public static func figure(_ text: String) -> Figure? {
    nil
  }
}

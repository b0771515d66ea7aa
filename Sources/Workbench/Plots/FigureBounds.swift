import Language
import Plotting
import Tensors

// Figures are laid over and beside each other without a copy of their numbers: what they cost is what is
// looked at when they are drawn.
extension Figure {
  /// The most that a figure weighs: 2 GB of numbers, or some million marks.
  static let heaviest = 1 << 28
  private static let deepest = 100

  /// Throws where the figure holds more, or nests deeper, than can be walked.
  func requireBounded(at span: SourceSpan) throws(Fault) {
    try Figure.requireRoom(for: weight(upTo: Figure.heaviest + 1), at: span)
    if isDeeper(than: Figure.deepest) {
      throw Fault("depth", "figures nest at most \(Figure.deepest) deep", at: span)
    }
  }

  /// Throws where a figure of this weight would be too heavy.
  static func requireRoom(for weight: Int, at span: SourceSpan) throws(Fault) {
    guard weight > heaviest else { return }
    throw Fault(
      "memory",
      "a figure holds at most \(heaviest) numbers, of which a mark counts as a hundred", at: span)
  }
}

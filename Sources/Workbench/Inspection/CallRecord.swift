import Language
import Tensors

/// A call on the way to an error, with what it was given.
struct CallRecord {
  /// The function's name.
  var name: String
  /// Where it was called.
  let span: SourceSpan
  /// Its parameters, each as it is called and with what it was when the error came.
  var parameters: [(name: String, text: String)] = []

  /// A value in a few characters: a number whole, whatever else by its kind.
  static func text(of value: Value) -> String {
    switch value.known {
    case .int, .float, .bool: ValuePrinter().inline(value.known)
    case .text(let text): "\"" + text.onOneLine.cut(to: 20) + "\""
    case .tensor(let box) where box.tensor.count <= 4 && box.tensor.shape.rank == 1:
      ValuePrinter().inline(value.known)
    case .unset, .tensor, .traced, .estimate, .function, .density, .aggregate, .module, .identity,
      .figure:
      value.kindDescription
    }
  }
}

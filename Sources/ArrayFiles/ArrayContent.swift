import Tensors

/// What a file of arrays holds.
public indirect enum ArrayContent: Sendable {
  /// One array.
  case tensor(Tensor)
  /// A column of texts.
  case texts([String])
  /// Several arrays under names, in the order of the file; no name occurs twice.
  case named([(name: String, content: ArrayContent)])

  /// What it is in words.
  var words: String {
    switch self {
    case .tensor(let tensor): "a tensor of shape \(tensor.shape)"
    case .texts(let texts): "\(texts.count) texts"
    case .named(let parts): "\(parts.count) named values"
    }
  }
}

import Tensors

/// What a file of arrays holds.
public indirect enum ArrayContent: Sendable {
  /// One array.
  case tensor(Tensor)
  /// A column of texts.
  case texts([String])
  /// Several arrays under names, in the order of the file; no name occurs twice.
  case named([(name: String, content: ArrayContent)])
}

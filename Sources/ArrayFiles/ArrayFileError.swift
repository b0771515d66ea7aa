import Files
import Tensors

/// Why a file of arrays cannot be read or written.
public enum ArrayFileError: Error, Hashable, Sendable {
  /// The system refused.
  case file(FileError)
  /// The memory budget refused, or the numbers fit no tensor.
  case tensor(TensorError)
  /// The contents are not what the format says: what is wrong, and where, such as "byte 128" or
  /// "line 3, column 2".
  case damaged(path: String, format: String, reason: String, place: String?)
  /// Sound, but nothing that gm has: pickled objects, a palette of texts; with what to do.
  case unsupported(path: String, format: String, reason: String, hint: String?)
  /// The value has no place in the format; with what to do.
  case unwritable(format: String, reason: String, hint: String?)

  /// The name of the file tells no format.
  case unknownEnding(path: String)

  /// The error in words, without a hint.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .tensor(let error): "\(error)"
    case .damaged(let path, let format, let reason, let place):
      "\(path) is no sound \(format) file: \(reason)" + (place.map { " (\($0))" } ?? "")
    case .unsupported(let path, let format, let reason, _): "\(path) (\(format)): \(reason)"
    case .unwritable(let format, let reason, _): "\(format): \(reason)"
    case .unknownEnding(let path): "the ending of \(path) names no kind of file"
    }
  }

  /// What to do, where that is known.
  public var hint: String? {
    switch self {
    case .file, .tensor, .damaged: nil
    case .unsupported(_, _, _, let hint), .unwritable(_, _, let hint): hint
    case .unknownEnding:
      "the endings are .gmw and \(ArrayFiles.endings.joined(separator: ", ")); figures have .svg, .pdf and .gif"
    }
  }
}

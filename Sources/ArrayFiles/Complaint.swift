import Files
import Tensors

/// What is wrong with a file, said of it.
struct Complaint {
  let path: String
  let format: String

  /// The contents are not what the format says, at an offset.
  func damaged(_ reason: String, at offset: Int? = nil) -> ArrayFileError {
    damaged(reason, place: offset.map { "byte \($0)" })
  }

  /// The contents are not what the format says, at a place.
  func damaged(_ reason: String, place: String?) -> ArrayFileError {
    .damaged(path: path, format: format, reason: reason, place: place)
  }

  /// Packed bytes in it, which lie in a range of it, are no sound ones.
  func unpacking(
    _ error: Inflation.Failure, _ name: String? = nil, in range: Range<Int>
  ) -> ArrayFileError {
    if error == .stopped { return .tensor(.interrupted) }
    let place = error == .truncated ? range.upperBound : range.lowerBound
    return damaged((name.map { "\($0): " } ?? "") + error.description, at: place)
  }

  /// Nothing that gm has.
  func unsupported(_ reason: String, _ hint: String?) -> ArrayFileError {
    .unsupported(path: path, format: format, reason: reason, hint: hint)
  }

  /// The tensor of stored numbers, which has a name where there are several.
  func tensor(_ numbers: StoredNumbers, of name: String? = nil) throws(ArrayFileError) -> Tensor {
    do throws(StoredNumbers.Failure) { return try numbers.tensor() } catch {
      switch error {
      case .tensor(let error): throw .tensor(error)
      case .tooLarge(let position, let number):
        throw unsupported(
          "element \(position)\(name.map { " of \($0)" } ?? "") is \(number), which is beyond the integers of gm (2^63 - 1)",
          nil)
      }
    }
  }
}

import Files

/// A format of files that hold arrays.
///
/// A file is judged by its content: `recognises` looks at its first bytes, never at its name. Writing
/// goes by the name's ending.
protocol ArrayFormat {
  /// The name in messages: `npy`.
  static var name: String { get }
  /// The endings of files written in it, with the dot, in lower case.
  static var endings: [String] { get }
  /// Whether a file begins as one of this format does.
  static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool
  /// What the file holds.
  static func read(_ file: FileBytes) throws(ArrayFileError) -> ArrayContent
}

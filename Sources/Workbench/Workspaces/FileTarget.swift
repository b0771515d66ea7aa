/// A file that a statement writes.
struct FileTarget {
  /// As typed, with the home folder for `~`.
  let path: String
  /// Whether it is written: otherwise all is done but that, as by a statement that ran before, so that what
  /// was an error is one again.
  let isWritten: Bool
}

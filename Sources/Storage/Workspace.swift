/// A workspace as a file: rows that refer to rows before them, the last of which is the root.
///
/// The file is an SQLite database with an application id and the number of its format. A row has a
/// kind, a text, bytes and their form; what these mean its user knows. Each has checksums,
/// and the file one of all of them, so that a row that is missing is noticed as well as one that has
/// changed.
public enum Workspace {
  /// The number of the format that is written, and the newest that is read.
  public static let version = 1
  /// `gmWS`: what tells a workspace from other SQLite files.
  static let applicationID: Int32 = 0x676d_5753

  /// Whether a file begins as an SQLite database does.
  public static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: magic)
  }

  /// Whether a file is the first bytes of a database and no more: it was cut short.
  public static func isCut(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count > 1 && bytes.count < magic.count && magic.starts(with: bytes)
  }

  private static let magic = Array("SQLite format 3\u{0}".utf8)

  /// The tables; the bytes of a row are so many parts in a row, from `part` on.
  static let schema = [
    "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """
    CREATE TABLE row (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, \
    form TEXT NOT NULL, part INTEGER NOT NULL, parts INTEGER NOT NULL, \
    size INTEGER NOT NULL, heading INTEGER NOT NULL, checksum INTEGER NOT NULL)
    """,
    "CREATE TABLE part (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
  ]

  /// The most bytes in one part, as SQLite takes no gibibyte in one piece.
  static let partSize = 1 << 25
}

/// One row of a workspace.
public struct WorkspaceRow: Sendable {
  /// What it is, in a word.
  public let kind: String
  /// Its text: the source of a function, the names of a record.
  public let text: String
  /// What its bytes are: the type and shape of numbers, or whatever its user has to know.
  public let form: String
  /// Its bytes.
  public let bytes: WorkspaceBytes

  /// A row; without bytes unless told.
  public init(
    kind: String, text: String = "", form: String = "", bytes: WorkspaceBytes = .held([])
  ) {
    self.kind = kind
    self.text = text
    self.form = form
    self.bytes = bytes
  }
}

/// The bytes of a row.
public enum WorkspaceBytes: Sendable {
  /// Bytes of their own.
  case held([UInt8])
  /// So many bytes that lie elsewhere: to be written, such as a tensor's, or still in the file.
  case elsewhere(count: Int, with: @Sendable ((RawSpan) throws -> Void) throws -> Void)

  /// How many they are.
  public var count: Int {
    switch self {
    case .held(let bytes): bytes.count
    case .elsewhere(let count, _): count
    }
  }

  /// Hands the bytes to `body`, in one piece or in several, in order.
  public func read(_ body: (RawSpan) throws -> Void) throws {
    switch self {
    case .held(let bytes): try body(bytes.span.bytes)
    case .elsewhere(_, let with): try with(body)
    }
  }
}

/// Why a workspace cannot be written or read.
public enum WorkspaceError: Error, Hashable, Sendable {
  /// No workspace of gm's: another kind of file.
  case foreign(path: String)
  /// Written by a newer gm, in a format of that number.
  case newer(path: String, version: Int)
  /// The contents are not what was written.
  case damaged(path: String, reason: String)
  /// The system or the database refused to write.
  case refused(path: String, reason: String)

  /// The error in words.
  public var description: String {
    switch self {
    case .foreign(let path): "\(path) is no workspace of gm's"
    case .newer(let path, let version):
      "\(path) was written by a newer gm: its format is \(version), and this gm reads formats up to "
        + "\(Workspace.version)"
    case .damaged(let path, let reason): "\(path) is damaged: \(reason)"
    case .refused(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}

import Files
import Language
import Storage
import Synchronization
import Tensors

/// Workspaces as files.
enum WorkspaceFiles {
  /// What stands in a file about itself.
  static let about = [("format", "gm workspace \(Workspace.version)")]
  /// The number of the format that is written.
  static let version = Workspace.version
  /// The ending of their names.
  static let ending = ".gmw"

  /// Whether a file is one, or was one before it was cut short.
  static func recognises(_ file: FileBytes) -> Bool {
    unsafe Workspace.recognises(file.bytes) || Workspace.isCut(file.bytes)
  }

  /// The bytes of any file, within the memory budget; Ctrl-C ends the reading.
  ///
  /// - Throws: faults without a place.
  static func file(_ path: String, within enclosure: Enclosure? = nil) throws(Fault) -> FileBytes {
    let isStopped = { Interruption.flag.load(ordering: .relaxed) }
    do throws(FileError) {
      return try FileBytes(
        path, within: enclosure, limit: MemoryBudget.bytesAllowed, isStopped: isStopped)
    } catch {
      if case .outside = error { throw FilePlaces.outside(path, at: nil) }
      if isStopped() { throw Fault("interrupted", "interrupted", at: nil) }
      throw Fault("file", error.description, at: nil)
    }
  }

  /// Opens a workspace, and takes it apart as far as that needs no code.
  ///
  /// - Throws: faults without a place.
  static func reading(of file: FileBytes, isForMain: Bool) throws(Fault) -> WorkspaceReading {
    do throws(WorkspaceError) {
      return try WorkspaceReading(
        Workspace.read(file), path: file.path, isForMain: isForMain)
    } catch { throw fault(error) }
  }

  /// Writes one value.
  ///
  /// - Throws: faults without a place.
  static func write(
    _ value: Value, to target: FileTarget, _ code: CodeLibrary, _ r: borrowing Slots
  ) throws(Fault) {
    let rows: [WorkspaceRow]
    do throws(OperationError) {
      rows = try WorkspaceWriting.rows(of: value, main: code.main, code, r)
    } catch {
      throw Fault(error, at: nil)
    }
    try write(rows, to: target)
  }

  /// Writes rows.
  ///
  /// - Throws: faults without a place.
  static func write(_ rows: [WorkspaceRow], to target: FileTarget) throws(Fault) {
    guard target.isWritten else { return }
    do throws(WorkspaceError) { try Workspace.write(rows, about: about, to: target.path) } catch {
      throw fault(error)
    }
  }

  /// The value that a workspace holds; of a whole session a record of its names.
  ///
  /// Code that the session does not have yet cannot be lowered while a statement runs: it is noted, and
  /// the statement begins again when the session has it.
  static func value(
    of file: FileBytes, _ code: CodeLibrary, _ p: borrowing Program, at span: SourceSpan
  ) throws(Fault) -> Value {
    let reading = try reading(of: file, isForMain: false)
    guard let lowered = reading.code.isEmpty ? LoweredCode() : code.known[reading.code] else {
      code.wanted = reading
      throw Fault(
        "file", "\(file.path) holds functions, which cannot be read in the middle of this",
        at: span,
        hint: "x = load(\"\(file.path)\")")
    }
    do throws(WorkspaceError) {
      let values = try reading.values(lowered, p)
      guard let (id, row) = reading.root else { throw reading.damaged(0, "is missing") }
      switch WorkspaceKind(rawValue: row.kind) {
      case .value?:
        guard let value = try values.items(row, id).first else {
          throw reading.damaged(id, "holds no value")
        }
        return value
      case .session?: return try record(of: values, row, id)
      default: throw reading.damaged(id, "is no last row")
      }
    } catch { throw fault(error) }
  }

  /// What went wrong, without a place; Ctrl-C is nothing that is wrong with the file.
  static func fault(_ error: WorkspaceError) -> Fault {
    if Interruption.flag.load(ordering: .relaxed) {
      return Fault("interrupted", "interrupted", at: nil)
    }
    return Fault("file", error.description, at: nil)
  }

  /// Whether a name was brought in by `use`: it is a module's, and not the user's own.
  private static func isBrought(_ name: WorkspaceForm.Name, _ values: WorkspaceValues) -> Bool {
    guard let place = name.place else { return false }
    return values.reading.code.definitions[place.definition]?.form.module != nil
  }

  /// The names of a session as a record: those that are the user's own.
  private static func record(
    of values: WorkspaceValues, _ row: WorkspaceRow, _ id: Int
  ) throws(WorkspaceError) -> Value {
    let form: WorkspaceForm.Session = try values.reading.form(row, id)
    var fields: [(String, Value)] = [], seen: Set<String> = []
    let rows = values.reading.contents.rows
    for number in form.names {
      guard number >= 1, number <= rows.count else {
        throw values.reading.damaged(id, "names row \(number)")
      }
      let name: WorkspaceForm.Name = try values.reading.form(rows[number - 1], number)
      let items = try values.items(rows[number - 1], number)
      guard name.module == nil, name.name != "ans", items.count == 1, !isBrought(name, values),
        seen.insert(name.name).inserted
      else { continue }
      fields.append((name.name, items[0]))
    }
    return .record(fields)
  }
}

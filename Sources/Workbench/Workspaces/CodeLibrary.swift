import Language

/// What workspaces need to know of the code of a session, also while a statement runs: where functions
/// are made, and the code of workspaces that was read.
final class CodeLibrary {
  let environment: Environment
  /// The user's names.
  let main: Module
  /// The text of a number, while it is known.
  var source: (SourceID) -> Source? = { _ in nil }
  /// The path of a text that is a used file.
  var path: (SourceID) -> String? = { _ in nil }
  /// Where a module was read from: the path of a file, nil for one of the library, and its text.
  var origin: (Module) -> (path: String?, text: String)? = { _ in nil }
  /// The code of workspaces that was lowered.
  var known: [WorkspaceCode: LoweredCode] = [:]
  /// The code that a running statement needs before it can go on.
  var wanted: WorkspaceReading?

  init(_ environment: Environment, main: Module) {
    self.environment = environment
    self.main = main
  }

  /// A statement with the comment above it, and the line in which that begins; a statement that does not
  /// begin its line stands behind as many blanks.
  func text(of span: SourceSpan) -> (text: String, line: Int, source: Source)? {
    guard let source = source(span.source) else { return nil }
    let line = source.lineNumber(of: span.start), comment = source.commentAbove(span)
    let blanks = Int(span.start - source.lineStarts[line - 1])
    let statement = String(repeating: " ", count: blanks) + source.text(of: span)
    let lines = comment.map(String.init) + [statement]
    return (lines.joined(separator: "\n"), line - comment.count, source)
  }

  /// The names that a statement, or a function in it, reads from outside.
  func freeNames(of span: SourceSpan) -> [String] {
    if read[span.source] == nil {
      let statements = source(span.source).flatMap { try? Parser.parse($0) } ?? []
      read[span.source] = Dictionary(statements.map { ($0.span, $0) }) { first, _ in first }
    }
    return read[span.source]?[span].map { Resolver.freeNames(of: $0) } ?? []
  }

  /// Forgets the statements of texts that are gone.
  func forgetTexts(where isGone: (SourceID) -> Bool) {
    read = read.filter { !isGone($0.key) }
  }

  /// The statements of texts, where they were asked for.
  private var read: [SourceID: [SourceSpan: Statement]] = [:]

  /// The statement around a factor of a density, found by the function that is its law.
  func statement(around span: SourceSpan, law: Value) -> StatementPlace? {
    guard case .function(let closure) = law, case .script(let id) = closure.body,
      let statement = environment.program.statement(ofFunction: id)?.code,
      statement.span.source == span.source, statement.span.start <= span.start,
      span.end <= statement.span.end
    else { return nil }
    return StatementPlace(statement.span, statement.module)
  }
}

/// A statement of the top level, with the module whose names it means.
struct StatementPlace {
  let span: SourceSpan
  let module: Module

  init(_ span: SourceSpan, _ module: Module) {
    self.span = span
    self.module = module
  }
}

/// The rows of a workspace that are code.
struct WorkspaceCode: Hashable {
  /// A module, by the number of its row.
  struct Module: Hashable {
    let name: String
    let path: String?
    let text: String
  }

  /// A statement, by the number of its row.
  struct Definition: Hashable {
    let text: String
    let form: WorkspaceForm.Definition
  }

  var modules: [Int: Module] = [:]
  var definitions: [Int: Definition] = [:]
  /// Whether densities stand in it, whose meaning the library has.
  var hasDensities = false
  /// What tells the workspace from others with the same code, where names of its own have values.
  var stamp = ""
  /// Whether the names of its session become the user's; else its functions keep to names of their own.
  var isForMain = false

  /// Whether there is nothing to be lowered.
  var isEmpty: Bool {
    modules.isEmpty && !hasDensities && !definitions.values.contains(where: \.form.isCode)
  }
}

/// Code of a workspace as it stands in the session.
struct LoweredCode {
  var modules: [Int: Module] = [:]
  /// The statements by the rows of their definitions.
  var statements: [Int: StatementCode] = [:]
  var densities: DensityLibrary?
}

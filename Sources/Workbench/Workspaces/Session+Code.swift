import Language
import Storage

// The code of workspaces: lowered at the top level, where nothing runs.
extension Session {
  /// Makes the code of a workspace part of the program, and gives the names of its modules their values;
  /// no statement of it is run.
  func learn(_ reading: WorkspaceReading) throws(Fault) {
    var lowered = LoweredCode()
    blankLines = 0
    for (row, module) in reading.code.modules.sorted(by: { $0.key < $1.key }) {
      lowered.modules[row] = try restored(module)
    }
    let own = reading.code.isForMain ? main : reading.home
    if own !== main { restoredModules.append((own, reading.path, "")) }
    let shipped = statementsOfLibrary(lowered.modules.values)
    for (row, definition) in reading.code.definitions.sorted(by: { $0.key < $1.key }) {
      let module = definition.form.module.map { lowered.modules[$0] } ?? own
      guard let module else { throw damaged(reading, row, "is of a module that is not there") }
      if let known = shipped[StatementKey(module: module, text: definition.text)] {
        lowered.statements[row] = known
      } else {
        lowered.statements[row] = try lower(definition, row, of: module, reading)
      }
    }
    if reading.code.hasDensities { lowered.densities = try densityLibrary() }
    code.known[reading.code] = lowered
    if reading.code.stamp.isEmpty { return }
    let values = try values(of: reading, lowered)
    for (offset, row) in reading.contents.rows.enumerated()
    where row.kind == WorkspaceKind.name.rawValue {
      let name = try name(values, row, offset + 1)
      guard let module = name.form.module.map({ lowered.modules[$0] }) ?? own else {
        throw damaged(reading, offset + 1, "is of a module that is not there")
      }
      // The user's own names are given their values all at once.
      if module === main { continue }
      define(name, in: module, lowered)
    }
  }

  /// A module of a workspace: the library's, or one of its own with no names yet.
  private func restored(_ module: WorkspaceCode.Module) throws(Fault) -> Module {
    guard let path = module.path else {
      guard LibraryText.named(module.name) != nil else {
        throw Fault(
          "file", "it needs the module \(module.name), which this gm does not have", at: nil)
      }
      return try load(library: module.name, at: SourceSpan(source: SourceID(0), start: 0, end: 0))
    }
    let made = Module(name: module.name)
    restoredModules.append((made, path, module.text))
    return made
  }

  private func densityLibrary() throws(Fault) -> DensityLibrary? {
    guard let conditional = try slot(of: "conditional", in: "densities"),
      let logJoint = try slot(of: "log_joint", in: "densities")
    else { return nil }
    return DensityLibrary(conditional: conditional, logJoint: logJoint)
  }

  /// A statement of a module by its text.
  private struct StatementKey: Hashable {
    let module: ObjectIdentifier
    let text: String

    init(module: Module, text: String) {
      self.module = ObjectIdentifier(module)
      self.text = text
    }
  }

  /// The statements of modules that are in use, by their texts: functions of the library stay the
  /// library's own.
  private func statementsOfLibrary(_ modules: some Sequence<Module>) -> [StatementKey:
    StatementCode]
  {
    let wanted = Set(modules.map(ObjectIdentifier.init))
    var statements: [StatementKey: StatementCode] = [:]
    for statement in environment.program.statements
    where wanted.contains(ObjectIdentifier(statement.module)) {
      guard let text = code.text(of: statement.span)?.text else { continue }
      statements[StatementKey(module: statement.module, text: text)] = statement
    }
    return statements
  }

  /// Lowers a statement as if it stood where it stood, and runs nothing.
  private func lower(
    _ definition: WorkspaceCode.Definition, _ row: Int, of module: Module,
    _ reading: WorkspaceReading
  ) throws(Fault) -> StatementCode {
    let form = definition.form
    guard definition.text.utf8.count < 1 << 26, (1...Int(Int32.max)).contains(form.line) else {
      throw damaged(reading, row, "has a text that is too long")
    }
    // So that messages name the lines that they named before, in files that are not made of lines alone.
    let isFar = blankLines + form.line > 1 << 22
    if !isFar { blankLines += form.line }
    let text = String(repeating: "\n", count: isFar ? 0 : form.line - 1) + definition.text
    let source = addSource(text, name: form.source, isFile: form.isFile)
    moduleSources.insert(source.id)
    // What came from a file is the file's, as if it had been used here.
    if !module.isMain, let path = origin(of: module)?.path { paths[source.id] = path }
    let statements: [Statement]
    do throws(SyntaxError) { statements = try Parser.parse(source) } catch {
      throw damaged(reading, row, "is no statement of gm's language: \(error.diagnostic.message)")
    }
    guard statements.count == 1 else {
      throw damaged(reading, row, "is \(statements.count) statements")
    }
    guard form.isCode else {
      return StatementCode(functions: [], span: statements[0].span, module: module)
    }
    let names = module.names
    defer { module.names = names }
    let lowering = Lowering(environment, module: module, source: source, isTransient: false)
    _ = try lowering.statement(statements[0])
    return environment.program.note(
      statements[0].span, of: module, functions: lowering.functions)
  }

  func damaged(_ reading: WorkspaceReading, _ row: Int, _ reason: String) -> Fault {
    Fault("file", reading.damaged(row, reason).description, at: nil)
  }

  /// The values of the rows of a workspace whose code was learned.
  func values(
    of reading: WorkspaceReading, _ lowered: LoweredCode
  ) throws(Fault) -> WorkspaceValues {
    do throws(WorkspaceError) { return try reading.values(lowered, environment.program) } catch {
      throw WorkspaceFiles.fault(error)
    }
  }
}

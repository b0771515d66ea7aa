import Files
import Foundation
import Language
import Storage

/// A name of a workspace with its value.
struct WorkspaceName {
  let spelled: String
  let form: WorkspaceForm.Name
  let value: Value
}

extension Session {
  /// `:save`: all names with their values, and where draws go on, in one file.
  func save(_ argument: String, at span: SourceSpan) throws(Fault) {
    var path = try workspacePath(argument, of: "save", at: span)
    if !path.hasEnding { path += WorkspaceFiles.ending }
    guard path.lowercased().hasSuffix(WorkspaceFiles.ending) else {
      throw Fault(
        "argument", ":save writes a workspace, whose name ends in .gmw, not in \(path)", at: span,
        hint: "save(x, \"\(path)\") writes one value as its ending says")
    }
    let target = try output.files.writing(path, at: span)
    let made = try perform(height: 0, at: span) { (p, r, m) throws(Fault) in
      WorkspaceWriting.rows(of: self, r)
    }
    do throws(Fault) { try WorkspaceFiles.write(made.rows, to: target) } catch {
      throw error.placed(at: span)
    }
    for failure in made.failures {
      output.show(.diagnostic("warning: \(failure.name) is not in \(path): \(failure.reason)\n"))
    }
    workspace = path
    output.write("\(path): \(Session.told(own(made.kept)))")
  }

  /// `:load`: the names of a file with their values, in place of those of the same names; draws go on as
  /// they would have.
  func load(_ argument: String, at span: SourceSpan) throws(Fault) {
    var path = try workspacePath(argument, of: "load", at: span)
    if !path.hasEnding, !FileManager.default.fileExists(atPath: path.expandingTilde) {
      path += WorkspaceFiles.ending
    }
    let file = try output.files.file(path, at: span)
    do throws(Fault) {
      let names = try restore(try WorkspaceFiles.reading(of: file, isForMain: true))
      workspace = path
      output.write("\(path): \(Session.told(names))")
    } catch { throw error.placed(at: span) }
  }

  /// The path that a command names, without quotes; without one the last that was saved or loaded.
  private func workspacePath(
    _ argument: String, of command: String, at span: SourceSpan
  ) throws(Fault) -> String {
    let path =
      argument.count > 1 && argument.hasPrefix("\"") && argument.hasSuffix("\"")
      ? String(argument.dropFirst().dropLast()) : argument
    if !path.isEmpty { return path }
    if let workspace { return workspace }
    throw Fault(
      "command", ":\(command) needs the name of a file", at: span, hint: ":\(command) work.gmw")
  }

  /// The names, as spelled, that are the user's own: neither `ans` nor what `use` brought in.
  private func own(_ names: [String]) -> [String] {
    names.filter { $0 != "ans" && main.place(of: $0)?.module.isMain ?? true }
      .map { main.spellings[$0] ?? $0 }
  }

  /// Names in a line, with how many they are.
  static func told(_ names: [String]) -> String {
    let count = names.count == 1 ? "1 name" : "\(names.count) names"
    if names.isEmpty { return count }
    let shown = names.prefix(8).joined(separator: ", ")
    return "\(count): \(shown)\(names.count > 8 ? ", ..." : "")"
  }

  /// Brings the names of a session that was saved into this one; their spellings.
  private func restore(_ reading: WorkspaceReading) throws(Fault) -> [String] {
    guard let (id, row) = reading.root, row.kind == WorkspaceKind.session.rawValue else {
      throw Fault(
        "file", "\(reading.path) holds one value, and no names", at: nil,
        hint: "x = load(\"\(reading.path)\")")
    }
    let form: WorkspaceForm.Session
    do throws(WorkspaceError) { form = try reading.form(row, id) } catch {
      throw Fault("file", error.description, at: nil)
    }
    if code.known[reading.code] == nil { try learn(reading) }
    let lowered = code.known[reading.code] ?? LoweredCode()
    let values = try values(of: reading, lowered)
    // All of it is read before anything is changed.
    var names: [WorkspaceName] = []
    for number in form.names {
      guard number >= 1, number <= reading.contents.rows.count else {
        throw damaged(reading, id, "names row \(number)")
      }
      let name = try name(values, reading.contents.rows[number - 1], number)
      if name.form.module == nil { names.append(name) }
    }
    for name in names { define(name, in: main, lowered) }
    // Also those that a used file uses.
    for module in lowered.modules.values {
      guard let origin = code.origin(module), let path = origin.path, modules[path] == nil else {
        continue
      }
      modules[path] = LoadedModule(module: module, text: origin.text)
    }
    for use in form.uses { restore(use, lowered) }
    firstSeed = form.firstSeed
    randomness.reseed(form.seed, after: max(0, form.statements))
    return own(names.map(\.form.name))
  }

  /// A row that is a name.
  func name(
    _ values: WorkspaceValues, _ row: WorkspaceRow, _ id: Int
  ) throws(Fault) -> WorkspaceName {
    do throws(WorkspaceError) {
      guard row.kind == WorkspaceKind.name.rawValue, case let items = try values.items(row, id),
        items.count == 1
      else { throw values.reading.damaged(id, "is no name") }
      return WorkspaceName(
        spelled: row.text, form: try values.reading.form(row, id), value: items[0])
    } catch { throw Fault("file", error.description, at: nil) }
  }

  /// Gives a name its value again, with the statement that gave it.
  func define(_ name: WorkspaceName, in module: Module, _ lowered: LoweredCode) {
    define(name.form.name, name.value, in: module)
    guard let place = name.form.place, let statement = lowered.statements[place.definition]
    else {
      if name.form.name != "ans" || !module.isMain {
        module.definitions[name.form.name] = SourceSpan(source: SourceID(-1), start: 0, end: 0)
        module.spellings[name.form.name] = name.spelled
      }
      return
    }
    module.definitions[name.form.name] = lowered.span(place)
    module.spellings[name.form.name] = name.spelled
    module.put(
      name.form.name, at: StatementPlace(statement.span, statement.module))
  }

  /// Keeps in mind that a file is in use, for `:reload`.
  private func restore(_ use: WorkspaceForm.Use, _ lowered: LoweredCode) {
    guard let span = lowered.statements[use.definition]?.span,
      let module = lowered.modules[use.module], let source = sources[span.source],
      let path = code.origin(module)?.path,
      let statement = try? Parser.parse(source).first,
      case .use(let library, let alias) = statement.kind
    else { return }
    uses.append(Use(library: library, alias: alias, source: source, span: span, key: path))
  }

  /// Refuses what was computed while a mapped file was cut short or written to.
  func requireUnchangedFiles(at span: SourceSpan) throws(Fault) {
    guard let path = FileBytes.changed().first else { return }
    throw Fault(
      "file",
      "\(path) was written to by another program while gm has it open: what comes of it may be anything",
      at: span, hint: "load(\"\(path)\")")
  }
}

extension String {
  /// Whether the name at the end of a path has an ending.
  fileprivate var hasEnding: Bool {
    let name = split(separator: "/").last ?? ""
    return name.dropFirst().contains(".")
  }
}

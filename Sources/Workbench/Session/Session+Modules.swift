import CTables
import Foundation
import Language

/// A module that was read.
struct LoadedModule {
  let module: Module
  /// The text it was read from, to see whether it changed.
  let text: String
}

extension Session {
  /// `use "lib.gms"`, `use gan`, `use gan as g`.
  ///
  /// Of a chapter of the library come the names that it lists, so that its helpers take nobody's name.
  func use(
    _ library: Statement.Library, as alias: Name?, in source: Source, module: Module,
    at span: SourceSpan
  ) throws(Fault) {
    let loaded: Module, name: String
    switch library {
    case .module(let library):
      name = library.canonical
      loaded = try load(library: name, at: library.span)
    case .file(let path, let pathSpan):
      name = alias?.canonical ?? ""
      let key: String
      (loaded, key) = try load(file: path, usedBy: source, at: pathSpan)
      if module.isMain {
        // Used again, it is used once: a session may use a file at each turn.
        uses.removeAll { $0.key == key && $0.alias?.canonical == alias?.canonical }
        uses.append(Use(library: library, alias: alias, source: source, span: span, key: key))
      }
    }
    if let alias {
      define(alias.canonical, .module(loaded), in: module)
      module.definitions[alias.canonical] = alias.span
      return
    }
    if !name.isEmpty { define(name, .module(loaded), in: module) }
    if !module.used.contains(where: { $0 === loaded }) { module.used.append(loaded) }
    let offered = isInLibrary ? nil : LibraryHelp.offered(by: name, with: dependencies)
    for (exported, definition) in loaded.definitions {
      guard offered?.contains(exported) ?? true, let value = value(of: exported, in: loaded) else {
        continue
      }
      define(exported, value, in: module)
      module.definitions[exported] = definition
      module.put(exported, at: loaded.place(of: exported))
    }
  }

  /// Whether a module of the library is being read: such see all of each other, its readers what is public.
  private var isInLibrary: Bool { loading.last.map { LibraryText.named($0) != nil } ?? false }

  /// Where a module was read from: a file, or the library.
  func origin(of module: Module) -> (path: String?, text: String)? {
    if let known = modules.first(where: { $0.value.module === module }) {
      let isShipped = LibraryText.named(known.key) == known.value.text
      return (isShipped ? nil : known.key, known.value.text)
    }
    return restoredModules.first { $0.module === module }.map { ($0.path, $0.text) }
  }

  /// A module of the library, parsed on first use.
  func load(library name: String, at span: SourceSpan) throws(Fault) -> Module {
    guard let text = LibraryText.named(name) else {
      let near = Suggestion.nearest(to: name, among: LibraryText.names)
      throw Fault(
        "name", "there is no module \(name)", at: span,
        hint: near.first.map { "did you mean use \($0)?" }
          ?? "the modules are \(LibraryText.names.joined(separator: ", ")); a file is named in quotes"
      )
    }
    return try load(text, key: name, name: name, title: "\(name).gms", at: span)
  }

  /// A file, relative to the file that uses it.
  private func load(
    file path: String, usedBy source: Source, at span: SourceSpan
  ) throws(Fault) -> (Module, key: String) {
    let full = resolved(path, usedBy: source)
    // Messages name the file as typed, from the folder of the using one.
    let base = source.origin == .file ? (source.name as NSString).deletingLastPathComponent : ""
    let title = (base as NSString).appendingPathComponent(path)
    let text = try output.files.text(full, shownAs: title, at: span)
    try spend(text.utf8.count, at: span)
    let name = URL(fileURLWithPath: full).deletingPathExtension().lastPathComponent
    return (try load(text, key: full, name: name, title: title, at: span), full)
  }

  /// The path of a used file: relative to the folder of the using file.
  private func resolved(_ path: String, usedBy source: Source) -> String {
    let base = paths[source.id] ?? options.script ?? ""
    let folder =
      base.isEmpty
      ? FileManager.default.currentDirectoryPath
      : URL(fileURLWithPath: base).deletingLastPathComponent().path
    let expanded = (path as NSString).expandingTildeInPath
    return URL(fileURLWithPath: expanded, relativeTo: URL(fileURLWithPath: folder + "/"))
      .standardizedFileURL.resolvingSymlinksInPath().path
  }

  private func used(at span: SourceSpan) -> String {
    guard let source = sources[span.source] else { return "use" }
    let place = source.origin == .file ? " in \(source.name)" : ""
    return "use \(source.text(of: span))\(place)"
  }

  private func load(
    _ text: String, key: String, name: String, title: String, at span: SourceSpan
  ) throws(Fault) -> Module {
    if let cycle = loading.firstIndex(of: key) {
      let names = (loading[cycle...] + [key]).map { ($0 as NSString).lastPathComponent }
      throw Fault("use", "modules use each other: " + names.joined(separator: " → "), at: span)
    }
    if let user = loading.last { dependencies[user, default: []].insert(key) }
    if let known = modules[key], known.text == text { return known.module }
    loading.append(key)
    defer { loading.removeLast() }
    let module = Module(name: name), source = addSource(text, name: title, isFile: true)
    paths[source.id] = key
    moduleSources.insert(source.id)
    // Using a module shows nothing, whatever its statements print.
    let write = output.write
    output.write = { _ in }
    defer { output.write = write }
    let statements: [Statement]
    do throws(SyntaxError) {
      statements = try source.statements()
    } catch {
      throw Fault(error)
    }
    for statement in statements {
      // A file of definitions alone does nothing that would notice.
      try Turn.checkStop(at: span)
      switch statement.kind {
      // `gm test` runs these; using a module only brings in its names.
      case .check, .explain, .derive, .command, .help, .search: continue
      default:
        do throws(Fault) {
          try execute(statement, in: source, module: module, prints: false)
        } catch {
          error.details.notes.append("reading \(title) for \(used(at: span))")
          throw error
        }
      }
    }
    modules[key] = LoadedModule(module: module, text: text)
    return module
  }
}

/// The modules that gm ships, embedded in the program.
enum LibraryText {
  private static let texts: [String: String] = {
    var texts: [String: String] = [:]
    var index = 0
    while let (name, text) = module(index) {
      texts[name] = text
      index += 1
    }
    return texts
  }()

  private static func module(_ i: Int) -> (name: String, text: String)? {
    let module = unsafe library_module(i)
    guard let name = unsafe module.name, let text = unsafe module.text else { return nil }
    return unsafe (String(cString: name), String(cString: text))
  }

  static var names: [String] { texts.keys.sorted() }

  static func named(_ name: String) -> String? { texts[name] }
}

/// Reading files of text with clear errors.
public enum FileText {
  /// Why a file cannot be read as a script.
  public struct Failure: Error, Sendable {
    /// The reason in words.
    public let message: String
  }

  /// The text of a file; folders, unreadable files and bytes that are not UTF-8 are errors.
  public static func read(_ path: String, shownAs title: String? = nil) throws(Failure) -> String {
    let shown = title ?? path
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(message: "there is no file \(shown)")
    }
    if isFolder.boolValue { throw Failure(message: "\(shown) is a folder, not a script") }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(message: "\(shown) cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(message: "\(shown) is not a text in UTF-8")
    }
    return text
  }

}

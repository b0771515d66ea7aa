import Foundation
import Language

extension Session {
  /// A `use` of a file by the session itself.
  struct Use {
    let library: Statement.Library
    let alias: Name?
    let source: Source
    let span: SourceSpan
    /// The path of the file.
    let key: String
  }

  /// `:reload`: reads files again that changed, or use such; names that the user gave a value since
  /// keep it, and a file with a mistake stays what it was.
  func reload(at span: SourceSpan) throws(Fault) {
    let stale = staleModules()
    guard !stale.isEmpty else {
      output.write(uses.isEmpty ? "no file is in use" : "no file has changed")
      return
    }
    let kept = modules, wasInUse = Set(stale)
    for key in stale { modules[key] = nil }
    var read: [String] = [], failure: Fault?
    for use in uses where wasInUse.contains(use.key) {
      do throws(Fault) {
        try reload(use, from: kept[use.key]?.module)
        read.append((use.key as NSString).lastPathComponent)
      } catch {
        failure = failure ?? error
      }
    }
    for key in stale where modules[key] == nil { modules[key] = kept[key] }
    if !read.isEmpty { output.write("read again: " + read.joined(separator: ", ")) }
    if let failure {
      failure.details.notes.append("what it had before stays")
      throw failure
    }
  }

  /// Files in use whose text is another now, or that use one of these.
  private func staleModules() -> [String] {
    var stale = Set(
      modules.filter { key, loaded in
        LibraryText.named(key) == nil && isChanged(key, loaded.text)
      }.map(\.key))
    var count = -1
    while stale.count > count {
      count = stale.count
      for (user, used) in dependencies where !used.isDisjoint(with: stale) { stale.insert(user) }
    }
    return stale.intersection(modules.keys).sorted()
  }

  /// Whether a file holds another text now, or none; what may not be looked at is as it was, also where a
  /// workspace names it.
  private func isChanged(_ path: String, _ text: String) -> Bool {
    do throws(Fault) { return try output.files.text(path) != text } catch {
      return error.details.code != "safe"
    }
  }

  /// Brings in the names of a module that was read again, but for those that are the user's by now.
  private func reload(_ use: Use, from old: Module?) throws(Fault) {
    let isOwn = { [main] (name: String) in
      guard let place = main.definitions[name] else { return false }
      return place != old?.definitions[name]
    }
    let own = main.definitions.keys.filter { old?.definitions[$0] != nil && isOwn($0) }
      .map { ($0, value(of: $0), main.definitions[$0]) }
    let gone = use.alias == nil ? old?.definitions.keys.filter { !isOwn($0) } ?? [] : []
    try self.use(use.library, as: use.alias, in: use.source, module: main, at: use.span)
    let names = modules[use.key]?.module.definitions ?? [:]
    for name in gone where names[name] == nil {
      define(name, .unset)
      main.definitions[name] = nil
    }
    for (name, value, place) in own {
      define(name, value ?? .unset)
      main.definitions[name] = place
    }
  }
}

import Language

// A session of a million entries keeps the texts of those of which something is left.
extension Session {
  /// The texts that are always kept: the last ones.
  static let fewestSources = 1000

  /// Ends a text: writes it down, and lets go of what nothing needs any more.
  func end(
    _ script: Script, _ record: LogRecord, isFile: Bool, _ show: (SessionEvent) -> Void
  ) {
    write(record, of: script.source, show)
    if !isFile { releaseSources() }
  }

  /// Lets go of entries of the prompt of which no name, function or message is left, once there are many;
  /// only between entries, when nothing runs.
  func releaseSources() {
    guard sources.count > sourceLimit else { return }
    let live = sourcesInUse, first = sourceCount - Session.fewestSources
    sources = sources.filter { id, source in
      source.origin == .file || live.contains(id) || Int(id.number) >= first
    }
    code.forgetTexts { sources[$0] == nil }
    sourceLimit = 2 * (Session.fewestSources + sources.count)
  }

  /// The texts that hold the definition of a name, the code of a function, or the place of the last error.
  private var sourcesInUse: Set<SourceID> {
    var live: Set<SourceID> = []
    for module in [main] + modules.values.map(\.module) + restoredModules.map(\.module) {
      live.formUnion(module.sourcesOfNames)
    }
    live.formUnion(environment.program.functions.lazy.map(\.definition.source))
    live.formUnion(uses.lazy.map(\.span.source))
    for lowered in code.known.values {
      live.formUnion(lowered.statements.values.lazy.map(\.span.source))
    }
    guard let details = lastFault?.details else { return live }
    live.formUnion([details.span?.source].compactMap { $0 })
    live.formUnion(details.operands.lazy.map(\.span.source))
    live.formUnion(details.calls.lazy.map(\.span.source))
    return live
  }
}

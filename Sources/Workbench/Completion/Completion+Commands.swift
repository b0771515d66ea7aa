import Language

// Metacommands and what stands behind them; questions for help.
extension Completion {
  var commands: [Offer] { Command.all.map { Offer($0.name, $0.summary) } }

  /// What stands behind a metacommand, by what its record says of its argument.
  func argument(of command: String) -> (start: Int, candidates: [Candidate]) {
    let words = cursor.word.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "=" }
    let last = String(words.last ?? ""),
      start = cursor.start + cursor.word.utf8.count - last.utf8.count
    guard let record = Command.all.first(where: { $0.name == command }) else { return (start, []) }
    switch command {
    case "set":
      return settings(words.dropLast().filter { !$0.isEmpty }.map(String.init), last, start)
    case "source": return path(last, start) ?? (start, fitting(describable, word: last))
    case "help": return (start, fitting(topicNames, word: last))
    default:
      if record.takes("file") {
        let extra = record.takes("off") ? ["off"] : []
        let ending =
          record.argument.contains(WorkspaceFiles.ending) ? WorkspaceFiles.ending : ".gms"
        return files(cursor.word, cursor.start, endings: [ending], extra: extra)
      }
      return (start, record.takes("name", "pattern") ? fitting(owned, word: last) : [])
    }
  }

  /// The session's own names.
  private var owned: [Offer] {
    session.main.definitions.keys.compactMap { name in
      guard let value = session.value(of: name) else { return nil }
      return Offer([session.main.spellings[name] ?? name], detail: { outline(of: value) })
    }
  }

  /// What has a text that `:source` shows.
  private var describable: [Offer] {
    owned + modules
      + LibraryText.autoload.keys.map { name in
        Offer([name], detail: { librarySummary(of: name) })
      }
  }

  /// `nn.de` of `:source nn.dense`.
  private func path(_ word: String, _ start: Int) -> (start: Int, candidates: [Candidate])? {
    guard let dot = word.lastIndex(of: ".") else { return nil }
    let inner = Cursor(word, at: word.utf8.count)
    guard case .member(of: let path) = inner.place else { return nil }
    let typed = String(word[word.index(after: dot)...])
    return (start + inner.start, fitting(members(of: path), word: typed))
  }

  private func settings(
    _ given: [String], _ word: String, _ start: Int
  ) -> (start: Int, candidates: [Candidate]) {
    guard let name = given.first else {
      return (start, fitting(Setting.all.map { Offer($0.name, $0.summary) }, word: word))
    }
    let values = given.count == 1 ? Setting.all.first { $0.name == name }?.values ?? [] : []
    return (start, fitting(values.map { Offer($0, rank: .argument) }, word: word))
  }

  /// The modules that `use` brings in.
  var modules: [Offer] {
    LibraryText.names.map { name in
      Offer([name], detail: { LibraryHelp.brief(of: name) })
    }
  }

  /// What may be asked for behind `?`.
  var topics: (start: Int, candidates: [Candidate]) {
    if cursor.word.hasPrefix(":") {
      let rest = String(cursor.word.dropFirst())
      if let blank = rest.firstIndex(of: " ") {
        let name = String(rest[rest.index(after: blank)...])
        let start = cursor.start + cursor.word.utf8.count - name.utf8.count
        return settings([], name, start)
      }
      return (cursor.start + 1, fitting(commands, word: rest))
    }
    return (cursor.start, fitting(topicNames))
  }

  private var topicNames: [Offer] {
    names + SyntaxTopic.all.flatMap(\.names).map(word) + modules
      + Command.all.map { Offer($0.name, $0.summary) }
      + Setting.all.map { Offer($0.name, $0.summary) }
  }
}

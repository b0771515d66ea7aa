import Language

extension Session {
  /// What the word at an offset in UTF-8 may become, and where in UTF-8 that word starts.
  ///
  /// Nothing is evaluated, and no module of the library is run. Candidates that begin like the
  /// word come; where there are none, those that differ from such in capitals.
  public func completions(
    of text: String, at utf8Offset: Int
  ) -> (start: Int, candidates: [Candidate]) {
    let cursor = Cursor(text, at: utf8Offset, codeCommands: Command.takingCode)
    return Completion(session: self, cursor: cursor).result
  }

  /// The innermost call that an offset in UTF-8 stands in, with the parameter being typed; nil
  /// where there is none that is known without evaluating.
  public func hint(of text: String, at utf8Offset: Int) -> CallHint? {
    let cursor = Cursor(text, at: utf8Offset, codeCommands: Command.takingCode)
    let completion = Completion(session: self, cursor: cursor)
    for call in cursor.calls {
      if let signature = completion.signature(of: call) { return signature.hint(in: call) }
    }
    return nil
  }
}

extension Command {
  /// The names of the commands whose argument is code.
  static let takingCode = Set(
    all.filter { $0.takes("statement", "expression", "f(x)") }.map(\.name))

  /// Whether the argument, as help shows it, is one of these.
  func takes(_ words: String...) -> Bool { words.contains { argument.contains($0) } }
}

/// Candidates for one place of the cursor.
struct Completion {
  let session: Session
  let cursor: Cursor

  /// What comes first in the list.
  enum Rank: Int {
    /// Keyword arguments and values of one, in the order given.
    case argument
    /// The user's own names, by name.
    case own
    /// What gm knows, by name.
    case known
  }

  /// A name with what the list says of it, which is asked for only where the name fits.
  struct Offer {
    /// The spellings that the word may be the beginning of; the first is the usual one.
    let spellings: [String]
    /// What is written behind the name.
    var ending = ""
    let rank: Rank
    let detail: () -> String

    init(
      _ spellings: [String], ending: String = "", rank: Rank = .known,
      detail: @escaping () -> String
    ) {
      self.spellings = spellings
      self.ending = ending
      self.rank = rank
      self.detail = detail
    }

    init(_ text: String, _ detail: String = "", rank: Rank = .known) {
      self.init([text], rank: rank, detail: { detail })
    }
  }

  /// The start of the word and the candidates.
  var result: (start: Int, candidates: [Candidate]) {
    switch cursor.place {
    case .nothing: (cursor.start, [])
    case .symbol: symbols
    case .command: (cursor.start, fitting(commands))
    case .argument(of: let command): argument(of: command)
    case .help: topics
    case .text(let text): inside(text)
    case .module: (cursor.start, fitting(modules))
    case .member(of: let path): (cursor.start, fitting(members(of: path)))
    case .law: (cursor.start, fittingFirst([laws, names]))
    case .operand(.argument) where cursor.word.isEmpty && !keywordArguments.isEmpty:
      (cursor.start, fitting(keywordArguments + ownNames))
    case .operand(.argument):
      (cursor.start, fitting(keywordArguments + names))
    case .operand(.labelled(let label)):
      (cursor.start, fittingFirst([values(of: label), names]))
    case .operand(.statement): (cursor.start, fitting(statementWords + names))
    case .operand(.part): (cursor.start, fitting(names))
    case .infix(let words):
      (cursor.start, cursor.word.isEmpty && words.count > 1 ? [] : fitting(words.map(word)))
    }
  }

  /// The first group in which something fits the word.
  private func fittingFirst(_ groups: [[Offer]]) -> [Candidate] {
    for group in groups {
      let found = fitting(group)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The offers that go on from the word, by rank, each name once.
  func fitting(_ offers: [Offer]) -> [Candidate] { fitting(offers, word: cursor.word) }

  /// The same for another word.
  func fitting(_ offers: [Offer], word: String) -> [Candidate] {
    let exact = chosen(offers) { $0.utf8.starts(with: word.utf8) }
    var found = exact
    if exact.isEmpty {
      let lower = word.lowercased()
      found = chosen(offers) { $0.lowercased().hasPrefix(lower) }
    }
    let first = found.filter { $0.offer.rank == .argument }
    let others = found.filter { $0.offer.rank != .argument }.sorted {
      ($0.offer.rank.rawValue, $0.text) < ($1.offer.rank.rawValue, $1.text)
    }
    // The list shows fewer anyway; describing all of ten thousand variables would take a while.
    return (first + others).enumerated().map { place, choice in
      Candidate(choice.text, place < Completion.detailed ? choice.offer.detail() : "")
    }
  }

  /// The most candidates of which something is said.
  private static let detailed = 300

  private func chosen(
    _ offers: [Offer], _ fits: (String) -> Bool
  ) -> [(text: String, offer: Offer)] {
    var seen: Set<String> = []
    var found: [(text: String, offer: Offer)] = []
    for offer in offers {
      guard let spelling = offer.spellings.first(where: fits) else { continue }
      let text = spelling + offer.ending
      if seen.insert(text).inserted { found.append((text, offer)) }
    }
    return found
  }

  /// A word of the language.
  func word(_ word: String) -> Offer {
    Offer(word, SyntaxTopic.named(word)?.summary ?? "")
  }
}

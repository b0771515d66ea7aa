import Language

/// Pages that list a whole table: `?keys`, `?commands`, `?settings`, `?errors`, `?modules`.
enum HelpList: String, CaseIterable, Sendable {
  case keys, commands, settings, errors, modules

  /// What the list holds, for the search.
  var summary: String {
    switch self {
    case .keys: "the keys of the prompt"
    case .commands: "the commands, which begin with a colon"
    case .settings: "what :set shows and changes"
    case .errors: "the codes of errors; ?error[shape] tells more of one"
    case .modules: "the modules of the library, which use brings in"
    }
  }

  /// The entries that it lists.
  var entries: [HelpEntry] {
    let kind: HelpEntry.Kind =
      switch self {
      case .keys: .key
      case .commands: .command
      case .settings: .setting
      case .errors: .error
      case .modules: .module
      }
    return HelpTable.all.filter { $0.kind == kind }
  }

  /// The page.
  func text(width: Int) -> String {
    let rows = entries.map { entry in
      (self == .errors || self == .modules ? entry.title : entry.use[0], entry.summary)
    }
    return ([summary] + HelpList.aligned(rows, width: width)).joined(separator: "\n")
  }

  /// Rows with their second parts aligned and filled.
  static func aligned(_ rows: [(String, String)], width: Int) -> [String] {
    let named = rows.map(\.0.count).max() ?? 0
    return rows.flatMap { name, text in
      let lines = HelpPage(width: width).filled(text, indent: named + 4)
      let first = ("  " + name).padding(to: named + 4) + (lines.first?.dropFirst(named + 4) ?? "")
      return [first] + lines.dropFirst()
    }
  }
}

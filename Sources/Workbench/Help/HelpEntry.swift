/// What help knows of one name: one record, made from the table that the name stands in, from which
/// `?name`, `??words`, `example`, the overview, the manual and their tests derive.
struct HelpEntry: Sendable {
  /// The table that an entry is from.
  enum Kind: String, Sendable, CaseIterable {
    case builtin, syntax, library, module, constant, command, setting, key, error
  }

  /// A parameter with its meaning.
  struct Parameter: Sendable {
    /// Its name, or several that share a meaning: `β1, β2`.
    let name: String
    /// What it is, with shape and range.
    let meaning: String
    /// Its default as typed, or nil where an argument is needed.
    let initial: String?
  }

  /// Statements that can be run, and what they print.
  struct Example: Sendable {
    let statement: String
    let output: String
  }

  let kind: Kind
  /// What it is asked for by; the first stands for it in lists.
  let names: [String]
  /// Its heading in the overview and in the manual.
  let group: String
  /// How it is written, one way a line, with defaults.
  var use: [String]
  /// What it does, in one line.
  var summary: String
  /// What is to be said of it, the summary included: paragraphs, which are filled, and lines that begin with
  /// blanks, which stand as they are.
  var body: [String]
  var formula: String?
  var parameters: [Parameter] = []
  /// The fields of the record that it gives, where it gives one whose fields are terms.
  var results: [Parameter] = []
  /// Where the formula is from: paper and equation.
  var source: String?
  var examples: [Example] = []
  /// Names of entries that are near.
  var see: [String] = []
  /// Other words under which the search finds it, phrases too.
  var synonyms: [String] = []
  /// The module of the library that holds it.
  var module: String?

  init(
    _ kind: Kind, _ names: [String], group: String, use: [String], summary: String,
    body: [String]? = nil
  ) {
    self.kind = kind
    self.names = names
    self.group = group
    self.use = use
    self.summary = summary
    self.body = body ?? [summary]
  }

  /// The name that stands for it.
  var name: String { names[0] }

  /// The name as it is typed and as search lists it: `:time`, `error[shape]`, `use nn`.
  var title: String {
    switch kind {
    case .command: ":\(name)"
    case .setting: ":set \(name)"
    case .module: "use \(name)"
    case .error: "error[\(name)]"
    case .builtin, .syntax, .library, .constant, .key: name
    }
  }

  /// Whether the module must be brought in before its name means anything.
  var needsUse: Bool {
    guard kind == .library, let module else { return false }
    return LibraryText.autoload[name] != module
  }
}

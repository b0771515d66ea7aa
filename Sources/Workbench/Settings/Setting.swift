/// A setting of the session: one record, from which `:set`, help, completion, the variables
/// `GM_DIGITS` and so on of the environment, and `--set` derive.
struct Setting: Sendable {
  let name: String
  /// The values it may take, for completion; of numbers a few.
  let values: [String]
  /// What it is, in a few words.
  let meaning: String
  /// The legal values in words.
  let legal: String
  /// The value at the start; nil where it was not said.
  let initial: String?
  /// Whether it says how much of the machine may be used, which is not for a script to say that is given
  /// its share by `--safe` or `--fuel`.
  let isShare: Bool
  let show: @Sendable (Session) -> String
  /// Takes a value, or returns false where it is none.
  let set: @Sendable (Session, String) -> Bool

  /// A setting; without `legal` the legal values are those of the list.
  init(
    name: String, values: [String], summary: String, legal: String? = nil, initial: String? = nil,
    isShare: Bool = false,
    show: @escaping @Sendable (Session) -> String,
    set: @escaping @Sendable (Session, String) -> Bool
  ) {
    self.name = name
    self.values = values
    meaning = summary
    self.legal = legal ?? Setting.enumerated(values)
    self.initial = initial
    self.isShare = isShare
    self.show = show
    self.set = set
  }

  /// The meaning with the legal values.
  var summary: String { "\(meaning): \(legal)" }

  /// The setting of a name.
  static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// The variable of the environment that sets it: `GM_DIGITS`.
  var variable: String { "GM_" + name.uppercased() }

  /// The value as it is shown: in a golden without what differs from machine to machine.
  func shown(_ session: Session) -> String {
    switch name {
    case "memory": session.hole("[MEM]", show(session))
    // A golden is run with one thread and with several.
    case "threads": session.hole("[..]", show(session))
    default: show(session)
    }
  }

  /// The values in words: `a, b or c`.
  private static func enumerated(_ values: [String]) -> String {
    guard let last = values.last, values.count > 1 else { return values.first ?? "" }
    return values.dropLast().joined(separator: ", ") + " or " + last
  }
}

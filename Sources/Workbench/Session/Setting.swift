import Language
import Tensors

/// A setting of the session: one record, from which `:set`, help and completion derive.
struct Setting: Sendable {
  let name: String
  /// The values it may take, for help and completion.
  let values: [String]
  let summary: String
  let show: @Sendable (Session) -> String
  /// Takes a value, or returns false where it is none.
  let set: @Sendable (Session, String) -> Bool

  static let all: [Setting] = [
    Setting(
      name: "digits", values: ["6", "10", "17"],
      summary: "significant digits of printed floats, 1 to 17",
      show: { String($0.output.style.digits) },
      set: { session, text in
        guard let digits = Int(text), (1...17).contains(digits) else { return false }
        session.output.restyle(digits: digits)
        return true
      }),
    Setting(
      name: "notation", values: ["auto", "fixed", "scientific"],
      summary: "when exponents are printed",
      show: { "\($0.output.style.notation)" },
      set: { session, text in
        guard let notation = NumberStyle.Notation.allCases.first(where: { "\($0)" == text }) else {
          return false
        }
        session.output.restyle(notation: notation)
        return true
      }),
    Setting(
      name: "width", values: ["80", "100", "120"], summary: "columns of the page, 20 to 500",
      show: { String($0.output.style.width) },
      set: { session, text in
        guard let width = Int(text), (20...500).contains(width) else { return false }
        session.output.restyle(width: width)
        return true
      }),
    Setting(
      name: "threads", values: ["1", "2", "4"],
      summary: "threads that compute; results do not depend on it",
      show: { _ in String(ThreadPool.threads) },
      set: { _, text in
        guard let threads = Int(text), (1...1024).contains(threads) else { return false }
        ThreadPool.setThreads(threads)
        return true
      }),
    Setting(
      name: "memory", values: ["1GB", "4GB"], summary: "the most bytes that tensors may take",
      show: { _ in OperationError.size(MemoryBudget.bytesAllowed) },
      set: { _, text in
        guard let bytes = bytes(text) else { return false }
        MemoryBudget.allow(bytes: bytes)
        return true
      }),
    Setting(
      name: "nan", values: NaNMode.allCases.map(\.rawValue),
      summary: "of nans: quiet; a note at the prompt; or every statement stops at the first",
      show: { $0.nanMode.rawValue },
      set: { session, text in
        guard let mode = NaNMode(rawValue: text) else { return false }
        session.nanMode = mode
        return true
      }),
    Setting(
      name: "editing", values: EditingMode.allCases.map(\.rawValue),
      summary: "the keys of the prompt",
      show: { $0.editing.rawValue },
      set: { session, text in
        guard let mode = EditingMode(rawValue: text) else { return false }
        session.editing = mode
        session.output.show(.editing(mode))
        return true
      }),
  ]

  /// `:set`, `:set digits`, `:set digits 12`.
  static func apply(_ argument: String, to session: Session, at span: SourceSpan) throws(Fault) {
    let words = argument.split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
    guard let name = words.first else {
      let names = all.map(\.name.count).max() ?? 0, shown = all.map { $0.shown(session) }
      let values = shown.map(\.count).max() ?? 0
      let rows = zip(all, shown).map { setting, value in
        let name = setting.name.padding(to: names + 2), value = value.padding(to: values + 2)
        return name + value + setting.summary
      }
      session.output.write(rows.joined(separator: "\n"))
      return
    }
    guard let setting = all.first(where: { $0.name == name }) else {
      let near = Suggestion.nearest(to: name, among: all.map(\.name))
      throw Fault(
        "setting", "there is no setting \(name)", at: span,
        hint: near.first.map { "did you mean \($0)?" } ?? ":set lists them")
    }
    guard words.count > 1 else {
      session.output.write("\(setting.name) \(setting.shown(session))")
      return
    }
    guard words.count == 2, setting.set(session, words[1]) else {
      throw Fault(
        "setting", "\(words.dropFirst().joined(separator: " ")) is no value of \(name)", at: span,
        hint: setting.summary)
    }
  }

  private func shown(_ session: Session) -> String {
    switch name {
    case "memory": session.hole("[MEM]", show(session))
    // A golden is run with one thread and with several.
    case "threads": session.hole("[..]", show(session))
    default: show(session)
    }
  }

  private static func bytes(_ text: String) -> Int? {
    let units: [(String, Double)] = [
      ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("K", 1e3), ("M", 1e6), ("G", 1e9),
    ]
    let upper = text.uppercased()
    let unit = units.first { upper.hasSuffix($0.0) }
    guard let number = Double(upper.dropLast(unit?.0.count ?? 0)), number >= 1,
      number * (unit?.1 ?? 1) < 1e18
    else { return nil }
    return Int(number * (unit?.1 ?? 1))
  }
}

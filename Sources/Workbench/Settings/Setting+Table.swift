import Foundation
import Language
import Tensors

extension Setting {
  /// All settings, in the order of `:set`.
  static let all: [Setting] = printing + computing + prompt

  /// How values are printed.
  private static let printing: [Setting] = [
    Setting(
      name: "digits", values: ["6", "10", "17"], summary: "significant digits of printed floats",
      legal: "1 to 17", initial: "6",
      show: { String($0.output.style.digits) },
      set: { session, text in
        guard let digits = Int(text), (1...17).contains(digits) else { return false }
        session.output.restyle(digits: digits)
        return true
      }),
    Setting(
      name: "notation", values: NumberStyle.Notation.allCases.map { "\($0)" },
      summary: "when exponents are printed", initial: "auto",
      show: { "\($0.output.style.notation)" },
      set: { session, text in
        guard let notation = NumberStyle.Notation.allCases.first(where: { "\($0)" == text }) else {
          return false
        }
        session.output.restyle(notation: notation)
        return true
      }),
    Setting(
      name: "width", values: ["auto", "80", "100", "120"], summary: "columns of the page",
      legal: "20 to 500, or auto, as the terminal has", initial: "auto",
      show: { String($0.output.style.width) },
      set: { session, text in
        if text == "auto" {
          session.preferences["width"] = nil
          session.output.restyle(width: session.columns)
          session.output.show(.setting(name: "width", value: text))
          return true
        }
        guard let width = Int(text), Session.widths.contains(width) else { return false }
        session.preferences["width"] = text
        session.output.restyle(width: width)
        session.output.show(.setting(name: "width", value: text))
        return true
      }),
    Setting(
      name: "time", values: ["off", "on"], summary: "whether each statement tells its time",
      initial: "off",
      show: { $0.timesEverything ? "on" : "off" },
      set: { session, text in
        guard ["on", "off"].contains(text) else { return false }
        session.timesEverything = text == "on"
        return true
      }),
    Setting(
      name: "nan", values: NaNMode.allCases.map(\.rawValue),
      summary: "what is done about nans",
      legal: "quiet; note, a word at the prompt; or stop, at the operation that makes the first",
      initial: "note",
      show: { $0.nanMode.rawValue },
      set: { session, text in
        guard let mode = NaNMode(rawValue: text) else { return false }
        session.nanMode = mode
        return true
      }),
  ]

  /// What computations may use.
  private static let computing: [Setting] = [
    Setting(
      name: "threads", values: ["auto", "1", "2", "4"],
      summary: "threads that compute, on which no result depends",
      legal: "1 to 256, or auto, as many as processors", initial: "auto",
      isShare: true,
      show: { _ in String(ThreadPool.threads) },
      set: { _, text in
        if text == "auto" {
          ThreadPool.setThreads(nil)
          return true
        }
        guard let threads = Int(text), (1...256).contains(threads) else { return false }
        ThreadPool.setThreads(threads)
        return true
      }),
    Setting(
      name: "memory", values: ["auto", "1GB", "4GB"],
      summary: "the most bytes that tensors may take",
      legal: "a size such as 500MB or 4GB, or auto, four fifths of what is free", initial: "auto",
      isShare: true,
      show: { _ in OperationError.size(MemoryBudget.bytesAllowed) },
      set: { _, text in
        if text == "auto" {
          MemoryBudget.measure()
          return true
        }
        guard let bytes = bytes(text) else { return false }
        MemoryBudget.allow(bytes: bytes)
        return true
      }),
  ]

  /// What the prompt does.
  private static let prompt: [Setting] = [
    preference(
      "editing", EditingMode.allCases.map(\.rawValue), "the keys of the prompt", initial: "emacs"),
    preference(
      "color", ["auto", "always", "never"], "whether diagnostics and code are coloured",
      initial: "auto"),
    preference(
      "plots", ["auto", "ascii", "blocks", "kitty", "sixel"], "how figures are drawn",
      initial: "auto"),
    preference(
      "theme", ["auto", "dark", "light"], "whether figures are drawn light on dark",
      initial: "auto"),
    preference(
      "hints", ["on", "off"], "whether the call being typed is shown dimly", initial: "on"),
    preference(
      "highlight", ["on", "off"], "whether code is coloured as it is typed", initial: "on"),
    preference(
      "pager", ["auto", "off", "less -FRX"], "what shows texts longer than the screen",
      legal: "auto ($PAGER, or less), off, or a command", initial: "auto"),
  ]

  /// A setting that the session keeps for its front end, which is told of changes; with words for
  /// the legal values, any text that is not empty is one.
  private static func preference(
    _ name: String, _ values: [String], _ summary: String, legal: String? = nil, initial: String
  ) -> Setting {
    Setting(
      name: name, values: values, summary: summary, legal: legal, initial: initial,
      show: { $0.preferences[name] ?? initial },
      set: { session, text in
        guard legal == nil ? values.contains(text) : !text.isEmpty else { return false }
        session.preferences[name] = text
        session.output.show(.setting(name: name, value: text))
        return true
      })
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

import TestSupport

@testable import Language

/// The language as text: tokens and trees.
extension FuzzTarget {
  static let lexer = FuzzTarget(
    name: "lexer", summary: "texts cut into tokens, strictly and tolerantly", form: .text,
    seeds: languageSeeds
  ) { input in
    let text = String(decoding: input, as: UTF8.self)
    let source = Source(id: SourceID(1), name: "fuzz", origin: .prompt, text: text)
    for tolerant in [false, true] {
      var lexer = Lexer(source)
      lexer.isTolerant = tolerant
      var end: Int32 = 0
      for token in lexer.run().tokens {
        try FuzzComplaint.unless(
          token.start >= end && token.end >= token.start && token.end <= Int32(lexer.limit),
          "a token from \(token.start) to \(token.end) behind \(end)")
        end = token.end
      }
    }
    _ = Lexer.comments(of: source)
  }

  static let parser = FuzzTarget(
    name: "parser", summary: "texts parsed, printed and parsed again", form: .text,
    seeds: languageSeeds
  ) { input in
    let text = String(decoding: input, as: UTF8.self)
    let source = Source(id: SourceID(1), name: "fuzz", origin: .file, text: text)
    let statements: [Statement]
    do throws(SyntaxError) { statements = try Parser.parse(source) } catch {
      let rendered = DiagnosticRenderer().render(error.diagnostic) { _ in source }
      return try FuzzComplaint.unless(rendered.contains("error["), "an error without a code")
    }
    for statement in statements { _ = source.text(of: statement.span) }
    let printed = SyntaxPrinter.text(of: statements)
    let again = Source(id: SourceID(2), name: "printed", origin: .file, text: printed)
    guard let second = (try? Parser.parse(again)).map(SyntaxPrinter.text(of:)) else {
      throw FuzzComplaint("printed, it does not parse: \(printed)")
    }
    try FuzzComplaint.unless(second == printed, "printed \(printed)\nthen \(second)")
  }

  private static let languageSeeds: @Sendable () -> [[UInt8]] = {
    FuzzTexts.pieces(FuzzTexts.scripts + FuzzTexts.modules)
  }
}

import Foundation

@testable import Language
@testable import Workbench

/// The texts of the repository.
enum FuzzTexts {
  /// Its folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The scripts, but for benchmarks, which are long by their nature.
  static let scripts: [String] = GoldenFiles.collect([root + "/scripts"]).files.map(\.path)
    .filter { !$0.contains("/benchmarks/") }.compactMap { GoldenFiles.read($0) }

  /// The modules of the library.
  static let modules: [String] = LibraryText.names.compactMap { LibraryText.named($0) }

  /// The README.
  static let readme: [String] = [GoldenFiles.read(root + "/README.md") ?? ""]

  /// Stretches of texts: a few lines, so that an input is run quickly.
  static func pieces(_ texts: [String], lines count: Int = 12) -> [[UInt8]] {
    texts.flatMap { text in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return stride(from: 0, to: lines.count, by: count).map { first in
        let piece = lines[first..<min(lines.count, first + count)]
        return Array(piece.joined(separator: "\n").utf8)
      }
    }
  }
}

/// What texts are made from, beside texts.
enum FuzzWords {
  /// Signs, keywords, names, numbers, marks.
  static let all: [String] =
    Sign.allCases.map(\.rawValue) + Keyword.allCases.map(\.rawValue)
    + BuiltinTable.standard.all.map(\.name).filter { $0 != "exit" }
    + Command.all.map { ":" + $0.name } + SyntaxTopic.all.flatMap(\.names) + [
      "θ", "x", "1", "2.5", "3i", "1e308", "9223372036854775807", "\"a{x:.2g}\"", "\"", "{{", "#",
      "#>", "#!>", "#~", "#~ file:", "seed=", "digits=", "tol=rel:1e-5", "abs:", "any", "xfail:",
      "skip", "slow", "...", "[..]", "[TIME]", "gm> ", "```gm", "```", "error[shape]: ",
      "ok 1.0 ± 0.1 ≈ 1 (0.2 se)", "²", "³", "ᵀ", "‖", "%", "%2", "tol", "se", "∂", "∇", "∈", "≤",
      "·", "⊙", "derive (", " ~ ", "E(", "up to const(θ)", "limit T in", "where", "in reals(",
      "\u{301}", "\u{a0}", "\u{feff}", "ﬁ", "−", "′", "“", "”", "µ", "ϵ", "日", "\u{0}", "\u{1b}",
    ]
}

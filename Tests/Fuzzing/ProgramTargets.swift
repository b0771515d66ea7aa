import Foundation
import TestSupport

@testable import Workbench

/// What runs: programs and derivations, with little fuel.
extension FuzzTarget {
  static let evaluator = FuzzTarget(
    name: "evaluator", summary: "programs of a grammar, run with little fuel", form: .choices,
    limit: 600, seeds: { [] }
  ) { input in
    var generator = ProgramGenerator(SeededGenerator(choices: input), scripts: FuzzTexts.scripts)
    try FuzzSession().run(generator.program())
  }

  static let scripts = FuzzTarget(
    name: "scripts", summary: "changed scripts and modules, run with little fuel", form: .text,
    limit: 2048,
    seeds: { FuzzTexts.pieces(FuzzTexts.scripts + FuzzTexts.modules, lines: 20) }
  ) { input in try FuzzSession(fuel: 40_000).run(String(decoding: input, as: UTF8.self)) }

  static let derivations = FuzzTarget(
    name: "derive", summary: "derivations of a grammar", form: .choices, limit: 400, seeds: { [] }
  ) { input in
    var generator = DerivationGenerator(SeededGenerator(choices: input))
    try FuzzSession(fuel: 200_000).run(generator.derivation())
  }

  static let changedDerivations = FuzzTarget(
    name: "derive-texts", summary: "changed derivations of the scripts", form: .text, limit: 2048,
    seeds: { FuzzTexts.derivations.map { Array($0.utf8) } }
  ) { input in try FuzzSession(fuel: 200_000).run(String(decoding: input, as: UTF8.self)) }
}

extension FuzzTexts {
  /// The `derive` blocks of the scripts, without what they print.
  static let derivations: [String] = scripts.flatMap { script in
    script.components(separatedBy: "\nderive ").dropFirst().compactMap { rest in
      rest.range(of: "\n}").map { "derive " + rest[..<$0.upperBound] }
    }
  }
}

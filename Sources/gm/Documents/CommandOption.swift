import ArgumentParser
import Foundation
import Workbench

/// An option or an argument of a command line, as its parser knows it: the table from which the man page, the
/// manual and the shells' completions derive.
struct CommandOption {
  /// As typed: `-e`, `--seed`, `-h, --help`; none of an argument.
  let names: [String]
  /// What stands for its value, nil of a flag.
  let value: String?
  /// The values that it may have, where they are few.
  let values: [String]
  /// What it does.
  let meaning: String

  /// How it is written: `--seed n`.
  var use: String {
    let names = names.joined(separator: ", ")
    guard let value else { return names }
    return names.isEmpty ? "\(value) ..." : "\(names) \(value)"
  }

  /// The options of `gm`.
  static let ofGm = options(of: GmCommand.self)
  /// The options of `gm test`.
  static let ofTest = options(of: TestCommand.self)

  /// Both, as the manual takes them.
  static var sections: [(command: String, options: [Manual.Option])] {
    [("gm", ofGm), ("gm test", ofTest)].map { command, options in
      (command, options.map { Manual.Option(use: $0.use, meaning: $0.meaning) })
    }
  }

  private static func options(of command: (some ParsableCommand).Type) -> [CommandOption] {
    let json = Data(command._dumpHelp().utf8)
    guard let dump = try? JSONDecoder().decode(Dump.self, from: json) else { return [] }
    return dump.command.arguments.filter(\.shouldDisplay).map { argument in
      CommandOption(
        names: (argument.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name },
        value: argument.kind == "flag" ? nil : argument.valueName,
        values: argument.allValues ?? [], meaning: argument.abstract ?? "")
    }
  }

  /// What the parser tells of itself.
  private struct Dump: Decodable {
    let command: Command

    struct Command: Decodable { let arguments: [Argument] }

    struct Argument: Decodable {
      let kind: String
      let shouldDisplay: Bool
      let names: [Name]?
      let valueName: String?
      let abstract: String?
      let allValues: [String]?
    }

    struct Name: Decodable {
      let kind: String
      let name: String
    }
  }
}

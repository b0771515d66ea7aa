import ArgumentParser
import Workbench

/// The man page, in roff.
enum ManPage {
  /// The whole page.
  static var text: String {
    let lines =
      [".TH GM 1 \"\" \"gm \(gmVersion)\" \"General Commands\"", ".SH NAME"]
      + [roff("gm - " + lowercased(GmCommand.configuration.abstract))] + synopsis
      + [".SH DESCRIPTION", roff(GmCommand.configuration.discussion)]
      + options("OPTIONS", CommandOption.ofGm)
      + [".SH TESTING", roff("gm test: " + lowercased(TestCommand.configuration.abstract)), ".PP"]
      + [roff(TestCommand.configuration.discussion)]
      + options("OPTIONS OF GM TEST", CommandOption.ofTest) + keys + files
    return lines.joined(separator: "\n")
  }

  private static let synopsis = [
    ".SH SYNOPSIS", ".B gm", "[\\fIoptions\\fR] [\\fIscript\\fR [\\fIarguments\\fR ...]]", ".br",
    ".B gm test", "[\\fIoptions\\fR] [\\fIpaths\\fR ...]",
  ]

  private static let files = [
    ".SH FILES", ".TP", "\\fB$XDG_CONFIG_HOME/gm/gmrc\\fR", "What runs before the first prompt.",
    ".SH SEE ALSO", "?name, ??words and :help at the prompt; gm \\-\\-manual.",
  ]

  private static var keys: [String] {
    [".SH KEYS"]
      + KeyTopic.all.flatMap { [".TP", "\\fB\(roff($0.keys))\\fR", roff($0.summary)] }
  }

  private static func options(_ title: String, _ options: [CommandOption]) -> [String] {
    [".SH \(title)"]
      + options.flatMap { option in
        let names = option.names.map { "\\fB\(roff($0))\\fR" }.joined(separator: ", ")
        let value = option.value.map { "\\fI\(roff($0))\\fR" }
        let head = [names, value ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        return [".TP", head, roff(option.meaning)]
      }
  }

  private static func lowercased(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst().prefix { $0 != "." }
  }

  /// Text in which nothing is a request or an escape.
  private static func roff(_ text: String) -> String {
    let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "`": result += "\\(ga"
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default:
        let code = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "]"
      }
    }
    return [".", "'"].contains(escaped.first) ? "\\&" + escaped : escaped
  }
}

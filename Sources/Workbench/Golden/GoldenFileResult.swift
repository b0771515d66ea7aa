/// How one file ended.
struct GoldenFileResult {
  enum Status: Hashable {
    case passed
    case failed
    case skipped
  }

  var path: String
  var status: Status
  /// The rendered mismatches that remain.
  var reports: [String] = []
  /// Why the file was skipped.
  var note = ""
  var seconds = 0.0
  /// What became of the claims under another seed.
  var seeds = GoldenSeeds()

  /// How many files ended in each way.
  static func counts(of results: [GoldenFileResult]) -> String {
    [(Status.passed, "passed"), (.failed, "failed"), (.skipped, "skipped")].map { status, word in
      "\(results.count { $0.status == status }) \(word)"
    }.joined(separator: ", ")
  }
}

/// JUnit XML, for services that show test results.
enum GoldenJUnit {
  static func text(of results: [GoldenFileResult]) -> String {
    let failures = results.count { $0.status == .failed }
    let skipped = results.count { $0.status == .skipped }
    let seconds = results.reduce(0) { $0 + $1.seconds }
    let counts =
      "tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites \(counts) time=\"\(seconds)\">\n"
    text += "<testsuite name=\"golden\" \(counts) time=\"\(seconds)\">\n"
    for result in results { text += element(result) }
    return text + "</testsuite>\n</testsuites>\n"
  }

  private static func element(_ result: GoldenFileResult) -> String {
    let head =
      "<testcase classname=\"golden\" name=\"\(escaped(result.path))\" time=\"\(result.seconds)\""
    switch result.status {
    case .passed: return head + "/>\n"
    case .skipped:
      return head + "><skipped message=\"\(escaped(result.note))\"/></testcase>\n"
    case .failed:
      let message = result.reports.first.map { String($0.prefix { $0 != "\n" }) } ?? ""
      return head + "><failure message=\"\(escaped(message))\">"
        + escaped(result.reports.joined()) + "</failure></testcase>\n"
    }
  }

  /// XML 1.0 has no way to write most control characters.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

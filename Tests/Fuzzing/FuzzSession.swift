import Foundation
import Language

@testable import Workbench

/// A session that has little of everything: steps, bytes, and no right to write files.
struct FuzzSession {
  let session: Session

  /// A folder that nothing is in, so that no input reads what another has left.
  private static let folder = NSTemporaryDirectory() + "gm-fuzz-nothing"

  init(fuel: Int = 20_000) {
    var options = SessionOptions()
    options.fuel = fuel
    options.threads = 1
    options.isSafe = true
    options.keepsGoing = true
    options.isGolden = true
    options.stackBytes = FuzzSession.stackBytes
    options.script = FuzzSession.folder + "/script.gms"
    session = Session(options: options)
  }

  /// What the thread that runs inputs has.
  static let stackBytes = 500 << 20

  /// Runs a text; what it showed, errors too.
  ///
  /// - Throws: `FuzzComplaint` where it shows what no input may.
  @discardableResult
  func run(_ text: String) throws -> String {
    var shown = ""
    _ = session.run(text, name: "fuzz") { event in
      switch event {
      case .output(let text), .page(let text), .diagnostic(let text): shown += text
      case .figure, .setting, .edit, .progress: break
      }
    }
    // At the start of a line: help lists the codes of errors.
    let lines = "\n" + shown
    try FuzzComplaint.unless(!lines.contains("\nerror[internal]"), shown)
    try FuzzComplaint.unless(!lines.contains("\nerror[]"), shown)
    return shown
  }
}

import Glibc
import Workbench

/// Runs the code that the command line names: each `-e`, else the script, else all of stdin.
func runCode(
  of command: GmCommand, _ session: Session, _ output: Output
) -> Outcome {
  do throws(FileError) {
    let outcome = run(try texts(of: command), of: command, session, output)
    output.endLine()
    return outcome
  } catch {
    if CtrlC.isRequested { return .interrupted }
    Output.complain(error.message)
    return .quit(ExitCode.usage)
  }
}

private func texts(of command: GmCommand) throws(FileError) -> [(name: String, text: String)] {
  guard command.e.isEmpty else { return command.e.map { ("-e", $0) } }
  guard let script = command.script, script != "-" else {
    return [("stdin", try text(from: STDIN_FILENO, named: "stdin"))]
  }
  return [(script, try text(ofFile: script))]
}

private func run(
  _ texts: [(name: String, text: String)], of command: GmCommand,
  _ session: Session, _ output: Output
) -> Outcome {
  var result = Outcome.ok
  for (name, text) in texts {
    let outcome =
      command.n
      ? session.check(text, name: name, output: output.show)
      : session.run(text, named: name, output: output.show)
    switch outcome {
    case .ok: continue
    case .failed where command.keepGoing || command.n: result = .failed
    case .failed, .interrupted, .quit: return outcome
    }
  }
  return result
}

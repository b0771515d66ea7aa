import ArgumentParser
import Glibc
import Storage
import Workbench

/// A command line that was answered already, by help or by a complaint.
struct Answered: Error {
  let code: Int32
}

/// Parses words; prints help, the version or what is wrong with them.
func parse<Command: ParsableCommand>(
  _ command: Command.Type, _ words: [String]
) -> Result<Command, Answered> {
  do {
    return .success(try Command.parse(words))
  } catch {
    let message = Command.fullMessage(for: error)
    guard Command.exitCode(for: error).isSuccess else {
      Output.complain(String(message.trimmingPrefix("Error: ")))
      return .failure(Answered(code: ExitCode.usage))
    }
    print(message)
    return .failure(Answered(code: ExitCode.success))
  }
}

/// Does what the command line of this process asks; the result is the exit code.
func launch() -> Int32 {
  let words = Array(CommandLine.arguments.dropFirst())
  if words.first == "test" { return runTests(arguments: Array(words.dropFirst())) }
  switch parse(GmCommand.self, words) {
  case .failure(let done): return done.code
  case .success(let command): return run(command, words)
  }
}

private func run(_ command: GmCommand, _ words: [String]) -> Int32 {
  guard command.recover, let wish = Recovery.Wish(command.words) else {
    return serve(command, words, recovering: nil)
  }
  let state = hasSessionState() ? sessionState(of: command, words: words, converses: true) : nil
  switch Recovery.begin(wish, state) {
  case .failure(let done): return done.code
  case .success(let task):
    // With the options that it was begun with.
    let former = (try? GmCommand.parse(task.lost.words)) ?? GmCommand()
    return serve(former, task.lost.words, recovering: task)
  }
}

/// Runs the code that there is, and the conversation.
private func serve(
  _ command: GmCommand, _ words: [String], recovering: Recovery.Task?
) -> Int32 {
  let isAtTerminal = isatty(STDIN_FILENO) == 1
  let hasCode = recovering == nil && (command.script != nil || !command.e.isEmpty)
  let converses = isAtTerminal && !command.n && (command.i || !hasCode)
  CtrlC.install(isInteractive: converses)
  var options = command.session
  options.isInteractive = converses
  let output = Output(), session = Session(options: options)
  if let complaint = configure(session, output, command, readsFile: converses && !command.noRC) {
    Output.complain(complaint)
    return ExitCode.usage
  }
  session.state =
    recovering?.state ?? sessionState(of: command, words: words, converses: converses)
  if let recovering { Recovery.replay(recovering, in: session, output) }
  // A session that is left needs no recovery; one that is killed never comes here.
  defer { session.state?.leave() }
  if hasCode || !isAtTerminal {
    let outcome = runCode(of: command, session, output)
    if case .quit(let code) = outcome { return code }
    guard converses else { return ExitCode.of(outcome) }
  }
  guard converses else { return ExitCode.success }
  return Conversation(session, output, isQuiet: command.q).run()
}

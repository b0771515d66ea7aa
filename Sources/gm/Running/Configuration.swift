import Glibc
import Workbench

/// Gives the settings their values: those of the rc file, then those of the environment, then
/// those of the command line, so that later ones win.
///
/// - Returns: What is wrong with the command line, or nil. What is wrong with the others is a
///   warning.
func configure(
  _ session: Session, _ output: Output, _ command: GmCommand, readsFile: Bool
) -> String? {
  output.startsPrograms = !command.safe
  if isatty(STDOUT_FILENO) == 1 { session.follow(columns: TerminalSize.present.columns) }
  // Before anything runs: a command line that makes no sense does nothing.
  if let complaint = applyOptions(of: command, to: session) { return complaint }
  if readsFile { runStartFile(session, output) }
  applyEnvironment(to: session)
  if let seed = command.seed, readsFile { session.reseed(seed) }
  _ = applyOptions(of: command, to: session)
  // What was set before anything ran was told to nobody.
  output.color = session.setting("color").flatMap(ColorChoice.init) ?? .auto
  output.pager = session.setting("pager") ?? "auto"
  output.figures.choice = session.setting("plots").flatMap(FigureChoice.init) ?? .auto
  output.figures.theme = session.setting("theme") ?? "auto"
  output.figures.columns = session.chosenWidth
  return nil
}

private func applyOptions(of command: GmCommand, to session: Session) -> String? {
  for (option, name, value) in command.settings {
    if let complaint = session.configure(name, value) { return "\(option): \(complaint)" }
  }
  return nil
}

/// `GM_DIGITS=12` and so on.
private func applyEnvironment(to session: Session) {
  for name in Session.settingNames {
    guard let variable = Session.variable(ofSetting: name), let value = environment(variable),
      let complaint = session.configure(name, value)
    else { continue }
    Output.complain("warning: \(variable)=\(value): \(complaint)")
  }
}

/// Where the user's rc file is; nil where there is no home.
func startFilePath() -> String? { userFile("XDG_CONFIG_HOME", fallback: ".config", "gmrc") }

/// Runs the user's rc file; a mistake in it is shown, and the rest of it is run.
private func runStartFile(_ session: Session, _ output: Output) {
  guard let path = startFilePath(), access(path, F_OK) == 0 else { return }
  do throws(FileError) {
    let file = StartFile(try text(ofFile: path), path: path)
    let outcome = file.run(in: session, output: output.show)
    output.endLine()
    if outcome.stopped {
      Output.complain("warning: \(path) stopped early")
    } else if outcome.failures > 0 {
      let statements = outcome.failures == 1 ? "a statement" : "\(outcome.failures) statements"
      Output.complain("warning: \(path): \(statements) failed, the others were run")
    }
  } catch {
    Output.complain("warning: \(error.message)")
  }
}

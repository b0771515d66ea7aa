import Workbench

extension Session {
  /// Runs a text of the command line or the prompt: a script is a file, whose name stands in its
  /// diagnostics.
  func run(_ text: String, name: String, output: (SessionEvent) -> Void) -> Outcome {
    run(text, name: name, isFile: !["gm>", "-e", "stdin"].contains(name), output: output)
  }
}

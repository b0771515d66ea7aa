import CEditline

@preconcurrency import Glibc

/// Another program that has the terminal for a while: an editor, a pager.
enum Program {
  /// Runs a command line of the shell, with words appended that it need not quote; its exit code.
  ///
  /// Ctrl-C goes to the program: gm waits for its end.
  static func run(_ command: String, _ words: [String] = []) -> Int32 {
    let wasRunning = editline_end_running()
    defer { if wasRunning { editline_begin_running() } }
    return spawn(["/bin/sh", "-c", command + " \"$@\"", "sh"] + words) { child in wait(for: child) }
  }

  /// Runs a command line of the shell with a text on its stdin; its exit code.
  static func run(_ command: String, reading text: String) -> Int32 {
    let wasRunning = editline_end_running()
    defer { if wasRunning { editline_begin_running() } }
    // A reader that leaves before the end closes the pipe.
    let old = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, old) }
    guard let pipe = popen(command, "w") else { return -1 }
    var text = text
    text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return }
      _ = fwrite(start, 1, bytes.count, pipe)
    }
    let status = pclose(pipe)
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -1
  }

  private static func spawn(_ words: [String], _ wait: (pid_t) -> Int32) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var child = pid_t()
    guard let path = arguments[0],
      posix_spawn(&child, path, nil, nil, arguments, environ) == 0
    else { return -1 }
    return wait(child)
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      if errno != EINTR { return -1 }
    }
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -1
  }
}

import CTerminal
import Foundation
import Testing

/// A `gm` on a terminal of its own, with folders of its own for state and settings.
final class Terminal {
  private var terminal: Int32
  private let child: pid_t
  private var isOver = false
  private let size: (rows: Int, columns: Int)
  /// All that came so far, escapes included.
  private(set) var received = ""
  /// The part of it that no expectation has used up.
  private var fresh = ""

  /// Starts gm, or another program.
  init(
    _ arguments: [String] = ["-q"], in home: Home, environment: [String: String] = [:],
    rows: UInt16 = 24, columns: UInt16 = 80, program: String = gmBinary
  ) throws {
    var variables = ["TERM": "xterm", "LC_ALL": "C.UTF-8"].merging(home.environment) { $1 }
    variables.merge(environment) { $1 }
    let words = CStrings([URL(fileURLWithPath: program).lastPathComponent] + arguments)
    let settings = CStrings(variables.map { "\($0)=\($1)" })
    var child: pid_t = 0
    terminal = terminal_spawn(
      program, words.pointers, settings.pointers, rows, columns, &child)
    self.child = child
    size = (Int(rows), Int(columns))
    try #require(terminal >= 0)
  }

  deinit {
    if !isOver {
      kill(child, SIGKILL)
      _ = terminal_wait(child)
    }
    if terminal >= 0 { close(terminal) }
  }

  /// Types a text; Enter is `\r`.
  func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      // The program's answer has to be read while it is typed to, or both sides would wait.
      let count = bytes.prefix(1024).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
      while receive(milliseconds: 0) {}
    }
  }

  /// Types a text as a person does, each line after the one before is shown.
  func type(_ text: String) {
    for line in text.split(separator: "\r", omittingEmptySubsequences: false) {
      if line.startIndex > text.startIndex {
        send("\r")
        Thread.sleep(forTimeInterval: 0.05)
      }
      send(String(line))
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// Waits until the screen has been shown a text after all that was expected before; bytes of
  /// escape sequences do not count.
  @discardableResult
  func expect(
    _ text: String, within seconds: Double = 10, at location: SourceLocation = #_sourceLocation
  ) -> Duration {
    let clock = ContinuousClock()
    let start = clock.now
    while true {
      let plain = fresh.withoutEscapes
      if let range = plain.range(of: text) {
        fresh = String(plain[range.upperBound...])
        return clock.now - start
      }
      let isLate = clock.now - start > .seconds(seconds)
      if isLate || !receive(milliseconds: 20), isLate || isOver {
        Issue.record(
          "no \(text.debugDescription) in \(plain.debugDescription)", sourceLocation: location)
        return clock.now - start
      }
    }
  }

  /// What the terminal shows now, as long as it keeps its first size.
  var screen: Screen {
    var screen = Screen(rows: size.rows, columns: size.columns)
    screen.show(received)
    return screen
  }

  /// Whether the terminal echoes what is typed.
  var echoes: Bool { terminal_echoes(terminal) != 0 }

  /// Waits until the screen shows something, and returns it.
  @discardableResult
  func await(
    within seconds: Double = 10, at location: SourceLocation = #_sourceLocation,
    _ isShown: (Screen) -> Bool
  ) -> Screen {
    let end = ContinuousClock().now + .seconds(seconds)
    while true {
      while receive(milliseconds: 0) {}
      let screen = screen
      if isShown(screen) { return screen }
      if ContinuousClock().now > end || (!receive(milliseconds: 20) && isOver) {
        Issue.record(
          "not shown: \(screen.transcript.joined(separator: "\n"))", sourceLocation: location)
        return screen
      }
    }
  }

  /// How many entries have been asked for: each prompt switches bracketed paste on.
  private var prompts: Int { received.components(separatedBy: "\u{1b}[?2004h").count - 1 }

  /// Runs an entry, and waits for the next prompt; the rows above it, of which the last ones are the
  /// answer.
  @discardableResult
  func run(
    _ entry: String, within seconds: Double = 10, at location: SourceLocation = #_sourceLocation
  ) -> [String] {
    let before = prompts
    send(entry + "\r")
    let end = ContinuousClock().now + .seconds(seconds)
    while prompts == before, ContinuousClock().now < end, !isOver { receive(milliseconds: 20) }
    let screen = self.await(within: seconds, at: location) { $0.line == "gm>" }
    return screen.transcript.dropLast()
  }

  /// Waits until the line of the cursor is this one.
  @discardableResult
  func awaitLine(
    _ line: String, within seconds: Double = 10, at location: SourceLocation = #_sourceLocation
  ) -> Screen {
    self.await(within: seconds, at: location) { $0.line == line }
  }

  /// Waits until the program leaves; its exit code.
  func exitCode(within seconds: Double = 10) -> Int32 {
    let end = ContinuousClock().now + .seconds(seconds)
    while !isOver, ContinuousClock().now < end { receive(milliseconds: 20) }
    guard isOver else { return -1 }
    return terminal_wait(child)
  }

  /// Reads what comes within a time.
  func wait(milliseconds: Int) {
    let end = ContinuousClock().now + .milliseconds(milliseconds)
    while !isOver, ContinuousClock().now < end { receive(milliseconds: 5) }
  }

  /// Closes the terminal, as when its window is closed.
  func hangUp() {
    close(terminal)
    terminal = -1
    isOver = true
  }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(child, number) }

  func resize(rows: UInt16, columns: UInt16) { _ = terminal_resize(terminal, rows, columns) }

  @discardableResult
  private func receive(milliseconds: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = terminal_read(terminal, &bytes, bytes.count, milliseconds)
    if count == 0 { isOver = true }
    guard count > 0 else { return false }
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    received += text
    fresh += text
    return true
  }
}

/// The folders of one test, removed after it.
final class Home {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "gm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Folders of its own, and where a sanitizer, if there is one, writes what it finds.
  var environment: [String: String] {
    let own = [
      "HOME": path, "XDG_STATE_HOME": path + "/state", "XDG_CONFIG_HOME": path + "/config",
    ]
    let options = ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"]
    return ProcessInfo.processInfo.environment.filter { options.contains($0.key) }
      .merging(own) { $1 }
  }

  var statePath: String { path + "/state/gm/gm.db" }

  /// Writes a file below the folder.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
    return file.path
  }
}

/// The executable under test: GM_BINARY, or the one built beside these tests.
let gmBinary: String = {
  if let path = ProcessInfo.processInfo.environment["GM_BINARY"] { return path }
  let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/gm"
}()

/// Strings as C wants them: an array of pointers that ends with nil.
private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (place, string) in strings.enumerated() { pointers[place] = strdup(string) }
    pointers[count] = nil
  }

  deinit {
    for place in 0..<count { free(pointers[place]) }
    pointers.deallocate()
  }
}

extension String {
  /// The text without escape sequences.
  var withoutEscapes: String {
    guard contains("\u{1b}") else { return self }
    return replacing(/\u{1b}(\[[0-9;?]*[ -\/]*[@-~]|[@-Z\\^_])/, with: "")
  }
}

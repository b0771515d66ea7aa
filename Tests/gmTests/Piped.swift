import Foundation

/// What a gm without a terminal said.
struct Answer: Equatable {
  /// Whether a signal ended it.
  var wasKilled = false
  let code: Int32
  let output: String
  let complaint: String
}

/// A gm without a terminal.
struct Running {
  let process = Process()
  let input = Pipe()
  let output = Pipe()
  let complaint = Pipe()
}

/// Starts a gm without a terminal.
///
/// `limit` is a limit of the system, as options of ulimit.
func start(
  _ words: [String], in home: Home, environment: [String: String] = [:], limit: String? = nil,
  folder: String? = nil
) throws -> Running {
  let running = Running()
  running.process.executableURL = URL(fileURLWithPath: limit == nil ? gmBinary : "/bin/sh")
  let limited = limit.map { ["-c", "ulimit \($0); exec \"$0\" \"$@\"", gmBinary] } ?? []
  running.process.arguments = limited + words
  if let folder { running.process.currentDirectoryURL = URL(fileURLWithPath: folder) }
  running.process.environment = home.environment.merging(environment) { $1 }
  running.process.standardInput = running.input
  running.process.standardOutput = running.output
  running.process.standardError = running.complaint
  try running.process.run()
  return running
}

/// Runs a gm without a terminal to its end.
func run(
  _ words: [String], input: String = "", in home: Home, environment: [String: String] = [:],
  limit: String? = nil, folder: String? = nil
) throws -> Answer {
  let running = try start(
    words, in: home, environment: environment, limit: limit, folder: folder)
  // A program that does not read its input closes the pipe before it is written.
  signal(SIGPIPE, SIG_IGN)
  try? running.input.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try running.input.fileHandleForWriting.close()
  let output = running.output.fileHandleForReading.readDataToEndOfFile()
  let complaint = running.complaint.fileHandleForReading.readDataToEndOfFile()
  running.process.waitUntilExit()
  return Answer(
    wasKilled: running.process.terminationReason != .exit,
    code: running.process.terminationStatus, output: String(decoding: output, as: UTF8.self),
    complaint: String(decoding: complaint, as: UTF8.self))
}

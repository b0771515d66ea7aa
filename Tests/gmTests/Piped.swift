import Foundation

/// What a gm without a terminal said.
struct Answer: Equatable {
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
func start(
  _ words: [String], in home: Home, environment: [String: String] = [:]
) throws -> Running {
  let running = Running()
  running.process.executableURL = URL(fileURLWithPath: gmBinary)
  running.process.arguments = words
  running.process.environment = home.environment.merging(environment) { $1 }
  running.process.standardInput = running.input
  running.process.standardOutput = running.output
  running.process.standardError = running.complaint
  try running.process.run()
  return running
}

/// Runs a gm without a terminal to its end.
func run(
  _ words: [String], input: String = "", in home: Home, environment: [String: String] = [:]
) throws -> Answer {
  let running = try start(words, in: home, environment: environment)
  // A program that does not read its input closes the pipe before it is written.
  signal(SIGPIPE, SIG_IGN)
  try? running.input.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try running.input.fileHandleForWriting.close()
  let output = running.output.fileHandleForReading.readDataToEndOfFile()
  let complaint = running.complaint.fileHandleForReading.readDataToEndOfFile()
  running.process.waitUntilExit()
  return Answer(
    code: running.process.terminationStatus, output: String(decoding: output, as: UTF8.self),
    complaint: String(decoding: complaint, as: UTF8.self))
}

import Foundation
import Fuzzing
import TestSupport
import Testing

@testable import Workbench

/// Whatever is run ends, in a value or in an error that a person can read.
///
/// The programs run in a process of their own: a crash there is a failed test here, which shows the
/// program. `GM_FUZZ_SECONDS` sets for how long; `GM_FUZZ_SEED` starts from another program.
struct EvaluatorFuzzTests {
  @Test func randomProgramsEnd() async throws {
    let report = Self.reportPath(of: getpid())
    defer { try? FileManager.default.removeItem(atPath: report) }
    await #expect(processExitsWith: .success, "\(Self.read(report))") {
      Fuzzing(report: EvaluatorFuzzTests.reportPath(of: getppid())).run()
    }
    let summary = Self.read(report)
    #expect(summary.hasPrefix("passed"), "\(summary)")
    print("fuzz: \(summary)", terminator: "")
  }

  private static func read(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? "nothing was run"
  }

  /// Where the process tells the one that started it what it is at.
  static func reportPath(of process: pid_t) -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("gm-fuzz-\(process)").path
  }
}

/// Runs random programs until the time is up.
private final class Fuzzing: @unchecked Sendable {
  // Sendable because the watching thread reads nothing but the lock's contents.
  private let report: String
  private let lock = NSLock()
  private var started = Date()
  private var isRunning = true
  private static let secondsPerProgram = 30.0
  private static let stackBytes = 512 << 20

  init(report: String) { self.report = report }

  func run() {
    Thread.detachNewThread { self.watch() }
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      self.runPrograms()
      done.signal()
    }
    thread.stackSize = Self.stackBytes
    thread.start()
    done.wait()
  }

  private func runPrograms() {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["GM_FUZZ_SECONDS"].flatMap(Double.init) ?? 4
    let chosen = environment["GM_FUZZ_SEED"].flatMap(UInt64.init)
    // The usual run is the same each time; a longer one looks elsewhere.
    let isUsual = environment["GM_FUZZ_SECONDS"] == nil
    var seed = chosen ?? (isUsual ? 1 : UInt64(Date().timeIntervalSince1970 * 1000))
    let end = Date().addingTimeInterval(seconds)
    let scripts = Self.scripts()
    var count = 0, values = 0, errors = 0
    repeat {
      var generator = ProgramGenerator(SeededGenerator(seed: seed), scripts: scripts)
      // A session serves for several programs: they are quicker than its beginning.
      let entries = (0..<20).map { _ in generator.program() }
      let fuel = generator.random.pick([20_000, 20_000, 20_000, 300_000, 300_000, 2_000_000])
      let shown = run(entries, seed, fuel: fuel, threads: 1)
      if let complaint = Self.complaint(about: shown.joined()) { fail(seed, entries, complaint) }
      if seed % 4 == 0, run(entries, seed, fuel: fuel, threads: 3) != shown {
        fail(seed, entries, "1 and 3 threads print different things")
      }
      for text in shown {
        errors += text.components(separatedBy: "error[").count - 1
        values += text.isEmpty || text.hasPrefix("error[") ? 0 : 1
      }
      seed &+= 1
      count += entries.count
    } while Date() < end
    note("passed \(count) programs, \(values) began with a value, \(errors) errors\n")
  }

  private func fail(_ seed: UInt64, _ programs: [String], _ complaint: String) -> Never {
    note("\(complaint)\nseed \(seed)\n\(programs.joined(separator: "\n"))")
    exit(1)
  }

  /// What each program showed, its failed statements too.
  private func run(_ programs: [String], _ seed: UInt64, fuel: Int, threads: Int) -> [String] {
    var options = SessionOptions()
    options.fuel = fuel
    options.threads = threads
    options.isSafe = true
    options.keepsGoing = true
    options.isGolden = true
    options.stackBytes = Self.stackBytes
    let session = Session(options: options)
    return programs.enumerated().map { number, program in
      note("seed \(seed), program \(number + 1), fuel \(fuel)\n\(program)")
      var shown = ""
      session.fuel = fuel
      _ = session.run(program, name: "fuzz") { event in
        switch event {
        case .output(let text), .page(let text), .diagnostic(let text): shown += text
        case .figure, .setting, .edit, .progress: break
        }
      }
      return shown
    }
  }

  /// What no program may show.
  private static func complaint(about shown: String) -> String? {
    if shown.contains("error[internal]") { return shown }
    if shown.contains("error[]") { return shown }
    return nil
  }

  private func note(_ text: String) {
    lock.withLock { started = Date() }
    try? text.write(toFile: report, atomically: false, encoding: .utf8)
  }

  /// Ends the process when a program does not end.
  private func watch() {
    while true {
      sleep(1)
      if -lock.withLock({ started }).timeIntervalSinceNow > Self.secondsPerProgram { abort() }
    }
  }

  /// The scripts of the repository.
  private static func scripts() -> [String] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("scripts")
    let paths = GoldenFiles.collect([root.path]).files.map(\.path)
    // Benchmarks are long by their nature.
    return paths.filter { !$0.contains("/benchmarks/") }.compactMap { GoldenFiles.read($0) }
  }
}

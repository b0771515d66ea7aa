import Foundation

/// What `gm test` was asked to do.
public struct GoldenRunOptions: Hashable, Sendable {
  /// The second run's number of threads.
  public var threads = 2
  /// Rewrite blocks that no longer match.
  public var updates = false
  /// Ask for each block that no longer matches.
  public var reviews = false
  /// Also write nan and new errors.
  public var acceptsErrors = false
  /// Run what is marked `slow`.
  public var runsSlow = false
  /// Run only files whose path contains this.
  public var pattern: String?
  /// Where to write JUnit XML.
  public var junitPath: String?
  /// Run under this seed, judge only `check ... se` and unexpected errors, and write nothing.
  public var checksSeed: UInt64?

  /// The default: test everything that is not slow, change nothing.
  public init() {}
}

/// Runs golden files and compares, rewrites or reviews what they print.
public struct GoldenRunner {
  private let makeSession: GoldenSessionFactory
  private let write: (String) -> Void
  private let reply: () -> String?
  private let begin: (_ path: String, _ counts: String) -> Void

  /// A runner that says what it finds through `write`, reads answers of a review from `reply`, and tells
  /// `begin` the path of each file before it runs, with how many passed before it.
  public init(
    factory: @escaping GoldenSessionFactory, write: @escaping (String) -> Void,
    reply: @escaping () -> String? = { readLine() },
    begin: @escaping (_ path: String, _ counts: String) -> Void = { _, _ in }
  ) {
    makeSession = factory
    self.write = write
    self.reply = reply
    self.begin = begin
  }

  /// Runs the files under `paths`; the result is the exit code, 0 or 1.
  public func run(paths: [String], options: GoldenRunOptions = GoldenRunOptions()) -> Int32 {
    let (files, missing) = GoldenFiles.collect(paths.isEmpty ? ["."] : paths)
    var results = missing.map {
      GoldenFileResult(path: $0, status: .failed, reports: ["\($0): no such file\n"])
    }
    for result in results { result.reports.forEach(write) }
    if let seed = options.checksSeed { write(GoldenSeeds.announcement(seed)) }
    let review = GoldenReview(write: write, reply: reply)
    for file in files where options.pattern.map({ file.path.contains($0) }) ?? true {
      begin(file.path, GoldenFileResult.counts(of: results))
      let clock = ContinuousClock()
      let start = clock.now
      var result = run(file, options, review)
      result.seconds = Double((clock.now - start) / .milliseconds(1)) / 1000
      results.append(result)
    }
    if !writeJUnit(results, options) { return 1 }
    let counts = GoldenFileResult.counts(of: results)
    if options.checksSeed != nil {
      write(results.reduce(GoldenSeeds()) { $0 + $1.seeds }.summary)
    }
    write(counts + "\n")
    return results.contains { $0.status == .failed } ? 1 : 0
  }

  private func run(
    _ file: GoldenFiles.Entry, _ options: GoldenRunOptions, _ review: GoldenReview
  ) -> GoldenFileResult {
    guard let text = GoldenFiles.read(file.path) else {
      return failed(file.path, "\(file.path): not readable as UTF-8 text\n")
    }
    let document = GoldenDocument(text: text, form: file.form)
    if document.header.isSkipped || (document.header.isSlow && !options.runsSlow) {
      return GoldenFileResult(
        path: file.path, status: .skipped, note: document.header.isSkipped ? "skip" : "slow")
    }
    let single = execute(document, file.path, threads: 1, options)
    let several = execute(document, file.path, threads: max(2, options.threads), options)
    let judge = GoldenJudge(document: document, isUnderSeed: options.checksSeed != nil)
    var mismatches = judge.mismatches(single, several)
    var result = GoldenFileResult(path: file.path, status: .passed)
    if let seed = options.checksSeed {
      (mismatches, result.seeds) = judged(
        mismatches, of: document, at: file.path, options, seed: seed)
      result.seeds.judged = judge.claims(of: single)
    }
    if mismatches.isEmpty { return result }
    let report = GoldenReport(path: file.path, document: document, cases: single.cases)
    guard (options.updates || options.reviews) && options.checksSeed == nil else {
      result.reports = mismatches.map(report.text)
      result.reports.forEach(write)
      result.status = .failed
      return result
    }
    return update(mismatches, report, options, review)
  }

  func execute(
    _ document: GoldenDocument, _ path: String, threads: Int, _ options: GoldenRunOptions
  ) -> GoldenExecution {
    let file = URL(fileURLWithPath: path)
    let session = makeSession(
      GoldenOptions(
        threads: threads, seed: options.checksSeed ?? document.header.seed,
        digits: document.header.digits, directory: file.deletingLastPathComponent().path))
    return GoldenExecution(
      document, name: file.lastPathComponent, runsSlow: options.runsSlow, in: session)
  }

  /// Rewrites what may be rewritten; the rest fails.
  private func update(
    _ mismatches: [GoldenMismatch], _ report: GoldenReport, _ options: GoldenRunOptions,
    _ review: GoldenReview
  ) -> GoldenFileResult {
    var edits: [GoldenEdit] = []
    var notes: [String] = []
    var reports: [String] = []
    for mismatch in mismatches {
      let text = report.text(of: mismatch)
      guard let index = mismatch.index, let got = mismatch.got,
        !mismatch.hazards.contains(.threadsDisagree)
      else {
        write(text)
        reports.append(text)
        continue
      }
      let refused =
        options.reviews
        ? (review.accepts(text, mismatch.hazards) ? nil : "kept")
        : refusal(mismatch.hazards, options)
      if let refused {
        if !options.reviews { write(text + "  not updated: \(refused)\n") }
        reports.append(text)
        continue
      }
      let golden = report.cases[index]
      let matcher = GoldenJudge(document: report.document).matcher(for: golden)
      edits.append(report.document.edit(golden, to: got, matcher))
      notes.append("\(report.path):\(mismatch.line): updated, \(movement(golden, got, report))\n")
    }
    return apply(edits, notes, reports, report)
  }

  private func apply(
    _ edits: [GoldenEdit], _ notes: [String], _ reports: [String], _ report: GoldenReport
  ) -> GoldenFileResult {
    var reports = reports
    if !edits.isEmpty {
      do {
        let text = report.document.text(of: report.document.applying(edits))
        try GoldenFiles.replace(report.path, with: text)
        notes.forEach(write)
      } catch {
        let message = "\(report.path): cannot be written: \(error.localizedDescription)\n"
        write(message)
        reports.append(message)
      }
    }
    return GoldenFileResult(
      path: report.path, status: reports.isEmpty ? .passed : .failed, reports: reports)
  }

  private func movement(
    _ golden: GoldenCase, _ got: GoldenResult, _ report: GoldenReport
  ) -> String {
    let shown = report.document.shown(got)
    return GoldenReport.movement(
      want: golden.want.output + golden.want.diagnostics, got: shown.output + shown.diagnostics)
  }

  private func refusal(_ hazards: Set<GoldenHazard>, _ options: GoldenRunOptions) -> String? {
    guard !options.acceptsErrors, !hazards.isEmpty else { return nil }
    return hazards.map(\.description).sorted().joined(separator: ", ") + " (--accept-errors)"
  }

  private func failed(_ path: String, _ message: String) -> GoldenFileResult {
    write(message)
    return GoldenFileResult(path: path, status: .failed, reports: [message])
  }

  private func writeJUnit(_ results: [GoldenFileResult], _ options: GoldenRunOptions) -> Bool {
    guard let path = options.junitPath else { return true }
    do {
      try GoldenFiles.replace(path, with: GoldenJUnit.text(of: results))
      return true
    } catch {
      write("\(path): cannot be written: \(error.localizedDescription)\n")
      return false
    }
  }
}

import Files
import Foundation
import Storage
import TestSupport
import Testing

@testable import Workbench

/// A session that is replayed from its journal is the one that was: its values, draws, and what it says next.
@Suite struct ReplayTests {
  let folder = TemporaryFolder()

  /// A session with a journal of its own.
  private func prompt(_ name: String) -> (prompt: Prompt, state: SessionState) {
    let prompt = Prompt { $0.seed = 4 }
    let state = SessionState(
      path: "\(folder.path)/\(name).db", words: ["--seed", "4"], warn: { Issue.record("\($0)") })
    prompt.session.state = state
    return (prompt, state)
  }

  /// What was run, as the journal holds it.
  private func journal(_ name: String) throws -> [JournalStatement] {
    try StateDatabase("\(folder.path)/\(name).db").statements(of: 1)
  }

  /// Kinds of entries, each with what is asked of both sessions afterwards.
  private static let kinds: [(entries: [String], question: String)] = [
    (["a = 1", "a = a + 1; b = a*2;"], "(a, b)"),
    (["# doubles\nf(x) = 2*x", "g = f"], "(g(4), f)"), (["# doubles\nf(x) = 2*x"], "?f"),
    (["x ~ Normal(0, 1)", "normal_noise(3)"], "(x, normal_noise(2))"),
    (["seed(9); u ~ Uniform(0, 1)", "u + 1"], "(u, ans, uniform_noise(1))"),
    (["1 + 1", "2 + 2"], "%1 + %2 + ans"), (["zz + 1", "y = 3"], "y"),
    (["for i in 1:3 { s = i }", "if true { t = 5 } else { t = 6 }"], "(s, t)"),
    (["p(z) ~ Normal(0, 1)", "p(x | z) ~ Normal(z, 1)"], "log p(x=1.0, z=0.5)"),
    (
      [
        "use nn", "m = mlp(2, 3, 1)",
        "run = train(m, (m, x) -> sum(m(x)^2), normal_noise(8, 2), steps=5)",
      ], "run.loss"
    ),
    ([":set digits 3", "w = 1/3"], "w"),
    (["v = [1, 2, 3]", "v[2] = 7", "r = (a = 1)", "r.b = v"], "(v, r)"),
    (["use gan", "gan.logistic = t -> t"], "gan.logistic(2)"),
    (["derive { (a + b)^2 = a^2 + 2*a*b + b^2 }", "check 1 ≈ 1"], "1"),
    (["a = 1", ":clear a", ":reset", "c = 3"], "c"), (["E(z ~ Normal(0, 1), z^2)"], "ans"),
    (["s = \"θ \\\"quoted\\\"\\nnext\"", "t = (1, (2, s))"], "t"),
  ]

  @Test(arguments: ReplayTests.kinds.indices)
  func whatIsRunAgainIsWhatWas(number: Int) throws {
    let (entries, question) = ReplayTests.kinds[number]
    let (first, _) = prompt("first")
    for entry in entries { first(entry) }
    let held = try journal("first")
    let (second, _) = prompt("second")
    let replay = second.session.replay(held)
    #expect(replay.repeated == held.count)
    #expect(replay.changed.isEmpty && replay.interrupted.isEmpty && replay.running == nil)
    #expect(second.shows(question) == first.shows(question))
    // What is run again is not in a journal twice: the one of the other session takes it over.
    #expect(try journal("second").map(\.text) == [question])
  }

  /// The draws after a statement that is not run again are those that came after it.
  @Test func drawsGoOnAfterWhatIsLeftOut() throws {
    let (first, _) = prompt("first")
    first("a ~ Normal(0, 1)")
    first("b ~ Normal(0, 1)")
    first("c ~ Normal(0, 1)")
    var held = try journal("first")
    held[1] = JournalStatement(
      source: "gm>", text: held[1].text, seed: held[1].seed, draws: held[1].draws,
      outcome: "interrupted")
    held.append(JournalStatement(source: "gm>", text: "while true { }", seed: 4, draws: 3))
    let (second, _) = prompt("second")
    let replay = second.session.replay(held)
    #expect(replay.repeated == 2)
    #expect(replay.interrupted == ["b ~ Normal(0, 1)"])
    #expect(replay.running == "while true { }")
    #expect(second.shows("(a, c)") == first.shows("(a, c)"))
  }

  /// A training is not made a second time where it is kept what it gave; one that was paused is where it was
  /// paused, and goes on with the same bits.
  @Test(arguments: [true, false])
  func trainingsAreTakenFromTheRuns(areKept: Bool) throws {
    let (first, runs) = prompt("first")
    for entry in [
      "use nn", "net = mlp(2, 3, 1); target(x) = sum(x^2)",
      "run = train(net, (m, x) -> (sum(m(x)) - target(x))^2, normal_noise(8, 2), steps=5)",
      "runs = [train((a = 3.0,), m -> m.a^2, opt=sgd(rate), steps=4).model.a for rate in [0.1, 0.2]]",
      "a ~ Normal(0, 1)", "later = resume(run, 3)",
    ] { first(entry) }
    let held = try journal("first")
    #expect(held.map(\.runs.count) == [0, 0, 0, 1, 2, 0, 1])
    let (second, state) = prompt("second")
    // Another database does not hold them.
    if areKept { second.session.state = runs }
    let replay = second.session.replay(held)
    second.session.state = state
    #expect(replay.changed.isEmpty, "\(replay.changed)")
    #expect(replay.trainings == (areKept ? 4 : 0))
    for question in ["(run, runs, later.loss, a)", "run.model([1.0, 2])", "resume(later, 4).loss"] {
      #expect(second.shows(question) == first.shows(question), "\(question)")
    }
  }

  @Test func aPausedTrainingIsWhereItWas() throws {
    let (first, state) = prompt("first")
    first("run = train((a = 3.0,), m -> m.a^2, steps=7)")
    first("b = 2")
    // As if Ctrl-C had come after seven of a hundred steps.
    let database = try StateDatabase("\(folder.path)/first.db")
    let run = try database.beginRun(
      source: "train", settings: "", seed: 4, steps: 100, statement: nil, time: 1)
    try database.endRun(
      run, outcome: .paused, seconds: 1, losses: database.losses(ofRun: 1).losses,
      value: database.value(ofRun: 1))
    var held = try journal("first")
    held[0] = JournalStatement(
      source: held[0].source, text: "run = train((a = 3.0,), m -> m.a^2, steps=100)",
      seed: held[0].seed, draws: held[0].draws, outcome: "interrupted",
      runs: [try #require(try database.run(run))])
    let (second, _) = prompt("second")
    second.session.state = state
    let replay = second.session.replay(held)
    #expect(replay.repeated == 2 && replay.trainings == 1 && replay.interrupted.isEmpty)
    #expect(second.shows("(run.steps, b)") == "(7, 2)")
    #expect(second.shows("resume(run, 5).loss") == first.shows("resume(run, 5).loss"))
  }

  /// Files are read again, and not written again; a log does not go on.
  @Test func noFileIsWrittenAgain() throws {
    let path = "\(folder.path)/x.npy", log = "\(folder.path)/log.gms"
    let (first, _) = prompt("first")
    first("save([1.0, 2], \"\(path)\")")
    first("x = load(\"\(path)\")")
    first(":save \(folder.path)/w.gmw")
    first(":log \(log)")
    first("figure(plot(sin), \"\(folder.path)/p.svg\")")
    let held = try journal("first")
    let changed = Data("changed".utf8)
    for name in ["w.gmw", "log.gms", "p.svg"] {
      try changed.write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }
    let (second, _) = prompt("second")
    let replay = second.session.replay(held)
    #expect(replay.changed.isEmpty, "\(replay.changed)")
    #expect(replay.hadLog)
    #expect(second.shows("sum(x)") == "3.0")
    for name in ["w.gmw", "log.gms", "p.svg"] {
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)")) == changed, "\(name)")
    }
  }

  /// Nothing is written at all, also where nobody looks; what was an error is one again.
  @Test func nothingIsWrittenAnywhere() throws {
    let name = "replayed-\(UUID().uuidString)", path = "\(folder.path)/\(name)"
    let endings = [
      "npy", "csv.gz", "png", "idx", "gmw", "svg", "svg.gz", "none", "pdf", "kept.gmw", "log.gms",
    ]
    let (first, _) = prompt("first")
    for ending in endings { first("save(eye(3), \"\(path).\(ending)\")") }
    for entry in [
      "save(\"text\", \"\(path).npy\")", "save(plot(sin, 0, 1), \"\(path).svg\")",
      "save(plot(sin, 0, 1), \"\(path).svg.gz\")", "save(eye(3), \"\(path).png\", depth=9)",
      ":save \(path).gmw",
      "run = train((a = 3.0,), m -> m.a^2, steps=5, keep=\"\(path).kept.gmw\")",
      ":log \(path).log.gms", "1 + 1",
    ] { first(entry) }
    let held = try journal("first")
    #expect(Set(held.map(\.outcome)) == ["ok", "failed"])
    let files = FileManager.default
    for file in try files.contentsOfDirectory(atPath: folder.path) where file.hasPrefix(name) {
      try files.removeItem(atPath: folder.path + "/" + file)
    }
    let (second, _) = prompt("second")
    let replay = second.session.replay(held)
    #expect(replay.changed.isEmpty && replay.repeated == held.count, "\(replay.changed)")
    for place in [folder.path, try ScratchFolder.path] {
      let left = try files.contentsOfDirectory(atPath: place).filter { $0.hasPrefix(name) }
      #expect(left.isEmpty)
    }
  }

  /// What a session tried out in its scratch folder is in that of the process that replays it.
  @Test func scratchFilesAreThereAgain() throws {
    let name = "replayed-\(UUID().uuidString).npy"
    let (first, _) = prompt("first")
    first("p = scratch(\"\(name)\")")
    first("save([1.0, 2], p)")
    first("x = load(p)")
    let held = try journal("first")
    try FileManager.default.removeItem(atPath: ScratchFolder.path + name)
    let (second, _) = prompt("second")
    #expect(second.session.replay(held).changed.isEmpty)
    #expect(second.shows("sum(x + load(p))") == "6.0")
  }
}

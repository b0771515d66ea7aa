import Testing

@testable import Workbench

@Suite struct GoldenTranscriptTests {
  @Test(arguments: [
    ("# T\n\n```\ngm> half\n0.5\n```\n", true),
    ("```\ngm> rate\nerror rate 0.5\n```\n", true),
    ("```\ngm> half\n0.6\n```\n", false),
    ("```text\ngm> half\n\n0.5\n\ngm> pair\n1.53\n\nlayer1\n```\ntext\n", true),
    ("```\ngm> long(\n...> 1)\n9\n```\n", true),
    ("```\ngm> bad\nerror[shape]: 2 vs 3\ngm> half\n0.5\n```\n", true),
    ("```\ngm> bad\n```\n", false),
    ("```\ngm> a = 1\ngm> warn\n1\nwarning: shadows\n```\n", true),
    ("```\ngm> half\n0.5\n```\n\n~~~~\ngm> pair\n...\n~~~~\n", true),
    ("- item\n\n  ```\n  gm> half\n  0.5\n  ```\n", true),
    ("```\ngm> half #~ abs:0.2\n0.6\n```\n", true),
    ("```\ngm> a ? b\nerror[syntax]: a ? b\ngm> half\n0.5\n```\n", true),
  ])
  func verdicts(_ text: String, _ passes: Bool) throws {
    let bench = try GoldenBench()
    try bench.write(text, "README.md")
    #expect(bench.run() == (passes ? 0 : 1))
    #expect(
      bench.said.hasSuffix(passes ? "1 passed, 0 failed, 0 skipped\n" : "1 failed, 0 skipped\n"))
  }

  @Test func markdownWithoutPromptsIsNoTest() throws {
    let bench = try GoldenBench()
    try bench.write("```swift\nlet a = 1\n```\nNot gm> half\n", "README.md")
    #expect(bench.run() == 0)
    #expect(bench.said == "0 passed, 0 failed, 0 skipped\n")
  }

  @Test(arguments: [
    (
      "```\ngm> half\n0.6\n\ngm> pair\n```\nend\n",
      "```\ngm> half\n0.5\n\ngm> pair\n1.53\n\nlayer1\n```\nend\n"
    ),
    ("- a\n\n  ```\n  gm> half\n  0.6\n  ```\n", "- a\n\n  ```\n  gm> half\n  0.5\n  ```\n"),
    ("```\ngm> a = 1\n3\n```\n", "```\ngm> a = 1\n```\n"),
  ])
  func update(_ old: String, _ new: String) throws {
    let bench = try GoldenBench()
    try bench.write(old, "README.md")
    #expect(bench.run { $0.updates = true } == 0)
    #expect(try bench.read("README.md") == new)
    #expect(bench.run { $0.updates = true } == 0)
    #expect(try bench.read("README.md") == new)
  }
}

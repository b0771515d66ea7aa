import Foundation
import Fuzzing
import TestSupport
import Testing

/// Every target bears some hundred inputs; `scripts/fuzz` runs millions.
///
/// They run in a process of their own, which notes each input before it runs it: a crash names its input.
@Suite(.serialized) struct FuzzingTests {
  @Test(arguments: FuzzTarget.all.map(\.name))
  func bearsAnyInput(name: String) async throws {
    await #expect(processExitsWith: .success) { [name] in
      FuzzRun(name).run(seconds: 0.7, inputs: 200)
    }
    let note = FuzzRun.note(of: name)
    #expect(note == nil, "\(note ?? "")")
  }

  /// What `scripts/fuzz` found, in short.
  @Test(arguments: [("lexer", "x = \"an open text ends in \\"), ("lexer", "\"{1} \\")])
  func bearsWhatWasFound(name: String, input: String) throws {
    let target = try #require(FuzzTarget.named(name))
    try target(Array(input.utf8))
  }

  @Test func namesAreUnique() {
    let names = FuzzTarget.all.map(\.name)
    #expect(Set(names).count == names.count)
    for target in FuzzTarget.all {
      #expect(FuzzTarget.named(target.name)?.summary == target.summary)
    }
  }

  /// Choices decide all of what is made, and are used from the first to the last.
  @Test func choicesDecide() {
    var a = SeededGenerator(choices: [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(a.below(10) == 1)
    #expect(a.below(300) == 0x0203 % 300)
    #expect((0..<9).map { _ in a.below(256) } == [4, 5, 6, 7, 8, 9, 0, 0, 0])
  }
}

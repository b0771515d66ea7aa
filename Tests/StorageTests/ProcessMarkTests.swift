import Foundation
import Testing

@testable import Storage

@Suite struct ProcessMarkTests {
  @Test func thisProcessRuns() {
    #expect(ProcessMark.own.isRunning)
    // The number comes again, with another start, or after another start of the machine.
    let words = ProcessMark.own.text.split(separator: " ")
    #expect(!ProcessMark("\(words[0]) 1 \(words[2])").isRunning)
    #expect(!ProcessMark("\(words[0]) \(words[1]) other").isRunning)
    #expect(!ProcessMark("no mark").isRunning)
  }

  /// A process that has ended runs no more, also while its parent has not asked for it.
  @Test func aProcessThatHasEndedDoesNotRun() {
    var child: pid_t = 0
    var words: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("100"), nil]
    defer { for word in words { free(word) } }
    #expect(posix_spawnp(&child, "sleep", nil, nil, &words, environ) == 0)
    let mark = ProcessMark(of: child)
    #expect(mark.isRunning)
    kill(child, SIGKILL)
    for _ in 0..<500 where mark.isRunning { usleep(10_000) }
    #expect(!mark.isRunning)
    waitpid(child, nil, 0)
    #expect(!mark.isRunning)
  }
}

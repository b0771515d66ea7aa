import Testing

@testable import Workbench

/// Steps and bytes are bounded by `--fuel n`.
///
/// Bytes are counted for the whole process, so every case runs in one of its own.
struct FuelTests {
  @Test func stepsAreBounded() async {
    await #expect(processExitsWith: .success) {
      let prompt = Prompt { $0.fuel = 1000 }
      #expect(prompt.shows("s = 0; for i in 1:900 { s = s + i }; s") == "405450")
      #expect(prompt("while true { }").diagnostics.contains("error[fuel]"))
      // What is used up stays used up.
      #expect(prompt("1 + 1").diagnostics.contains("error[fuel]"))
    }
  }

  @Test func bytesAreBounded() async {
    await #expect(processExitsWith: .success) {
      let prompt = Prompt { $0.fuel = 100_000 }
      // Refused before it is made, and nothing is spent.
      #expect(prompt("zeros(10^5)").diagnostics.contains("error[fuel]"))
      #expect(prompt.shows("len(zeros(10^4))") == "10000")
      // Given back or not, what was made counts.
      #expect(prompt("for i in 1:100 { zeros(100) }").diagnostics.contains("error[fuel]"))
    }
  }

  /// A tensor that has one name is changed where it lies: in a function, in a record, by elements and
  /// by rows.
  @Test func whatIsAssignedIntoIsNotCopied() async {
    await #expect(processExitsWith: .success) {
      let prompt = Prompt { $0.fuel = 4_000_000 }
      prompt("f(n) = { x = zeros(10^5); for j in 1:n { x[j] = j }; sum(x) }")
      prompt("g(n) = { s = (x = zeros(100, 100), k = 0); for j in 1:n { s.x[j] = j }; sum(s.x) }")
      #expect(prompt.shows("f(1000)") == "500500.0")
      #expect(prompt.shows("g(100)") == "505000.0")
      // What has another name keeps its elements.
      prompt("x = [1.0, 2]; y = x; x[1] = 7; s = (x = y); s.x[2] = 9")
      #expect(prompt.shows("sum(y)") == "3.0")
    }
  }

  @Test func textsAreBounded() async {
    await #expect(processExitsWith: .success) {
      let prompt = Prompt { $0.fuel = 100_000 }
      let reply = prompt("s = \"0123456789\"; for i in 1:40 { s = \"{s}{s}\" }")
      #expect(reply.diagnostics.contains("error[fuel]"))
    }
  }

  /// A figure is drawn only where its dots and numbers can be paid for.
  @Test func drawingIsPaidFor() async {
    await #expect(processExitsWith: .success) {
      let prompt = Prompt { $0.fuel = 100_000 }
      #expect(prompt("plot(sin, 0, 1)").figures.count == 1)
      prompt(":set plots sixel")
      let reply = prompt("plot(sin, 0, 1)")
      #expect(reply.figures.isEmpty)
      #expect(reply.diagnostics.contains("error[fuel]"))
      for command in [":plot sin", ":last"] {
        let other = Prompt { $0.fuel = 100_000 }
        other("plot(sin, 0, 1); :set plots kitty")
        #expect(other(command).figures.isEmpty)
      }
    }
  }

  /// A long text is not read where it cannot be paid for, nor kept.
  @Test func textsArePaidForBeforeTheyAreRead() async {
    await #expect(processExitsWith: .success) {
      let prompt = Prompt { $0.fuel = 1000 }
      let reply = prompt(String(repeating: "1+1\n", count: 10_000))
      #expect(reply.diagnostics.contains("error[fuel]"))
      #expect(prompt.session.sourceCount == 0)
      #expect(prompt("1").diagnostics.contains("error[fuel]"))
    }
  }

  @Test func withoutFuelNothingIsBounded() async {
    await #expect(processExitsWith: .success) {
      _ = Prompt { $0.fuel = 10 }("1 + 1")
      #expect(Prompt().shows("s = 0; for i in 1:9000 { s = s + 1 }; len(zeros(10^5))") == "100000")
    }
  }
}

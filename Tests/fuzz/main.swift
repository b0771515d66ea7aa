import Foundation
import Fuzzing

// The driver of libFuzzer on a target of the table: `fuzz TARGET CORPUS [options of libFuzzer]`;
// alone it lists the targets. What a target does not bear ends the process, which libFuzzer reports
// with the input. `scripts/fuzz` runs it.

/// Writes the inputs to begin with into a folder.
private func writeCorpus(of target: FuzzTarget, to folder: String) throws {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  for (number, input) in target.corpus.enumerated() {
    try Data(input).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
  }
}

guard let target else {
  for target in FuzzTarget.all { print("\(target.name): \(target.summary)") }
  exit(0)
}
let words = CommandLine.arguments
if words.count == 3, words[1] == "--corpus" {
  try writeCorpus(of: target, to: words[2])
  exit(0)
}
if words.count == 6, words[1] == "--blind", let inputs = Int(words[4]), let seed = UInt64(words[5])
{
  try BlindRun(target, corpus: words[2], running: words[3]).run(inputs: inputs, seed: seed)
  exit(0)
}
if words.count > 2, words[1] == "--show" {
  for path in words[2...] {
    print(target.shown(Array(try Data(contentsOf: URL(fileURLWithPath: path)))))
  }
  exit(0)
}
exit(drive())

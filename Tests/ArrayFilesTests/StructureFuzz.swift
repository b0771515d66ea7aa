import Foundation
import Tensors
import TestSupport
import Testing

@testable import ArrayFiles

/// Reads files that are made at random, again and again: none may take memory that its size does not justify.
struct StructureFuzz {
  /// The format, in messages.
  let name: String
  /// The bytes of memory that a byte of a file may take.
  var budget = 12_000

  /// Reads what `make` makes; how many were readable.
  func run(_ make: (inout SeededGenerator) -> [UInt8]) -> Int {
    let seconds = ProcessInfo.processInfo.environment["GM_FUZZ_SECONDS"].flatMap(Double.init) ?? 0
    var generator = SeededGenerator(seed: UInt64(name.utf8.count) + 100)
    let start = ContinuousClock.now
    var count = 0, readable = 0
    defer { MemoryBudget.ration(nil) }
    let least = max(20_000, FuzzCount.inputs)
    while count < least || ContinuousClock.now - start < .seconds(seconds) {
      let input = make(&generator)
      count += 1
      MemoryBudget.ration(budget * (input.count + 1024))
      do {
        _ = try ArrayFiles.read(input)
        readable += 1
      } catch {
        #expect(error as? ArrayFileError != .tensor(.fuel), "\(input.count) bytes take too much")
      }
    }
    if seconds > 0 || FuzzCount.inputs > 0 {
      print("structure \(name): \(count) inputs, \(readable) readable")
    }
    return readable
  }
}

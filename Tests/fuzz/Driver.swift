import Foundation
import Fuzzing
import TestSupport

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_silgen_name("LLVMFuzzerMutate")
private func usualMutation(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

/// What is fuzzed; the environment says, as libFuzzer passes its own options on to its children.
let target = ProcessInfo.processInfo.environment["GM_FUZZ_TARGET"].flatMap {
  FuzzTarget.named($0)
}
private let mutation = target.map { FuzzMutation($0) }

/// Half of the changes are those of libFuzzer, which follow what the program compares with, and half
/// know what the inputs are.
@_cdecl("LLVMFuzzerCustomMutator")
func mutate(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int
{
  guard seed & 1 == 0, let mutation else { return usualMutation(data, count, limit) }
  var random = SeededGenerator(seed: UInt64(seed))
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  let changed = mutation.changed(input, &random).prefix(limit)
  for (k, byte) in changed.enumerated() { data[k] = byte }
  return changed.count
}

/// Runs an input; a complaint ends the process as a crash would.
private func run(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: count))
  do { try target?(input) } catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    abort()
  }
  return 0
}

/// Lets libFuzzer run as the command line says; the exit code.
func drive() -> CInt {
  var count = CommandLine.argc
  var arguments = CommandLine.unsafeArgv
  return runDriver(&count, &arguments, run)
}

import Foundation

/// Something that has to bear any input.
public struct FuzzTarget: Sendable {
  /// What the bytes of an input are, which decides how they are changed.
  public enum Form: Sendable {
    /// Text: characters, words and lines are changed too.
    case text
    /// A file of numbers.
    case bytes
    /// Decisions of a generator, a byte or a few for each.
    case choices
  }

  /// A name of one word.
  public let name: String
  /// What is run.
  public let summary: String
  /// What its inputs are.
  public let form: Form
  /// The longest input worth its time, in bytes.
  public var limit = 4096
  /// Inputs from which others are made.
  let seeds: @Sendable () -> [[UInt8]]
  /// Runs an input; it throws `FuzzComplaint` where what it sees is wrong.
  let body: @Sendable ([UInt8]) throws -> Void

  /// The inputs from which others are made, none too long.
  public var corpus: [[UInt8]] {
    let seeds = seeds().filter { $0.count <= limit }
    return seeds.isEmpty ? [[0]] : seeds
  }

  /// Runs an input.
  ///
  /// - Throws: `FuzzComplaint` where what comes of it is wrong.
  public func callAsFunction(_ input: [UInt8]) throws { try body(input) }

  /// The input as a reader sees it: the text, or what a generator makes of the choices.
  public func shown(_ input: [UInt8]) -> String {
    switch form {
    case .text: String(decoding: input, as: UTF8.self)
    case .bytes, .choices: input.map { String($0, radix: 16) }.joined(separator: " ")
    }
  }
}

/// A wrong result, in words.
public struct FuzzComplaint: Error, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  init(_ description: String) { self.description = description }

  /// Complains unless the condition holds.
  static func unless(_ condition: Bool, _ words: @autoclosure () -> String) throws {
    if !condition { throw FuzzComplaint(words()) }
  }
}

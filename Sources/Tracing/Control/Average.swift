import Tensors

/// A mean over samples: of the values of a graph at the numbers 0, 1, ..., count - 1.
///
/// Operands of the operation: the key (i64; a vector of keys where it is batched), then constants.
/// The body maps the number of the sample (an i64 scalar), the key and the constants to floating
/// values, which it draws from the key and the number; results are their means. A derivative of a
/// mean is a mean of derivatives at the same numbers, so the draws of a value and of its
/// derivatives are the same, and memory does not grow with the number of samples.
public final class Average: Sendable {
  /// One sample.
  public let body: Graph
  /// The number of samples, at least 1.
  public let count: Int
  /// How many consecutive samples belong together, because their draws depend on each other.
  ///
  /// They are in one block; it divides the count.
  public let group: Int
  /// The number of blocks of consecutive samples whose means tell the standard error.
  public let blocks: Int

  private let compiled = CompiledOnce()

  /// A mean of `count` samples.
  public init(body: Graph, count: Int, group: Int = 1, blocks: Int) {
    precondition(count > 0 && group > 0 && count % group == 0)
    precondition((1...count / group).contains(blocks))
    self.body = body
    self.count = count
    self.group = group
    self.blocks = blocks
  }

  /// The samples of a block; blocks differ in length by one at most.
  func samples(of block: Int) -> Range<Int> {
    start(of: block)..<start(of: block + 1)
  }

  private func start(of block: Int) -> Int {
    let (length, rest) = (count / group).quotientAndRemainder(dividingBy: blocks)
    return group * (block * length + Swift.min(block, rest))
  }

  /// The block that a sample belongs to.
  func block(of sample: Int) -> Int {
    let (length, rest) = (count / group).quotientAndRemainder(dividingBy: blocks)
    let member = sample / group, long = rest * (length + 1)
    return member < long ? member / (length + 1) : rest + (member - long) / length
  }

  /// How many samples are computed together: what they need stays in the cache.
  var chunk: Int {
    let widest = body.types.reduce(1) { Swift.max($0, $1.shape.count) }
    return Swift.min(count, Swift.max(1, Average.chunkElements / widest))
  }

  private static let chunkElements = 1 << 13

  /// The body for a chunk of samples; its first input are their numbers.
  func executable() throws(TensorError) -> Executable {
    try compiled { () throws(TensorError) in
      do throws(TraceError) {
        return try body.batched(
          [true] + body.inputTypes.dropFirst().map { _ in false }, count: chunk)
      } catch {
        if case .tensor(let cause) = error { throw cause }
        throw .domain(operation: "average", reason: "\(error)")
      }
    }
  }

  /// The number of blocks for results with so many elements: enough that the standard error is
  /// sure to 2 %, few enough that they take little memory.
  public static func blocks(count: Int, elements: Int) -> Int {
    let most = Swift.max(8, Swift.min(1000, (1 << 22) / Swift.max(1, elements)))
    return Swift.min(count, most)
  }

  /// The most samples of a mean.
  public static let mostSamples = 1 << 50

  /// The means of the values of a trace whose first two inputs are the number of the sample and the
  /// key.
  public static func apply(
    _ sample: Trace, key: Term, count: Int, group: Int = 1
  ) throws(TraceError) -> [Term] {
    let elements = sample.graph.outputTypes.reduce(0) { $0 + $1.shape.count }
    let average = Average(
      body: sample.graph, count: count, group: group,
      blocks: blocks(count: count / group, elements: elements))
    return try Term.apply(.average(average), [key] + sample.captures)
  }
}

import Tensors
import Testing

@testable import Tracing

/// Operations of random draws where they meet traces.
@Suite struct RandomTests {
  private func trace(
    _ types: [TensorType], _ body: ([Term]) throws(TraceError) -> [Term]
  ) throws -> Graph {
    let builder = GraphBuilder()
    let inputs = types.map { Term.traced(builder.input($0)) }
    return try builder.finish(body(inputs)).graph
  }

  @Test func keysAndIndicesBroadcast() throws {
    let key = try Term(RandomKey(seed: 4))
    let indices = Term.known(try Tensor.range(from: 0, count: 5, step: 1))
    let folded = try Term.fold(key, indices).knownValue().elements(as: Int.self)
    for (index, word) in folded.enumerated() {
      let expected = RandomKey(seed: 4).folded(UInt64(index))
      #expect(RandomKey(word: UInt64(truncatingIfNeeded: word)) == expected)
    }
    let places = try Term.stratum(key, indices, of: 5).knownValue().elements(as: Int.self)
    #expect(places.sorted() == Array(0..<5))
  }

  /// d/dσ of σ z is the very z that was drawn.
  @Test func derivativesReuseTheDraws() throws {
    let type = TensorType(.f64)
    let graph = try trace([TensorType(.i64), type]) { (x) throws(TraceError) in
      [try x[1] * Term.noise(.normal, x[0], event: Shape([3]))]
    }
    let derivative = try graph.jvp(active: [false, true])
    let key = try Tensor(99), results = try derivative.evaluate([key, Tensor(2.0), Tensor(1.0)])
    let z = try Tensor.noise(.normal, keys: key, event: Shape([3]), type: .f64)
    #expect(results[1].hasSameBits(as: z))
  }

  @Test func aDrawWithoutPathwiseDerivativeNamesItself() throws {
    let type = TensorType(.f64)
    let graph = try trace([type, type]) { (x) throws(TraceError) in
      [try x[0].unreparameterised("Bernoulli", parameters: [x[1]])]
    }
    let value = try graph.evaluate([Tensor(1.0), Tensor(0.3)])
    #expect(value[0].scalar == .float(1))
    #expect("\(try Executable(graph))".contains("tape"))
    let ofValue = try graph.jvp(active: [true, false])
    #expect(try ofValue.evaluate([Tensor(1.0), Tensor(0.3), Tensor(5.0)])[1].scalar == .float(5))
    do throws(TraceError) {
      _ = try graph.jvp(active: [false, true])
      Issue.record("a derivative in a parameter is an error")
    } catch {
      guard case .notDifferentiable(let operation, let reason) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(operation.contains("Bernoulli") && reason.contains("estimator=\"score\""))
    }
    // Without a parameter that varies there is nothing to say.
    let fixed = try trace([type]) { (x) throws(TraceError) in
      [try x[0].unreparameterised("Bernoulli", parameters: [Term(0.3)])]
    }
    _ = try fixed.jvp(active: [true])
  }

  /// Draws at every turn of a loop of scalars run on the tape, with the bits of the kernels.
  @Test(arguments: Noise.allCases)
  func loopsOfScalarsDrawOnTheTape(noise: Noise) throws {
    let key = TensorType(.i64), number = TensorType(.f64)
    let body = try trace([TensorType(.i64), number, key]) { (x) throws(TraceError) in
      [try x[1] + Term.noise(noise, Term.fold(x[2], x[0]))]
    }
    let scan = Scan(body: body, length: 50, carried: 1, scanned: 0)
    let graph = Graph(.scan(scan), [number, key], [number])
    let executable = try Executable(graph)
    #expect("\(executable)".contains("\(noise)Noise"))
    for seed in 0..<8 {
      let word = try Term(RandomKey(seed: UInt64(seed))).knownValue()
      let expected = try graph.evaluate([Tensor(0.5), word])
      let got = try executable([Term(Tensor(0.5)), Term(word)])
      #expect(try got[0].knownValue().hasSameBits(as: expected[0]))
    }
  }

  /// Larger draws run as kernels of a plan, and equal ones once.
  @Test func plansDrawOnce() throws {
    let graph = try trace([TensorType(.i64)]) { (x) throws(TraceError) in
      let keys = try Term.fold(
        x[0],
        Term.known(
          wrapping { () throws(TensorError) in
            try Tensor.range(from: 0, count: 100, step: 1)
          }))
      let a = try Term.noise(.normal, keys), b = try Term.noise(.normal, keys)
      return [try a - b, try Term.noise(.normal, keys, event: Shape([2]), .f32)]
    }
    let executable = try Executable(graph)
    let draws = executable.graph.equations.count {
      if case .noise = $0.operation { true } else { false }
    }
    #expect(draws == 2)
    for key in [0, -3] {
      let expected = try graph.evaluate([Tensor(key)])
      let got = try executable([Term(Tensor(key))])
      for (a, b) in zip(got, expected) { #expect(try a.knownValue().hasSameBits(as: b)) }
    }
  }
}

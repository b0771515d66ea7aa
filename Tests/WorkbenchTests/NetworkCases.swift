@testable import Workbench

/// Layers and networks of the library with an example of their input.
struct NetworkCase: Sendable, CustomStringConvertible {
  /// Code that makes the model.
  let model: String
  /// Code of one example.
  let input: String
  /// The extents of the output.
  let output: [Int]
  /// How many numbers are trained.
  let parameters: Int
  /// Whether every call draws.
  var draws = false

  var description: String { model }

  static let vector = "[0.3, -1.2, 0.7]"

  static let all: [NetworkCase] =
    activations.map { NetworkCase(model: "dense(3, 2, act=\($0))", output: [2], parameters: 8) }
    + initialisers.map {
      NetworkCase(model: "dense(3, 4, init=\($0))", output: [4], parameters: 16)
    }
    + [
      NetworkCase(model: "dense(3, 2, bias=false)", output: [2], parameters: 6),
      NetworkCase(model: "dense(3, 1)", output: [1], parameters: 4),
      NetworkCase(model: "mlp(3, 2)", output: [2], parameters: 8),
      NetworkCase(model: "mlp(3, 5, 4, 2, act=tanh, final=softmax)", output: [2], parameters: 54),
      NetworkCase(model: "residual(dense(3, 3, act=silu))", output: [3], parameters: 12),
      NetworkCase(model: "layer_norm(3)", output: [3], parameters: 6),
      NetworkCase(model: "rms_norm(3)", output: [3], parameters: 3),
      NetworkCase(model: "dropout(0.4)", output: [3], parameters: 0, draws: true),
      NetworkCase(model: "chain()", output: [3], parameters: 0),
      NetworkCase(
        model: "chain(dense(3, 4), silu, dropout(0.5), dense(4, 2))", output: [2], parameters: 26,
        draws: true),
      NetworkCase(model: "fourier_features(4, inputs=3)", output: [4], parameters: 0),
      NetworkCase(model: "fourier_features(6)", input: "0.3", output: [6], parameters: 0),
      NetworkCase(model: "sinusoidal(8)", input: "2.5", output: [8], parameters: 0),
      NetworkCase(
        model: "chain(sinusoidal(4), mlp(4, 3, 2))", input: "2.5", output: [2], parameters: 23),
      NetworkCase(model: "embedding(5, 3)", input: "2", output: [3], parameters: 15),
    ]

  static let activations =
    LibraryText.activations.keys.sorted().filter { $0 != "logit" } + [
      "tanh", "sigmoid", "softplus",
    ]

  static let initialisers = [
    "lecun_normal", "lecun_uniform", "he_normal", "he_uniform", "xavier_normal", "xavier_uniform",
    "glorot_normal", "glorot_uniform", "orthogonal", "zeros", "ones", "(m, n) -> eye(4)[1:m, 1:n]",
  ]

  init(
    model: String, input: String = NetworkCase.vector, output: [Int], parameters: Int,
    draws: Bool = false
  ) {
    self.model = model
    self.input = input
    self.output = output
    self.parameters = parameters
    self.draws = draws
  }
}

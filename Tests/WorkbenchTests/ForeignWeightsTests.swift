import Foundation
import Testing

@testable import Workbench

/// Networks of PyTorch, Flax and JAX answer in gm what they answered there.
struct ForeignWeightsTests {
  /// A file of weights and a model of gm's with the same layers.
  static let networks = [
    ("pytorch.safetensors", "mlp(3, 7, 7, 2)"),
    ("deep.npz", "mlp(4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, act=tanh, final=tanh)"),
    ("layernorm.safetensors", "chain(dense(3, 6), layer_norm(6), tanh, dense(6, 2))"),
    ("flax.safetensors", "mlp(3, 8, 8, 2)"), ("jax.npz", "mlp(2, 6, 6, 1, act=tanh)"),
  ]

  private let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures/"

  @Test(arguments: networks) func answersAgree(file: String, model: String) {
    let prompt = Prompt(), name = file.prefix { $0 != "." }
    prompt("use nn; w = load(\"\(folder)\(file)\"); a = load(\"\(folder)\(name)-answers.npz\")")
    prompt("m = with_weights(\(model), w)")
    #expect(prompt.shows("max(abs(vmap(m)(a.x) - a.y)) < 1e-6*max(abs(a.y))") == "true")
    // What gm writes of the model goes into another one.
    prompt(
      "save(m, scratch(\"\(name).safetensors\")); k = with_weights(\(model), load(scratch(\"\(name).safetensors\")))"
    )
    #expect(prompt.shows("max(abs(vmap(k)(a.x) - vmap(m)(a.x)))") == "0.0")
  }

  static let mistakes = [
    ("with_weights(mlp(3, 7, 2), w)", "the file has 3 layers, and the model 2"),
    ("with_weights(mlp(3, 8, 7, 2), w)", "layers.1.W is f32[8×3], and what goes into it f32[7×3]"),
    ("with_weights(mlp(3, 7, 7, 2), (q = 1.0))", "the name q does not tell what it is of a layer"),
    ("with_weights(mlp(3, 1), (weight = 1.0, bias = [1.0]))", "layers.1.W is f32[1×3]"),
    ("with_weights(mlp(1, 1), (weight = [1.0; 2.0; 3.0]))", "layers.1.W is f32[1×1]"),
    ("with_weights(mlp(1, 1), (weight = eye(1)))", "nothing in w goes into layers.1.b"),
    (
      "with_weights(mlp(1, 1, 1), (ab_w = eye(1), ab_b = [1.0], cd_w = eye(1), cd_b = [1.0]))",
      "the names of the layers do not tell their order: ab, cd"
    ),
    ("with_weights(3.0, 4)", "w must be a record of tensors"),
    ("with_weights(x -> x, w)", "the model has no parameters"),
  ]

  @Test(arguments: mistakes) func mistakesAreTold(code: String, words: String) {
    let prompt = Prompt()
    prompt("use nn; w = load(\"\(folder)pytorch.safetensors\")")
    #expect(prompt(code).diagnostics.contains(words), "\(prompt(code).diagnostics)")
  }

  @Test func theOrderMayBeGiven() {
    let prompt = Prompt()
    prompt("use nn; w = (out_w = [3.0; 4.0], out_b = [5.0], hid_w = eye(2), hid_b = [0.0, 0.0])")
    prompt("m = with_weights(mlp(2, 2, 1, act=identity), w, order=(\"hid\", \"out\"))")
    #expect(prompt.shows("m([1, 2])") == "f32[1]\n   16.0")
  }
}

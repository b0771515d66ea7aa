import Testing

@testable import Workbench

/// `??words`.
struct HelpSearchTests {
  /// What a user who knows the words of the field, or those of another library, is led to first.
  static let cases: [(String, [String])] = [
    ("entropy", ["entropy"]), ("evidence lower bound", ["log_evidence", "log p"]),
    ("ELBO", ["log_evidence"]),
    ("relative entropy", ["KL"]), ("marginal likelihood", ["log_evidence"]),
    ("learning rate", ["adam", "sgd", "cosine", "train"]), ("random seed", ["seed"]),
    ("natural gradient", ["natural_gradient", "fisher"]), ("where", ["where"]), ("matmul", ["@"]),
    ("np.where", ["where"]), ("concatenate", ["concat"]), ("torch.cat", ["concat"]),
    ("einsum", ["@", "outer"]),
    ("arange", [":"]), ("score function estimator", ["E"]), ("reinforce", ["E"]),
    ("reparameterisation trick", ["E", "~"]), ("softmax temperature", ["softmax"]),
    ("wasserstein", ["wasserstein"]),
    ("theta", []), ("odeint", ["ode"]), ("normalising flow", ["Transformed"]),
    ("gradient clipping", ["clip_norm"]),
    ("kaiming", ["he_normal"]), ("log_prob", ["log_density"]), ("digamma", ["digamma"]),
    ("memory", ["memory"]),
    ("threads", ["threads"]), ("history", []), ("Kullback", ["KL"]),
    ("minibatch", ["train", "batches"]), ("workspace", ["save", "load"]),
    ("numpy", ["save", "load"]), ("pandas", ["save", "load"]), ("save session", ["save"]),
  ]

  /// The page of `:save` says what is kept and what is not.
  @Test func savingSaysWhatIsKept() {
    let page = Prompt().shows("?:save")
    for word in ["names with their values", "Not kept are settings", "whole or not at all"] {
      #expect(page.replacing("\n ", with: "").replacing("  ", with: " ").contains(word), "\(page)")
    }
  }

  @Test(arguments: cases.indices) func theWordsLeadThere(place: Int) {
    let (words, names) = Self.cases[place]
    let found = HelpSearch.results(words).prefix(HelpSearch.limit).flatMap(\.names)
    for name in names { #expect(found.contains(name), "??\(words) finds \(found)") }
  }

  @Test func nearerPlacesComeFirst() {
    #expect(HelpSearch.results("sum").first?.name == "sum")
    #expect(HelpSearch.results("SUM").first?.name == "sum")
    #expect(HelpSearch.results("entropy").first?.name == "entropy")
    #expect(HelpSearch.results("beta").first?.name == "Beta")
    let places = HelpSearch.results("cumsum").map(\.name)
    #expect(places.first == "cumsum")
  }

  @Test func theListIsAlignedAndShort() {
    let prompt = Prompt()
    let lines = prompt.shows("??the").split(separator: "\n")
    #expect(lines.count == HelpSearch.limit + 1 && lines.last?.hasSuffix(" more") == true)
    for line in lines { #expect(line.count <= 80) }
    prompt(":set width 40")
    for line in prompt.shows("??the").split(separator: "\n") { #expect(line.count <= 40) }
  }

  @Test func nothingFoundShowsTheNearestWords() {
    let prompt = Prompt()
    #expect(prompt.shows("??entropi") == "nothing found for entropi; did you mean ??entropy?")
    #expect(prompt.shows("??wassersten").contains("??wasserstein"))
    #expect(prompt.shows("??zyzzyva") == "nothing found for zyzzyva")
    #expect(prompt.shows("??").contains("words to search for"))
    #expect(prompt.shows("??|>").contains("|>"))
  }

  @Test func greekLettersAreTheirNames() {
    #expect(
      HelpSearch.words("β1 log_density Σ") == ["beta1", "log_density", "log", "density", "sigma"])
    let spelled = HelpSearch.results("theta").map(\.name),
      letters = HelpSearch.results("θ").map(\.name)
    #expect(spelled == letters && !letters.isEmpty)
  }
}

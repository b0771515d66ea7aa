import Language

// Keyword arguments of the call that the cursor stands in, and the values that they may have.
extension Completion {
  private var innermost: (call: Cursor.Call, signature: CallSignature)? {
    guard let call = cursor.calls.first, call.isInnermost, let signature = signature(of: call)
    else { return nil }
    return (call, signature)
  }

  /// The keyword arguments that are not given yet, with their defaults.
  var keywordArguments: [Offer] {
    guard let (call, signature) = innermost else { return [] }
    return signature.open(in: call).filter { $0.name.allSatisfy(isInName) }.map { parameter in
      Offer(
        [parameter.name], ending: "=", rank: .argument, detail: { parameter.initial ?? "argument" })
    }
  }

  private func isInName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// What a keyword argument may be: the texts that its function knows, activations, optimisers.
  func values(of label: String) -> [Offer] {
    let choices = self.choices(label: label)
    if !choices.isEmpty { return choices.map { Offer("\"\($0)\"", rank: .argument) } }
    return ArgumentVocabulary.names(for: label).map { name in
      Offer([name], detail: { librarySummary(of: name) })
    }
  }

  /// The texts that an argument may be.
  func choices(label: String?) -> [String] {
    guard let (given, signature) = innermost else { return [] }
    var call = given
    call.label = label
    return signature.active(in: call).map { signature.parameters[$0].choices } ?? []
  }
}

/// What parameters of the library are that go by the same name everywhere.
enum ArgumentVocabulary {
  /// The functions of the library that a parameter of this name takes; none where it may be anything.
  static func names(for parameter: String) -> [String] {
    switch parameter {
    case "act", "final": LibraryText.activations.keys.sorted()
    case "opt":
      ["adam", "adamw", "momentum", "natural_gradient", "nesterov", "rmsprop", "sgd"]
    case "init": LibraryIndex.shared.names(of: "initialisers").filter { $0.contains("_") }
    default: []
    }
  }
}

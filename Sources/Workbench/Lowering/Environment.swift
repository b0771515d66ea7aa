import Language

/// A set of global names: the user's, or a library module's.
public final class Module {
  /// The name it is used under.
  let name: String
  /// The slot of every name that was ever mentioned.
  fileprivate(set) var slots: [String: Int] = [:]
  /// Where each name was last assigned.
  var definitions: [String: SourceSpan] = [:]
  /// How each name was first spelled.
  var spellings: [String: String] = [:]

  init(name: String) { self.name = name }
}

/// What lowering needs to know of the session: slots, functions and builtins.
final class Environment {
  /// The functions lowered so far.
  var program = Program()
  private(set) var slotCount = 0
  let builtins: BuiltinTable

  init(builtins: BuiltinTable) { self.builtins = builtins }

  /// A slot that no name has.
  func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  /// The slot of a global name, made where it is mentioned first.
  func slot(of name: String, in module: Module) -> Int {
    if let slot = module.slots[name] { return slot }
    let slot = newSlot()
    module.slots[name] = slot
    return slot
  }

  /// What a name means in a module while no variable has it.
  func fallback(_ name: Name, in module: Module, locals: [String] = []) -> Fallback {
    let canonical = name.canonical
    return Fallback(name: name.spelled, builtin: builtins.value(of: canonical)) { [builtins] in
      let assigned = module.definitions.keys.sorted()
      return Suggestion.nearest(to: canonical, among: locals + assigned + builtins.names)
    }
  }
}

import Language

/// A set of global names: the user's, or a library module's.
public final class Module {
  /// The name it is used under.
  let name: String
  /// Whether it is the user's own, which has results and may hide builtins.
  let isMain: Bool
  /// The slot of every name that was ever mentioned.
  fileprivate(set) var slots: [String: Int] = [:]
  /// Where each name was last assigned.
  var definitions: [String: SourceSpan] = [:]
  /// The statement in which each name was last assigned.
  private var places: [String: Place] = [:]
  /// How each name was first spelled.
  var spellings: [String: String] = [:]
  /// The modules whose names it brought in.
  var used: [Module] = []
  /// The module and all those whose names came into it, however long the way.
  var withUsed: [Module] {
    var found: [Module] = [], waiting = [self]
    while let next = waiting.popLast() {
      guard !found.contains(where: { $0 === next }) else { continue }
      found.append(next)
      waiting += next.used
    }
    return found
  }

  /// A statement, and its module: nil is the one that keeps it, which would else keep itself for ever.
  fileprivate struct Place {
    let span: SourceSpan
    let other: Module?
  }

  /// Forgets its names, but for their slots.
  func forgetNames() { (definitions, places, spellings, used) = ([:], [:], [:], []) }

  /// The statement in which a name was last assigned.
  func place(of name: String) -> StatementPlace? {
    places[name].map { StatementPlace($0.span, $0.other ?? self) }
  }

  /// The texts in which its names were assigned.
  var sourcesOfNames: Set<SourceID> {
    Set(definitions.values.lazy.map(\.source)).union(places.values.lazy.map(\.span.source))
  }

  /// Notes the statement in which a name was assigned, or that there is none.
  func put(_ name: String, at place: StatementPlace?) {
    places[name] = place.map { Place(span: $0.span, other: $0.module === self ? nil : $0.module) }
  }

  /// All of what it knows of its names beside their values.
  var names: Names {
    get { Names(definitions: definitions, places: places, spellings: spellings) }
    set {
      (definitions, places, spellings) = (newValue.definitions, newValue.places, newValue.spellings)
    }
  }

  /// What is known of names beside their values.
  struct Names {
    fileprivate let definitions: [String: SourceSpan]
    fileprivate let places: [String: Place]
    fileprivate let spellings: [String: String]
  }

  /// Whether its functions evaluate what they are given with one key again and again: a solver must
  /// see one function, not a new random one at each step.
  var freezesKeys: Bool { Module.frozen.contains(name) }
  private static let frozen: Set = ["solve", "extrema", "quadrature", "ode"]

  init(name: String, isMain: Bool = false) {
    self.name = name
    self.isMain = isMain
  }

  /// The fault of a name that it does not have.
  func lacks(_ name: String, at span: SourceSpan) -> Fault {
    let names = definitions.keys.sorted()
    let near = Suggestion.nearest(to: name, among: names)
    return Fault(
      "name", "the module \(self.name) has no \(name)", at: span,
      hint: near.isEmpty
        ? "it has \(names.prefix(8).joined(separator: ", "))"
        : "did you mean \(near.joined(separator: ", "))?")
  }
}

/// What lowering needs to know of the session: slots, functions and builtins.
final class Environment {
  /// The functions lowered so far.
  var program = Program()
  private(set) var slotCount = 0
  let builtins: BuiltinTable
  /// The slot of a library function that needs no `use`; its module is read where it is mentioned.
  var librarySlot: (String) -> Int? = { _ in nil }
  /// The slot of a name in a module of the library, which is read where it was not yet.
  var moduleSlot: (_ module: String, _ name: String) throws(Fault) -> Int? = { _, _ in nil }
  /// Why a library function that needs no `use` could not be read; nil where nothing went wrong.
  var libraryFailure: (String) -> Fault? = { _ in nil }
  /// The form for functions of a builtin of tensors: of `argmin`, the minimiser of the library.
  var functionForm: (String) -> Value? = { _ in nil }

  init(builtins: BuiltinTable) { self.builtins = builtins }

  private var groups = 0
  private var freeSlots: [Int] = []

  /// The number of functions lowered together.
  func newGroup() -> Int {
    groups += 1
    return groups
  }

  /// A slot for a hidden variable of a statement, or for a new name.
  func scratchSlot() -> Int { freeSlots.popLast() ?? newSlot() }

  /// Takes back the slots of a statement that is over.
  func takeBack(_ slots: [Int]) { freeSlots += slots }

  /// The slots in use that are none of a module's names.
  func slots(besides module: Module) -> [Int] {
    let others = Set(module.slots.values).union(freeSlots)
    return (0..<slotCount).filter { !others.contains($0) }
  }

  /// A slot that no name has.
  private func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  /// The slot of a global name, made where it is mentioned first.
  func slot(of name: String, in module: Module) -> Int {
    if let slot = module.slots[name] { return slot }
    let slot = scratchSlot()
    module.slots[name] = slot
    return slot
  }

  /// What a name means in a module while no variable has it.
  func fallback(
    _ name: Name, in module: Module, locals: [String] = [], isAssigned: Bool = false
  ) -> Fallback {
    let canonical = name.canonical
    var builtin = builtins.value(of: canonical)
    if let form = functionForm(canonical), let record = builtins[canonical] {
      builtin = .function(Closure(.builtin(record), captured: [form]))
    }
    let library = librarySlot(canonical)
    return Fallback(
      name: name.spelled, builtin: builtin, library: library ?? -1,
      failure: library == nil ? libraryFailure(canonical) : nil,
      isAssignedHere: isAssigned, isGlobal: { module.definitions[canonical] != nil }
    ) { [builtins] in
      let assigned = module.definitions.keys.filter { $0 != canonical }.sorted()
      let known = builtins.names(for: canonical)
      if !known.isEmpty { return known }
      return Suggestion.nearest(
        to: canonical,
        among: locals + assigned + builtins.names + LibraryText.autoload.keys.sorted())
    }
  }
}

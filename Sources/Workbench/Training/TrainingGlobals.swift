import Language

/// The global variables that the functions of a training read: a run keeps what they were where it began, so
/// that it goes on with them whatever they are by then.
struct TrainingGlobals {
  /// Where the names are: the user's, and those of workspaces that were loaded; a module has its own for good.
  private let modules: [Module]
  /// The field of a run.
  static let field = "globals"

  init(_ setting: TrainingStep.Setting, _ code: CodeLibrary, _ p: borrowing Program) {
    var found: [Module] = [], seen: Set<ObjectIdentifier> = []
    TrainingGlobals.collect(.tuple([setting.step, setting.state]), p, &found, &seen)
    modules = found.filter { $0.isMain || code.origin($0)?.text.isEmpty == true }
  }

  /// The modules of the functions in a value.
  private static func collect(
    _ value: Value, _ p: borrowing Program, _ modules: inout [Module],
    _ seen: inout Set<ObjectIdentifier>
  ) {
    switch value {
    case .aggregate(let tree): for item in tree.items { collect(item, p, &modules, &seen) }
    case .density(let density):
      for factor in density.factors {
        collect(factor.law, p, &modules, &seen)
        collect(factor.rows, p, &modules, &seen)
      }
    case .function(let closure):
      guard seen.insert(ObjectIdentifier(closure)).inserted else { return }
      for item in closure.captured { collect(item, p, &modules, &seen) }
      switch closure.body {
      case .builtin: return
      case .derived(let derived): collect(derived.base, p, &modules, &seen)
      case .script(let id):
        guard let module = p.statement(ofFunction: id)?.code.module,
          !modules.contains(where: { $0 === module })
        else { return }
        modules.append(module)
      }
    default: return
    }
  }

  /// Gives variables the values of a record by their names; what they were before.
  func replace(with record: Value, _ r: inout Slots) -> [(slot: Int, value: Value)] {
    guard case .aggregate(let tree) = record, let names = tree.names else { return [] }
    var former: [(slot: Int, value: Value)] = []
    for module in modules {
      for (name, value) in zip(names, tree.items) {
        guard let slot = module.slots[name], slot < r.count else { continue }
        former.append((slot, r[slot]))
        r[slot] = value
      }
    }
    return former
  }

  /// A run with what its variables are; any other value as it is.
  func kept(in run: Value, _ slots: [Int], _ r: borrowing Slots) -> Value {
    guard run.isRun, case .aggregate(let tree) = run, let names = tree.names else { return run }
    var fields: [(String, Value)] = []
    for module in modules {
      for (name, slot) in module.slots.sorted(by: { $0.key < $1.key })
      where slots.contains(slot) && slot < r.count && !fields.contains(where: { $0.0 == name }) {
        fields.append((name, r[slot]))
      }
    }
    if fields.isEmpty { return run }
    return .aggregate(
      Aggregate(tree.items + [.record(fields)], names: names + [TrainingGlobals.field]))
  }
}

import Tensors

/// Every builtin and constant, by name.
public final class BuiltinTable: Sendable {
  /// The one table.
  public static let standard = BuiltinTable()

  /// All builtins in the order of their sections.
  public let all: [Builtin]
  private let byName: [String: Builtin]
  /// Constants and their meanings.
  public static let constants: [(name: String, value: Double, meaning: String)] = [
    ("π", .pi, "the ratio of a circle's circumference to its diameter"),
    ("inf", .infinity, "positive infinity"),
    ("nan", .nan, "not a number"),
  ]
  /// Other names of builtins.
  static let aliases = [
    "∇": "grad", "∂": "partial", "logistic": "sigmoid", "ln": "log", "transposed": "transpose",
  ]

  init() {
    all =
      ElementwiseBuiltins.all + ReductionBuiltins.all + ConstructionBuiltins.all
      + ShapeBuiltins.all + LinearAlgebraBuiltins.all + DerivativeBuiltins.all
      + IterationBuiltins.all + TrainingBuiltins.all + RandomBuiltins.all + SamplerBuiltins.all
      + SpecialBuiltins.all + EstimateBuiltins.all + DensityBuiltins.all + TreeBuiltins.all
      + SessionBuiltins.all + HelpBuiltins.all + DataBuiltins.all + PlotBuiltins.all
      + FileBuiltins.all
    var byName: [String: Builtin] = [:]
    for builtin in all { byName[builtin.name] = builtin }
    for (alias, name) in BuiltinTable.aliases { byName[alias] = byName[name] }
    self.byName = byName
  }

  /// The builtin of a name.
  public subscript(name: String) -> Builtin? { byName[name] }

  /// What a name means where no variable has it.
  func value(of name: String) -> Value? {
    if let builtin = byName[name] { return .function(Closure(.builtin(builtin))) }
    if name == "I" { return .identity(.int(1)) }
    if name == "none" { return .tuple([]) }
    return BuiltinTable.constants.first { $0.name == name }.map { .float($0.value) }
  }

  /// What other languages' names are called here: `arctan` is `atan`.
  func names(for foreign: String) -> [String] {
    if foreign == "e" { return ["exp(1)"] }
    return all.filter { $0.synonyms.contains(foreign) }.map(\.name)
  }

  /// Every name that means something, for suggestions and completion.
  var names: [String] { byName.keys.sorted() + BuiltinTable.constants.map(\.name) + ["I", "none"] }
}

import Synchronization
import Tensors

/// Models and other trees: their parts, their constants, what they look like.
enum TreeBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "fields", .session, [.init("r", "a record")], "the names of the fields of a record, as texts",
      synonyms: ["keys"], example: ("fields((μ = 0, σ = 1))", "(\"μ\", \"σ\")")
    ) { a, p, r, m throws(Fault) in
      guard case .aggregate(let record) = a[0], record.names != nil || record.items.isEmpty else {
        throw a.fault(0, "r must be a record, not \(a[0].kindDescription)")
      }
      return .tuple((record.names ?? []).map { .text($0) })
    },
    Builtin(
      "leaves", .session, [.init("x", "a tree, such as a model or a gradient")],
      "the leaves of a tree as a tuple: its floating numbers and tensors, in order",
      synonyms: ["parameters", "weights"],
      example: ("sum(l in leaves((W = [3.0, 4.0], n = 2)), sum(l^2))", "25.0")
    ) { a, p, r, m throws(Fault) in .tuple(a[0].leaves()) },
    Builtin(
      "static", .session, [.init("x", "a number, a tensor, or a tree of them")],
      "a constant of a model: a function without arguments that gives x, and so no leaf",
      synonyms: ["constant", "hyperparameter", "frozen"],
      example: ("m = (w = 2.0, rate = static(0.5)); m.rate()", "0.5")
    ) { a, p, r, m throws(Fault) in try constant(a[0], of: a) },
    Builtin(
      "summary", .session, [.init("m", "a model: a record, or a tuple of them")],
      "prints the parts of a model with their shapes and settings, and how many parameters they have",
      synonyms: ["model", "parameters", "layers", "network"],
      example: (
        "summary((a = (W = ones(2, 3), b = ones(2)), s = 1.0))",
        """
        part  layer  parameters      settings  count
                     s f64                         1
        a            W f64[2×3]                    8
                     b f64[2]
        total                                      9
        """
      )
    ) { a, p, r, m throws(Fault) in
      guard case .aggregate = a[0] else {
        throw a.fault(0, "m must be a model, not \(a[0].kindDescription)")
      }
      m.recorder?.isImpure = true
      let printer = ValuePrinter(style: m.output.style)
      m.output.write(ModelText(a[0], printer).table.joined(separator: "\n"))
      return .unset
    },
  ]

  /// The function without arguments that gives a value.
  ///
  /// What it gives is no input of a recorded
  /// graph but part of it, so equal details stand for equal values.
  private static func constant(_ value: Value, detail: [String]) -> Value {
    DerivativeFunctions.derived(
      constantName, .tuple([]), detail: detail, constant: value,
      of: { _ in constant(value, detail: detail) }
    ) { arguments, p, r, m throws(Fault) in
      guard arguments.positional.isEmpty, arguments.keywords.isEmpty else {
        throw Fault("arity", "a constant made by static takes no argument", at: arguments.span)
      }
      return value
    }
  }

  /// What functions made by `static` are called.
  static let constantName = "static"

  /// A constant, or nil where the value does not consist of numbers that are known.
  static func constant(_ value: Value) -> Value? {
    guard case .detail(let detail) = detail(value) else { return nil }
    return constant(value, detail: detail)
  }

  private static func constant(_ value: Value, of a: Bound) throws(Fault) -> Value {
    switch detail(value) {
    case .detail(let detail): return constant(value, detail: detail)
    case .unknown:
      try a.requireKnown(0)
      throw a.fault(0, "static needs numbers that are known", code: "domain")
    case .strange(let part):
      throw a.fault(0, "x must consist of numbers, not of \(part.kindDescription)")
    }
  }

  /// What tells a constant from others, or why there is none.
  private enum Detail {
    case detail([String])
    case unknown
    case strange(Value)
  }

  /// The value in a few words, and what tells it from all others: the bits of its numbers.
  private static func detail(_ value: Value) -> Detail {
    var exact = "\(Arithmetic.outline(value))"
    for part in value.parts {
      switch part {
      case .int, .bool, .text: exact += " \(ValuePrinter().literal(part))"
      case .float(let x): exact += " \(x.bitPattern)"
      case .tensor(let box): exact += " \(elements(box.tensor))"
      case .traced, .estimate: return .unknown
      case .unset, .function, .aggregate, .density, .module, .identity, .figure:
        return .strange(part)
      }
    }
    return .detail([ValuePrinter().short.inline(value), exact])
  }

  private static let serial = Atomic<Int>(0)

  /// The elements of a small tensor by their bits; a big one by a number that no other one has.
  private static func elements(_ tensor: Tensor) -> String {
    guard tensor.count <= 4096 else {
      return "#\(serial.wrappingAdd(1, ordering: .relaxed).newValue)"
    }
    return (0..<tensor.count).map { position in
      switch tensor[flat: position] {
      case .bool(let x): "\(x)"
      case .int(let x): "\(x)"
      case .float32(let x): "\(x.bitPattern)"
      case .float(let x): "\(x.bitPattern)"
      case .complex(let z): "\(z.real.bitPattern)i\(z.imaginary.bitPattern)"
      }
    }.joined(separator: ",")
  }
}

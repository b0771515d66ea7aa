import Tensors
import Tracing

/// Data sets that gm ships.
enum DataBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "bundled", .construction,
      [
        .init(
          "name", "digits, iris or wine, as a text", choices: BundledTable.allCases.map(\.rawValue))
      ],
      "a table that gm ships, a row for each case and the class last; `use data` has it in columns",
      synonyms: ["dataset", "load"], example: ("shape(bundled(\"iris\"))", "(150, 5)")
    ) { a, p, r, m throws(Fault) in
      let name = try a.text(0)
      guard let table = BundledTable(rawValue: name) else {
        let names = BundledTable.allCases.map(\.rawValue).joined(separator: ", ")
        throw Fault(
          "name", "bundled: there is no table \(name)", at: a.span, hint: "the tables are \(names)")
      }
      return try a.run { () throws(TraceError) in
        do throws(TensorError) { return Value(try table.tensor()) } catch { throw .tensor(error) }
      }
    },
    Builtin(
      "categories", .construction,
      [.init("x", "a tuple of texts, such as a column of a .csv, or a vector of integers")],
      "a column of classes as numbers from 1 and the names of these, in the order of the alphabet",
      synonyms: ["factor", "factorize", "label encoder", "unique", "classes"],
      example: (
        "categories((\"b\", \"a\", \"b\"))", "codes = i64[3]\n     2  1  2\nnames = (\"a\", \"b\")"
      )
    ) { a, p, r, m throws(Fault) in try categories(a) },
  ]

  private static func categories(_ a: Bound) throws(Fault) -> Value {
    switch a[0].known {
    case .aggregate(let tuple) where tuple.names == nil:
      var texts: [String] = []
      for item in tuple.items {
        guard case .text(let text) = item else {
          throw a.fault(0, "x must be texts or integers, and \(item.kindDescription) is neither")
        }
        texts.append(text)
      }
      return try coded(texts, a) { .tuple($0.map { .text($0) }) }
    case .tensor(let box) where box.tensor.type == .i64 && box.tensor.shape.rank == 1:
      return try coded(box.tensor.elements(as: Int.self), a) { names in
        // They were in a tensor of at least as many.
        (try? Tensor(Shape([names.count]), names)).map { Value($0) } ?? .unset
      }
    default:
      try a.requireKnown(0)
      throw a.fault(0, "x must be texts or integers, not \(a[0].kindDescription)")
    }
  }

  /// The place of each element among the different ones, and these.
  private static func coded<Element: Hashable & Comparable>(
    _ elements: [Element], _ a: Bound, _ value: ([Element]) -> Value
  ) throws(Fault) -> Value {
    let names = Set(elements).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(names, 1...))
    do throws(TensorError) {
      let codes = try Tensor(Shape([elements.count]), elements.map { places[$0] ?? 0 })
      return .record([("codes", Value(codes)), ("names", value(names))])
    } catch { throw Fault(OperationError(error), at: a.span) }
  }
}

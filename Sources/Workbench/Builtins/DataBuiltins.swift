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
    }
  ]
}

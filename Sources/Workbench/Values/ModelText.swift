import Tensors
import Tracing

/// A model in words: its layers with their shapes, their settings and how many parameters they have.
///
/// A layer is a record; its floating numbers and tensors are its parameters, whatever else it holds its
/// settings: functions by their names, texts, integers, constants. The field `layer` names its kind.
struct ModelText {
  private struct Row {
    let part: String
    let layer: String
    var parameters: [String] = []
    var settings: [String] = []
    var count = 0
  }

  private let printer: ValuePrinter
  private var rows: [Row] = []
  private let name: String
  /// How many numbers can be trained.
  private let count: Int

  /// The rows of a model.
  init(_ model: Value, _ printer: ValuePrinter) {
    self.printer = printer
    name = ModelText.layer(of: model)
    count = ModelText.size(model)
    add(model, part: "")
  }

  /// The name of a layer's kind, or nothing.
  private static func layer(of value: Value) -> String {
    if case .aggregate(let record) = value, case .text(let name)? = record.field("layer") {
      return name
    }
    return ""
  }

  private static func size(_ model: Value) -> Int {
    model.leaves().reduce(0) { $0 + ($1.numericType?.shape.count ?? 0) }
  }

  private mutating func add(_ value: Value, part: String) {
    guard case .aggregate(let tree) = value else { return }
    var row = Row(part: part, layer: ModelText.layer(of: value))
    var parts: [(String, Value)] = []
    for (offset, item) in tree.items.enumerated() {
      let field = tree.names?[offset]
      if field == "apply" || field == "layer" { continue }
      let place = part + (field.map { part.isEmpty ? $0 : ".\($0)" } ?? "[\(offset + 1)]")
      if ModelText.isPart(item, inTuple: field == nil) {
        parts.append((place, item))
      } else if item.isLeaf, let type = item.numericType {
        row.parameters.append("\(field ?? "[\(offset + 1)]") \(type)")
        row.count += type.shape.count
      } else {
        row.settings.append((field.map { "\($0) = " } ?? "") + setting(item))
      }
    }
    let isNamed = !part.isEmpty && !row.layer.isEmpty
    if isNamed || !row.parameters.isEmpty || !row.settings.isEmpty { rows.append(row) }
    for (place, item) in parts { addPart(item, place) }
  }

  private mutating func addPart(_ item: Value, _ place: String) {
    if case .aggregate = item { return add(item, part: place) }
    rows.append(Row(part: place, layer: setting(item)))
  }

  /// Whether an item has rows of its own: a tree with parameters or layers, a function among layers.
  private static func isPart(_ item: Value, inTuple: Bool) -> Bool {
    switch item {
    case .aggregate(let tree):
      !item.leaves().isEmpty || tree.items.contains { isLayer($0) } || isLayer(item)
    case .function: inTuple
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate, .density, .module, .identity,
      .text, .figure:
      false
    }
  }

  private static func isLayer(_ value: Value) -> Bool {
    switch value {
    case .aggregate(let tree): tree.field("apply") != nil || tree.items.contains { isLayer($0) }
    case .function: true
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate, .density, .module, .identity,
      .text, .figure:
      false
    }
  }

  /// A setting as it could be typed: a function by its name.
  private func setting(_ value: Value) -> String {
    guard case .function(let closure) = value else { return printer.literal(value) }
    switch closure.body {
    case .script: return closure.name ?? "<function>"
    case .builtin(let builtin): return builtin.name
    case .derived(let derived):
      if derived.name == TreeBuiltins.constantName { return derived.detail?.first ?? "" }
      return printer.inline(value)
    }
  }

  private var counted: String {
    count == 1 ? "1 parameter" : count == 0 ? "no parameters" : "\(count) parameters"
  }

  /// What stands for a model in a line: `<mlp with 258 parameters>`.
  var inline: String { "<\(name.isEmpty ? "model" : name) with \(counted)>" }

  /// How a statement shows a model: a line, and one for each part, of many the first and the last ones.
  var block: String {
    var heading = "\(name.isEmpty ? "model" : name) with \(counted)", others = rows[...]
    if let own = rows.first, own.part.isEmpty {
      heading += ": " + (own.parameters + own.settings).joined(separator: ", ")
      others = others.dropFirst()
    }
    var lines = ModelText.aligned(
      others.map { [$0.part, $0.layer, ($0.parameters + $0.settings).joined(separator: ", ")] })
    if lines.count > 12 {
      lines.replaceSubrange(6..<lines.count - 5, with: ["... \(lines.count - 11) more"])
    }
    return ([heading] + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  /// The lines of the table with all parts, a parameter and a setting a line, and the total.
  var table: [String] {
    var cells = [["part", "layer", "parameters", "settings", "count"]]
    for row in rows {
      for line in 0..<max(1, row.parameters.count, row.settings.count) {
        let isFirst = line == 0
        cells.append([
          isFirst ? row.part : "", isFirst ? row.layer : "",
          line < row.parameters.count ? row.parameters[line] : "",
          line < row.settings.count ? row.settings[line] : "",
          isFirst && row.count > 0 ? String(row.count) : "",
        ])
      }
    }
    cells.append(["total", name, "", "", String(count)])
    return ModelText.aligned(cells, lastToRight: true)
  }

  /// Rows with their columns aligned; what stands last, a number, may end at its right edge.
  private static func aligned(_ rows: [[String]], lastToRight: Bool = false) -> [String] {
    guard let columns = rows.first?.count else { return [] }
    let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() where widths[column] > 0 {
        if !line.isEmpty { line += "  " }
        let isLast = lastToRight && column == columns - 1
        line +=
          isLast
          ? String(repeating: " ", count: widths[column] - cell.count) + cell
          : cell.padding(to: widths[column])
      }
      return line.trimmingSuffix { $0 == " " }
    }
  }
}

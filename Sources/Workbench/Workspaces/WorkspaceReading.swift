import Language
import Plotting
import Storage
import Tensors
import Tracing

/// Makes values from the rows of a workspace, of which nothing is believed.
struct WorkspaceReading {
  let contents: WorkspaceContents
  let path: String
  /// The code among the rows.
  private(set) var code = WorkspaceCode()
  /// Where the names of its functions are, where they are not the user's.
  let home: Module

  /// Takes the rows apart as far as that needs no code; `isForMain` says whether its names become the
  /// user's.
  init(
    _ contents: WorkspaceContents, path: String, isForMain: Bool
  ) throws(WorkspaceError) {
    self.contents = contents
    self.path = path
    home = Module(name: path)
    code.isForMain = isForMain
    for (offset, row) in contents.rows.enumerated() {
      switch WorkspaceKind(rawValue: row.kind) {
      case .module?: code.modules[offset + 1] = try module(row, offset + 1)
      case .definition?:
        code.definitions[offset + 1] = WorkspaceCode.Definition(
          text: row.text, form: try form(row, offset + 1))
      case .density?: code.hasDensities = true
      case nil: throw damaged(offset + 1, "holds nothing that gm knows: \(row.kind)")
      default: break
      }
    }
    if !isForMain || code.modules.values.contains(where: { $0.path != nil }) {
      code.stamp = contents.about["checksum"] ?? ""
    }
  }

  /// The last row.
  var root: (id: Int, row: WorkspaceRow)? { contents.rows.last.map { (contents.rows.count, $0) } }

  func damaged(_ row: Int, _ reason: String) -> WorkspaceError {
    .damaged(path: path, reason: "row \(row) \(reason)")
  }

  /// The form of a row.
  func form<Form: Decodable>(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> Form {
    guard let form = WorkspaceForm.read(row.form, as: Form.self) else {
      throw damaged(id, "has no form of a \(row.kind)")
    }
    return form
  }

  /// The bytes of a row that are not numbers.
  func bytes(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      try row.bytes.read { part in
        bytes.append(contentsOf: (0..<part.byteCount).map { part.byte($0) })
      }
    } catch let error as WorkspaceError { throw error } catch { throw damaged(id, "\(error)") }
    return bytes
  }

  private func module(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> WorkspaceCode.Module
  {
    let form: WorkspaceForm.Module = try form(row, id)
    let text = String(validating: try bytes(row, id), as: UTF8.self)
    guard let text else { throw damaged(id, "is no text") }
    return WorkspaceCode.Module(name: row.text, path: form.path, text: text)
  }

  /// The values of all rows that are values, by their numbers.
  func values(_ lowered: LoweredCode, _ program: borrowing Program) throws(WorkspaceError)
    -> WorkspaceValues
  {
    var values = WorkspaceValues(reading: self, lowered: lowered)
    for (offset, row) in contents.rows.enumerated() {
      values.all.append(try values.value(of: row, offset + 1, program))
    }
    return values
  }
}

extension RawSpan {
  fileprivate func byte(_ k: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: k, as: UInt8.self) }
}

/// The values of rows, made in the order of their numbers: each from those before it.
struct WorkspaceValues {
  let reading: WorkspaceReading
  let lowered: LoweredCode
  /// The value of each row, unset where it is none.
  fileprivate(set) var all: [Value] = []

  /// The value that an item of a row stands for.
  func value(_ item: WorkspaceItem, in id: Int) throws(WorkspaceError) -> Value {
    switch item {
    case .unset: return .unset
    case .int(let x): return .int(x)
    case .float(let bits): return .float(Double(bitPattern: bits))
    case .bool(let b): return .bool(b)
    case .row(let row):
      guard row >= 1, row <= all.count, row < id else {
        throw reading.damaged(id, "refers to row \(row)")
      }
      return all[row - 1]
    }
  }

  /// The values of the items that are a row's bytes.
  func items(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> [Value] {
    guard let items = WorkspaceItem.items(in: try reading.bytes(row, id)) else {
      throw reading.damaged(id, "has no items")
    }
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items { values.append(try value(item, in: id)) }
    return values
  }

  /// The value of a row.
  fileprivate func value(
    of row: WorkspaceRow, _ id: Int, _ program: borrowing Program
  ) throws(WorkspaceError) -> Value {
    switch WorkspaceKind(rawValue: row.kind) {
    case .tensor?: return Value.tensor(TensorBox(try tensor(row, id)))
    case .text?: return .text(try text(row, id))
    case .tuple?: return try bounded(.tuple(try items(row, id)), id)
    case .record?: return try bounded(try record(row, id), id)
    case .estimate?: return .estimate(try estimate(row, id))
    case .function?: return try bounded(try function(row, id, program), id)
    case .builtin?: return try bounded(try builtin(row, id), id)
    case .derived?: return try bounded(try derived(row, id), id)
    case .density?: return try bounded(try density(row, id), id)
    case .identity?: return try identity(row, id)
    case .figure?:
      guard let figure = FigureText.figure(row.text) else {
        throw reading.damaged(id, "is no figure")
      }
      return .figure(figure)
    case .module?:
      guard let module = lowered.modules[id] else { return .unset }
      return .module(module)
    case .definition?, .name?, .value?, .session?, nil: return .unset
    }
  }

  private func bounded(_ value: Value, _ id: Int) throws(WorkspaceError) -> Value {
    do throws(Fault) {
      return try value.bounded(at: SourceSpan(source: SourceID(0), start: 0, end: 0))
    } catch { throw reading.damaged(id, "holds too much: \(error.details.message)") }
  }

  private func text(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> String {
    if row.form.isEmpty { return row.text }
    guard let text = String(validating: try reading.bytes(row, id), as: UTF8.self) else {
      throw reading.damaged(id, "is no text")
    }
    return text
  }

  private func tensor(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> Tensor {
    guard let form = TensorForm(row.form), form.byteCount == row.bytes.count else {
      throw reading.damaged(id, "has \(row.bytes.count) bytes, which are no \(row.form)")
    }
    var failure: WorkspaceError?
    let tensor: Tensor
    do throws(TensorError) {
      tensor = try Tensor(form.shape, form.type) { next in
        do {
          try row.bytes.read { part in
            try Interruption.check()
            next(part)
          }
        } catch let error as WorkspaceError {
          failure = error
        } catch { failure = reading.damaged(id, "\(error)") }
      }
    } catch { throw .damaged(path: reading.path, reason: OperationError(error).message) }
    if let failure { throw failure }
    if form.type == .bool, !tensor.hasOnlyTruthBytes {
      throw reading.damaged(id, "has truth values that are neither true nor false")
    }
    return tensor
  }

  private func record(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> Value {
    let names: [String] = try reading.form(row, id), items = try items(row, id)
    guard names.count == items.count, Set(names).count == names.count else {
      throw reading.damaged(id, "has \(names.count) names for \(items.count) values")
    }
    return .aggregate(Aggregate(items, names: names))
  }

  private func identity(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> Value {
    let items = try items(row, id)
    guard items.count == 1, items[0].isNumeric else { throw reading.damaged(id, "is no number") }
    return .identity(items[0])
  }

  private func estimate(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> Estimate {
    let items = try items(row, id)
    guard case .tensor(let mean)? = items.first, mean.tensor.type.isFloating,
      items.count % 2 == 1
    else { throw reading.damaged(id, "is no estimate") }
    var influences: [Influence] = []
    for k in stride(from: 1, to: items.count, by: 2) {
      guard case .int(let source) = items[k], case .tensor(let box) = items[k + 1],
        let blocks = box.tensor.shape.extents.first, box.tensor.type == mean.tensor.type,
        box.tensor.shape.extents == [blocks] + mean.tensor.shape.extents
      else { throw reading.damaged(id, "is no estimate") }
      influences.append(
        Influence(source: UInt64(UInt(bitPattern: source)), deviations: box.tensor))
    }
    return Estimate(mean: mean.tensor, influences: influences)
  }
}

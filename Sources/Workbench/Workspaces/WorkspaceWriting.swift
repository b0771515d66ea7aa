import Files
import Language
import Plotting
import Storage
import Tensors
import Tracing

/// Makes the rows of a workspace from values: what a value consists of comes before it, and what stands
/// in several values is one row.
final class WorkspaceWriting {
  private(set) var rows: [WorkspaceRow] = []
  private let code: CodeLibrary
  private var known: [ObjectIdentifier: Int] = [:]
  private var texts: [String: Int] = [:]
  private var definitions: [SourceSpan: Int] = [:]
  /// The definitions from which functions are made, so far as rows.
  private var codes: Set<Int> = []

  init(_ code: CodeLibrary) { self.code = code }

  /// Adds a row; its number.
  func add(
    _ kind: WorkspaceKind, _ text: String = "", form: String = "", _ items: [WorkspaceItem] = []
  ) -> Int {
    add(
      WorkspaceRow(
        kind: kind.rawValue, text: text, form: form,
        bytes: .held(WorkspaceItem.bytes(of: items))))
  }

  private func add(_ row: WorkspaceRow) -> Int {
    rows.append(row)
    return rows.count
  }

  /// The item of a value, whose rows are added where they are not yet there.
  func item(_ value: Value) throws(OperationError) -> WorkspaceItem {
    switch value {
    case .unset: return .unset
    case .int(let x): return .int(x)
    case .float(let x): return .float(x.bitPattern)
    case .bool(let b): return .bool(b)
    case .text(let text): return .row(row(ofText: text))
    case .tensor(let box): return .row(once(box) { row(of: box.tensor) })
    case .estimate(let e): return .row(try once(e) { () throws(OperationError) in row(of: e) })
    case .aggregate(let tree):
      return .row(try once(tree) { () throws(OperationError) in try row(of: tree) })
    case .function(let f):
      return .row(try once(f) { () throws(OperationError) in try row(of: f) })
    case .density(let p):
      return .row(try once(p) { () throws(OperationError) in try row(of: p) })
    case .module(let module): return .row(try row(of: module))
    case .identity(let scale): return .row(add(.identity, "", [try item(scale)]))
    case .figure(let figure):
      guard let text = FigureText.text(of: figure) else {
        throw OperationError("file", "a figure that cannot be kept")
      }
      return .row(add(.figure, text))
    case .traced:
      throw OperationError("file", "a number that is being recorded cannot be kept")
    }
  }

  private func items(_ values: some Sequence<Value>) throws(OperationError) -> [WorkspaceItem] {
    var items: [WorkspaceItem] = []
    for value in values { items.append(try item(value)) }
    return items
  }

  /// The row of something that may stand in several values.
  private func once<E: Error>(_ object: AnyObject, _ make: () throws(E) -> Int) throws(E) -> Int {
    if let row = known[ObjectIdentifier(object)] { return row }
    let row = try make()
    known[ObjectIdentifier(object)] = row
    return row
  }

  private func row(ofText text: String) -> Int {
    if let row = texts[text] { return row }
    // A text of the database ends at a zero.
    let row =
      text.utf8.contains(0)
      ? add(
        WorkspaceRow(
          kind: WorkspaceKind.text.rawValue, form: "utf8", bytes: .held(Array(text.utf8))))
      : add(.text, text)
    texts[text] = row
    return row
  }

  private func row(of tensor: Tensor) -> Int {
    add(
      WorkspaceRow(
        kind: WorkspaceKind.tensor.rawValue, form: TensorForm(tensor).text,
        bytes: .elsewhere(count: tensor.byteCount) { body in
          try tensor.withSpan { bytes in
            // Ctrl-C is noticed between pieces.
            for start in stride(from: 0, to: bytes.byteCount, by: 1 << 24) {
              try Interruption.check()
              try body(bytes.extracting(start..<min(start + 1 << 24, bytes.byteCount)))
            }
          }
          // Asked behind it: what was cut before shows, what is cut later was copied.
          if let file = tensor.lender as? FileBytes, file.isChanged {
            throw FileError.changed(path: file.path)
          }
        }))
  }

  private func row(of estimate: Estimate) -> Int {
    var items: [WorkspaceItem] = [.row(row(of: estimate.mean))]
    for influence in estimate.influences {
      items.append(.int(Int(bitPattern: UInt(influence.source))))
      items.append(.row(row(of: influence.deviations)))
    }
    return add(.estimate, "", items)
  }

  private func row(of tree: Aggregate) throws(OperationError) -> Int {
    let items = try items(tree.items)
    guard let names = tree.names else { return add(.tuple, "", items) }
    return add(.record, form: WorkspaceForm.text(names), items)
  }

  private func row(of f: Closure) throws(OperationError) -> Int {
    let captured = try items(f.captured)
    switch f.body {
    case .builtin(let builtin): return add(.builtin, builtin.name, captured)
    case .script(let id):
      let (definition, number) = try definition(ofFunction: id, f.name)
      let form = WorkspaceForm.Function(
        definition: definition, number: number, isNamed: f.name != nil)
      return add(.function, f.name ?? "", form: WorkspaceForm.text(form), captured)
    case .derived(let derived):
      let isConstant = derived.constant != nil
      guard
        isConstant
          || DerivativeFunctions.remade(derived.name, derived.base, detail: derived.detail) != nil
      else { throw OperationError("file", "the function \(derived.name) cannot be kept") }
      let form = WorkspaceForm.Derived(detail: isConstant ? nil : derived.detail)
      return add(
        .derived, derived.name, form: WorkspaceForm.text(form),
        [try item(derived.constant ?? derived.base)])
    }
  }

  private func row(of density: Density) throws(OperationError) -> Int {
    var items: [WorkspaceItem] = [], factors: [WorkspaceForm.Factor] = []
    for factor in density.factors {
      items += [try item(factor.law), try item(factor.rows)]
      var place: WorkspaceForm.Place?
      if let statement = code.statement(around: factor.span, law: factor.law) {
        place = self.place(of: factor.span, in: statement)
      }
      factors.append(
        WorkspaceForm.Factor(
          heading: factor.heading, text: factor.text, title: factor.title, free: factor.free,
          place: place))
    }
    return add(.density, density.name, form: WorkspaceForm.text(factors), items)
  }

  /// The row of a module, without its names: functions of it refer to it.
  func row(of module: Module) throws(OperationError) -> Int {
    if let row = known[ObjectIdentifier(module)] { return row }
    guard let origin = code.origin(module) else {
      throw OperationError("file", "the module \(module.name) cannot be kept")
    }
    let form = WorkspaceForm.text(WorkspaceForm.Module(path: origin.path))
    let text = origin.path == nil ? [] : Array(origin.text.utf8)
    let row = add(
      WorkspaceRow(
        kind: WorkspaceKind.module.rawValue, text: module.name, form: form, bytes: .held(text)))
    known[ObjectIdentifier(module)] = row
    if origin.path != nil { modules.append(module) }
    return row
  }

  /// The modules from files that were met, whose names belong to the workspace.
  private(set) var modules: [Module] = []
  /// Names of the user's that functions read, some of them more than once.
  private(set) var needed: [String] = []

  /// The row of the statement that a function is made in, and the function's number there.
  private func definition(
    ofFunction id: Int, _ name: String?
  ) throws(OperationError) -> (Int, number: Int) {
    guard let (statement, number) = code.environment.program.statement(ofFunction: id),
      let row = try definition(of: StatementPlace(statement.span, statement.module), isCode: true)
    else {
      throw OperationError("file", "the text of \(name ?? "a function") is not known any more")
    }
    return (row, number)
  }

  /// The row of a statement; nil where its text is not known.
  ///
  /// A row that functions are made from is another one than the row of the same statement that only tells
  /// where a value came from: rows are not changed once they are there.
  func definition(of place: StatementPlace, isCode: Bool) throws(OperationError) -> Int? {
    if let row = definitions[place.span], codes.contains(row) || !isCode { return row }
    guard let (text, line, source) = code.text(of: place.span) else { return nil }
    let module = place.module.isMain ? nil : try row(of: place.module)
    let form = WorkspaceForm.Definition(
      module: module, source: source.name, isFile: source.origin == .file, line: line,
      isCode: isCode)
    let row = add(.definition, text, form: WorkspaceForm.text(form))
    definitions[place.span] = row
    if isCode {
      codes.insert(row)
      if place.module.isMain { needed += code.freeNames(of: place.span) }
    }
    return row
  }

  /// A place as offsets in its statement.
  func place(of span: SourceSpan, in statement: StatementPlace) -> WorkspaceForm.Place? {
    guard let row = try? definition(of: statement, isCode: false) else { return nil }
    return WorkspaceForm.Place(
      definition: row, start: Int(span.start - statement.span.start),
      end: Int(span.end - statement.span.start))
  }
}

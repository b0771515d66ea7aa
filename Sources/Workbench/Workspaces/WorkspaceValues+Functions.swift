import Language
import Storage

// Functions and what is made of them.
extension WorkspaceValues {
  func function(
    _ row: WorkspaceRow, _ id: Int, _ program: borrowing Program
  ) throws(WorkspaceError) -> Value {
    let form: WorkspaceForm.Function = try reading.form(row, id)
    guard let statement = lowered.statements[form.definition], form.number >= 0,
      form.number < statement.functions.count
    else { throw reading.damaged(id, "is a function of a text that is not there") }
    let number = statement.functions[form.number]
    let captured = ContiguousArray(try items(row, id))
    guard captured.count == program.functions[number].captures else {
      throw reading.damaged(id, "has \(captured.count) values for what its text captures")
    }
    return .function(
      Closure(
        .script(number), lease: program.functions[number].lease, captured: captured,
        itself: program.functions[number].itself,
        name: form.isNamed ? row.text : nil))
  }

  func builtin(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> Value {
    guard case .function(let closure)? = BuiltinTable.standard.value(of: row.text),
      case .builtin = closure.body
    else {
      throw .damaged(path: reading.path, reason: "this gm has no builtin \(row.text)")
    }
    return .function(Closure(closure.body, captured: ContiguousArray(try items(row, id))))
  }

  func derived(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> Value {
    let form: WorkspaceForm.Derived = try reading.form(row, id), items = try items(row, id)
    guard items.count == 1 else { throw reading.damaged(id, "is made of \(items.count) values") }
    if row.text == TreeBuiltins.constantName, let constant = TreeBuiltins.constant(items[0]) {
      return constant
    }
    if case .function = items[0],
      let made = DerivativeFunctions.remade(row.text, items[0], detail: form.detail)
    {
      return made
    }
    throw reading.damaged(id, "is made by \(row.text), which gm does not know")
  }

  func density(_ row: WorkspaceRow, _ id: Int) throws(WorkspaceError) -> Value {
    let forms: [WorkspaceForm.Factor] = try reading.form(row, id), items = try items(row, id)
    guard items.count == 2 * forms.count, let library = lowered.densities else {
      throw reading.damaged(id, "has \(items.count) values for \(forms.count) factors")
    }
    var factors: [DensityFactor] = []
    for (k, form) in forms.enumerated() {
      guard case .function = items[2 * k], !form.heading.variables.isEmpty else {
        throw reading.damaged(id, "has a factor without a law")
      }
      switch items[2 * k + 1] {
      case .unset, .function: break
      default: throw reading.damaged(id, "has a factor with rows that are no function")
      }
      factors.append(
        DensityFactor(
          heading: form.heading, law: items[2 * k], rows: items[2 * k + 1], text: form.text,
          title: form.title, span: lowered.span(form.place), free: form.free))
    }
    return .density(Density(row.text, factors, library))
  }
}

extension LoweredCode {
  /// A place in a definition as a place in the session's texts; where there is none, the beginning.
  func span(_ place: WorkspaceForm.Place?) -> SourceSpan {
    let nowhere = SourceSpan(source: SourceID(0), start: 0, end: 0)
    guard let place, let statement = statements[place.definition]?.span else {
      return nowhere
    }
    let length = Int(statement.end - statement.start)
    guard place.start >= 0, place.start <= place.end, place.end <= length else { return nowhere }
    return SourceSpan(
      source: statement.source, start: statement.start + Int32(place.start),
      end: statement.start + Int32(place.end))
  }
}

import Language
import Storage
import Tensors
import Tracing

// The last rows: one value, or a whole session.
extension WorkspaceWriting {
  /// The rows of one value.
  ///
  /// The user's names that its functions read are kept with it.
  static func rows(
    of value: Value, main: Module, _ code: CodeLibrary, _ r: borrowing Slots
  ) throws(OperationError) -> [WorkspaceRow] {
    let writing = WorkspaceWriting(code)
    let item = try writing.item(value)
    let names = try writing.names(neededOf: main, r)
    _ = writing.add(.value, form: WorkspaceForm.text(WorkspaceForm.Value(names: names)), [item])
    return writing.rows
  }

  /// The rows of a session: its names, the files that it uses, and where its draws go on.
  ///
  /// - Returns: the rows, and why names that cannot be kept cannot.
  static func rows(
    of session: Session, _ r: borrowing Slots
  ) -> (rows: [WorkspaceRow], kept: [String], failures: [(name: String, reason: String)]) {
    let writing = WorkspaceWriting(session.code)
    var names: [Int] = [], kept: [String] = [], failures: [(name: String, reason: String)] = []
    for name in session.namesToKeep {
      guard let slot = session.main.slots[name], slot < r.count else { continue }
      if case .unset = r[slot] { continue }
      let spelled = session.main.spellings[name] ?? name
      do throws(OperationError) {
        names.append(try writing.name(name, of: session.main, r[slot]))
        kept.append(name)
      } catch { failures.append((spelled, error.message)) }
    }
    var uses: [WorkspaceForm.Use] = []
    for use in session.uses {
      guard let module = session.modules[use.key]?.module,
        let row = try? writing.row(of: module),
        let definition = try? writing.definition(
          of: StatementPlace(use.span, session.main), isCode: false)
      else { continue }
      uses.append(WorkspaceForm.Use(definition: definition, module: row))
    }
    if let more = try? writing.names(ofModules: r) { names += more }
    let draws = session.randomness
    let form = WorkspaceForm.Session(
      names: names, uses: uses, seed: draws.seed, statements: draws.statements,
      firstSeed: session.firstSeed)
    _ = writing.add(.session, form: WorkspaceForm.text(form))
    return (writing.rows, kept, failures)
  }

  /// The rows of the user's names that functions read, and of those of modules; and of those that these
  /// names lead to.
  private func names(
    neededOf main: Module, _ r: borrowing Slots
  ) throws(OperationError) -> [Int] {
    var names: [Int] = [], done = 0, modulesDone = 0, seen: Set<String> = []
    while done < needed.count || modulesDone < modules.count {
      if done < needed.count {
        let name = needed[done]
        done += 1
        guard seen.insert(name).inserted, let slot = main.slots[name], slot < r.count else {
          continue
        }
        if case .unset = r[slot] { continue }
        names.append(try self.name(name, of: main, r[slot]))
      } else {
        names += try self.names(of: modules[modulesDone], r)
        modulesDone += 1
      }
    }
    return names
  }

  /// The rows of the names of modules that came from files, so far as they were met; and of those that
  /// these names lead to.
  private func names(ofModules r: borrowing Slots) throws(OperationError) -> [Int] {
    var names: [Int] = [], done = 0
    while done < modules.count {
      names += try self.names(of: modules[done], r)
      done += 1
    }
    return names
  }

  private func names(
    of module: Module, _ r: borrowing Slots
  ) throws(OperationError) -> [Int] {
    var names: [Int] = []
    for name in module.slots.keys.sorted() {
      guard let slot = module.slots[name], slot < r.count else { continue }
      if case .unset = r[slot] { continue }
      names.append(try self.name(name, of: module, r[slot]))
    }
    return names
  }

  /// The row of a name.
  private func name(
    _ name: String, of module: Module, _ value: Value
  ) throws(OperationError) -> Int {
    let item = try item(value)
    var place: WorkspaceForm.Place?
    if let span = module.definitions[name], let statement = module.place(of: name) {
      place = self.place(of: span, in: statement)
    }
    let form = WorkspaceForm.Name(
      name: name, module: module.isMain ? nil : try row(of: module), place: place)
    return add(.name, module.spellings[name] ?? name, form: WorkspaceForm.text(form), [item])
  }
}

extension Session {
  /// The names that a workspace holds, in the order of the alphabet.
  fileprivate var namesToKeep: [String] {
    main.definitions.keys.sorted() + (main.definitions["ans"] == nil ? ["ans"] : [])
  }
}

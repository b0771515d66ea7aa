import Language

// Fields of records, names of modules: what a path of names leads to, without evaluating.
extension Completion {
  /// The value at a path; nil where it has none, or an index is not a number.
  func value(at path: Cursor.Path) -> Value? {
    var value: Value?
    switch path.root {
    case .name(let name):
      if cursor.locals.contains(where: { $0.name == name }) { return nil }
      value = session.value(of: Name.canonical(name))
    case .result(let number):
      let results = session.output.results
      value = results[number ?? results.count]?.value
    }
    for step in path.steps {
      guard let present = value else { return nil }
      value = self.value(step, of: present)
    }
    return value
  }

  private func value(_ step: Cursor.Path.Step, of value: Value) -> Value? {
    switch (step, value) {
    case (.field(let name), .aggregate(let record)): return record.field(Name.canonical(name))
    case (.field(let name), .module(let module)):
      return session.value(of: Name.canonical(name), in: module)
    case (.index(let place), .aggregate(let tuple)) where tuple.names == nil:
      // Where the index is computed, the first item stands for all.
      let place = (place ?? 1) - 1
      return tuple.items.indices.contains(place) ? tuple.items[place] : nil
    case (.field, _), (.index, _): return nil
    }
  }

  /// The fields of a record, or the names of a module.
  func members(of path: Cursor.Path?) -> [Offer] {
    guard let path, let value = value(at: path) else { return [] }
    switch value {
    case .aggregate(let record):
      return zip(record.names ?? [], record.items).map { name, item in
        Offer([name], detail: { outline(of: item) })
      }
    case .module(let module):
      return module.definitions.keys.sorted().compactMap { name in
        guard let value = session.value(of: name, in: module) else { return nil }
        return Offer([module.spellings[name] ?? name], detail: { outline(of: value) })
      }
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate, .function, .density, .identity,
      .text, .figure:
      return []
    }
  }
}

extension Cursor.Path {
  /// The path as typed.
  var text: String {
    var text =
      switch root {
      case .name(let name): name
      case .result(let number): "%" + (number.map(String.init) ?? "")
      }
    for step in steps {
      switch step {
      case .field(let name): text += "." + name
      case .index(let place): text += "[\(place.map(String.init) ?? "...")]"
      }
    }
    return text
  }
}

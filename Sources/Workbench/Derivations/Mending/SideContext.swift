import Language

/// A name of a link with what is known of it: drawn from a domain, or defined.
struct LinkName {
  /// The name.
  let name: String
  /// The text of its domain, equal for names that may be taken for each other: `reals(k)`.
  let domain: String
  /// Its values at the search points, where it is a number.
  let sort: ValueSort
}

/// What the edits of a side are made from.
struct SideContext {
  /// The side.
  let side: Expression
  /// Its nodes.
  let sites: [Site]
  /// The sort of the value of each node that has one of its own.
  let sorts: [NodePath: ValueSort]
  /// The names of the link.
  let names: [LinkName]
  /// The names that are functions of one number.
  let functions: Set<String>

  /// The sort of a node: `other` where it uses names bound around it.
  func sort(of path: NodePath) -> ValueSort { sorts[path] ?? .other }

  /// The names of a sort.
  func names(of sort: ValueSort) -> [LinkName] { names.filter { $0.sort == sort } }

  /// The names that may be taken for a name, itself excepted.
  func companions(of name: String) -> [LinkName] {
    guard let own = names.first(where: { $0.name == name }) else { return [] }
    return names.filter { $0.name != name && ($0.domain == own.domain || $0.sort == own.sort) }
  }
}

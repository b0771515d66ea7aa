import Foundation
import Language

/// `:who`: the names of a session in the order of their definition, each with its kind, its bytes and
/// a short form of its value, and a line of totals.
///
/// A narrow page loses values first, then bytes; what does not fit is cut.
struct Listing {
  /// A name and what is said of it.
  struct Row {
    let name: String
    let kind: String
    let bytes: Int
    let value: String
  }

  let rows: [Row]
  let width: Int
  private static let gap = "  "

  /// The text of the list.
  var text: String {
    let sizes = rows.map { $0.bytes == 0 ? "" : OperationError.size($0.bytes) }
    let names = min(rows.map(\.name.count).max() ?? 0, max(4, width / 3))
    let sizeWidth = width < 30 ? 0 : sizes.map(\.count).max() ?? 0
    let room = width - names - (sizeWidth > 0 ? sizeWidth + 2 : 0) - 2
    let widest = rows.map(\.kind.count).max() ?? 0
    let kinds = max(4, min(widest, room, width > 60 ? max(24, width * 2 / 5) : room))
    let values = room - kinds - 2
    let lines = zip(rows, sizes).map { row, size in
      var cells = [row.name.cut(to: names).padding(to: names)]
      cells.append(row.kind.cut(to: kinds).padding(to: kinds))
      if sizeWidth > 0 {
        cells.append(String(repeating: " ", count: sizeWidth - size.count) + size)
      }
      if values >= 8 { cells.append(row.value.cut(to: values)) }
      return cells.joined(separator: Listing.gap).trimmingSuffix { $0 == " " }
    }
    return (lines + [total]).joined(separator: "\n")
  }

  private var total: String {
    let bytes = rows.reduce(0) { $0 + $1.bytes }
    return "\(rows.count) \(rows.count == 1 ? "name" : "names"), \(OperationError.size(bytes))"
  }
}

extension Session {
  /// `:who`, `:who w*`, `:who W b`; it costs what it looks at.
  func listing(of argument: String, at span: SourceSpan) throws(Fault) -> String {
    var footprint = Footprint()
    try spend(16 * main.definitions.count, at: span)
    let patterns = argument.split(separator: " ").map(String.init)
    let names = main.definitions.sorted {
      ($0.value.source.number, $0.value.start) < ($1.value.source.number, $1.value.start)
    }
    var rows: [Listing.Row] = [], brought: [String] = [], members: [String: [String]] = [:]
    var bringers: [String: String] = [:]
    for (name, place) in names {
      guard let value = value(of: name) else { continue }
      let shown = main.spellings[name] ?? name
      if patterns.isEmpty, let path = paths[place.source], modules[path] != nil {
        let bringer = bringers[path] ?? bringer(of: path)
        bringers[path] = bringer
        if members[bringer] == nil { brought.append(bringer) }
        members[bringer, default: []].append(shown)
      } else if patterns.isEmpty
        || patterns.contains(where: { matches(shown, $0) || matches(name, $0) })
      {
        let looks = footprint.looks
        rows.append(row(shown, value, &footprint))
        try spend(50 + footprint.looks - looks, at: span)
      }
    }
    let modules = brought.map { module($0, members[$0] ?? [], &footprint) }
    if rows.isEmpty, modules.isEmpty {
      return patterns.isEmpty
        ? "nothing is defined yet" : "no name is like \(patterns.joined(separator: " or "))"
    }
    return Listing(rows: modules + rows, width: output.style.width).text
  }

  private func row(
    _ name: String, _ value: Value, _ footprint: inout Footprint
  ) -> Listing.Row {
    Listing.Row(
      name: name, kind: kind(of: value), bytes: footprint.bytes(of: value),
      value: summary(of: value).replacing("\n", with: " "))
  }

  /// The chapter in use that lists the names of a module as its own, else the module.
  private func bringer(of path: String) -> String {
    let names = LibraryHelp.names(of: path)
    guard let first = names.first else { return path }
    let chapters = LibraryHelp.modules(bringing: first).filter { chapter in
      modules[chapter] != nil && Set(LibraryHelp.names(of: chapter)).isSuperset(of: names)
    }
    return chapters.max { LibraryHelp.names(of: $0).count < LibraryHelp.names(of: $1).count }
      ?? path
  }

  /// The names that one module brought in, in a row of their own.
  private func module(
    _ path: String, _ names: [String], _ footprint: inout Footprint
  ) -> Listing.Row {
    let bytes = names.reduce(0) {
      $0 + (value(of: Name.canonical($1)).map { footprint.bytes(of: $0) } ?? 0)
    }
    let title = modules[path]?.module.name ?? path
    return Listing.Row(
      name: title, kind: "module, \(names.count) \(names.count == 1 ? "name" : "names")",
      bytes: bytes, value: names.joined(separator: ", "))
  }

  /// Whether a name fits a pattern, in which `*` stands for any letters and `?` for one; a pattern
  /// without them is any part of the name.
  private func matches(_ name: String, _ pattern: String) -> Bool {
    if !pattern.contains(where: { $0 == "*" || $0 == "?" }) {
      return name.contains(pattern) || name.contains(Name.canonical(pattern))
    }
    return Session.fits(Array(name)[...], Array(pattern)[...])
  }

  private static func fits(_ name: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool
  {
    // The last star tried so far, and from where its text would go on.
    var name = name, pattern = pattern
    var star: (pattern: ArraySlice<Character>, name: ArraySlice<Character>)?
    while true {
      if let sign = pattern.first, sign == "*" {
        pattern = pattern.dropFirst()
        star = (pattern, name)
      } else if let letter = name.first, let sign = pattern.first, sign == "?" || sign == letter {
        (name, pattern) = (name.dropFirst(), pattern.dropFirst())
      } else if name.isEmpty && pattern.isEmpty {
        return true
      } else if let last = star, !last.name.isEmpty {
        star = (last.pattern, last.name.dropFirst())
        (pattern, name) = (last.pattern, last.name.dropFirst())
      } else {
        return false
      }
    }
  }
}

extension String {
  /// The text, or its beginning and `...` where it is longer than a width in characters.
  func cut(to width: Int) -> String {
    count <= width ? self : width < 4 ? String(prefix(width)) : prefix(width - 3) + "..."
  }
}

/// `:help` alone: every name that means something, by its heading.
struct HelpOverview {
  /// Columns of the page.
  let width: Int

  /// The headings in their order, with their entries.
  static let groups: [(title: String, entries: [HelpEntry])] = {
    let titles =
      ["Statements, operators, signs"] + Builtin.Section.allCases.map(\.rawValue)
      + [
        "Activations", "Optimisers", "Learning rates", "Distributions", "Domains of derivations",
        "Constants",
      ]
    return titles.map { title in (title, HelpTable.all.filter { $0.group == title }) }
  }()

  /// The page.
  var text: String {
    let page = HelpPage(width: width)
    var lines = [
      "Type an expression and press Enter; x = 3 names a value, f(x) = x^2 a function.",
      "f' and grad(f), jacobian(f) are derivatives; ?name describes a name, ??words",
      "searches, example(name) runs an example. ?keys lists the keys of the prompt.",
      "",
    ]
    for (title, entries) in HelpOverview.groups {
      lines.append(title)
      let names =
        title == "Statements, operators, signs"
        ? SyntaxTopic.all.flatMap(\.names).filter { !SyntaxTopic.isPart($0) } : entries.map(\.name)
      lines += page.filled(names.joined(separator: " "), indent: 2)
    }
    lines += modules(page)
    lines += ["Commands"] + rows(.command) + ["Settings, as :set shows them"] + rows(.setting)
    return lines.joined(separator: "\n")
  }

  /// The modules that give names of their own, with the names.
  private func modules(_ page: HelpPage) -> [String] {
    let modules = HelpTable.all.filter { $0.kind == .module }
    let own = modules.filter { !LibraryHelp.names(of: $0.name).isEmpty }
    let titled = own.map(\.title.count).max() ?? 0
    var lines = ["Modules, brought in by use, and what they give"]
    for module in own {
      let names = LibraryHelp.names(of: module.name).joined(separator: " ")
      let text = page.filled(names, indent: titled + 4)
      lines.append(
        ("  " + module.title).padding(to: titled + 4) + (text.first?.dropFirst(titled + 4) ?? ""))
      lines += text.dropFirst()
    }
    let inner = modules.filter { LibraryHelp.names(of: $0.name).isEmpty }.map(\.name)
    return lines + ["Modules that the others are made of"]
      + page.filled(inner.joined(separator: " "), indent: 2)
  }

  private func rows(_ kind: HelpEntry.Kind) -> [String] {
    HelpList.aligned(
      HelpTable.all.filter { $0.kind == kind }.map {
        ($0.kind == .setting ? $0.name : $0.use[0], $0.summary)
      },
      width: width)
  }
}

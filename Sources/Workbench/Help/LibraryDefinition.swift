import Language

/// A definition at the top level of a module of the library with the comment above it, read from the text: no module is
/// evaluated for help or for completion.
struct LibraryDefinition: Sendable {
  struct Parameter: Sendable {
    let name: String
    let initial: String?
    let isRest: Bool
  }

  /// The name, under which it is looked up, and as its module spells it: ρ and rho.
  let name, spelled: String
  let module: String
  /// The parameters; nil of a value.
  let parameters: [Parameter]?
  /// The lines of the comment right above.
  let comment: [String]

  /// The call as help shows it, or the name of a value.
  var heading: String {
    guard let parameters else { return spelled }
    let list = parameters.map { parameter in
      parameter.initial.map { "\(parameter.name)=\($0)" }
        ?? parameter.name + (parameter.isRest ? "..." : "")
    }
    return "\(spelled)(\(list.joined(separator: ", ")))"
  }

  /// The definitions of a module's text whose names are wanted, those without a comment only where
  /// asked for; of what is wanted the headings alone are parsed.
  static func all(
    in text: String, of module: String, withoutComments: Bool = false,
    where isWanted: (String) -> Bool = { _ in true }
  ) -> [LibraryDefinition] {
    var found: [LibraryDefinition] = [], comment: [String] = []
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for line in lines {
      guard let first = line.first else {
        comment = []
        continue
      }
      if first == UInt8(ascii: "#") {
        comment.append(String(Substring(line)))
        continue
      }
      if withoutComments || !comment.isEmpty, let head = head(text[line.startIndex...]),
        isWanted(String(head.prefix { $0 != "(" })),
        let definition = LibraryDefinition(head, module: module, comment: comment)
      {
        found.append(definition)
      }
      comment = []
    }
    return found
  }

  /// The text up to the `=` of a definition that begins here: a name, and its parameters in brackets.
  private static func head(_ text: Substring) -> Substring? {
    let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "∇" }
    guard name.first?.isLetter == true else { return nil }
    let rest = text[name.endIndex...]
    if rest.hasPrefix(" = ") { return name }
    guard rest.first == "(", let end = closing(rest) else { return nil }
    let head = text[..<end]
    return text[end...].drop { $0 == " " || $0 == "\n" }.first == "=" ? head : nil
  }

  /// The place behind the bracket that closes the first one.
  private static func closing(_ text: Substring) -> Substring.Index? {
    var depth = 0, isText = false
    for index in text.indices {
      switch text[index] {
      case "\"": isText.toggle()
      case let sign where !isText && "([{".contains(sign): depth += 1
      case let sign where !isText && ")]}".contains(sign):
        depth -= 1
        if depth == 0 { return text.index(after: index) }
      default: break
      }
    }
    return nil
  }

  private init?(_ head: Substring, module: String, comment: [String]) {
    self.module = module
    self.comment = comment
    guard head.contains("(") else {
      (spelled, parameters) = (String(head), nil)
      name = Name.canonical(spelled)
      return
    }
    let source = Source(
      id: SourceID(0), name: module, origin: .file, text: String(head) + " = 0")
    guard let statement = try? Parser.parse(source).first,
      case .define(let name, let parameters, _) = statement.kind
    else { return nil }
    (self.name, spelled) = (name.canonical, name.spelled)
    self.parameters = parameters.map { parameter in
      Parameter(
        name: parameter.name.spelled,
        initial: parameter.initial.map { String(source.text(of: $0.span)) },
        isRest: parameter.isRest)
    }
  }
}

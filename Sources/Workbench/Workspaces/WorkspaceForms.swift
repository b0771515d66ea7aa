import Foundation

/// The forms of rows, as JSON: what stands beside a row's text and bytes.
enum WorkspaceForm {
  /// A statement as typed, with the comment above it; its text is the row's.
  struct Definition: Codable, Hashable {
    /// The row of the module that it is a statement of; nil for the user's own names.
    var module: Int?
    /// How messages call the text that it stood in.
    var source: String
    /// Whether that was a file.
    var isFile: Bool
    /// The line in which the row's text began.
    var line: Int
    /// Whether functions are made from it.
    var isCode: Bool
  }

  /// A module; its name is the row's text, the text of a file its bytes.
  struct Module: Codable, Hashable {
    /// The path of the file; nil for a module of the library.
    var path: String?
  }

  /// A function of the language; its name is the row's text, what it captures are its items.
  struct Function: Codable {
    /// The row of the statement that it is made in.
    var definition: Int
    /// The how manieth function of the statement it is, from 0.
    var number: Int
    /// Whether it has a name.
    var isNamed: Bool
  }

  /// A function made of another one.
  struct Derived: Codable {
    /// What else it was made with.
    var detail: [String]?
  }

  /// A factor of a density.
  struct Factor: Codable {
    var heading: DensityFactor.Heading
    var text: String
    var title: String
    var free: [String]
    /// Where the statement stands.
    var place: Place?
  }

  /// A place in a definition.
  struct Place: Codable {
    var definition: Int
    /// Offsets from the beginning of the statement.
    var start: Int
    var end: Int
  }

  /// A name of a module; how it was spelled is the row's text, its value the one item.
  struct Name: Codable {
    var name: String
    /// The row of the module; nil for the user's own.
    var module: Int?
    var place: Place?
  }

  /// A `use` of a file.
  struct Use: Codable {
    var definition: Int
    /// The row of the module.
    var module: Int
  }

  /// The last row where one value was saved, its only item.
  struct Value: Codable {
    /// The rows of the names of modules that it needs.
    var names: [Int]
  }

  /// The last row of a whole session.
  struct Session: Codable {
    var names: [Int]
    var uses: [Use]
    /// The seed that draws go on from, and how many statements have drawn since it was set.
    var seed: Int
    var statements: Int
    /// The seed that `:reset` goes back to.
    var firstSeed: Int
  }

  /// A form as the text that is kept.
  static func text(_ form: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Forms are texts, integers and lists of them: nothing that JSON lacks.
    return (try? encoder.encode(form)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The form that a text is, or nil.
  static func read<Form: Decodable>(_ text: String, as: Form.Type = Form.self) -> Form? {
    try? JSONDecoder().decode(Form.self, from: Data(text.utf8))
  }
}

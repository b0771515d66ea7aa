import Files
import Language
import Storage
import Tensors

/// Files of values: what is written and read by calls.
enum FileBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "save", .files,
      [
        .init("x", "any value: a model, a run, a figure, a tensor, a record of tensors"),
        .init("path", "where: the ending says what, .gmw for any value with its functions"),
        .init(
          "width", "of a picture in pixels of 1/96 inch; none for what it needs", initial: "none"),
        .init("height", "of a picture, likewise", initial: "none"),
        .init("dpi", "dots in an inch of .png and .gif", initial: "192"),
        .init("dark", "whether a picture is light on dark", initial: "false"),
      ],
      "writes a file, whole or not at all",
      synonyms: ["savefig", "export", "write", "file", "dump", "checkpoint"],
      example: ("if false { save(plot(sin, 0, 7), \"sine.svg\") }", "")
    ) { a, p, r, m throws(Fault) in
      m.recorder?.isImpure = true
      try save(a, p, &r, &m)
      return .unset
    },
    Builtin(
      "load", .files, [.init("path", "a file that save wrote, or another program")],
      "the value that a file holds; what kind of file it is its content says",
      synonyms: ["read", "import", "open", "restore"],
      example: ("if false { load(\"model.gmw\") }", "")
    ) { a, p, r, m throws(Fault) in
      m.recorder?.isImpure = true
      return try load(a, p, &m)
    },
  ]

  private static func save(
    _ a: Bound, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    let path = try a.text(1)
    if path.lowercased().hasSuffix(WorkspaceFiles.ending) {
      let full = try m.output.files.writing(path, at: a.spans[1])
      do throws(Fault) {
        try WorkspaceFiles.write(a[0], to: full, m.output.files.code, r)
      } catch { throw error.placed(at: a.spans[1]) }
      return
    }
    try FigureFiles.save(a, &m)
  }

  private static func load(
    _ a: Bound, _ p: borrowing Program, _ m: inout State
  ) throws(Fault) -> Value {
    let path = try m.output.files.reading(try a.text(0), at: a.spans[0])
    let file: FileBytes
    do throws(FileError) { file = try FileBytes(path) } catch {
      throw Fault("file", error.description, at: a.spans[0])
    }
    do throws(Fault) {
      return try WorkspaceFiles.value(of: file, m.output.files.code, p, at: a.span)
    } catch { throw error.placed(at: a.spans[0]) }
  }
}

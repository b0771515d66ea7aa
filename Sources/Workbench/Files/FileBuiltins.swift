import ArrayFiles
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
        .init("x", "any value: a model, a run, a figure, a tensor, a record of columns"),
        .init(
          "path",
          "where; the ending says what: .gmw any value; .npy .npz .csv .tsv .idx .safetensors numbers; .png "
            + "an image; .svg .png .pdf .gif a figure; .gz behind numbers packs them"),
        .init(
          "width", "of a picture in pixels of 1/96 inch; none for what it needs", initial: "none"),
        .init("height", "of a picture, likewise", initial: "none"),
        .init("dpi", "dots in an inch of a figure as .png or .gif", initial: "192"),
        .init("dark", "whether a figure is light on dark", initial: "false"),
        .init("compressed", "whether a .npz is packed", initial: "false"),
        .init("depth", "bits of a sample of an image, 8 or 16", initial: "8"),
      ],
      "writes a file, whole or not at all",
      synonyms: [
        "workspace", "session", "numpy", "pandas", "np.save", "torch.save", "pickle", "savefig",
        "export", "write", "file", "dump", "checkpoint", "savez", "to_csv", "imsave",
      ],
      example: ("if false { save(plot(sin, 0, 7), \"sine.svg\") }", "")
    ) { a, p, r, m throws(Fault) in
      m.recorder?.isImpure = true
      m.recorder?.fileCall = "save"
      try save(a, p, &r, &m)
      return .unset
    },
    Builtin(
      "load", .files,
      [
        .init("path", "a file that save wrote, or another program; numbers also gzipped"),
        .init("header", "whether the first row of a .csv is names; none to see", initial: "none"),
        .init("separator", "of the fields of a .csv; none to see", initial: "none"),
        .init(
          "decimal", "what stands before the fraction of its numbers", initial: "\".\"",
          choices: ["\".\"", "\",\""]),
      ],
      "the value that a file holds; what kind of file it is its content says",
      synonyms: [
        "workspace", "session", "numpy", "pandas", "np.load", "torch.load", "read", "import",
        "open", "restore", "read_csv", "loadtxt", "imread",
      ],
      example: ("if false { load(\"model.gmw\") }", "")
    ) { a, p, r, m throws(Fault) in
      m.recorder?.isImpure = true
      m.recorder?.fileCall = "load"
      return try load(a, p, &m)
    },
    Builtin(
      "with_weights", .files,
      [
        .init("m", "a network"),
        .init("w", "a record of tensors, such as load gives of a .safetensors or .npz"),
        .init(
          "order", "the layers of w from the first to the last, where their names have no numbers",
          initial: "none"),
        .init(
          "transposed", "whether matrices are inputs × outputs; none for what their names say",
          initial: "none"),
      ],
      "the network with the weights of another program, matched by their names",
      formula: "W = weight (PyTorch), W = kernelᵀ (Flax), W = wᵀ (JAX)",
      synonyms: ["load_state_dict", "pretrained", "import weights"],
      example: (
        "use nn; m = mlp(2, 1); with_weights(m, (w0 = [3.0; 4.0], b0 = [5.0]))([1, 1])",
        "f32[1]\n   12.0"
      )
    ) { a, p, r, m throws(Fault) in try ForeignWeights(a)() },
    Builtin(
      "here", .files, [.init("path", "a path from the folder of the script")],
      "the path of a file beside the script in which this stands; at the prompt the path itself",
      synonyms: ["beside", "script folder", "__file__", "relative path"],
      example: ("here(\"data.csv\")", "\"data.csv\"")
    ) { a, p, r, m throws(Fault) in
      let path = try a.text(0)
      if path.hasPrefix("/") || path.hasPrefix("~") { return .text(path) }
      return .text(m.output.files.folder(a.span) + path)
    },
    Builtin(
      "scratch", .files, [.init("name", "a name without a folder")],
      "the path of a file that is gone when gm ends, for what is tried out",
      synonyms: ["temporary file", "tempfile", "tmp"],
      example: ("save([1, 2], scratch(\"x.npy\")); load(scratch(\"x.npy\"))", "i64[2]\n   1  2")
    ) { a, p, r, m throws(Fault) in
      let name = try a.text(0)
      try m.output.files.requireWriting(at: a.span)
      guard !name.isEmpty, !name.contains("/"), name != ".", name != "..", !name.utf8.contains(0)
      else { throw a.fault(0, "name is the name of a file without a folder, not \"\(name)\"") }
      do throws(FileError) { return .text(try ScratchFolder.path + name) } catch {
        throw Fault("file", error.description, at: a.span)
      }
    },
  ]

  private static func save(
    _ a: Bound, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    let path = try a.text(1)
    if case .figure = a[0], !path.lowercased().hasSuffix(WorkspaceFiles.ending) {
      return try FigureFiles.save(a, &m)
    }
    let target = try m.output.files.writing(path, at: a.spans[1])
    do throws(Fault) {
      if path.lowercased().hasSuffix(WorkspaceFiles.ending) {
        let call = PlotCall(a: a), options = a.builtin.parameters.dropFirst(2).map(\.name)
        if let name = options.first(where: call.isGiven) {
          throw call.fault(at: name, "a workspace keeps values as they are: it has no \(name)")
        }
        try WorkspaceFiles.write(a[0], to: target, m.output.files.code, r)
      } else {
        try saveArrays(a, to: target)
      }
    } catch { throw error.placed(at: a.spans[1]) }
  }

  private static func saveArrays(_ a: Bound, to target: FileTarget) throws(Fault) {
    let call = PlotCall(a: a)
    var options = ArrayOptions()
    options.isCompressed = try call.flag("compressed") ?? false
    options.depth = try call.count("depth", in: 8...16) ?? 8
    guard [8, 16].contains(options.depth) else {
      throw call.fault(at: "depth", "a sample has 8 or 16 bits, not \(options.depth)")
    }
    if let ending = FigureFiles.endings.first(where: { target.path.lowercased().hasSuffix($0) }) {
      throw Fault(
        "type", "save: a \(ending) file holds a figure, not \(a[0].kindDescription)",
        at: a.spans[0], hint: "save(plot(x), path)")
    }
    let content: ArrayContent
    do throws(OperationError) { content = try ArrayValues.content(of: a[0]) } catch {
      throw Fault(
        OperationError("file", "save: \(error.message)", hint: error.hint), at: a.spans[0])
    }
    do throws(ArrayFileError) {
      try target.isWritten
        ? ArrayFiles.write(content, to: target.path, options)
        : ArrayFiles.check(content, for: target.path, options)
    } catch {
      throw Fault(error, of: "save")
    }
  }

  private static func load(
    _ a: Bound, _ p: borrowing Program, _ m: inout State
  ) throws(Fault) -> Value {
    let file = try m.output.files.file(try a.text(0), at: a.spans[0])
    if m.fuel != nil { try Turn.burn(&m, at: a.span, steps: file.count) }
    if WorkspaceFiles.recognises(file) {
      do throws(Fault) {
        return try WorkspaceFiles.value(of: file, m.output.files.code, p, at: a.span)
      } catch { throw error.placed(at: a.spans[0]) }
    }
    let options = try options(a)
    do throws(ArrayFileError) {
      return ArrayValues.value(of: try ArrayFiles.read(file, options))
    } catch { throw Fault(error, of: "load").placed(at: a.spans[0]) }
  }

  private static func options(_ a: Bound) throws(Fault) -> ArrayOptions {
    let call = PlotCall(a: a)
    var options = ArrayOptions()
    options.hasHeader = try call.flag("header")
    if let separator = try call.text("separator") {
      guard separator.utf8.count == 1, let byte = separator.utf8.first, byte != 0x22,
        byte > 13 || byte == 9
      else { throw call.fault(at: "separator", "a separator is one character, such as \",\"") }
      options.separator = byte
    }
    if try call.choice("decimal") == "," { options.point = UInt8(ascii: ",") }
    return options
  }
}

extension Fault {
  /// What went wrong with a file of arrays, without a place.
  init(_ error: ArrayFileError, of call: String) {
    if case .tensor(let error) = error {
      self.init(OperationError(error), at: nil)
    } else {
      self.init("file", "\(call): \(error.description)", at: nil, hint: error.hint)
    }
  }
}

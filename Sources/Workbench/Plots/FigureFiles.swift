import Files
import Language
import Plotting
import Tensors

/// Pictures as files.
enum FigureFiles {
  /// The endings of files that hold figures alone.
  static let endings = [".svg", ".pdf", ".gif"]

  /// `save(figure, path)`: the ending says which kind of file, and `.gz` behind it that it is packed.
  static func save(_ a: Bound, _ m: inout State) throws(Fault) {
    let figure = try FigureEditing.figure(0, of: a), call = PlotCall(a: a)
    let target = try m.output.files.writing(try a.text(1), at: a.spans[1]), path = target.path
    var style = PageStyle()
    if let width = try call.count("width", in: 1...20_000) { style.width = Double(width) }
    if let height = try call.count("height", in: 1...20_000) { style.height = Double(height) }
    if try call.flag("dark") ?? false { style.theme = .dark }
    let dpi = try call.number("dpi") ?? 192
    guard dpi >= 10, dpi <= 2400 else {
      throw call.fault(at: "dpi", "dpi is a number of dots in an inch, 10 to 2400, not \(dpi)")
    }
    let made: [(path: String, bytes: [UInt8])]
    let packing = path.lowercased().hasSuffix(".gz") ? String(path.suffix(3)) : ""
    let bare = String(path.dropLast(packing.count)), settings = style
    let drawn = Stop.leaving { () -> Result<[(path: String, bytes: [UInt8])], PictureError> in
      Result { () throws(PictureError) in
        try Picture.files(of: figure, path: bare, style: settings, dpi: dpi)
      }
    }
    guard let drawn else { throw Turn.interrupted(at: a.span) }
    do throws(PictureError) { made = try drawn.get() } catch {
      throw Fault("file", "save: \(error.description)", at: a.spans[1])
    }
    for file in made where target.isWritten {
      guard let bytes = packing.isEmpty ? file.bytes : packed(file.bytes) else {
        throw Fault("memory", "save: not enough memory to pack the picture", at: a.spans[1])
      }
      do throws(FileError) { try Replacement.write(bytes, to: file.path + packing) } catch {
        throw Fault("file", "save: \(error.description)", at: a.spans[1])
      }
    }
  }

  /// The bytes gzipped; nil where memory is short.
  private static func packed(_ bytes: [UInt8]) -> [UInt8]? {
    guard var packing = Deflation(.gzip) else { return nil }
    var packed: [UInt8] = []
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe packing.add(bytes) { part in unsafe packed.append(contentsOf: part) }
    }
    unsafe packing.finish { part in unsafe packed.append(contentsOf: part) }
    return packed
  }
}

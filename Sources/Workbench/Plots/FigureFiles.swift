import Files
import Language
import Plotting
import Tensors

/// Pictures as files.
enum FigureFiles {
  /// The endings of files that hold figures alone.
  static let endings = [".svg", ".pdf", ".gif"]

  /// `save(figure, path)`: the ending says which kind of file.
  static func save(_ a: Bound, _ m: inout State) throws(Fault) {
    let figure = try FigureEditing.figure(0, of: a), call = PlotCall(a: a)
    let path = try m.output.files.writing(try a.text(1), at: a.spans[1])
    var style = PageStyle()
    if let width = try call.count("width", in: 1...20_000) { style.width = Double(width) }
    if let height = try call.count("height", in: 1...20_000) { style.height = Double(height) }
    if try call.flag("dark") ?? false { style.theme = .dark }
    let dpi = try call.number("dpi") ?? 192
    guard dpi >= 10, dpi <= 2400 else {
      throw call.fault(at: "dpi", "dpi is a number of dots in an inch, 10 to 2400, not \(dpi)")
    }
    let made: [(path: String, bytes: [UInt8])]
    do throws(PictureError) {
      made = try Picture.files(of: figure, path: path, style: style, dpi: dpi)
    } catch { throw Fault("file", "save: \(error.description)", at: a.spans[1]) }
    for file in made {
      do throws(FileError) { try Replacement.write(file.bytes, to: file.path) } catch {
        throw Fault("file", "save: \(error.description)", at: a.spans[1])
      }
    }
  }
}

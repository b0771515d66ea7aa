import Foundation

@testable import Plotting

/// One picture of each kind of mark, kept as SVG and as pixels.
enum MarkGoldens {
  private static let x = (0...8).map(Double.init)
  private static let y = [2.0, 3, 1, 4, 4, 6, 5, 7, 6]
  private static let grid = Grid(
    values: (0..<48).map { Double(($0 % 8) * ($0 / 8)) }, columns: 8,
    x: Interval(spanning: 0, 8), y: Interval(spanning: 0, 6), standing: .edges)

  /// A mark of each kind, drawn with what it has of its own.
  static let marks: [any Mark] = [
    Arrows(x: x, y: y, u: y, v: x.map { 4 - $0 }),
    Band(x: x, low: y.map { $0 - 1 }, high: y.map { $0 + 1.5 }),
    Bars(x: x, heights: y.map { $0 - 3 }),
    Circle(x: 3, y: 2, radius: 1.5),
    Contours(grid, levels: [3, 9, 20], ink: .text),
    ErrorBars(x: x, y: y, errors: x.map { 0.2 + $0 / 8 }),
    HeatMap(grid),
    Images(values: (0..<32).map { Double($0 % 7) }, height: 4, width: 4, kind: .shares(.grey)),
    Line(x: x, y: y.enumerated().map { $0 == 4 ? .nan : $1 }, dash: .dashed),
    Note("here", x: 1, y: 2),
    Path(x: x.map { 4 - abs(4 - $0) }, y: y),
    Points(x: x, y: y, colourBy: x),
    ReferenceLine(.through(x: 0, y: 0, slope: 0.5), ink: .series(0), dash: .solid),
    Steps(x: x, y: y),
  ]

  /// What a kind is called in the names of its files.
  static func name(_ mark: any Mark) -> String { "\(type(of: mark))" }

  /// The mark with axes, small.
  static func scene(_ mark: any Mark) -> Scene {
    Page.scene(.panel(Panel(marks: [mark])), PageStyle(width: 180, height: 130))
  }

  /// The mark without axes, whose letters depend on the fonts of a machine.
  static func bareScene(_ mark: any Mark) -> Scene {
    let axis = Axis(isHidden: true)
    return Page.scene(
      .panel(Panel(marks: [mark], x: axis, y: axis)), PageStyle(width: 120, height: 90))
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens")

  /// Whether goldens are to be written rather than compared: `GM_PICTURES=write`, after which one looks at
  /// each.
  private static var writes: Bool {
    ProcessInfo.processInfo.environment["GM_PICTURES"] == "write"
  }

  /// The bytes that a file of the goldens has; those that are made where goldens are written.
  static func kept(_ name: String, made: [UInt8]) throws -> [UInt8] {
    let file = folder.appending(path: name)
    if writes {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(made).write(to: file)
    }
    return [UInt8](try Data(contentsOf: file))
  }
}

@testable import Plotting

/// What a reader finds on a page.
extension Scene {
  /// The labels at the axes, the titles, and the numbers of the colour bar.
  func texts(in groups: Set<String> = ["text"]) -> [String] {
    self.groups.filter { groups.contains($0.name) }.flatMap(\.shapes).compactMap { shape in
      if case .text(let text, _, _) = shape { text } else { nil }
    }
  }

  /// The lines among the marks, in the coordinates of their pane.
  var markLines: [[Point]] {
    groups.filter { $0.name == "marks" }.flatMap(\.shapes).compactMap { shape in
      if case .line(let points, _) = shape { points } else { nil }
    }
  }

  /// The size of the first pane.
  var pane: Extents? {
    groups.first { $0.name == "marks" && $0.clip != nil }?.clip.map {
      Extents($0.width - 2, $0.height - 2)
    }
  }
}

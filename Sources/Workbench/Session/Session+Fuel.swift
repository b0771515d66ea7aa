import Language
import Plotting
import Tensors

// What a session does outside of any evaluation costs fuel as well.
extension Session {
  /// Charges steps for what is done outside of any evaluation.
  func spend(_ steps: Int, at place: SourceSpan) throws(Fault) {
    guard fuel != nil else { return }
    try perform(height: 0, at: place) { (_, _, m) throws(Fault) in
      try Turn.burn(&m, at: place, steps: steps)
    }
  }

  /// Charges a text before it is read; the message where it is longer than what is left.
  ///
  /// What is short is read without: its statements say where the fuel ended.
  func charge(text: String) -> String? {
    guard let left = fuel else { return nil }
    let bytes = text.utf8.count
    fuel = max(0, left - bytes)
    guard bytes > left, bytes > Session.shortText else { return nil }
    let fault = Fault(
      "fuel", "the fuel is used up by the text alone, which has \(bytes) bytes", at: nil)
    lastFault = fault
    return render(diagnostic(fault))
  }

  /// The bytes of a text that may be read though no fuel is left.
  private static let shortText = 4096

  /// Charges what is shown by its length: by way of the bound on memory while something is evaluated,
  /// whose charge is the one that stays, and directly elsewhere.
  func charge(shown event: SessionEvent) {
    guard let left = fuel else { return }
    let bytes: Int
    switch event {
    case .output(let text), .page(let text), .diagnostic(let text), .edit(let text),
      .progress(let text):
      bytes = text.utf8.count
    case .figure(let figure): bytes = drawingCost(of: figure)
    case .setting: bytes = 1000
    }
    MemoryBudget.note(work: bytes)
    fuel = max(0, left - bytes)
  }

  /// Shows a figure, unless less fuel is left than its drawing costs.
  func present(_ figure: Figure, at place: SourceSpan) throws(Fault) {
    if let fuel {
      let cost = drawingCost(of: figure)
      if cost > fuel { try spend(cost, at: place) }
    }
    output.show(.figure(figure))
  }

  /// About the time and the bytes that a figure takes where it is drawn.
  func drawingCost(of figure: Figure) -> Int {
    // A character has three bytes, and a colour now and then; a cell of an image 200 dots, most of which
    // are written together.
    let isImage = ["kitty", "sixel"].contains(preferences["plots"] ?? "")
    let cell = isImage ? 100 : 4, rows = 22
    return 8 * figure.weight(upTo: Figure.heaviest) + cell * rows * min(output.style.width, 100)
  }
}

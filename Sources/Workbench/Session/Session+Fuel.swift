import Language
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

  /// Charges what is shown by its length: by way of the bound on memory while something is evaluated,
  /// whose charge is the one that stays, and directly elsewhere.
  func charge(shown event: SessionEvent) {
    guard let left = fuel else { return }
    let bytes: Int
    switch event {
    case .output(let text), .page(let text), .diagnostic(let text), .edit(let text),
      .progress(let text):
      bytes = text.utf8.count
    case .figure, .setting: bytes = 1000
    }
    MemoryBudget.note(work: bytes)
    fuel = max(0, left - bytes)
  }
}

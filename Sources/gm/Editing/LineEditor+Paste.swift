import CEditline
import Workbench

// A pasted block is inserted as one edit and runs only on Enter.
extension LineEditor {
  func paste() -> EditlineReply {
    let text = buffer.pasted
    let entries = session.entries(ofTranscript: text)
    let block = entries?.joined(separator: "\n") ?? text
    let ends = block.reversed().prefix { $0 == "\n" }.count
    let (plain, changes) = session.plainForm(
      ofPasted: String(block.dropLast(ends)), after: buffer.entry.head)
    buffer.insert(plain)
    transcript = changes.isEmpty ? entries : nil
    if !changes.isEmpty {
      notice = ("  pasted, with " + changes.joined(separator: ", "), buffer.entry)
    }
    return .done
  }
}

import CEditline

// Ctrl-X Ctrl-E: the entry in an editor of the user's own; it comes back to be run with Enter.
extension LineEditor {
  func editElsewhere() -> EditlineReply {
    let entry = buffer.entry
    display.erase()
    editline_lend_terminal(buffer.handle, true)
    let result = ExternalEditor.edit(entry.text)
    editline_lend_terminal(buffer.handle, false)
    switch result {
    case .text(let text): buffer.entry = Entry(text)
    case .failure(let reason): notice = ("  \(reason); the entry is as it was", entry)
    }
    return .done
  }
}
